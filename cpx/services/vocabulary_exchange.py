"""Vocabularies out of cpx and into it: SKOS in Turtle, TOML, JSON."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any

from cpx.domain.concept import SCHEMES
from cpx.domain.output import Output
from cpx.errors import BadUsage
from cpx.services.reading import PROBLEMS_KEPT, FileProblem
from cpx.services.shipped import OWN_FILE, OWN_FOLDER, own_files, vocabulary_for
from cpx.tagging import skos, vocabulary_writing
from cpx.tagging.labels import find_mistake
from cpx.tagging.skos import Entry
from cpx.tagging.vocabulary import DEEPEST, Vocabulary, lay_over
from cpx.tagging.vocabulary_files import Source, VocabularyFile, parse_own, read_sources, read_text
from cpx.tagging.vocabulary_writing import HEAD, change_entries, fields_of, is_same, strip_defaults, write_entry

FORMATS = ("skos", "toml")
LARGEST = 10_000_000
"""Bytes of a file that is imported at most."""
MOST = 20_000
"""Concepts of a file that is imported at most."""
_ENDINGS = {".ttl": "skos", ".turtle": "skos", ".nt": "skos", ".toml": "toml"}
_FOREIGN = ((re.compile(r"\s*<(\?xml|rdf:|!)"), "RDF/XML"), (re.compile(r"\s*[{\[]\s*[\"{]"), "JSON"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult(Output):
    """What an import of a vocabulary changed, or with ``--dry-run`` would change, in the own file beside the catalogue."""

    file: str
    read: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The own file as it is to be written; ``text`` is None where nothing changes."""

    path: Path
    text: str | None
    result: ImportResult


def check_scheme(scheme: str | None) -> None:
    """Raise BadUsage for a scheme that is none."""
    if scheme is not None and scheme not in SCHEMES:
        raise BadUsage(f"no scheme {scheme!r}", f"one of: {', '.join(SCHEMES)}")


def export_vocabulary(catalogue: Path | None, format: str, scheme: str | None = None) -> Iterator[str]:  # noqa: A002 - the option's name
    """Write the vocabulary that holds for a catalogue, whole or one scheme of it; raises BadUsage for an unknown format or scheme."""
    check_scheme(scheme)
    vocabulary = vocabulary_for(catalogue)
    concepts = vocabulary.scheme(scheme) if scheme else tuple(vocabulary.concepts.values())
    if format == "skos":
        return skos.dump(concepts)
    if format == "toml":
        return vocabulary_writing.dump(concepts, {} if scheme else vocabulary.lookalikes, vocabulary.version.partition("+")[0])
    raise BadUsage(f"no format {format!r}", f"one of: {', '.join(FORMATS)}, json")


def plan_import(catalogue: Path, file: Path, scheme: str | None = None) -> ImportPlan:
    """Read a vocabulary and say what it changes in the own file beside a catalogue; nothing is written yet.

    Raises BadUsage, with the file and where it can be the line, for what the vocabulary would be refused for.
    """
    check_scheme(scheme)
    text = read_text(file, LARGEST)
    current = vocabulary_for(catalogue)
    incoming = _read_toml(text, file) if _kind(file, text) == "toml" else _read_skos(text, file, scheme, current)
    _check(incoming, current, file)
    changer = _Changer(catalogue, current)
    for entry in incoming.entries:
        changer.take(entry)
    changer.look_away(incoming.lookalikes)
    return changer.plan(file, incoming)


def _kind(file: Path, text: str) -> str:
    """Tell what a file is: by its ending, else by its beginning."""
    for pattern, name in _FOREIGN:
        if file.suffix != ".toml" and pattern.match(text):
            raise BadUsage(
                f"{file} is {name}; read are SKOS as Turtle (.ttl) and TOML",
                f"turn it into Turtle first, e.g.: rdfpipe -o turtle {file.name}",
            )
    return _ENDINGS.get(file.suffix.lower()) or ("toml" if re.search(r"(?m)^\s*\[\[(concept|extend|lookalike)\]\]", text) else "skos")


@dataclass(frozen=True, slots=True)
class _Incoming:
    """What a file brings."""

    entries: tuple[Entry, ...]
    lookalikes: Mapping[str, tuple[str, ...]]
    problems: tuple[FileProblem, ...] = ()


def _read_skos(text: str, file: Path, scheme: str | None, current: Vocabulary) -> _Incoming:
    entries, problems = skos.read(text, scheme=scheme, stem=file.stem, known=current.concepts)
    if not entries:
        first = f" (line {problems[0].line}: {problems[0].message})" if problems else ""
        raise BadUsage(f"{file}: no SKOS concepts in it{first}", "is it Turtle? see: cpx vocab import --help")
    if len(entries) > MOST:
        raise BadUsage(f"{file} has more than {MOST} concepts", "take out the part that you need, a branch of it, and import that")
    homeless = next((entry for entry in entries if not (entry.extends or entry.fields.get("scheme") or entry.id in current.concepts)), None)
    if homeless:
        raise BadUsage(
            f"{file}, line {homeless.line}: {homeless.id} is in none of our schemes",
            f"say which its concepts belong to: cpx vocab import {file.name} --scheme {'|'.join(SCHEMES)}",
        )
    said = tuple(FileProblem(f"line {one.line}", one.message) for one in problems)
    return _Incoming(tuple(entries), {}, said)


def _read_toml(text: str, file: Path) -> _Incoming:
    parsed = parse_own(Source(str(file), text))
    lines = parsed.lines()
    entries = [*(_entry(row, parsed, lines, extends=False) for row in parsed.concepts)]
    entries += [_entry(row, parsed, lines, extends=True) for row in parsed.extensions]
    lookalikes: dict[str, tuple[str, ...]] = {}
    for row in parsed.lookalikes:
        for language, labels in row.items():
            if isinstance(labels, list):
                lookalikes[language] = (*lookalikes.get(language, ()), *labels)
    return _Incoming(tuple(entries), lookalikes)


def _entry(row: Mapping[str, Any], parsed: VocabularyFile, lines: Mapping[str, list[int]], *, extends: bool) -> Entry:
    """Make an entry; of those with one id each takes the next line where that stands."""
    fields = {key: value for key, value in row.items() if key != "id"}
    if not extends and parsed.scheme:
        fields.setdefault("scheme", parsed.scheme)
    held = lines.get(row["id"], [0])
    return Entry(row["id"], fields, held.pop(0) if len(held) > 1 else held[0], extends=extends)


def _check(incoming: _Incoming, current: Vocabulary, file: Path) -> None:
    """Refuse, with the line, ids that stand twice, relations to nowhere and circles: all that can be said better here than later."""
    seen: set[str] = set()
    known = {*current.concepts, *(entry.id for entry in incoming.entries if not entry.extends)}
    above = {key: concept.broader for key, concept in current.concepts.items()}
    above |= {entry.id: entry.fields["broader"] for entry in incoming.entries if "broader" in entry.fields}
    for entry in incoming.entries:
        if mistake := _mistake(entry, seen, known, above):
            raise BadUsage(
                f"{file}{f', line {entry.line}' if entry.line else ''}: {mistake}", "Correct the file; docs/vocabularies.md shows the form."
            )
        if not entry.extends:
            seen.add(entry.id)


def _mistake(entry: Entry, seen: set[str], known: set[str], above: Mapping[str, str | None]) -> str | None:
    """Say what is wrong with an entry, if anything is."""
    if entry.id in seen and not entry.extends:
        return f"{entry.id} is defined a second time"
    if entry.extends and entry.id not in known:
        return f"{entry.id} cannot be extended: there is no such concept"
    return _wrong_relation(entry, known) or _wrong_label(entry) or _circle(entry.id, above)


def _wrong_relation(entry: Entry, known: set[str]) -> str | None:
    for name in ("broader", "replaced_by"):
        target = entry.fields.get(name)
        if target and target not in known:
            close = get_close_matches(target, known, n=1)
            return f"{entry.id}: {name} '{target}' is not known" + (f"; did you mean {close[0]}?" if close else "")
    return None


def _wrong_label(entry: Entry) -> str | None:
    for label in chain.from_iterable(value for value in entry.fields.values() if isinstance(value, list)):
        if wrong := find_mistake(label):
            return f"{entry.id}: the label '{label}' cannot be read: {wrong}"
    return None


def _circle(concept: str, above: Mapping[str, str | None]) -> str | None:
    path = [concept]
    while (higher := above.get(path[-1])) and higher not in path:
        path.append(higher)
        if len(path) > DEEPEST:
            return f"{concept} stands deeper than {DEEPEST} levels"
    return f"a circle: {' -> '.join([*path, higher])}" if higher else None


class _Changer:
    """Gather what changes in the own file."""

    def __init__(self, catalogue: Path, current: Vocabulary) -> None:
        self._path = catalogue.parent / OWN_FILE
        self._others = tuple(read_sources([path for path in own_files(catalogue) if path.name == OWN_FOLDER]))
        self._current = current
        self._base = lay_over(self._others)
        self._wanted: dict[str, dict[str, Any]] = {}
        self._blocks: dict[tuple[str, str], str] = {}

    def take(self, entry: Entry) -> None:
        """Take one entry: known keys are overridden, patterns of an extension added."""
        held = self._held(entry.id)
        if entry.extends:
            new = {key: [*held.get(key, ()), *labels] for key, labels in entry.fields.items() if isinstance(labels, list)}
        else:
            new = entry.fields
        self._wanted[entry.id] = {**held, **new}

    def _held(self, concept: str) -> dict[str, Any]:
        if concept in self._wanted:
            return self._wanted[concept]
        return fields_of(self._current.concepts[concept]) if concept in self._current.concepts else {}

    def look_away(self, lookalikes: Mapping[str, tuple[str, ...]]) -> None:
        """Take look-alikes that are not known yet."""
        held = self._current.lookalikes
        new = {key: [one for one in dict.fromkeys(labels) if one not in held.get(key, ())] for key, labels in lookalikes.items()}
        if any(new.values()):
            self._blocks["lookalike", "\0"] = write_entry("lookalike", None, {key: labels for key, labels in new.items() if labels})

    def plan(self, file: Path, incoming: _Incoming) -> ImportPlan:
        """Make the new text of the own file, and try it."""
        added = tuple(key for key in self._wanted if key not in self._current.concepts)
        changed = tuple(key for key in self._wanted if key in self._current.concepts and not self._is_as_before(key))
        for key in (*added, *changed):
            self._write(key)
        said = incoming.problems[:PROBLEMS_KEPT]
        rest = len(incoming.problems) - len(said)
        result = ImportResult(
            file=str(self._path),
            read=len(self._wanted),
            added=added,
            changed=changed,
            unchanged=len(self._wanted) - len(added) - len(changed),
            problems=(*said, *([FileProblem(str(file), f"and {rest} more")] if rest else [])),
        )
        return ImportPlan(self._path, self._try(file, (*added, *changed)) if self._blocks else None, result)

    def _is_as_before(self, concept: str) -> bool:
        before, wanted = fields_of(self._current.concepts[concept]), self._wanted[concept]
        return all(is_same(value, before.get(key, "" if isinstance(value, str) else [])) for key, value in wanted.items())

    def _write(self, concept: str) -> None:
        """Write what the own file must say of a concept: all of a new one, else what differs; patterns on top extend."""
        wanted = self._wanted[concept]
        if concept not in self._base.concepts:
            self._put("concept", concept, strip_defaults(wanted))
            self._put("extend", concept, {})
            return
        base = fields_of(self._base.concepts[concept])
        differing = {key: value for key, value in wanted.items() if not is_same(value, base.get(key, "" if isinstance(value, str) else []))}
        more = {key: value for key, value in differing.items() if isinstance(value, list) and set(value) >= set(base.get(key, ()))}
        self._put("concept", concept, {key: value for key, value in differing.items() if key not in more})
        extra = {key: [one for one in dict.fromkeys(value) if one not in base.get(key, ())] for key, value in more.items()}
        self._put("extend", concept, extra)

    def _put(self, table: str, concept: str, fields: Mapping[str, Any]) -> None:
        self._blocks[table, concept] = write_entry(table, concept, fields) if fields else ""

    def _try(self, file: Path, concepts: tuple[str, ...]) -> str:
        """Give the new text once it is sure that it says what is wanted."""
        before = read_text(self._path) if self._path.exists() else HEAD
        text = change_entries(before, self._blocks)
        try:
            made = lay_over([Source(str(self._path), text), *self._others])
        except BadUsage as error:
            raise BadUsage(f"{file} cannot be imported: {error.message}", error.hint) from error
        for concept in concepts:
            held = fields_of(made.concepts[concept])
            if not all(is_same(_plain(value), _plain(held.get(key, value))) for key, value in self._wanted[concept].items()):
                raise BadUsage(f"cannot change {concept} in {self._path}", "take its entry out with an editor, and import again")
        return text


def _plain(value: object) -> object:
    return list(dict.fromkeys(value)) if isinstance(value, list) else value or ""
