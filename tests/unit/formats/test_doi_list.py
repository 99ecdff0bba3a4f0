import pytest

from cpx.domain.record import Record
from cpx.formats.base import Problem, Source
from cpx.formats.doi_list import FORMAT


def test_doi_list_gives_each_doi_once_and_names_bad_lines() -> None:
    text = "# my list\n10.9999/A\nhttps://doi.org/10.9999/a\n\n10.9999/b # good\nno doi here\ndoi:10.9999/c"
    items = list(FORMAT.load(Source(text)))
    assert [item.doi for item in items if isinstance(item, Record)] == ["10.9999/a", "10.9999/b", "10.9999/c"]
    assert [item.where for item in items if isinstance(item, Problem)] == ["line 6"]


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("10.9999/a\n10.9999/b", True),
        ("https://doi.org/10.9999/a\n# note", True),
        ("Title of a study\nJane Doe\ndoi: 10.9999/a", False),
        ("", False),
        ("A study (10.9999/a) of care.", False),
    ],
)
def test_doi_list_tells_lists_from_texts(text: str, *, is_list: bool) -> None:
    assert (FORMAT.score(Source(text)) > 0.5) is is_list
