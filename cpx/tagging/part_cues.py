"""Words that tell what part people play in their sentence, in the form of ``cues.py``. Data only; ``people.py`` judges."""

from cpx.tagging.cues import BE, Row, Side, pair_words

B, A = Side.BEFORE, Side.AFTER

CO_PRODUCER, JOINT, ENGAGED, IN_WORK, AS_PARTNERS = "co-producer", "joint work", "engaged", "in the work", "as partners"
TOOK_PART, ASKED, SERVED, DOER, NOT_HERE, ABOUT = "took part", "asked", "served", "doer", "not here", "about"

_JOINT = "co-produc*; coproduc*; co-design*; codesign*; co-creat*; cocreat*; co-develop*; co-construct*; collaborat*; partner*"
_WORKED = "work; works; worked; working"
_JOINTLY = f"{_JOINT}; {_WORKED}; jointly; together"
_STUDIED = """interview*; focus group*; survey*; questionnaire*; recruit*; enrol*; sample; cohort; conversations; workshop*;
    discussions; observ*; included; studied; randomi?ed; randomly; assigned; followed; examined; compared; evaluated; assessed;
    consecutive; eligible; experiences; perspectives; views; perceptions; accounts; involving"""
_ASKED = """interviews with; interviewed; interviews were conducted with; interviews were held with; interviews were carried out with;
    interviews involving; focus groups with; focus group with; focus groups involving; focus groups were held with; focus groups were
    conducted with; focus group discussions with; group discussions with; discussions with; workshops with; workshops were held with;
    conversations with; survey of; surveys of; surveyed; recruited; enrolled; experiences of; perspective of; perspectives of; views of;
    views from; perspectives from; attitudes of; perceptions of; opinions of; accounts of; participants were; participants included;
    participants comprised; respondents were; respondents included; sample of; sample included; sample comprised;
    consisted of; consisting of; comprised; comprising; collected from; obtained from; data from; responses from; questionnaires to;
    invited; completed by; answered by; reported by; expressed by; described by"""
_WERE_STUDIED = """interviewed; recruited; surveyed; enrolled; randomi?ed; included; studied; assigned; followed; examined;
    invited; observed; asked; selected; evaluated; assessed; treated; divided; identified; analy?ed; reviewed; randomly;
    retrospectively; prospectively"""
_SPOKE = """took part; participated; completed; underwent; reported; responded; received; described; emphasi?ed; felt; believed; perceived;
    expressed; highlighted; said; stated; rated; valued; preferred; answered; agreed; wanted; thought; viewed; experienced; shared;
    identified; noted; provided; presented"""
_VOICES = """experience; experiences; views; perspective; perspectives; attitudes; perceptions; opinions; accounts; beliefs; preferences;
    narratives; voices; knowledge and attitudes; priorities"""
_NUMBERS = """one; two; three; four; five; six; seven; eight; nine; ten; eleven; twelve; thirteen; fourteen; fifteen; sixteen; seventeen;
    eighteen; nineteen; twenty; thirty; forty; fifty; sixty; seventy; eighty; ninety; hundred"""
_SERVICES = "service*; care; support; treatment*; programme*; program*; help; intervention*; provision; facilities; resources"
_DONE_BY = """delivered by; facilitated by; provided by; conducted by; carried out by; performed by; administered by; led by;
    implemented by; supervised by; run by; undertaken by; offered by; treated by; trained by; assisted by; moderated by; coded by"""
_IN_WORK = """in co-design*; in codesign*; in co-produc*; in co-creat*; in co-develop*; in the co-design*; in the co-produc*; in the
    co-creat*; in design*; in the design; in the development; in developing; in research; in the research; in health research; in planning;
    in the planning; in all phases; in all stages; in every stage; in shaping; in the evaluation; in decision-making; in priority setting"""
_PARTNERS = """as partners; as equal partners; as active partners; as research partners; as collaborators; as co-researchers; as
    coresearchers; as peer researchers; as researchers; as co-designers; as citizen scientists; as advis*; as co-producers; as experts by
    experience; as co-creators; as members of the research team; as members of the team"""

PART_ROWS = (
    Row(CO_PRODUCER, B, 45, pair_words(_JOINTLY, "with; by") + "; in partnership with; alongside; engag* with; involvement of"),
    Row(CO_PRODUCER, B, 45, "participation of; co-researchers with; co-researchers who; partners with; led by and for"),
    Row(CO_PRODUCER, A, 60, "co-produce; coproduce; co-design; codesign; co-create; co-deliver; collaborat*; work* together; jointly"),
    Row(CO_PRODUCER, A, 3, "co-produced; coproduced; co-designed; codesigned; co-created; co-developed"),
    Row(JOINT, B, 110, _JOINT),
    Row(ENGAGED, B, 70, "engag*; involv*; includ*; participation of; with"),
    Row(ENGAGED, A, 20, pair_words(f"{BE}; be", "involved; engaged") + "; involved in; engaged in"),
    Row(IN_WORK, A, 100, _IN_WORK),
    Row(AS_PARTNERS, A, 70, _PARTNERS),
    Row(NOT_HERE, B, 12, "no; without; neither; nor; instead of; rather than; excluding; excluded; exclusion of"),
    Row(NOT_HERE, B, 80, "excluded were; exclusion criteria; exclusions were; we excluded"),
    Row(NOT_HERE, A, 12, pair_words(BE, "not; excluded") + "; did not; had not"),
    Row(NOT_HERE, B, 60, "future; should; could; might; must; recommend*; planned; need to; needed to"),
    Row(
        NOT_HERE, B, 60, pair_words("previous; prior; earlier; past; other; existing", "studies; research; work; trials; surveys; authors")
    ),
    Row(DOER, B, 40, _DONE_BY),
    Row(ASKED, B, 50, _STUDIED),
    Row(ASKED, B, 115, _ASKED),
    Row(ASKED, B, 25, _NUMBERS),
    Row(TOOK_PART, A, 55, pair_words("was; were; had been", _WERE_STUDIED)),
    Row(TOOK_PART, A, 16, _SPOKE),
    Row(TOOK_PART, A, 10, _VOICES),
    Row(SERVED, B, 40, pair_words(_SERVICES, "for; to")),
    Row(SERVED, B, 20, "for; serving; supporting; helping; caring for; treating"),
    Row(ASKED, B, 10, "访谈; 访谈了; 调查; 纳入; 招募; 选取; 随机; 访谈对象; 研究对象; 调查对象; 受访者"),
    Row(
        TOOK_PART,
        A,
        10,
        pair_words("参与", "研究; 本研究; 访谈; 调查; 试验").replace(" ", "") + "; 接受; 完成; 进行访谈; 进行半结构; 进行深度",
    ),
    Row(CO_PRODUCER, A, 12, "共同; 联合; 合作; 共创; 协作"),
    Row(SERVED, B, 10, "为; 面向; 针对; 服务于"),
)
"""What part people played."""

NO_PEOPLE_NEXT = frozenset(
    (
        *("policy", "policies", "strategy", "strategies", "legislation", "law", "laws", "act", "awareness", "literacy", "department"),
        *("journal", "budget", "budgets", "ministry", "reform", "screening", "cell", "cells", "gene", "genes"),
    )
)
"""Right behind a condition or a position (one word may stand between), these make it a matter and no people: 'mental health policy'."""

NO_PEOPLE_NEXT_ZH = ("政策", "卫生政策", "战略", "立法", "法规", "部门")
