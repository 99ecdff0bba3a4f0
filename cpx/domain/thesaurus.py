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
    barrier obstacle hindrance challenge difficulty problem trouble issue constraint impediment
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
    guide underpin shape inspire influence base basis rest ground
    determine decide depend
    apply application implement utilise utilize
    evolve evolution develop development emerge emergence
    lack lacking scarce scarcity rare gap shortage enough sufficient insufficient limited
    interview conversation dialogue discussion
    respect recognise recognize recognition esteem
    narrative story storytelling
    originate origin originator invent propose pioneer
    meeting encounter interaction gathering
    willing ready readiness motivated
    credible credibility credibly legitimate legitimacy
    document documentation archive
    train training teach teaching educate education course learn learning skill
    colleague peer coworker
    trust trustworthiness confidence
    inclusive inclusion include involve involvement engage engagement participate participation participatory
    exclude exclusion marginalised marginalized vulnerable disadvantaged underserved
    collaborate collaboration collaborative partnership partner cooperate cooperation together joint jointly
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
    hospital ward
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
    aim aims article aspect aspects became become becomes call called came carried carry cause caused causes chapter come comes
    detail details example examples exist existing exists find finds found gave get gets give given gives go goes gone got happen
    happened happens help helped helps importance important involve involved keep kept know known last lasted look made make makes
    many matter matters mean means meant meet much nature need needs objective objectives paper part people person possible purpose
    purposes relevance role said say says see seem seen serve served serves set show shown shows significance source sources studied
    studies study take taken takes tell thing things think took topic try use used uses using want way ways went what's work worked
    works write writes written wrote year years
    """.split()  # noqa: SIM905 - a list of words reads best as text
)
"""Words of questions that say little: an answer seldom repeats them."""

IRREGULAR = tuple(
    tuple(line.split())
    for line in """
    analyse analyze analysis analyses analysed analyzed
    begin began begun
    bring brought
    build built
    child children
    choose chose chosen
    criterion criteria
    draw drew drawn
    feel felt
    grow grew grown
    hold held
    hypothesis hypotheses
    lead led
    leave left
    lose lost
    man men
    pay paid
    phenomenon phenomena
    rise rose risen
    seek sought
    speak spoke spoken
    spend spent
    teach taught
    think thought
    understand understood
    woman women
    """.strip().splitlines()
)
"""Each line: forms of one word that stemming keeps apart."""

SAID_SHORTER = ((r"\b(?:take|takes|took|taken|taking) part\b", "participate"), (r"\b(?:take|takes|took|taken|taking) place\b", " "))
"""Turns of phrase whose words say something else when they stand alone -> one word for them, or nothing."""

ASKS_FOR = (
    (
        r"\b(which|what)\b.{0,30}\b(methods?|methodolog\w+|frameworks?|theor\w+|models?|designs?|data|samples?|instruments?|measures?|coding)\b",
        ("method",),
    ),
    (r"^\W*(is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|might)\b", ()),
    (r"^\W*(where|when|who|whose|how (was|were|did|many|long|old|often)|(which|what|over which|in which) years?)\b", ("method", "finding")),
    (
        r"\bhow (can|could|should|may|might|to|do (i|we|you|they))\b|\bshould\b|\bought\b|\bmust\b|\bwhat (can|could|helps?|works?)\b",
        ("recommendation", "conclusion"),
    ),
    (r"\bwhat (happens?|happened|changes?|changed)\b|\b(effects?|impacts?|outcomes?|results?|consequences?)\b", ("finding", "conclusion")),
    (r"\bwhy\b|\breasons?\b|\bcauses?\b", ("recommendation", "finding", "conclusion")),
    (r"\b(aims?|purpose|objectives?|goals?)\b", ("aim",)),
    (
        r"\bwhat (is|are) (known|meant|the meaning|the definition)\b|\bdefinitions?\b|\bdefined?\b|\bhistory\b",
        ("background", "recommendation"),
    ),
    (r"^\W*(what|which)\b", ("finding", "recommendation")),
    ("(什么|甚么|哪[些个種种]?|何种).{0,6}(方法|框架|理论|模型|设计|数据)", ("method",)),
    ("目的|目标|目標", ("aim",)),
    ("为什么|為什麼|为何|為何|原因", ("finding", "conclusion", "recommendation")),
    ("应该|应当|應該|建议|建議|如何|怎样|怎樣", ("recommendation", "conclusion")),
    ("结果|結果|发现|發現|影响|影響", ("finding", "conclusion")),
)
"""Wording of a question (a regular expression, small letters) -> roles of sentences that answer it; the first that fits counts."""

FOCUS = r"\b(?:how many|(?:what|which)(?: (?:is|are|was|were|kinds? of|types? of))?(?: the)?) ([^\W_][\w’'-]*)"
"""What a question of this wording is after: the word that an answer hardly does without."""

ROLE_WEIGHT = {"conclusion": 1.0, "recommendation": 0.95, "finding": 0.95, "method": 0.8, "aim": 0.7, "background": 0.65}
"""How much a sentence of this role is worth as an answer when the question asks for none in particular."""

CJK_ASKS = (
    "什么|甚么|哪[些个种里裡]?|多少|[几幾]|怎么样?|怎麼樣?|怎样|怎樣|如何|为什么|為什麼|为何|為何|是否|有没有|有沒有|何时|何時|谁|誰|进行|進行"
    "|どの|どこ|なぜ|いつ|だれ|무엇|어떻게|왜|어디"
)
"""Words that make a question in these scripts, and say nothing about its subject."""

CJK_PARTICLES = frozenset("的了吗呢么是在和与及或被把这那哪谁怎何什为のはがをにへとでもかたるす은는이가을를의에")
"""Characters that hold sentences together: a pair with one of them says nothing about a subject."""
