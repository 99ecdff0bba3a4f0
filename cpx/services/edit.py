"""Edit: a person's word on the fields of a work. It is a record of its own, ranked before all others, and nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cpx.domain.output import Output
from cpx.domain.provenance import PERSON
from cpx.domain.record import Record, Text
from cpx.domain.text import ABSTRACT, guess_language
from cpx.domain.work import GIVEN, Work
from cpx.errors import BadUsage
from cpx.formats.edit_file import changed, dump
from cpx.matching.identity import fingerprint
from cpx.services.derive import derive_work
from cpx.services.edit_fields import EDITABLE, as_typed, read_value
from cpx.services.prepare import prepare
from cpx.services.run import Run, writing_run
from cpx.store import derived, records
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.texts import read_texts
from cpx.store.works import find_by_doi, read_works


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange(Output):
    """A field that an edit changes: what it holds, and what it is to hold (null or an empty list: cleared)."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class EditResult(Output):
    """What an edit changed; ``run`` is null where nothing was written."""

    key: str
    run: int | None
    changed: tuple[FieldChange, ...]


def editable_fields(connection: Connection, work: int) -> dict[str, Any]:
    """Give the fields of a work as a file holds them: '' for nothing, a made title for none."""
    held = read_works(connection, [work])[0]
    fields = {name: as_typed(getattr(held, name)) for name in EDITABLE}
    abstract = _abstract(connection, held)
    return fields | {"title": held.title if held.title_source == GIVEN else "", "abstract": abstract.content if abstract else ""}


def _abstract(connection: Connection, work: Work) -> Text | None:
    """Give the abstract that is edited: the one in the work's language, else the first."""
    found = [Text(row.text, row.field, row.language) for row in read_texts(connection, work.id) if row.field == ABSTRACT]
    return next((text for text in found if text.content == work.abstract), found[0] if found else None)


def edit_text(connection: Connection, work: int) -> str:
    """Give the file that a person edits."""
    held = read_works(connection, [work])[0]
    comments = {name: field.comment for name, field in EDITABLE.items()}
    return dump(editable_fields(connection, work), comments, key=held.key, title=held.title)


def edit(  # noqa: PLR0913 - that many facts make an edit
    file: CatalogueFile, work: int, typed: Mapping[str, Any], *, by: str | None = None, why: str | None = None, dry_run: bool = False
) -> EditResult:
    """Set fields of a work as a person typed them ('' or [] clears one); fields that stay as they are are no edit.

    Raises BadUsage for a field that cannot be edited and a value that is none of its kind; nothing is written then.
    """
    with file.reading() as connection:
        held = read_works(connection, [work])[0]
        changes = _changes(connection, work, typed)
    if dry_run or not changes:
        return EditResult(key=held.key, run=None, changed=changes)
    named = {"work": held.key, "fields": [change.field for change in changes], "why": why}
    with writing_run(file, "edit", named, by=by) as run:
        _save(file, run, held, changes, why)
    with file.reading() as connection:
        return EditResult(key=read_works(connection, [work])[0].key, run=run.id, changed=changes)


def _changes(connection: Connection, work: int, typed: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    before = editable_fields(connection, work)
    found = []
    for name, value in changed(before, typed):
        after = as_typed(read_value(name, value))
        if after != before[name]:
            found.append(FieldChange(field=name, before=before[name] or None, after=after or None))
            if name == "doi" and after:
                _refuse_other(connection, work, after)
    return tuple(found)


def _refuse_other(connection: Connection, work: int, doi: str) -> None:
    other = find_by_doi(connection, doi)
    if other not in (None, work):
        key = read_works(connection, [other or 0])[0].key
        raise BadUsage(f"doi: {doi} belongs to {key} here", f"see it with: cpx show {key}")


def _save(file: CatalogueFile, run: Run, held: Work, changes: tuple[FieldChange, ...], why: str | None) -> None:
    with file.batch() as connection:
        prepared = prepare(_record(connection, held, changes, run.by, why), run.tagger)
        # The work as edited is what later records are to meet, not the few fields that changed.
        stored = replace(prepared.stored, fingerprint=fingerprint(_as_edited(held, prepared.record)))
        row, _ = records.add_record(connection, stored, run.id, None, None)
        derived.link_record(connection, row, held.id, "edit")
        derive_work(connection, held.id, run.tagger)
        run.totals["edited"] = len(changes)


def _record(connection: Connection, held: Work, changes: tuple[FieldChange, ...], by: str, why: str | None) -> Record:
    given = {change.field: read_value(change.field, change.after) for change in changes if change.after}
    abstract = given.pop("abstract", None)
    before = _abstract(connection, held)
    texts = (Text(abstract, ABSTRACT, before.language if before else guess_language(abstract)),) if abstract else ()
    about = {"work": held.key, "by": by, "why": why, "cleared": [change.field for change in changes if not change.after]}
    return Record(source=PERSON, texts=texts, extra={name: value for name, value in about.items() if value}, **given)


def _as_edited(held: Work, edited: Record) -> Record:
    """Give what tells the work apart, with the edit in it."""
    title = held.title if held.title_source == GIVEN else None
    base = Record(source=PERSON, title=title, authors=held.authors, issued=held.issued, container_title=held.container_title)
    fields = ("title", "authors", "issued", "container_title")
    cleared = {name: getattr(Record(source=PERSON), name) for name in fields if name in edited.extra.get("cleared", ())}
    return replace(base, **{name: getattr(edited, name) for name in fields if getattr(edited, name)}, **cleared)


def read_settings(words: list[str], emptied: list[str]) -> dict[str, Any]:
    """Read ``--set field=value`` and ``--unset field``; raises BadUsage for words of another form."""
    from cpx.services.edit_fields import read_words

    typed: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise BadUsage(f"{word!r} is not field=value", 'for example: --set issued=2024-04 --set title="Sharing power"')
        typed[name.strip()] = read_words(name.strip(), value)
    return typed | {name: [] if name in EDITABLE and EDITABLE[name].many else "" for name in emptied}
