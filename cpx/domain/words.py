"""Lists of words that searching and asking go by. Data only; what is done with them stands in ``folding.py`` and the services."""

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are aren't as at be because been before being below between both but by
    can cannot could did do does doing don't down during each either etc few for from further had has have having he her here hers
    herself him himself his how however i if in into is isn't it its itself just let's like may me might more most much must my myself
    no nor not of off on once one only or other others our ours ourselves out over own per rather s same shall she should so some such
    t than that the their theirs them themselves then there these they this those though through thus to too under until up upon us
    very via was we were what when where whether which while who whom whose why will with within without would yet you your yours
    yourself
    """.split()  # noqa: SIM905 - sixty short lines would hide the list
)
"""English words that say nothing about a subject; left out of a query unless nothing else is in it."""

CO_FAMILIES = {
    "analys": ("analyse", "analysis"),
    "assess": ("assess",),
    "author": ("author",),
    "commission": ("commission",),
    "construct": ("construct",),
    "creat": ("create", "creator", "creativity"),
    "deliver": ("deliver", "delivery"),
    "design": ("design", "designer"),
    "develop": ("develop",),
    "enquir": ("enquire", "enquiry"),
    "evaluat": ("evaluate", "evaluator"),
    "facilitat": ("facilitate", "facilitator"),
    "govern": ("govern", "governance"),
    "implement": ("implement",),
    "innovat": ("innovate",),
    "inquir": ("inquire", "inquiry"),
    "investigat": ("investigate", "investigator"),
    "lead": ("lead", "leadership"),
    "learn": ("learn",),
    "manag": ("manage", "management"),
    "operat": ("operate", "operator"),
    "ordinat": ("ordinate", "ordinator"),
    "own": ("own",),
    "plan": ("plan",),
    "produc": ("produce", "production"),
    "research": ("research", "researcher"),
    "work": ("work", "worker"),
    "writ": ("write", "written"),
}
"""Beginning of a word that takes ``co-`` -> its forms that stemming keeps apart; ``co-``, ``co`` and nothing between are one spelling."""

PREFIXES = (
    "anti",
    "cross",
    "inter",
    "intra",
    "micro",
    "multi",
    "neuro",
    "non",
    "over",
    "post",
    "pre",
    "psycho",
    "re",
    "self",
    "semi",
    "socio",
    "sub",
    "trans",
    "under",
    "well",
)
"""What is written with a hyphen, with a space or together: ``multidisciplinary``, ``multi-disciplinary``."""

COMPOUNDS = {
    "caregiver": ("care", "giver"),
    "childcare": ("child", "care"),
    "decisionmaking": ("decision", "making"),
    "fieldwork": ("field", "work"),
    "healthcare": ("health", "care"),
    "lifestyle": ("life", "style"),
    "policymaker": ("policy", "maker"),
    "policymakers": ("policy", "makers"),
    "policymaking": ("policy", "making"),
    "website": ("web", "site"),
    "workforce": ("work", "force"),
    "workplace": ("work", "place"),
}
"""Words that are also written as two."""

ENDINGS = "able al ation e ed er es ing ion ional ions ity ive ment or s sation se sing y zation ze zing".split()  # noqa: SIM905 - as above
"""What may follow a truncated word: stemming takes these off, so that ``participat*`` must look for ``participation`` too."""
