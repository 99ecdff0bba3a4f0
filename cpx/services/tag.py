"""Tag: assign concepts by machine, again and again; a person's decisions stand apart and outlive every run."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpx.domain.characters import clean_text
from cpx.domain.concept import Assignment, Verdict, match_strength
from cpx.domain.output import Output
from cpx.domain.tag import Quote, Tag, strength
from cpx.domain.text import ABSTRACT, TITLE, Text, guess_language
from cpx.errors import NotFound
from cpx.services.found import facts_of, write_found
from cpx.services.run import writing_run
from cpx.services.shipped import tagger_with, vocabulary_for
from cpx.services.tag_diff import WorkDiff, compare_tags
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.concepts import count_assignments, find_known, note_all_tagged, read_tags
from cpx.store.decisions import Decision, add_decision
from cpx.store.joining import keys_of
from cpx.store.texts import Assigned, assigned_tags, current_texts
from cpx.store.works import all_works
from cpx.tagging.tagger import Tagger
from cpx.tagging.vocabulary import Vocabulary

BATCH_WORKS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TagResult(Output):
    """What a re-tag did: works read, assignments standing now, and the works where something changed. ``run`` is null for a try."""

    run: int | None
    works: int
    assignments: int
    changed: tuple[WorkDiff, ...]


def tag_works(
    file: CatalogueFile, works: Sequence[int] | None = None, *, by: str | None = None, progress: Callable[[str, int], None] | None = None
) -> TagResult:
    """Tag works again (all where none are named), a batch at a time; twice in a row changes nothing."""
    arguments = {"works": list(works or ()), "vocabulary": vocabulary_for(file.path).version}
    with writing_run(file, "tag", arguments, by=by) as run:
        with file.reading() as connection:
            ids = list(works) if works else all_works(connection)
        changed: list[WorkDiff] = []
        for start in range(0, len(ids), BATCH_WORKS):
            chunk = ids[start : start + BATCH_WORKS]
            changed += _tag_chunk(file, chunk, run.tagger)
            run.totals["read"] += len(chunk)
            if progress:
                progress("tag", run.totals["read"])
        with file.batch() as connection:
            if not works:
                note_all_tagged(connection)
            standing = count_assignments(connection)
        run.totals["changed"] = len(changed)
        return TagResult(run=run.id, works=len(ids), assignments=standing, changed=tuple(changed))


def _tag_chunk(file: CatalogueFile, works: Sequence[int], tagger: Tagger) -> list[WorkDiff]:
    with file.reading() as connection:
        read = {work: current_texts(connection, work) for work in works}
    # Outside the transaction: reading is the slow part, and others may write meanwhile.
    tagged = {work: tagger.tag([text for _, text in rows]) for work, rows in read.items()}
    with file.batch() as connection:
        for work, rows in read.items():
            now = current_texts(connection, work)
            if now != rows:  # another process brought a better text
                read[work], tagged[work] = now, tagger.tag([text for _, text in now])
        diffs = [_retag(connection, work, tagged[work], rows) for work, rows in read.items()]
    return [diff for diff in diffs if diff is not None]


def _retag(connection: Connection, work: int, assignments: Sequence[Assignment], texts: Sequence[tuple[int, Text]]) -> WorkDiff | None:
    """Write the tags of a work anew; give what that changed for its readers: what a person decided stands as it did."""
    before = assigned_tags(connection, work)
    write_found(connection, work, assignments, texts)
    return compare_tags(connection, work, before, assigned_tags(connection, work))


def try_tags(file: CatalogueFile, works: Sequence[int] | None = None, *, progress: Callable[[str, int], None] | None = None) -> TagResult:
    """Say what tagging again would change; nothing is written."""
    vocabulary = vocabulary_for(file.path)
    tagger = tagger_with(vocabulary)
    with file.reading() as connection:
        ids = list(works) if works else all_works(connection)
        standing, changed = count_assignments(connection), []
        for count, work in enumerate(ids, 1):
            before = assigned_tags(connection, work)
            found = tagger.tag([text for _, text in current_texts(connection, work)])
            after = {one.concept: _as_assigned(one, vocabulary) for one in found}
            changed.append(compare_tags(connection, work, before, after))
            standing += len(after) - len(before)
            if progress:
                progress("tag", count)
    return TagResult(run=None, works=len(ids), assignments=standing, changed=tuple(diff for diff in changed if diff))


def _as_assigned(one: Assignment, vocabulary: Vocabulary) -> Assigned:
    label = vocabulary.concepts[one.concept].pref_label
    return Assigned(label, one.usage and one.usage.value, one.part and one.part.value, match_strength(one.confidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Output):
    """A person's decision as it stands now, and the run that wrote it."""

    key: str
    tag: Tag
    run: int


def decide(  # noqa: PLR0913 - that many facts make a decision
    file: CatalogueFile, work: int, term: str, verdict: Verdict, *, by: str | None = None, why: str | None = None
) -> Decided:
    """Write a person's decision on a concept of a work; raises NotFound for an unknown term, with the nearest ones.

    A term that the vocabulary has no more can still be spoken about on the works that have it.
    """
    command = "assign" if verdict is Verdict.CONFIRMED else "reject"
    with file.reading() as connection:
        key = keys_of(connection, work)[0]
        concept, label = _meant(connection, vocabulary_for(file.path), term, work)
    with writing_run(file, command, {"work": key, "term": label}, by=by) as run, file.batch() as connection:
        reason = clean_text(why) if why else None
        add_decision(connection, run.id, Decision(work=work, concept=concept, verdict=verdict, by=run.by, why=reason))
        tag = next(tag for tag in read_tags(connection, work) if tag.concept == concept)
        return Decided(key=key, tag=tag, run=run.id)


def _meant(connection: Connection, vocabulary: Vocabulary, term: str, work: int) -> tuple[str, str]:
    """Give the id and label of what a person speaks about; of a term that is over, only where the work has it."""
    try:
        concept = vocabulary.resolve(term)
    except NotFound:
        over = find_known(connection, term)
        if over is None or over[0] in vocabulary.concepts:
            raise
    else:
        over = (concept.id, concept.pref_label)
        if not concept.deprecated:
            return over
    if any(tag.concept == over[0] and tag.origin != "imported" for tag in read_tags(connection, work)):
        return over
    name = f"'{over[1]}' ({over[0]})"
    if over[0] in vocabulary.concepts:
        raise NotFound(f"{name} is deprecated, and this work does not have it", f"see: cpx vocab show {over[0]}")
    hint = "is its vocabulary file beside the catalogue? see: cpx vocab list"
    raise NotFound(f"{name} is in no vocabulary any more, and this work does not have it", hint)


def tag_lines(lines: Iterable[str], catalogue: Path | None = None) -> Iterator[dict[str, Any]]:
    """Tag abstracts given as JSON lines (``id``, ``title``, ``abstract``, maybe ``sections``), without a catalogue.

    The own vocabulary beside ``catalogue`` holds here too; the file itself need not be there.
    Yields ``{"id", "tags", "facts"}`` a line; a line that cannot be read yields ``{"id": None, "line", "error"}``.
    """
    vocabulary = vocabulary_for(catalogue)
    tagger = tagger_with(vocabulary)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _tag_line(number, line, tagger, vocabulary)


def _tag_line(number: int, line: str, tagger: Tagger, vocabulary: Vocabulary) -> dict[str, Any]:
    try:
        row = json.loads(line)
        texts = _texts(row)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return {"id": None, "line": number, "error": 'not an object with "id", "title" and "abstract"', "tags": [], "facts": []}
    return {"id": row.get("id"), "tags": [as_tag(a, texts, vocabulary) for a in tagger.tag(texts)], "facts": facts_of(texts)}


def _texts(row: dict[str, Any]) -> tuple[Text, ...]:
    sections = row.get("sections")
    abstract = row.get("abstract") or "\n".join(f"{s.get('label') or ''}: {s.get('text') or ''}".lstrip(": ") for s in sections or ())
    pairs = ((clean_text(str(row.get("title") or "")), TITLE), (clean_text(str(abstract)), ABSTRACT))
    return tuple(Text(content, field, guess_language(content)) for content, field in pairs if content)


def as_tag(assignment: Assignment, texts: Sequence[Text], vocabulary: Vocabulary) -> Tag:
    """Give a machine's assignment as the tag of the output contract."""
    concept = vocabulary.concepts[assignment.concept]
    return Tag(
        concept=concept.id,
        scheme=concept.scheme,
        label=concept.pref_label,
        mesh=concept.mesh,
        usage=assignment.usage and assignment.usage.value,
        part=assignment.part and assignment.part.value,
        confidence=assignment.confidence,
        match=strength(assignment.confidence),
        evidence=tuple(
            Quote(
                quote=e.quote,
                start=e.start,
                end=e.end,
                field=e.field,
                language=e.language,
                section=e.section,
                sentence=texts[e.text].content[slice(*e.sentence)],
                rule=e.rule,
            )
            for e in assignment.evidence
        ),
    )
