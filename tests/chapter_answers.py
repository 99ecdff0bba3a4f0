"""Answers for the chapters of the seed book in the shape of Crossref's, made by hand: the authors are facts, titles and DOIs are not."""

from typing import Any

BOOK = "Processual Perspectives on the Co-Production Turn in Public Sector Organizations"
SERIES = "Advances in Public Policy and Administration"
ISBNS = ["9781799849759", "9781799849766"]
CHAPTERS = {
    "wegener": ("Charlotte Wegener",),
    "jensen": ("Julie Borup Jensen",),
    "larsen": ("Mette Vinther Larsen", "Charlotte Øland Madsen"),
    "thomassen": ("Anja Overgaard Thomassen", "Sverri Hammer"),
    "brix": ("Jacob Brix", "Sanna Tuurnas", "Nanna Møller Mortensen"),
    "docherty": ("Kristy Docherty",),
    "vonheimburg": ("Dina von Heimburg", "Ottar Ness", "Jacob Storch"),
    "jensenb": ("Julie Borup Jensen", "Anja Overgaard Thomassen"),
    "jensenc": ("Hanne Jensen", "Aaron Lee Morris"),
    "kjellstrom": ("Sofia Kjellström",),
}
"""Key of a chapter in the seeds, without ``nd`` -> its authors."""
_OTHERS = (("Made Uppe",), ("Made Uppe", "Charlotte Wegener"), ("Sofia Kjellström", "Made Uppe"), ("Jacob Brix", "Sanna Tuurnas"), ())
"""Authors of other chapters of the book, made by hand: like the ten, and not they; the last is its front matter."""


def title_of(key: str) -> str:
    """Give the title made by hand for a chapter."""
    return f"Made by hand for a test: what {key} wrote"


def doi_of(key: str) -> str:
    """Give the DOI made by hand for a chapter."""
    return f"10.5555/made.{key}"


def message(doi: str, title: str, names: tuple[str, ...] = (), **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Make the metadata of one work."""
    authors = [{"given": given, "family": _family(family)} for given, _, family in (name.partition(" ") for name in names)]
    return {"DOI": doi, "type": "book-chapter", "title": [title], "author": authors, "issued": {"date-parts": [[2021]]}, **fields}


def _family(rest: str) -> str:
    """Give the surname of what follows the first given name; 'von Heimburg' is one, 'Borup' and its like are given names."""
    return rest if rest.startswith("von ") else rest.rsplit(" ", maxsplit=1)[-1]


def book_answers(*, isbn: bool = True) -> dict[str, dict[str, Any]]:
    """Give the works of the book by DOI: the ten chapters, others of the same book, and the book itself if ``isbn`` is registered."""
    named = {"container-title": [BOOK, SERIES], "publisher": "IGI Global", **({"ISBN": ISBNS} if isbn else {})}
    works = [
        message(doi_of(key), title_of(key), names, page=f"{at}1-{at}9", **named) for at, (key, names) in enumerate(CHAPTERS.items(), 1)
    ]
    works += [message(f"10.5555/made.other{at}", f"Another chapter {at}", names, **named) for at, names in enumerate(_OTHERS)]
    if isbn:
        works.append(message("10.5555/made.book", BOOK, type="edited-book", ISBN=ISBNS, publisher="IGI Global"))
    return {work["DOI"]: work for work in works}
