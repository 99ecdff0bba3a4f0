"""The types of works, as CSL 1.0.2 names them (docs.citationstyles.org, appendix III)."""

from cpx.errors import BadUsage

CSL_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic",
    "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic",
    "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation",
    "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)  # fmt: skip


def check_type(name: str) -> str:
    """Give the type if there is one of that name; raises BadUsage with the nearest."""
    if name in CSL_TYPES:
        return name
    from difflib import get_close_matches  # only an error needs it

    near = get_close_matches(name, CSL_TYPES, n=3) or ["article-journal", "chapter", "report"]
    raise BadUsage(f"no type {name!r}", f"types are those of CSL, for example: {', '.join(near)}")
