"""Words of the field that stand for one another in questions and answers, and what a question's own words ask for. Data only.

For `cpx ask` alone: a search takes people's words as they are. A line holds words that a librarian would put under one
heading; inflected forms are left to stemming.
"""

RELATED = tuple(
    tuple(line.split())
    for line in """
    staff employee personnel workforce worker practitioner professional clinician
    leader lead leadership manager management
    researcher academic scholar university
    patient client user consumer survivor
    citizen public resident inhabitant
    carer caregiver family relative
    child children young youth adolescent teenager
    older elderly ageing aging
    resist resistance resistant reluctant reluctance opposition scepticism skepticism
    barrier obstacle hindrance challenge difficulty problem constraint impediment
    facilitate facilitator enabler enable enabling
    tension conflict dilemma contradiction paradox
    hierarchy hierarchical inequality asymmetry imbalance
    remove eliminate abolish overcome reduce even flatten dismantle
    power authority control
    share sharing distribute redistribute devolve
    benefit advantage advantageous gain value positive
    harm disadvantage drawback cost negative
    useful utility usefulness helpful valuable worthwhile
    risk danger hazard threat
    strong stronger strength strengthen reinforce
    effective effectiveness efficacy success successful impact
    single unified uniform universal one unitary
    standard benchmark norm blueprint
    vary variation variety diverse diversity heterogeneity adaptation
    model framework theory theoretical concept conceptual
    method methodology approach technique design
    guide inform underpin shape
    train training teach teaching educate education course learn learning skill
    colleague peer coworker
    trust trustworthiness confidence
    inclusive inclusion include involve involvement engage engagement participate participation participatory
    exclude exclusion marginalised marginalized vulnerable disadvantaged underserved
    collaborate collaboration collaborative partnership partner cooperate cooperation
    online digital virtual remote internet
    pandemic covid coronavirus lockdown
    distancing distance isolation
    evaluate evaluation assess assessment appraise measure
    outcome result effect consequence impact
    improve improvement enhance better quality
    change transform transformation reform
    sustain sustainable sustainability lasting maintain
    scale spread diffusion upscale rollout scalable
    adopt adoption uptake implement implementation
    define definition meaning
    recommend recommendation advice guidance suggest
    reason cause motive motivation
    hospital clinic ward
    country nation national
    mental psychiatric psychological
    equity equality fairness justice
    voice say influence
    experience lived experiential
    """.strip().splitlines()
)
"""Each line: words that answer for one another."""

LIGHT = frozenset(
    """
    become come find found get give go happen happened happens help keep know known look make made mean meet need needs people possible
    say says see seem show take tell thing things think try use used using want way ways
    """.split()  # noqa: SIM905 - a list of words reads best as text
)
"""Words of questions that say little: an answer seldom repeats them."""

ASKS_FOR = (
    (
        r"\b(which|what)\b.{0,30}\b(methods?|methodolog\w+|frameworks?|theor\w+|models?|designs?|data|samples?|instruments?|measures?)\b",
        ("method",),
    ),
    (r"\bhow (was|were|did)\b|\bhow many\b|\bwho (took part|participated|was|were)\b", ("method", "finding")),
    (
        r"\bhow (can|could|do|should|may|might|to)\b|\bshould\b|\bought\b|\bmust\b|\bwhat (can|could|helps?|works?)\b",
        ("recommendation", "conclusion"),
    ),
    (r"\bwhy\b|\breasons?\b|\bcauses?\b", ("recommendation", "finding", "conclusion")),
    (r"\b(aims?|purpose|objectives?|goals?)\b", ("aim",)),
    (
        r"\bwhat (is|are) (known|meant|the meaning|the definition)\b|\bdefinitions?\b|\bdefined?\b|\bhistory\b",
        ("background", "recommendation"),
    ),
    (r"^\W*(what|which)\b", ("finding", "recommendation")),
)
"""Wording of a question (a regular expression, small letters) -> roles of sentences that answer it; the first that fits counts."""

FOCUS = r"\b(?:what|which)(?: (?:is|are|was|were|kinds? of|types? of))?(?: the)? ([^\W_][\w’'-]*)"
"""What a question of this wording is after: the word that an answer hardly does without."""

ROLE_WEIGHT = {"conclusion": 1.0, "recommendation": 0.95, "finding": 0.95, "method": 0.8, "aim": 0.7, "background": 0.65}
"""How much a sentence of this role is worth as an answer when the question asks for none in particular."""

CJK_PARTICLES = frozenset("的了吗呢么是在和与及或被把这那哪谁怎何什为のはがをにへとでもかたるす은는이가을를의에")
"""Characters that hold sentences together: a pair with one of them says nothing about a subject."""
