"""Words that tell how a concept stands in its sentence. Data only; ``usage.py`` and ``people.py`` read it.

``BEFORE`` patterns are searched in the sentence up to the label, ``AFTER`` patterns in the sentence behind it, both in lower
case. English verb and noun lists follow the label guide (docs/label-guide.md); the Chinese ones say the same in Chinese.
"""

import re

_DONE = (
    "used|conducted|performed|undertaken|carried out|applied|employed|adopted|administered|held|completed|distributed|collected|"
    "analy[sz]ed|recorded|transcribed|developed|included|based|identified|designed|sent|mailed|posted|interviewed|returned|filled"
)
_DOING = (
    "using|used|uses|utili[sz]\\w+|employ(?:s|ed|ing)|adopt(?:s|ed|ing)|appl(?:y|ied|ies|ying)|conduct(?:s|ed|ing)?|perform(?:s|ed|ing)?|"
    "undert(?:ook|ake|akes|aking)|carr(?:y|ied|ies|ying) out|draw(?:s|ing|n)? (?:up)?on|drew (?:up)?on|based on|informed by|guided by|underpinned by|"
    "via|by means of|offers?|presents?|builds?|complet(?:ed|ing)|administer(?:ed|ing)|elicited|included?|generated|gathered|collected|obtained|"
    "analy[sz](?:ed|es|ing)|describ(?:ed|es|ing)|report(?:s|ed|ing)?|evaluated by|assessed (?:by|with)|measured (?:by|with)|by a|by an"
)
_STUDY = "study|research|project|paper|chapter|article|review|trial|survey|work|analysis|evaluation|inquiry|investigation"

NEGATED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|lack of|lacking|absence of|rather than|instead of|few|little|limited)\s+(?:[\w-]+\s+){0,3}$"
    r"|\b(?:n't|cannot)\s+(?:[\w-]+\s+){0,2}$|(?:没有|未|无|缺乏|尚无|不是)[^,，。;；]{0,6}$"
)
"""Before the label: it was not done, or there is none."""

PLANNED = re.compile(
    r"\b(?:future|further|subsequent|forthcoming|planned|proposed)\s+(?:[\w-]+\s+){0,4}$"
    r"|\b(?:should|could|might|must|ought to|needs? to|will|would|shall|plan(?:s|ned)? to|intends? to|recommend\w*|suggest using|calls? for|need for|warrants?)\b[^.;:]{0,80}$"
    r"|(?:未来|将来|应该|应当|应|需要|建议|计划|拟)[^,，。;；]{0,15}$"
)
"""Before the label: it is wished for, advised or to come."""

PLANNED_AFTER = re.compile(
    r"^\W*(?:[\w-]+\W+){0,4}(?:is|are|was|were|would be|will be|should be)\s+(?:therefore\s+|now\s+|still\s+|urgently\s+|clearly\s+)?"
    r"(?:needed|required|warranted|necessary|recommended|planned|lacking|called for|under way|underway|justified|desirable)\b"
    r"|^\W*(?:[\w-]+\W+){0,3}(?:will|should|would|must|could|might)\b|^[^,，。;；]{0,8}(?:是必要的|有待|亟需|亟待)"
)
"""After the label: the same."""

OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|past|existing|other|recent|several|many|most|some|published|available|numerous|few|various|preceding|reported)\s+(?:[\w-]+\s+){0,3}$"
    r"|(?:以往|既往|先前|之前的|其他|现有)[^,，。;；]{0,8}$"
)
"""Before the label: studies of others."""

OWN_OTHERS = re.compile(r"\b(?:our|we)\b[^.;:]{0,40}$")
"""Before the label: but these are ours after all ('our previous survey' is still not this work, 'we reviewed previous trials' is)."""

ABOUT = re.compile(
    r"\b(?:reviews? of|literature (?:on|about|of)|research (?:on|into|about)|studies (?:of|on|about)|knowledge (?:of|about|on)|body of knowledge (?:on|concerning)|"
    r"views? (?:of|on|about)|attitudes? (?:to|towards?|about)|perceptions? of|opinions? (?:of|on|about)|understanding (?:of)?|awareness of|"
    r"benefits? of|merits? of|value of|impact of|effects? of|effectiveness of|barriers to|facilitators of|challenges? (?:of|to|in)|role of|"
    r"adoption of|implementation of|evolution of|promot(?:e|es|ing|ion of)|encourag(?:e|es|ing)|training (?:in|on|for)|principles? of|definition of|"
    r"concept of|notion of|use of|usefulness of|validity of|quality of|debates? (?:on|about)|discuss(?:es|ed|ion of)?|critique of|questions? about)"
    r"\s+(?:[\w'-]+\s+){0,3}$"
    r"|(?:关于|对于|有关)[^,，。;；]{0,10}$"
)
"""Before the label: the sentence speaks about it."""

DONE_BEFORE = re.compile(
    rf"\b(?:{_DOING})\b[^.;:]{{0,70}}$|(?:采用|使用|运用|应用|通过|利用|基于|进行|进行了|开展|实施了|包括)[^。;；]{{0,30}}$"
)
"""Before the label: this work did it."""

DONE_AFTER = re.compile(
    rf"^\W*(?:[\w'-]+\W+){{0,6}}(?:was|were|is|are|has been|have been)\s+(?:\w+ly\s+|then\s+|also\s+)?(?:{_DONE})\b"
    r"|^\s*(?:[\w-]+\s+){0,2}(?:with|of|among|between|from|in)\s+(?:\w+\s+){0,2}(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|^\W*(?:[\w-]+\W+){0,2}(?:showed|revealed|indicated|demonstrated|found|suggested|confirmed|yielded|lens\b)"
    r"|^[^,，。;；]{0,6}(?:显示|表明|发现|用于)"
)
"""After the label: the same."""

OWN_BEFORE = re.compile(
    rf"\b(?:this|our|the present|the current|present)\s+(?:[\w-]+\s+){{0,4}}$"
    rf"|\b(?:this|our|the present|the current)\s+(?:[\w-]+\s+){{0,3}}(?:{_STUDY})\s+(?:is|was|were)\s+(?:an?\s+)?(?:[\w-]+\s+){{0,4}}$"
    r"|(?:本|该|我们的|我们)[^,，。;；]{0,10}$"
)
"""Before the label: it names this very work ('this qualitative study', 'our study was a randomised')."""

APPROACH_DONE_BEFORE = re.compile(
    rf"\b(?:we|authors?|team|researchers|(?:this|the|our)\s+(?:[\w-]+\s+){{0,2}}(?:{_STUDY}))\b[^.;:]{{0,50}}\b(?:used|uses|conducted|adopted|employed|applied|applies|"
    r"took|takes|followed|ran|draws? on|drew on)\b[^.;:]{0,40}$"
    r"|\b(?:using|by means of|drawing on|draws on|drew on|realized in|reali[sz]ed (?:in|through)|informed by|guided by|material from)\s+(?:[\w'-]+\s+){0,5}$"
    rf"|\b(?:this|our|the present)\s+(?:[\w-]+\s+){{0,3}}(?:{_STUDY}|guide|questionnaire|protocol|intervention|resource|toolkit)s?\s+(?:is|was|were|has been)\s+(?:[\w-]+\s+){{0,3}}$"
    r"|\bwe\s+(?:[\w-]+\s+){0,2}$"
    r"|(?:我们|本研究)[^。;；,，]{0,8}(?:采用|使用|运用|进行)[^。;；,，]{0,10}$"
)
"""Before an approach: the study itself worked that way."""

APPROACH_DONE_AFTER = re.compile(
    r"^\W*(?:(?:research|design|approach|method|methods|methodology|process|framework|study|project|cycles?|lens|sessions?)\W+){0,2}"
    r"(?:is|was|were|are|has been|have been)\s+(?:\w+ly\s+)?(?:used|applied|adopted|employed|conducted|followed|undertaken|chosen|held)\b"
    r"|^\W*(?:research|design|approach|method|methodology|framework|theory|perspective|model)?\W*lens\b"
)
"""After an approach or a framework: the same."""

FRAMEWORK_DONE_BEFORE = re.compile(
    r"\b(?:using|used|uses|appl(?:y|ied|ies|ying)|draw(?:s|ing|n)? (?:up)?on|drew (?:up)?on|based on|informed by|guided by|underpinned by|framed by|through|"
    r"lens of|perspective of|grounded in|inspired by|operationali[sz]ed?|with reference to|according to|within the|in terms of|following|seen as|understood as|"
    r"presents|offers|includes|frameworks? informed|frameworks? guided|theor(?:y|ies) (?:informed|guided))\b[^.;]{0,160}$"
    r"|\b(?:focus on how|as an approach for)\b[^.;]{0,80}$|(?:框架|理论|模型)[^。;；]{0,40}(?:指导|提供|为)[^。]{0,60}$|(?:基于|依据|运用|采用|借鉴)[^。;；]{0,30}$"
)
"""Before a framework: the work reasons with it."""

NO_PEOPLE_AFTER = re.compile(
    r"^\s+(?:[\w-]+\s+){0,1}(?:polic(?:y|ies)|strateg(?:y|ies)|legislation|laws?|act|awareness|literacy|department|journal|budgets?|ministry|reform|screening|cells?|genes?|cell lines?)\b"
    r"|^(?:卫生)?(?:政策|战略|立法|法规|部门)"
)
"""After a condition or a position: a matter and no people ('mental health policy')."""

TOOK_PART_BEFORE = re.compile(
    r"\b(?:interview(?:s|ed|ing)?|focus groups?|survey(?:s|ed|ing)?|questionnaires?|recruit(?:ed|ing|ment)?|enrol(?:l?ed|l?ing)?|sample|cohort|conversations?|"
    r"workshops?|discussions?|observ(?:ed|ation|ations)|included|studied|random(?:i[sz]ed|ly)|assigned|followed|examined|compared|evaluated|assessed|consecutive|eligible|"
    r"experiences|perspectives|views|perceptions|accounts|involv(?:ed|ing))\s+(?:[\w'-]+\s+){0,6}$"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\s+(?:[\w'-]+\s+){0,3}$"
    r"|(?:访谈|调查|纳入|招募|选取|随机)[^,，。;；]{0,10}$|\d+\s*(?:名|例|位)[^,，。;；]{0,8}$"
)
TOOK_PART_AFTER = re.compile(
    r"^[^.;]{0,50}\b(?:were|was|had been)\s+(?:\w+ly\s+)?(?:interviewed|recruited|surveyed|enrol\w+|randomi[sz]ed|included|studied|assigned|followed|examined|invited|observed|"
    r"asked|selected|evaluated|assessed|treated|divided|identified|analy[sz]ed|reviewed)\b|^\s+(?:took part|participated|completed|underwent|reported|responded|received)\b"
    r"|^\s*\(\s*n\s*=|^[^,，。;；]{0,6}(?:参与|接受|完成)"
)
CO_PRODUCER_BEFORE = re.compile(
    r"\b(?:co-?produc\w+|co-?design\w*|co-?creat\w+|co-?develop\w+|collaborat\w+|partner\w*|together|jointly|worked|alongside|shared with|involvement of|engag\w+)"
    r"\s+(?:with|of|by|between|among|from)\s+(?:[\w'-]+\s+){0,5}$|(?:与|和)[^,，。;；]{0,8}$"
)
CO_PRODUCER_AFTER = re.compile(
    r"^[^.;]{0,60}\b(?:co-?produc\w+|co-?design\w*|co-?creat\w+|collaborat\w+|work(?:ed|ing)? together|as (?:partners|co-?researchers)|contribut\w+ to (?:develop|design|produc)\w*)\b"
    r"|^[^,，。;；]{0,6}(?:共同|联合|合作)"
)
SERVED_BEFORE = re.compile(
    r"\b(?:services?|care|support|treatment|programmes?|programs?|help|interventions?|provision|facilities|resources)\s+(?:for|to|of)\s+(?:[\w'-]+\s+){0,4}$"
    r"|\b(?:for|serving|supporting|helping|caring for|treating)\s+(?:[\w'-]+\s+){0,3}$|(?:为|面向|针对)[^,，。;；]{0,8}$"
)
"""Before people: something is done for them."""

STUDY_WAS = re.compile(
    rf"\b(?:this|our|the present|the)\s+(?:[\w-]+\s+){{0,3}}(?:{_STUDY}|interview guide|topic guide|questionnaire|protocol|methodology|design|findings|questions)s?"
    r"\s+(?:is|are|was|were|has been|have been)\s+(?:\w+ly\s+)?$|(?:本研究|该研究)(?:是|由)[^,，。;；]{0,12}$"
)
"""Before 'co-produced': the study itself is."""
