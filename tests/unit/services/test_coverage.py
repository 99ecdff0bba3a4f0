"""What the vocabulary leaves of a catalogue."""

from pathlib import Path

import pytest
from catalogue_tools import AHO, record, save

import cpx
from cpx.services.coverage import Coverage, coverage
from cpx.services.shipped import OWN_FILE, shipped_vocabulary
from cpx.services.tag import tag_works
from cpx.store.catalogue import CatalogueFile


@pytest.fixture
def mixed(path: Path) -> Path:
    """Give a catalogue with a tagged work, two that no term fits, and one without a text."""
    for number, text in enumerate(
        ("Semi-structured interviews with nurses.", "Street pharmacies grew.", "The street pharmacies shut.", None)
    ):
        save(path, record(f"Title {chr(97 + number)}", authors=(AHO,), issued=f"200{number}", abstract=text))
    return path


def covered(path: Path, limit: int = 20) -> Coverage:
    with CatalogueFile(path) as file:
        return coverage(file, limit)


def test_coverage_counts_not_coded_and_no_text_apart(mixed: Path) -> None:
    found = covered(mixed)
    assert (found.works, found.coded, found.not_coded, found.no_text) == (4, 1, 2, 1)
    assert [work.title for work in found.works_not_coded] == ["Title b", "Title c"]
    assert [work.title for work in found.works_no_text] == ["Title d"]
    assert found.vocabulary == shipped_vocabulary().version
    assert found.behind is False


def test_coverage_names_phrases_with_a_work_to_look_at(mixed: Path) -> None:
    (phrase,) = covered(mixed).phrases
    assert (phrase.phrase, phrase.works, phrase.example) == ("street pharmacies", 2, "aho2001title")


def test_coverage_obeys_its_limit(mixed: Path) -> None:
    found = covered(mixed, 1)
    assert (found.not_coded, len(found.works_not_coded), len(found.phrases)) == (2, 1, 1)
    assert covered(mixed, 0).phrases == ()


def test_unused_terms_leave_out_those_above_a_term_in_use(mixed: Path) -> None:
    unused = {term.concept for term in covered(mixed).unused}
    assert not unused & {"m.interview.semi", "m.interview", "m.collect", "p.nurses"}
    assert {"m.rct", "m.focus", "p.dementia"} <= unused


def test_coverage_goes_with_own_terms_and_says_that_tags_are_behind(mixed: Path) -> None:
    own = '[[concept]]\nid = "p.pharm2"\nscheme = "setting"\nlabel = "Street pharmacy"\nen = ["street pharmac*"]\n'
    own += '[[concept]]\nid = "m.pilot"\ndeprecated = true\n'
    (mixed.parent / OWN_FILE).write_text(f'version = "1"\n{own}', encoding="utf-8")
    before = covered(mixed)
    assert (before.behind, before.phrases, before.not_coded) == (True, (), 2)
    assert "p.pharm2" in {term.concept for term in before.unused}
    assert "m.pilot" not in {term.concept for term in before.unused}
    with CatalogueFile(mixed, writable=True) as file:
        tag_works(file)
    after = covered(mixed)
    assert (after.behind, after.not_coded) == (False, 0)
    assert "p.pharm2" not in {term.concept for term in after.unused}


def test_coverage_is_had_from_python_too(mixed: Path) -> None:
    with cpx.open(mixed) as catalogue:
        assert catalogue.coverage(limit=1) == covered(mixed, 1)


def test_coverage_of_an_empty_catalogue(path: Path) -> None:
    CatalogueFile(path, writable=True).close()
    found = covered(path)
    assert (found.works, found.behind, found.phrases, found.works_not_coded) == (0, False, (), ())
    assert len(found.unused) > 300
