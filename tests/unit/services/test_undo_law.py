"""The law of undo: whatever was taken back and brought back, in any order, the works are as if only what stands had been done."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from catalogue_tools import ABSTRACT, AHO, BERG, content_of, record, rows, save, troubles, works_of
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.concept import Verdict
from cpx.errors import BadUsage, NotFound
from cpx.services.edit import edit
from cpx.services.note import write_note
from cpx.services.tag import decide
from cpx.services.undo import undo
from cpx.store.catalogue import CatalogueFile
from cpx.store.works import find_by_doi

TERMS = {"m.interview.semi": Verdict.REJECTED, "m.photovoice": Verdict.CONFIRMED, "m.focus": Verdict.CONFIRMED}
"""One word each: where a work meets its other self, a rejection beats what was said later."""
DESCRIBING = ("ris", "crossref")
STEP = st.tuples(st.sampled_from((*DESCRIBING, "edit", "decide", "note")), st.integers(0, 1), st.integers(0, 2))
UNDO = st.tuples(st.just("undo"), st.just(0), st.integers(0, 30))
STEPS = st.lists(STEP | STEP | UNDO, min_size=2, max_size=6)


def _doi(number: int) -> str:
    return f"10.5555/{number}"


def act(path: Path, place: int, step: tuple[str, int, int]) -> bool:
    """Do one step; ``place`` makes each record another. False where it could not be done."""
    kind, work, value = step
    if kind in DESCRIBING:
        text = {"abstract": f"{ABSTRACT} Part {place}."} if value else {}
        source_id = {"source_id": _doi(work)} if kind == "crossref" else {}
        fields: dict[str, Any] = {"source": kind, "doi": _doi(work), "issued": "2020", "authors": (AHO, BERG), "issue": str(place)}
        save(path, record(f"Sharing power in wards, part {work}", **fields, **text, **source_id))
        return True
    with CatalogueFile(path, writable=True) as file:
        row = find_by_doi(file.connection, _doi(work))
        if row is None:
            return False
        if kind == "edit":
            return edit(file, row, {"volume": f"v{place}"}).run is not None
        if kind == "note":
            write_note(file, row, f"note {place}")
            return True
        term, verdict = list(TERMS.items())[value]
        decide(file, row, term, verdict, why=f"because of {place}")
        return True


def seen(path: Path) -> dict[str, Any]:
    """Give what a reader sees of the works, by DOI; keys apart, which are never given twice."""
    found = {}
    for work in content_of(path):
        tags = sorted(
            json.dumps({name: tag[name] for name in ("concept", "label", "status", "origin", "why", "evidence")}) for tag in work["tags"]
        )
        fields = {name: work[name] for name in ("title", "volume", "issue", "abstracts", "methods", "approaches", "statements")}
        found[work["doi"]] = {**fields, "tags": tags, "notes": [note["content"] for note in work["notes"]]}
    return found


class Book:
    """What was done and what of it stands: the other way to know it."""

    def __init__(self) -> None:
        self.steps: dict[int, tuple[int, tuple[str, int, int]]] = {}
        self.out: set[int] = set()

    def note_undo(self, undone: int, *, brought_back: bool) -> None:
        (self.out.discard if brought_back else self.out.add)(undone)

    def write_down(self, path: Path) -> dict[str, Any]:
        """Do again only what stands: first all that describes, then what people said."""
        standing = [step for run, step in sorted(self.steps.items()) if run not in self.out]
        save(path)
        for place, step in sorted(standing, key=lambda item: item[1][0] not in DESCRIBING):
            act(path, place, step)
        return seen(path)


@given(STEPS)
def test_undo_leaves_what_stands_as_if_the_rest_had_never_been(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.db"
        save(path)
        book = Book()
        for place, step in enumerate(steps):
            before = rows(path, "SELECT max(id) FROM runs")[0]
            if step[0] != "undo":
                if act(path, place, step):
                    book.steps[rows(path, "SELECT max(id) FROM runs")[0]] = (place, step)
                continue
            try:
                with CatalogueFile(path, writable=True) as file:
                    done = undo(file, 1 + step[2] % before)
            except (BadUsage, NotFound):
                continue
            book.note_undo(done.undone, brought_back=done.brought_back)
        assert seen(path) == book.write_down(Path(folder) / "again.db")
        assert troubles(path) == []
        assert len({work.key for work in works_of(path)}) == len(works_of(path))
