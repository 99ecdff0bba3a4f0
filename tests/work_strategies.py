"""Works as hypothesis makes them up: every field there or not, with text that formats find hard."""

from datetime import date

from hypothesis import strategies as st

from cpx.domain.record import Funder, Identifier, Name, Update
from cpx.domain.work import GIVEN, MADE, Abstract, Work

HARD = "aAbé中 =+-@{}\\$&%#_~^\"',;|[]*<>.:()!?0123456789"


def _with_letter(text: str, letter: str) -> str:
    """Make sure of one letter, and of one space between words."""
    return " ".join(f"{text}{letter}".split())


LETTERS = st.sampled_from("aÉ中ü")
WORDS = st.builds(_with_letter, st.text(HARD, max_size=30), LETTERS)
TITLES = WORDS.map(lambda text: text.replace("<", "").replace("&", "and"))
"""Titles hold no markup: markup is a matter of its own."""
NAMES = st.builds(_with_letter, st.text("abcdeéüñ中ABC '-", max_size=15), LETTERS)
DATES = st.dates(date(1000, 1, 1), date(2100, 12, 31)).flatmap(lambda day: st.sampled_from([str(day)[:4], str(day)[:7], str(day)]))
DOIS = st.from_regex(r"10\.[0-9]{4,6}/[a-z0-9]{1,9}([-._/:][a-z0-9]{1,9}){0,2}", fullmatch=True)
PEOPLE = st.builds(Name, NAMES, st.none() | NAMES) | st.builds(Name, literal=NAMES)


def works() -> st.SearchStrategy[Work]:
    """Make up works."""
    return st.builds(
        _work,
        st.none() | DATES,
        title=TITLES,
        made=st.booleans(),
        number=_NUMBERS,
        people=st.lists(PEOPLE, max_size=4),
        doi=st.none() | DOIS,
        words=st.lists(WORDS, max_size=5),
        flag=st.booleans(),
    )


_NUMBERS = st.integers(1, 10**6)


def _work(
    issued: str | None, *, title: str, made: bool, number: int, people: list[Name], doi: str | None, words: list[str], flag: bool
) -> Work:
    first = words[0] if words else None
    return Work(
        id=number,
        key=f"key{number}",
        doi=doi,
        type="article-journal" if flag else "chapter",
        title=title,
        title_source=MADE if made else GIVEN,
        authors=tuple(people),
        issued=issued,
        year=int(issued[:4]) if issued else None,
        container_title=first,
        volume=str(number),
        page=f"{number}-{number + 7}" if flag else "e12",
        isbn=("9781799849759",) if not flag else (),
        issn=("2662-2211",) if flag else (),
        identifiers=(Identifier("pmid", str(number)),),
        url="https://example.org/a_b?c=%20{d}",
        language="en",
        abstract=first,
        abstracts=(Abstract("en", first),) if first else (),
        keywords=tuple(dict.fromkeys(words)),
        methods=("Interviews",),
        populations=("Carers",) if flag else (),
        licence="CC BY 4.0",
        funders=(Funder("A fund", ("N1", "N2")),),
        retracted=flag,
        updates=(Update("retraction", "10.5555/notice", "2024-01-02", "retraction-watch"),) if flag else (),
        source_id="foreign-1",
        sources=("crossref",),
    )
