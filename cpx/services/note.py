"""Note: what people write beside a work."""

from dataclasses import dataclass

from cpx.domain.characters import clean_text
from cpx.domain.detail import WorkNote
from cpx.domain.output import Output
from cpx.errors import BadUsage
from cpx.services.run import writing_run
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.notes import add_note, read_notes
from cpx.store.works import read_works

MOST = 100_000
"""Characters of a note; a longer one is rather a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Output):
    """The notes on a work, the earliest first."""

    key: str
    notes: tuple[WorkNote, ...]


def write_note(file: CatalogueFile, work: int, text: str, *, by: str | None = None) -> Noted:
    """Write a note beside a work; raises BadUsage for one that is empty or too long."""
    content = clean_text(text).strip()
    if not content:
        raise BadUsage("the note is empty", 'give its words: cpx note WORK "read it, page 4"')
    if len(content) > MOST:
        raise BadUsage(f"the note has {len(content):,} characters, at most {MOST:,} are kept", "keep it as a file, and note where it is")
    with writing_run(file, "note", {"work": work}, by=by) as run, file.batch() as connection:
        add_note(connection, run.id, work, WorkNote(content=content, by=run.by))
        return list_notes(connection, work)


def list_notes(connection: Connection, work: int) -> Noted:
    """Give the notes on a work."""
    return Noted(key=read_works(connection, [work])[0].key, notes=read_notes(connection, work))
