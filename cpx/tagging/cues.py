"""Words that tell how a concept stands in its sentence. Data only; ``cue_finder.py`` looks for them, ``usage.py`` judges.

Those that tell what part people played stand in ``part_cues.py``.

A row names a cue, the side of the label on which it stands, how many characters may lie between, and its words in the notation
of labels, parted by semicolons. Chinese says more in fewer characters, so its rows reach less far.
"""

from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """Whether the cue stands before or after the label."""

    BEFORE = "before"
    AFTER = "after"


class Row(NamedTuple):
    """One row of the table: the cue's name, its side, its reach in characters, and its words."""

    cue: str
    side: Side
    reach: int
    words: str


B, A = Side.BEFORE, Side.AFTER

NEGATED, PLANNED, OTHERS, OWN, ABOUT, DONE = "negated", "planned", "others", "own", "about", "done"
APPROACH_DONE, FRAMEWORK_DONE, STUDY_WAS, OURS, A_STUDY = "approach done", "framework done", "study was", "ours", "a study"


def pair_words(first: str, second: str) -> str:
    """Join every word of one list with every word of another."""
    return "; ".join(f"{one} {two}" for one in split_words(first) for two in split_words(second))


def split_words(words: str) -> list[str]:
    """Give the words of a row; line ends in the table do not count."""
    return [" ".join(word.split()) for word in words.split(";")]


BE = "is; are; was; were; has been; have been"
_DONE = """used; conducted; performed; undertaken; carried out; applied; employed; adopted; administered; held; completed;
    distributed; collected; analy?ed; recorded; transcribed; developed; included; identified; designed; sent; mailed; posted;
    interviewed; returned; filled"""
_STUDY = """study; research; project; paper; review; trial; survey; work; evaluation; interview guide; topic guide;
    questionnaire; protocol; methodology; study design; research questions; findings"""
_WE = "we; the authors; the team; this study; this paper; this chapter; this project; the study; our study"
_WE_DID = "used; uses; conducted; adopted; employed; applied; followed; took; ran; draw on; draws on; drew on"
_MODALS = """should; could; might; must; ought to; need to; needs to; will; would; shall; plan to; plans to; planned to; intend*
    to; recommend*; call for; calls for; need for; warrant*"""
_WANTED = """is needed; are needed; were needed; still needed; is required; are required; warranted; recommended; should;
    would; will; must; could be; could have; should have; would have; might; is planned; are planned; was planned;
    under way; underway; desirable; necessary"""
_ABOUT = """review of; reviews of; literature on; literature about; literature of; research on; research into; research about;
    studies of; studies on; studies about; knowledge of; knowledge about; body of knowledge; view of; views of; views on; views
    about; attitude* to; attitude* towards; attitude* toward; attitude* about; perception* of; opinion* of; opinion* on;
    opinion* about; understanding; awareness of; benefit* of; merits of; value of; impact of; effect of; effects of;
    effectiveness of; barriers to; facilitators of; challenge* of; challenges to; challenges in; role of; adoption of;
    implementation of; evolution of; promote; promotes; promoting; promotion of; encourage; encourages; encouraging; training
    in; training on; training for; principle* of; definition of; concept of; notion of; use of; usefulness of; validity of;
    quality of; debate* on; discuss; discusses; discussion of; critique of; questions about"""
_DOING = """using; used; uses; utili?ed; utili?ing; employ*; adopt; adopts; adopted; adopting; apply; applies; applied;
    applying; conduct*; perform*; undertook; undertaken; undertaking; carr* out; draw* on; draw* upon; drew on; drew upon; based
    on; informed by; guided by; underpinned by; via; by means of; offer; offers; present; presents; presented; build; builds;
    completed; completing; administer*; elicited; include; included; includes; generated; gathered; collected; obtained;
    analy?ed; analyses; analyzes; analy?ing; describe; describes; described; describing; report; reports; reported; reporting;
    evaluated by; assessed by; assessed with; measured by; measured with; by a; by an"""
_REASONING = """draw* on; drew on; draw* upon; based on; informed by; guided by; underpinned by; framed by; lens of; perspective
    of; grounded in; inspired by; operationali?e; operationali?ed; operationali?ing; with reference to; in terms of; seen as;
    understood as; frameworks informed; framework informed; frameworks guided; theories informed; theory informed; focus on how"""
_REASONING_NEAR = "using; used; uses; apply; applies; applied; applying; through; according to; following; presents; offers; includes"

USAGE_ROWS = (
    Row(
        NEGATED,
        B,
        25,
        "no; not; never; without; neither; nor; lack of; lacking; absence of; rather than; instead of; few; little; limited; cannot",
    ),
    Row(NEGATED, A, 30, pair_words("not", _DONE) + "; is not; are not; was not; were not; is lacking; are lacking; is scarce; are scarce"),
    Row(PLANNED, B, 40, "future; further; forthcoming; planned; proposed"),
    Row(PLANNED, B, 80, _MODALS),
    Row(PLANNED, A, 45, _WANTED),
    Row(OTHERS, B, 30, "previous; prior; earlier; past; existing; recent; published; available; numerous"),
    Row(OTHERS, B, 45, "et al; et al.; others have; other authors; studies that; studies which; papers that; articles that; trials that"),
    Row(OWN, B, 25, "this; our; the present; the current"),
    Row(OWN, B, 40, pair_words(pair_words("this; our; the", "study; trial; review; survey; work; paper"), "is a; is an; was a; was an")),
    Row(ABOUT, B, 30, _ABOUT),
    Row(DONE, B, 70, _DOING),
    Row(DONE, A, 50, _DONE),
    Row(DONE, A, 35, pair_words("is; are; was; were", "presented")),
    Row(DONE, A, 15, "showed; revealed; indicated; demonstrated; suggested; confirmed; found; yielded"),
    Row(APPROACH_DONE, B, 50, pair_words(_WE, _WE_DID)),
    Row(
        APPROACH_DONE,
        B,
        35,
        "using; by means of; drawing on; draws on; drew on; reali?ed in; reali?ed through; informed by; guided by; material from",
    ),
    Row(APPROACH_DONE, B, 12, "we; we also; we then; authors; using a; using an; took a"),
    Row(APPROACH_DONE, B, 130, "we engaged; we recruited; we trained; we worked with; we involved; we partnered; we convened"),
    Row(
        APPROACH_DONE,
        A,
        35,
        pair_words(BE, "used; applied; adopted; employed; conducted; followed; undertaken; chosen; held; implemented; run; formed")
        + "; lens",
    ),
    Row(
        A_STUDY,
        A,
        14,
        "study; project; design was; approach was; methodology was; methods were; process was; sessions were; workshops were",
    ),
    Row(OURS, B, 60, pair_words("we; i; the authors; the team; this study; the study; our study", _WE_DID)),
    Row(OURS, B, 12, "we; this study"),
    Row(FRAMEWORK_DONE, B, 130, _REASONING),
    Row(FRAMEWORK_DONE, B, 60, _REASONING_NEAR),
    Row(
        FRAMEWORK_DONE,
        A,
        60,
        pair_words(BE, "used; applied; adopted; employed") + "; lens; informed the; guided the; underpinned the; guided our",
    ),
    Row(STUDY_WAS, B, 12, pair_words(pair_words("this; our; the", _STUDY), BE)),
    Row(NEGATED, B, 6, "没有; 未; 无; 缺乏; 尚无; 不是"),
    Row(PLANNED, B, 15, "未来; 将来; 应该; 应当; 应; 需要; 建议; 计划; 拟"),
    Row(PLANNED, A, 8, "是必要的; 有待; 亟需; 亟待"),
    Row(OTHERS, B, 8, "以往; 既往; 先前; 之前的; 其他; 现有"),
    Row(OWN, B, 10, "本; 该; 我们; 我们的"),
    Row(ABOUT, B, 10, "关于; 对于; 有关"),
    Row(DONE, B, 30, "采用; 使用; 运用; 应用; 通过; 利用; 基于; 进行; 开展; 实施了; 包括"),
    Row(DONE, A, 8, "显示; 表明; 发现; 用于"),
    Row(APPROACH_DONE, B, 5, "采用; 运用; 使用; 基于"),
    Row(APPROACH_DONE, B, 12, "我们采用; 我们使用; 我们运用; 我们进行; 本研究采用; 本研究使用; 本研究运用; 本研究进行"),
    Row(FRAMEWORK_DONE, B, 30, "基于; 依据; 运用; 采用; 借鉴; 框架; 理论"),
    Row(STUDY_WAS, B, 12, "本研究是; 本研究由; 该研究由"),
)
"""How a method, an approach or a framework stands there. Approaches are mostly talked about, so their cues ask for more than DONE."""
