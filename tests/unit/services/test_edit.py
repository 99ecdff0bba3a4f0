"""A person's word on a field comes before all others, whatever comes later; what cannot be read changes nothing."""
# ruff: noqa: ANN401 - any field

from pathlib import Path
from typing import Any

import pytest
from catalogue_tools import ABSTRACT, AHO, BERG, content_of, record, rows, save, save_one, troubles, work_of, works_of
from hypothesis import given
from hypothesis import strategies as st
from record_strategies import WORDS

from cpx.domain.record import Name, Text
from cpx.errors import BadUsage
from cpx.formats.edit_file import dump, load
from cpx.services.edit import EditResult, edit, edit_text, read_settings
from cpx.services.edit_fields import EDITABLE
from cpx.store.catalogue import CatalogueFile

DOI = "10.5555/one"


@pytest.fixture
def one(path: Path) -> Path:
    """Give a catalogue with a work."""
    given_record = record(
        source="page:article", doi=DOI, authors=(AHO, Name(literal="Ward Council")), issued="2024", volume="4", abstract=ABSTRACT,
        keywords=("power",), isbn=("9781447362241",), texts=(Text("背景：病房人手不足。", "abstract", "zh"),),
    )  # fmt: skip
    save(path, given_record)
    return path


def change(path: Path, dry_run: bool = False, **typed: Any) -> EditResult:
    with CatalogueFile(path, writable=True) as file:
        return edit(file, works_of(path)[0].id, typed, by="Ada", why="title page", dry_run=dry_run)


def text_of(path: Path) -> str:
    with CatalogueFile(path) as file, file.reading() as connection:
        return edit_text(connection, works_of(path)[0].id)


GOOD = [
    ("title", "  Power\nshared ", "Power shared"),
    ("type", "chapter", "chapter"),
    ("issued", "2023-04-02", "2023-04-02"),
    ("issued", "April 2023", "2023-04"),
    ("issued", 2023, "2023"),
    ("doi", "https://doi.org/10.5555/TWO", "10.5555/two"),
    ("url", "HTTPS://Example.org/A", "https://example.org/A"),
    ("language", "SV-se", "sv"),
    ("volume", 7, "7"),
    ("keywords", ["b", "a", "b", ""], ("b", "a")),
    ("isbn", "978-1-4473-6225-8", ("9781447362258",)),
    ("authors", ["Berg, Bo", {"literal": "A Council"}], (BERG, Name(literal="A Council"))),
    (
        "authors",
        [{"family": "Aho", "given": "", "orcid": "https://orcid.org/0000-0002-1825-0097"}],
        (Name("Aho", orcid="0000-0002-1825-0097"),),
    ),
]


@pytest.mark.parametrize(("name", "typed", "expected"), GOOD)
def test_edit_reads_what_people_type(one: Path, name: str, typed: Any, expected: Any) -> None:
    result = change(one, **{name: typed})
    assert [row.field for row in result.changed] == [name]
    work = work_of(one, works_of(one)[0].key)
    assert getattr(work, name) == expected
    assert work.field_sources[name] == "person"
    assert rows(one, "SELECT command, by, json_extract(arguments, '$.why') FROM runs ORDER BY id DESC LIMIT 1") == [
        ("edit", "Ada", "title page")
    ]
    assert troubles(one) == []


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("issued", "2024-02-30", "issued: '2024-02-30' is no date"),
        ("issued", "2024-13", "no date"),
        ("issued", "soon", "no date"),
        ("doi", "10.5555", "no DOI"),
        ("type", "articel-journal", "no type 'articel-journal'"),
        ("isbn", ["9781447362242"], "no ISBN"),
        ("issn", "2662-2212", "no ISSN"),
        ("url", "javascript:alert(1)", "no address"),
        ("language", "English", "no language"),
        ("authors", [{"family": "Aho", "orcid": "0000-0002-1825-0098"}], "no ORCID iD"),
        ("authors", [{"given": "Ada"}], "a name without family or literal"),
        ("authors", [{"family": "Aho", "role": "x"}], "no part 'role'"),
        ("title", ["a", "b"], "a list, where one value is wanted"),
        ("title", {"a": "b"}, "is no text"),
        ("title", True, "is no text"),
        ("titel", "x", "no field 'titel' to edit"),
        ("key", "x", "no field 'key' to edit"),
    ],
)
def test_edit_refuses_in_words_and_writes_nothing(one: Path, name: str, typed: Any, words: str) -> None:
    before, runs = content_of(one), rows(one, "SELECT count(*) FROM runs")
    with pytest.raises(BadUsage) as caught:
        change(one, **{"volume": "9", name: typed})
    assert words in caught.value.message
    assert caught.value.hint
    assert content_of(one) == before
    assert rows(one, "SELECT count(*) FROM runs") == runs


def test_edit_refuses_the_doi_of_another_work(one: Path) -> None:
    save(one, record("Quite another", doi="10.5555/other", authors=(BERG,)))
    with pytest.raises(BadUsage, match=r"10\.5555/other belongs to bergndquite here"):
        change(one, doi="10.5555/other")


def test_edit_outlives_what_sources_bring_later(one: Path) -> None:
    change(one, title="Power, shared out", volume="5", publisher="P", keywords=[], abstract="My own words.")
    save(
        one,
        record(
            "Sharing power in wards",
            source="crossref",
            source_id=DOI,
            doi=DOI,
            volume="6",
            publisher="Q",
            keywords=("z",),
            abstract=ABSTRACT * 3,
        ),
    )
    work = work_of(one, DOI)
    assert (work.title, work.volume, work.publisher, work.keywords, work.abstract) == ("Power, shared out", "5", "P", (), "My own words.")
    assert {name: work.field_sources[name] for name in ("title", "volume", "keywords", "abstract", "issued")} == {
        "title": "person", "volume": "person", "keywords": "person", "abstract": "person", "issued": "page:article",
    }  # fmt: skip


def test_edit_clears_a_field_for_good_and_sets_it_again(one: Path) -> None:
    result = change(one, volume="", abstract="")
    assert [(row.field, row.after) for row in result.changed] == [("volume", None), ("abstract", None)]
    save(one, record(source="crossref", source_id=DOI, doi=DOI, volume="6", abstract=ABSTRACT))
    work = work_of(one, DOI)
    assert (work.volume, work.abstract, work.abstracts, work.methods) == (None, None, (), ())
    assert [statement.current for statement in work.statements] == [False] * len(work.statements)
    change(one, volume="7", abstract="Words.")
    assert (work_of(one, DOI).volume, work_of(one, DOI).abstract) == ("7", "Words.")


def test_edit_of_the_abstract_keeps_the_old_statements_and_the_other_language(one: Path) -> None:
    old = {statement.text for statement in work_of(one, DOI).statements if statement.language == "en"}
    change(one, abstract="Methods: We ran a survey of staff.\nResults: It went well.")
    work = work_of(one, DOI)
    assert {abstract.language for abstract in work.abstracts} == {"en", "zh"}
    assert {statement.text for statement in work.statements if not statement.current} == old
    assert "We ran a survey of staff." in {statement.text for statement in work.statements if statement.current}
    assert any("urvey" in method for method in work.methods)
    assert troubles(one) == []


def test_edit_twice_the_newest_wins_and_both_stay(one: Path) -> None:
    for volume in ("5", "6", "5"):
        change(one, volume=volume)
    assert works_of(one)[0].volume == "5"
    assert rows(one, "SELECT count(*) FROM records WHERE source = 'person'") == [3]


@pytest.mark.parametrize(
    "typed", [{}, {"volume": "4"}, {"volume": " 4 "}, {"publisher": ""}, {"keywords": ["power"]}, {"doi": f"doi:{DOI.upper()}"}]
)
def test_edit_that_changes_nothing_writes_nothing(one: Path, typed: dict[str, Any]) -> None:
    before = rows(one, "SELECT count(*) FROM runs")
    result = change(one, **typed)
    assert (result.run, result.changed) == (None, ())
    assert rows(one, "SELECT count(*) FROM runs") == before


def test_edit_dry_run_shows_and_writes_nothing(one: Path) -> None:
    before = content_of(one)
    result = change(one, dry_run=True, volume="9")
    assert (result.run, [(row.before, row.after) for row in result.changed]) == (None, [("4", "9")])
    assert content_of(one) == before


def test_edited_works_are_met_as_they_read_now(path: Path) -> None:
    save(path, record("Sharng power", source="page:article", authors=(AHO,), issued="2024"))
    change(path, title="Sharing power in wards and clinics")
    saved = save_one(path, record("Sharing power in wards and clinics", source="ris", authors=(AHO,), issued="2024"))
    assert (saved.outcome.value, len(works_of(path))) == ("duplicate", 1)


def test_edit_alike_on_two_works_is_two_edits(path: Path) -> None:
    save(path, record("One of them", volume="1"), record("Two of them", volume="1"))
    with CatalogueFile(path, writable=True) as file:
        for work in (1, 2):
            edit(file, work, {"volume": ""})
    assert [work.volume for work in works_of(path)] == [None, None]


def test_edit_gives_a_made_title_a_real_one(path: Path) -> None:
    save(path, record(None, authors=(AHO,), issued="2024", abstract=ABSTRACT))
    assert load(text_of(path))["title"] == ""
    change(path, title="Sharing power")
    assert (works_of(path)[0].title_source, works_of(path)[0].key) == ("given", "aho2024sharing")


def test_edit_file_shows_every_field_with_a_comment_and_changes_nothing_as_it_is(one: Path) -> None:
    text = text_of(one)
    lines = text.splitlines()
    for name, field in EDITABLE.items():
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{name} = "))
        assert lines[place - 1] == f"# {field.comment}"
    assert change(one, **load(text)).changed == ()
    assert change(one, **load("")).changed == ()
    assert change(one, **load(text.replace('volume = "4"', ""))).changed == ()
    assert [row.field for row in change(one, **load(text.replace('volume = "4"', "volume = 5\r"))).changed] == ["volume"]


@pytest.mark.parametrize("text", ["title = Sharing", 'title = "a', 'a = "1"\na = "2"', "[[[", "title = [" * 3000])
def test_edit_file_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadUsage, match="the file cannot be read"):
        load(text)


LINES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=30) | st.sampled_from(
    ['"""', "\\", 'a"\n"', "\x7f\n\x00", "#\n"]
)


@given(LINES, st.lists(LINES, max_size=3), st.lists(st.dictionaries(st.sampled_from(["family", "given"]), WORDS, min_size=1), max_size=2))
def test_edit_file_round_trip(line: str, several: list[str], names: list[dict[str, str]]) -> None:
    fields = {"title": line, "keywords": several, "authors": names}
    comments = {name: field.comment for name, field in EDITABLE.items()}
    assert load(dump(fields, comments, key="k", title=line)) == fields


def test_settings_are_read_from_words() -> None:
    typed = read_settings(["title=a=b", "keywords=a; b;", 'authors=[{"family": "Aho"}]', "isbn="], ["volume", "editors"])
    assert typed == {"title": "a=b", "keywords": ["a", "b"], "authors": [{"family": "Aho"}], "isbn": [], "volume": "", "editors": []}
    for word in ("title", "authors=[x"):
        with pytest.raises(BadUsage):
            read_settings([word], [])
