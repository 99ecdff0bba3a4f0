"""A catalogue with three works whose tags are set by hand, so that figures can be worked out by hand, whatever the rules find."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue_tools import AHO, BERG, COLE, record, save, works_of

from cpx.domain.concept import Assignment, Evidence
from cpx.domain.text import ABSTRACT
from cpx.services.coding_judged import judge
from cpx.services.coding_labels import read_labels
from cpx.services.scoring import ScoreResult, score
from cpx.store.catalogue import CatalogueFile
from cpx.store.concepts import write_assignments
from cpx.store.texts import current_texts

ONE, TWO, THREE = "aho2020wards", "berg2021carers", "cole2022bare"
DOI = "10.5555/one"
TEXT = "Nothing is named here. Words stand here."
TAGS = {
    ONE: ("m.interview.semi", "m.focus", "p.nurses"),
    TWO: ("m.interview", "p.patients"),
    THREE: (),
}


def make_judged(path: Path) -> Path:
    """Make the catalogue. ``THREE`` has a title and no text."""
    path.write_bytes(_made())
    return path


@cache
def _made() -> bytes:
    """Give the bytes of the catalogue: made once, as making one takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "judged.db"
        save(
            path,
            record("Wards at work", authors=(AHO,), issued="2020", doi=DOI, abstract=TEXT, source_id="r1"),
            record("Carers at home", authors=(BERG,), issued="2021", abstract=TEXT + " More.", source_id="r2"),
            record("Bare of text", authors=(COLE,), issued="2022", source_id="r3"),
        )
        set_tags(path, TAGS)
        return path.read_bytes()


def set_tags(path: Path, tags: Mapping[str, tuple[str, ...]]) -> None:
    """Put these in place of the machine's tags, each with the second sentence as its ground."""
    works = {work.key: work.id for work in works_of(path)}
    with CatalogueFile(path, writable=True) as file, file.batch() as connection:
        for key, concepts in tags.items():
            texts = current_texts(connection, works[key])
            place = next((place for place, (_, text) in enumerate(texts) if text.field == ABSTRACT), 0)
            evidence = Evidence(
                text=place, start=23, end=28, quote="Words", field=ABSTRACT, language="en", section=None, sentence=(23, 40), rule="label"
            )
            assigned = [Assignment(concept=concept, confidence=0.8, evidence=(evidence,)) for concept in concepts]
            write_assignments(connection, works[key], assigned, [row for row, _ in texts])


def scored(path: Path, labels: str, *, as_read: bool = False) -> ScoreResult:
    """Score the catalogue against rows of work, concept, verdict."""
    with CatalogueFile(path) as file, file.reading() as connection:
        return score(connection, read_labels(("work,concept,verdict\n" + labels).encode(), "labels.csv"), as_read=as_read)


def pairs_of(path: Path, labels: str) -> dict[tuple[int, str], bool]:
    """Give the judged pairs of rows."""
    from cpx.services.coding_judged import file_vocabulary

    with CatalogueFile(path) as file, file.reading() as connection:
        return judge(connection, read_labels(labels.encode(), "labels.csv"), file_vocabulary(connection)).verdicts
