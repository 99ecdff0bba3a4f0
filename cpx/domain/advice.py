"""Tell advice from description: in a sentence, in a heading, in an item of a list."""

import re

_WHO = (
    "organi[sz]ations?|services?|staff|practitioners?|professionals?|researchers?|academics?|polic(?:y|ies)|policy[- "
    "]?makers?|managers?|leaders?|clinicians?|nurses?|doctors?|gps|physicians?|teachers?|educators?|schools?|universities|hospitals?|trusts?|teams?|providers?|commissioners?|funders?|governments?|authorit(?:y|ies)|councils?|municipalit(?:y|ies)|initiatives?|programmes?|programs?|projects?|partnerships?|partners|interventions?|systems?|agencies|agency|institutions?|stakeholders?|employers?|charities|communities|facilitators?|planners?|designers?|trainers?|editors?|journals?|studies|research|evaluations?|efforts|strategies|approaches|guidelines|training|we|you|they|future|practice|care|people|everyone|attention|organi[sz]ers?"
)
_MODAL = re.compile(
    r"\b(?:should|must|ought to)(?! (?:not )?(?:have|be (?:noted|interpreted|viewed|read))\b)"
    r"|\b(?:recommend|advise|urge|call(?:s)? (?:for|on|upon)|advocate) (?!against$)|\brecommended (?:that|to|for)\b|\b(?:is|are) (?:strongly |not |therefore )?recommended\b"
    rf"|\b(?:{_WHO})(?: \w+ly| also| therefore| thus)? (?:all )?(?:needs?|will need|have|has) to (?!do with)"
    rf"|\b(?:{_WHO})(?: \w+)? (?:also |therefore |thus )?requires?\b|\bneeds? to be \w+(?:ed|en|d)\b"
    r"|\bit(?: is|’s|'s) (?:\w+ly )?(?:important|essential|vital|crucial|necessary|imperative|advisable|critical) (?:that|for\b[^.]{2,60}?\bto\b)"
)
_NO_ADVICE = re.compile(
    r"\b(?:what|how|who|whom|why|which|whether|when|where|if)\b[^,;.]{0,40}\b(?:should|must|needs? to)\b|^(?:should|do|must)\b.*\?$"
    r"|\b(?:participants?|respondents?|interviewees?|informants?|patients?|carers?|staff|users?|they|members|many|most|some|\d+ ?%|per ?cent)\b[^.;]{0,60}"
    r"\b(?:said|felt|thought|believed|reported|stated|suggested|argued|agreed|emphasi[sz]ed|expressed|mentioned|highlighted|considered|wanted|told us)\b"
    r"|\b(?:we|authors?|i) recommended|recommended by|\bthe need to\b|\bno need to\b|\bshould you\b"
)
_TRIGGER = re.compile(r"should|must|ought|recommend|advis|urge|call|advocate|need|require|it['’]s |it is ")

_CJK_ADVICE = re.compile(r"应该|应当|建议(?!的)|必须|应(?=考虑|加强|重视|当|鼓励|提供|确保|注意|采取|优先)|務必|べき|推奨")
_ADVICE_WORD = re.compile(
    r"\b(?:recommend(?:ations?|ed|s|ing)?|advice|tips?|steps?|principles?|top \d+|dos? and don['’]?ts|how to|guidance|good practice|best practice|checklist|"
    r"what (?:you|we|organi[sz]ations|services|staff|can|should|needs)|should|actions?|suggestions?|ways to|ideas for|lessons|call to action|"
    r"what (?:works|helps|next)|next steps|priorities|pledges?|empfehlungen|rekommendation(?:er)?|anbefalinger|recomendaciones|recommandations)\b|建议|原则",
    re.IGNORECASE,
)
_PAGE_ADVICE = re.compile(
    r"\b(?:recommendations?|recommend|advice|tips|principles|top \d+|steps (?:to|for|you)|should|guidance|suggestions?)\b|建议",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"\b(?:aims?|objectives?|questions?|methods?|findings?|results?|themes?|participants?|we (?:did|found|heard|asked|learned|learnt)|what (?:people|they) (?:said|told)|"
    r"contents|challenges?|barriers?|benefits?|references|sources|authors?|team|partners|contact|related|read more|see also|agenda|topics|tags|"
    r"about us|who we|key facts|facts|statistics|definitions?)\b",
    re.IGNORECASE,
)
_IMPERATIVES_WORDS = (
    "accept acknowledge act adapt address adjust adopt agree aim allow allocate appoint arrange ask assess assign avoid balance be "
    "become begin believe bring build capture care celebrate challenge champion change check choose clarify co-create co-design "
    "co-produce collaborate collect combine commit communicate compensate complete connect consider consult continue contribute "
    "coproduce cover create define deliver demonstrate describe design develop discuss distribute do document don't draw embed "
    "embrace empower enable encourage engage ensure establish evaluate examine expect explain explore facilitate feed find focus "
    "follow formalise formalize foster free fund gather get give guarantee go have hear help highlight hire hold honour identify "
    "implement improve include increase inform introduce invest invite involve join keep know lead learn let leverage listen look "
    "maintain make manage map maximise measure meet mind minimise monitor name nurture offer open organise organize own participate "
    "partner pay plan pledge prepare prioritise prioritize promote protect provide publish put raise reach read recognise recognize "
    "record recruit reduce reflect reimburse remember remove report resource respect respond review reward run schedule seek select "
    "send set share show simplify speak spend spread stand start stay stop strengthen strive structure support sustain tackle tailor "
    "take talk teach tell test thank think train translate treat try trust understand undertake update use value visit wait welcome "
    "widen work write"
)
_IMPERATIVES = frozenset(_IMPERATIVES_WORDS.split())
_ADVERBS_WORDS = (
    "always never clearly actively also first then finally please carefully regularly fully further only really openly do not don't"
)
_ADVERBS = frozenset(_ADVERBS_WORDS.split())
_NOT_IMPERATIVE_WORDS = "of for was were is are has have had from between among within and"
_NOT_IMPERATIVE = frozenset(_NOT_IMPERATIVE_WORDS.split())
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def advises(sentence: str) -> bool:
    """Tell whether a sentence says what somebody should do; not one that asks whether, or reports who said so."""
    low = sentence.casefold()
    if _CJK_ADVICE.search(low):
        return True
    return bool(_TRIGGER.search(low) and _MODAL.search(low) and not _NO_ADVICE.search(low))


def is_imperative(item: str) -> bool:
    """Tell whether an item tells its reader to do something: 'Provide opportunities ...', 'Clearly highlight ...'."""
    words = [word.casefold().replace("’", "'") for word in _WORDS.findall(item[:80])]
    while words and words[0] in _ADVERBS and words[0] not in _IMPERATIVES:
        words.pop(0)
    if len(words) > 1 and words[0] in {"do", "don't"}:
        return True
    return bool(words) and words[0] in _IMPERATIVES and (len(words) == 1 or words[1] not in _NOT_IMPERATIVE)


def announces_advice(line: str) -> bool:
    """Tell whether a heading or the line above a list announces advice."""
    return bool(_ADVICE_WORD.search(line))


def announces_other(line: str) -> bool:
    """Tell whether a heading or the line above a list announces something that is no advice: aims, findings, people."""
    return bool(_OTHER_LIST.search(line))


def speaks_of_advice(page: str) -> bool:
    """Tell whether a page as a whole says that it gives advice."""
    return bool(_PAGE_ADVICE.search(page))
