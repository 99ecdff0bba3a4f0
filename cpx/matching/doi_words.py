"""The words and tables by which a candidate for a work's DOI is judged: data apart from behaviour."""

import re

from cpx.domain.characters import words

COPY_PREFIXES = ("10.65215/",)
"""Prefixes under which copies of famous works are registered."""

GENERIC = words(
    "abstract abstracts acknowledgement acknowledgements afterword announcement announcements appendix bibliography bookreview "
    "bookreviews booksreceived calendar commentary comment comments conclusion conclusions contents contributors correspondence "
    "corrections correction corrigendum currentcomment discussion editorial editorialboard editorscomment editorsnote "
    "editorsintroduction epilogue errata erratum foreword frontmatter backmatter glossary guesteditorial inbrief index inthisissue "
    "introduction introductiontothespecialissue introductoryremarks inmemoriam letter letters lettertotheeditor masthead meetings "
    "methodology methods miscellany news newsandnotes notes notesoncontributors obituary obituaries overview preface prologue "
    "questionsandanswers references reply response results retraction review reviews specialissue summary tableofcontents "
    "titlepage untitled whatsnew"
)
"""Titles, folded, that stand on many works."""

SMALL = words("a an the of in on for and to from with by at as or its into de la le les des du der die das und et el los las y")
"""Words that may be there or not."""
REVERSING = words("with without not no non from to before after in for")
"""Words that are small as a rule, and yet make another title where one stands for the other."""

ROMANS = words("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx")

MARKERS = words(
    "protocol protocols pilot feasibility rationale followup interim update updated erratum corrigendum correction retraction "
    "reply rejoinder response comment commentary editorial letter summary supplement supplementary appendix abstract abstracts "
    "part parts volume edition chapter reprint translation companion executive"
)
"""Words that tell two works of one name apart: what follows a common beginning must have none of them."""

NOTICE = re.compile(
    r"^(?:(?:correction|corrections|corrigendum|corrigenda|erratum|errata|addendum|retraction|retraction note|retraction notice|withdrawal|"
    r"notice of retraction|publisher correction|author correction|expression of concern|editorial expression of concern|"
    r"reply|response|comment|commentary|re|letter)(?=\s*(?:[:.\u2014\u2013-]|to\b|for\b|on\b|$))"
    r"|(?:peer )?review (?:for|of)\b|book review\b"
    r"|(?:author response|decision letter|author reply|supplement|supplementary material) (?:for|to)\b"
    r"|supplement(?:ary)?\s*:|(?:figure|table|dataset) s?\d)",
    re.IGNORECASE,
)
"""How titles begin of what is about another work: corrections, notices, replies, reviews."""
CORRECTING = re.compile(
    r"\b(?:correct(?:ion|ed)|corrigend|errat|addend|retract|withdraw|removal|expression of concern|clarification)", re.IGNORECASE
)
"""What a title or a printed reference says where it is about a notice that changes another work."""
BOOK_REVIEW = re.compile(r"\b\d{2,4} ?pp\b|\bpp?\. ?[ivxlcdm\d]{2,}|[£$€] ?\d|\bISBN\b", re.IGNORECASE)
"""What a review prints of the book that it is about."""
RETRACTED = re.compile(r"^\W*(?:retracted(?: article)?|withdrawn(?: article)?|removed)\W+(?=\w)", re.IGNORECASE)
"""A mark that publishers put before the title of a work that they took back."""
NOTICE_UPDATES = (
    "correction-of", "corrigendum-of", "erratum-of", "retraction-of", "partial-retraction-of", "withdrawal-of", "removal-of", "addendum-of",
    "clarification-of", "expression-of-concern-of", "concern-of", "corrected-of",
)  # fmt: skip
"""Updates that a work makes to another where it is a notice; a new version or edition is none."""

NEVER = {"review": "a peer review", "dataset": "a data set", "periodical": "a journal or an issue of one"}
"""Type of a candidate -> what it is; taken only for a work of the same type."""
PARTS_OF_WORKS = {"component": "a part of a work (a figure, a supplement)", "grant": "a grant", "peer-review": "a peer review"}
"""Crossref's own type -> what it is; never a work of ours."""
PREPRINT = "article"

FITTING = {
    "article-journal": words("article-journal paper-conference"),
    "article-magazine": words("article-magazine article-journal"),
    "article-newspaper": words("article-newspaper article-journal"),
    "paper-conference": words("paper-conference article-journal chapter"),
    "chapter": words("chapter paper-conference entry"),
    "entry": words("entry chapter"),
    "entry-encyclopedia": words("entry chapter"),
    "entry-dictionary": words("entry chapter"),
    "book": words("book report"),
    "report": words("report book standard"),
    "standard": words("standard report"),
    "review-book": words("review-book article-journal"),
    "review": words("review article-journal"),
    "webpage": words("webpage post-weblog"),
}
"""Type of a work -> types that a candidate for it may have; for others the same type alone."""
ANY_TYPE = (None, "document")
"""Types that say nothing."""
