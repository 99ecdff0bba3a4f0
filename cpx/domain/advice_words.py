"""The words of advice: who is advised, what announces it, the verbs that give it. Alternatives of patterns, in small letters."""

WHO = (
    "organi[sz]ations?|services?|staff|practitioners?|professionals?|researchers?|academics?|polic(?:y|ies)|policy[- ]?makers?|managers?|"
    "leaders?|clinicians?|nurses?|doctors?|gps|physicians?|teachers?|educators?|schools?|universities|hospitals?|trusts?|teams?|"
    "providers?|commissioners?|funders?|governments?|authorit(?:y|ies)|councils?|municipalit(?:y|ies)|initiatives?|programmes?|programs?|"
    "projects?|partnerships?|partners|interventions?|systems?|agencies|agency|institutions?|stakeholders?|employers?|charities|"
    "communities|facilitators?|planners?|designers?|trainers?|editors?|journals?|studies|research|evaluations?|efforts|strategies|"
    "approaches|guidelines|training|work|we|you|they|future|practice|care|people|everyone|attention|organi[sz]ers?|involvement|"
    "co-?production|co-?design|citizens|participation"
)
"""Those whom advice addresses, as the subject of 'need to' and 'requires'."""

REPORTERS = "participants?|respondents?|interviewees?|informants?|patients?|carers?|staff|users?|they|members|many|most|some"
REPORTING = (
    "said|felt|thought|believed|reported|stated|suggested|argued|agreed|emphasi[sz]ed|expressed|mentioned|highlighted|"
    "considered|wanted|told "
    "us"
)
"""Who reports, and with which verbs: what others said that somebody should do is no advice of the text."""

ADVICE = (
    "recommend(?:ations?|ed|s|ing)?|advice|tips?|steps?|principles?|top \\d+|dos? and don['’]?ts|how to|guidance|good practice|"
    "best practice|checklist|what (?:\\w+ ){0,2}(?:can|should|must|needs?)|should|must|actions?|"
    "suggestions?|ways to|"
    "ideas for|lessons|call to action|what (?:works|helps|next)|next steps|priorities|pledges?|we (?:ask|call|urge|want)|empfehlungen|"
    "rekommendation(?:er)?|anbefalinger|recomendaciones|recommandations"
)
"""What announces advice in a heading or above a list."""

PAGE_ADVICE = "recommendations?|recommend|advice|tips|principles|top \\d+|steps (?:to|for|you)|should|guidance|suggestions?"
"""What says of a page that it gives advice."""

OTHER_LISTS = (
    "aims?|objectives?|questions?|methods?|findings?|results?|themes?|participants?|we (?:did|found|heard|asked|learned|learnt)|"
    "what (?:people|they|carers|patients|participants) (?:said|told)|told us|contents|challenges?|barriers?|benefits?|references|sources|"
    "authors?|team|contact|related|read more|see also|agenda|topics|tags|about us|who we|key facts|facts|statistics|definitions?"
)
"""What announces a list of something else."""

_IMPERATIVES = (
    "accept acknowledge act adapt address adjust adopt agree aim allow allocate appoint arrange ask assess assign avoid balance be "
    "become begin believe bring build capture care celebrate challenge champion change check choose clarify co-create co-design "
    "co-produce collaborate collect combine commit communicate compensate complete connect consider consult continue contribute "
    "coproduce cover create define deliver demonstrate describe design develop discuss distribute do document don't draw embed "
    "embrace employ empower enable encourage engage ensure establish evaluate examine expect explain explore extend facilitate feed "
    "find focus follow formalise formalize foster free fund gather get give guarantee go have hear help highlight hire hold honour "
    "identify implement improve include increase inform introduce invest invite involve join keep know lead learn let leverage listen "
    "look maintain make manage map maximise measure meet mind minimise monitor name nurture offer open organise organize own "
    "participate partner pay plan pledge prepare prioritise prioritize promote protect provide publish put raise reach read recognise "
    "recognize record recruit reduce reflect reimburse remember remove report resource respect respond review reward run schedule "
    "seek select send set share show simplify speak spend spread stand start stay stop strengthen strive structure support sustain "
    "tackle tailor take talk teach tell test thank think train translate treat try trust understand undertake update use value visit "
    "wait welcome widen work write"
)
IMPERATIVES = frozenset(_IMPERATIVES.split())
"""Verbs with which an item of advice begins."""

_ADVERBS = "always never clearly actively also first then finally please carefully regularly fully further only really openly not and"
ADVERBS = frozenset(_ADVERBS.split())
"""Words that may stand before such a verb."""

_NO_IMPERATIVE_BEFORE = "of for was were is are has have had from between among within and"
NO_IMPERATIVE_BEFORE = frozenset(_NO_IMPERATIVE_BEFORE.split())
"""Behind these a verb-like first word is a noun: 'Support for carers was missing'."""
