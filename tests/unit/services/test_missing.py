"""Works that several of ours cite and none is; and where each field of a work comes from."""

from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, BERG, COLE, record, save, work_of

from cpx.domain.record import Name, Record, Reference
from cpx.services.missing import MissingWork, missing_works
from cpx.services.sources import FieldOrigin, field_origins
from cpx.store.catalogue import CatalogueFile

LINE = "Cole, C. (2019). Sharing what is known: a long road to partnership. Wards, 4(1), 1-9."


def citing(name: str, *references: Reference) -> Record:
    return record(f"{name} cites others in wards", authors=(Name(name),), references=references)


def missing(path: Path, limit: int = 20) -> tuple[MissingWork, ...]:
    with CatalogueFile(path) as file, file.reading() as connection:
        return missing_works(connection, limit)


def test_missing_lists_the_most_cited_first_then_the_newest(path: Path) -> None:
    a, b, c = (Reference(f"Work {name} of some year", f"10.5555/{name}", year) for name, year in (("a", 2001), ("b", 2010), ("c", 2020)))
    once = Reference("Only once", "10.5555/once", 2024)
    save(path, citing("Xu", a, b, c, once), citing("Yi", a, a, b, c), citing("Zo", a))
    found = missing(path)
    assert [(one.doi, one.count, one.year) for one in found] == [("10.5555/a", 3, 2001), ("10.5555/c", 2, 2020), ("10.5555/b", 2, 2010)]
    assert found[1].cited_by == ("xundxu", "yindyi")
    assert missing(path, 1) == found[:1]
    assert missing(path, 0) == ()


def test_missing_shows_the_longest_line_that_a_work_is_printed_as(path: Path) -> None:
    save(path, citing("Xu", Reference("10.5555/a", "10.5555/a")), citing("Yi", Reference("Berg (2001). A line.", "10.5555/a", 2001)))
    assert [(one.text, one.year) for one in missing(path)] == [("Berg (2001). A line.", 2001)]


def test_missing_leaves_out_what_is_here_whichever_came_first(path: Path) -> None:
    cited = record("Cited by both of them", doi="10.5555/a", authors=(COLE,))
    both = [citing(name, Reference("Cole", "10.5555/a")) for name in ("Xu", "Yi")]
    for order in ((cited, *both), (*both, cited)):
        place = path.with_name(f"{order[0].title[:2]}.db")  # type: ignore[index] # they have titles
        save(place, *order)
        assert missing(place) == ()
        assert work_of(place, "10.5555/a").cited_by == ("xundxu", "yindyi")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LINE, LINE.upper(), True),
        (LINE, LINE.replace("4(1)", "4 (1)").replace("–", "-"), True),
        (LINE, LINE.replace("2019", "2020"), False),
        ("Ibid., p. 4.", "Ibid., p. 4.", False),
        ("Cole, C. (2019). Introduction.", "Cole, C. (2019). Introduction.", False),
    ],
)
def test_missing_takes_lines_without_a_doi_for_one_work_only_where_their_words_are_the_same(
    path: Path, one: str, other: str, same: bool
) -> None:
    save(path, citing("Xu", Reference(one, None, 2019)), citing("Yi", Reference(other, None, 2019)))
    assert [(row.doi, row.text, row.count) for row in missing(path)] == ([(None, one, 2)] if same else [])


def test_missing_finds_a_line_without_a_doi_among_our_titles(path: Path) -> None:
    save(path, citing("Xu", Reference(LINE)), citing("Yi", Reference(LINE)), record("Sharing what is known: A long road to partnership"))
    assert missing(path) == ()


def origins(path: Path, name: str) -> dict[str, FieldOrigin]:
    with CatalogueFile(path) as file, file.reading() as connection:
        return {one.field: one for one in field_origins(connection, work_of(path, name).id)}


def test_field_origins_name_the_source_and_what_others_say(path: Path) -> None:
    doi = "10.5555/one"
    page = record("Sharing Power in Wards", source="page:article", doi=doi, authors=(AHO,), volume="4", page="1-9", abstract=ABSTRACT)
    crossref = record(
        source="crossref", source_id=doi, doi=doi, authors=(AHO, BERG), volume="5", abstract="Wards were short of staff; we asked why. " * 4
    )
    outdated = record(source="crossref", source_id=doi, doi=doi, volume="6")
    save(path, page, outdated, crossref)
    found = origins(path, doi)
    assert {name: one.source for name, one in found.items()} == work_of(path, doi).field_sources
    assert (found["volume"].value, [(other.value, other.source) for other in found["volume"].others]) == ("5", [("4", "page:article")])
    assert (found["page"].source, found["page"].others) == ("page:article", ())
    assert found["title"].others == ()  # another case is no other title
    assert [len(other.value) for other in found["authors"].others] == [1]
    assert [other.value for other in found["abstract"].others] == [ABSTRACT]
    assert list(found)[:2] == ["title", "type"] or next(iter(found)) == "title"


def test_field_origins_tell_the_preprint_from_its_article(path: Path) -> None:
    """Both come from one registry: its name alone would pass the preprint's abstract off as the article's."""
    article = record(source="crossref", source_id="10.5555/a", doi="10.5555/a", type="article-journal", volume="4")
    relation = {"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/a"}]}}
    preprint = record(source="crossref", source_id="10.5555/p", doi="10.5555/p", type="article", abstract=ABSTRACT, extra=relation)
    save(path, preprint, article)
    found = origins(path, "10.5555/a")
    assert (found["abstract"].source, found["abstract"].described) == ("crossref", "10.5555/p")
    assert found["volume"].described is None
    assert [(other.value, other.described) for other in found["type"].others] == [("article", "10.5555/p")]


def test_field_origins_show_a_cleared_field(path: Path) -> None:
    save(path, record(volume="4", doi="10.5555/one"), record(None, source="person", doi="10.5555/one", extra={"cleared": ["volume"]}))
    found = origins(path, "10.5555/one")["volume"]
    assert (found.value, found.source, [other.value for other in found.others]) == (None, "person", ["4"])
