"""A work in one line."""

from typing import Any

import pytest

from cpx.domain.answer import Cited
from cpx.domain.parts import Name
from cpx.domain.reference_line import say_reference, say_title, say_type

NAMES = tuple(Name(family=family, given="Jo B.") for family in ("Ek", "Lo", "Wu", "Ng", "Oh", "Ali", "Roy"))


def work(**fields: Any) -> Cited:  # noqa: ANN401 - any field of a work
    values = {
        "key": "k",
        "doi": None,
        "title": "On wards",
        "title_source": "given",
        "type": None,
        "year": 2021,
        "authors": (),
        "retracted": False,
    }
    return Cited(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"authors": NAMES[:1]}, "Ek, J. B. (2021). On wards."),
        ({"authors": NAMES[:2], "year": None}, "Ek, J. B., & Lo, J. B. (n.d.). On wards."),
        ({"authors": NAMES}, "Ek, J. B. et al. (2021). On wards."),
        ({"authors": (Name(literal="Ward Watch"),), "title": "Why?"}, "Ward Watch (2021). Why?"),
        ({"authors": (Name(given="Plato"),)}, "Plato (2021). On wards."),
        ({"publisher": "Ward Watch"}, "Ward Watch (2021). On wards."),
        (
            {"authors": (Name(family="Ek"),), "publisher": "Ward Watch", "url": "https://a.example"},
            "Ek (2021). On wards. Ward Watch. https://a.example",
        ),
        ({}, "Author not known (2021). On wards."),
        ({"title_source": "made"}, "Author not known (2021). [title not known]."),
        (
            {"container_title": "Journal of Wards", "volume": "4", "issue": "1", "page": "12-20", "doi": "10.5555/a"},
            "Author not known (2021). On wards. Journal of Wards, 4(1), 12-20. https://doi.org/10.5555/a",
        ),
    ],
)
def test_say_reference_gives_what_is_known(fields: dict[str, Any], said: str) -> None:
    assert say_reference(work(**fields)) == said


def test_say_title_hides_a_made_one() -> None:
    assert (say_title(work()), say_title(work(title_source="made"))) == ("On wards", "[title not known]")


@pytest.mark.parametrize(
    ("kind", "said"), [("post-weblog", "blog post"), ("chapter", "chapter"), ("legal_case", "legal case"), (None, "type not known")]
)
def test_say_type_speaks_plainly(kind: str | None, said: str) -> None:
    assert say_type(kind) == said
