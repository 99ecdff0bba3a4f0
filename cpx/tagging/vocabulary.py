"""The vocabulary: concepts by id, their hierarchy, and the way from a person's word to a concept."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from cpx.domain.concept import CHANGED, OWN, SHIPPED, Concept
from cpx.errors import BadUsage, NotFound
from cpx.tagging.fold import fold
from cpx.tagging.labels import find_mistake, matches_whole
from cpx.tagging.vocabulary_files import Source, VocabularyFile, parse_own, read_packaged, read_sources

Entries = dict[str, tuple[dict[str, Any], VocabularyFile]]
"""Id -> the entry as merged so far, and the file that defined it last."""
DEEPEST = 50
"""Levels of a hierarchy at most; the packaged one has six."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts, in file order. ``lookalikes`` are patterns by language that stand for no concept and keep shorter labels away.

    ``version`` is that of the packaged files, with ``+local`` where a user's files are in; ``digest`` (SHA-256, hex) changes
    with any change of any file.
    """

    concepts: Mapping[str, Concept]
    lookalikes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    version: str = "0"
    digest: str = ""

    def scheme(self, name: str) -> tuple[Concept, ...]:
        """Give the concepts of one scheme in file order."""
        return tuple(concept for concept in self.concepts.values() if concept.scheme == name)

    def ancestors(self, concept: str) -> tuple[str, ...]:
        """Give the ids above a concept, nearest first. Unknown ids have none."""
        return tuple(_climb(self.concepts, concept))

    def descendants(self, concept: str) -> tuple[str, ...]:
        """Give the ids below a concept in file order."""
        return tuple(one for one in self.concepts if concept in _climb(self.concepts, one))

    def resolve(self, term: str) -> Concept:
        """Find the concept that a person means by an id, a label or an alternative label; ids that were replaced redirect.

        Raise NotFound with close matches for an unknown term, BadUsage where an alternative label stands for several.
        """
        found = {one.id: one for key in self._by_name(term) or self._by_alt_label(term) for one in [self._current(self.concepts[key])]}
        if not found:
            raise NotFound(f"no concept is called '{term}'", self._suggest(term))
        meant = [one for one in found.values() if not one.deprecated] or list(found.values())
        if len(meant) > 1:
            raise BadUsage(f"'{term}' can mean {', '.join(sorted(one.id for one in meant))}", "Give the id.")
        return meant[0]

    def _by_name(self, term: str) -> list[str]:
        if term in self.concepts:
            return [term]
        wanted = fold(term.strip()).text
        ids = [key for key in self.concepts if fold(key).text == wanted]
        return ids or [one.id for one in self.concepts.values() if fold(one.pref_label).text == wanted]

    def _by_alt_label(self, term: str) -> list[str]:
        wanted = fold(term.strip()).text
        return [one.id for one in self.concepts.values() if any(matches_whole(label, wanted) for label in _labels(one))]

    def _suggest(self, term: str) -> str:
        names = {fold(name).text: name for one in self.concepts.values() for name in (one.id, one.pref_label, *_plain_labels(one))}
        close = get_close_matches(fold(term).text, names, n=3, cutoff=0.6)
        return f"Close: {', '.join(names[name] for name in close)}." if close else "`cpx vocab list` shows them all."

    def _current(self, concept: Concept) -> Concept:
        return self.concepts[concept.replaced_by] if concept.replaced_by else concept


def load_vocabulary(extra: Sequence[Path] = ()) -> Vocabulary:
    """Load the packaged vocabulary, then a user's files and folders over it.

    Raise BadUsage with file and line for a duplicate id, a circle, an unknown ``broader`` or a label that cannot be read.
    """
    return lay_over(tuple(read_sources(extra)))


def lay_over(sources: Iterable[Source]) -> Vocabulary:
    """Load the packaged vocabulary with a user's files over it, given as texts; raise as ``load_vocabulary``."""
    packaged, own = _packaged(), tuple(map(parse_own, sources))
    entries: Entries = {}
    for layer in (packaged, own):
        _merge_layer(entries, layer)
    origins = _find_origins(packaged, own)
    concepts = {key: _make_concept(entry, file, *origins.get(key, (SHIPPED, None))) for key, (entry, file) in entries.items()}
    _check_hierarchy(concepts, {key: file for key, (_, file) in entries.items()})
    concepts = {key: replace(one, replaced_by=_line_of(concepts, one)[-1]) if one.replaced_by else one for key, one in concepts.items()}
    files = (*packaged, *own)
    version = max((file.version for file in packaged), key=_version_order) + ("+local" if own else "")
    return Vocabulary(concepts, _lookalikes(files), version, _digest(files))


@cache
def _packaged() -> tuple[VocabularyFile, ...]:
    return tuple(read_packaged())


def _merge_layer(entries: Entries, files: Iterable[VocabularyFile]) -> None:
    """Lay one layer of files over what is known: a known id is overridden field by field, then extensions add labels."""
    seen: dict[str, VocabularyFile] = {}
    spelt = {key.lower(): key for key in entries}
    for file in files:
        for entry in file.concepts:
            key = entry["id"]
            if key in seen:
                raise file.error(f"{key} is defined a second time (first in {_say_first(seen[key], file, key)})", key, last=True)
            if spelt.setdefault(key.lower(), key) != key:
                raise file.error(f"{key} differs from {spelt[key.lower()]} in nothing but capitals; take that, or another id", key)
            seen[key] = file
            known = entries[key][0] if key in entries else {"scheme": file.scheme}
            entries[key] = ({**known, **entry}, file)
    for file in files:
        for entry in file.extensions:
            _extend(entries, entry, file)


def _say_first(first: VocabularyFile, file: VocabularyFile, key: str) -> str:
    line = first.line_of(key)
    return (f"line {line}" if line else "the same file") if first is file else first.name


def _extend(entries: Entries, entry: dict[str, Any], file: VocabularyFile) -> None:
    """Add an extension's patterns; what is wrong with the concept from now on is said of this file where it can be."""
    key = entry["id"]
    if key not in entries:
        raise file.error(f"{key} cannot be extended: there is no such concept{_nearest(key, entries)}", key, last=True)
    _check_labels({language: labels for language, labels in entry.items() if isinstance(labels, list)}, key, file)
    known, home = entries[key]
    more = {language: [*known.get(language, ()), *labels] for language, labels in entry.items() if isinstance(labels, list)}
    entries[key] = ({**known, **more}, home)


def _find_origins(packaged: Iterable[VocabularyFile], own: Iterable[VocabularyFile]) -> dict[str, tuple[str, str]]:
    """Say of each concept that a user's files touch whose it is, and which of them touched it last."""
    shipped = {entry["id"] for file in packaged for entry in file.concepts}
    touched = [(entry["id"], file.name) for file in own for entry in (*file.concepts, *file.extensions)]
    return {key: (CHANGED if key in shipped else OWN, Path(name).name) for key, name in touched}


def _make_concept(entry: dict[str, Any], file: VocabularyFile, origin: str, name: str | None) -> Concept:
    """Make the concept of a merged entry; its labels are tried, so that a bad pattern is told here and not when tagging."""
    missing = next((key for key in ("label", "scheme") if not entry.get(key)), None)
    if missing:
        raise file.error(f"{entry['id']} has no {missing}", entry["id"])
    labels = {key: tuple(dict.fromkeys(value)) for key, value in entry.items() if isinstance(value, list)}
    _check_labels(labels, entry["id"], file)
    given: dict[str, Any] = {key: entry.get(key) or None for key in ("broader", "definition", "mesh", "replaced_by", "verified")}
    gone = bool(given["replaced_by"]) or entry.get("deprecated", False)
    auto = entry.get("auto", True) and not gone
    return Concept(
        id=entry["id"],
        scheme=entry["scheme"],
        pref_label=entry["label"],
        alt_labels=labels,
        auto=auto,
        deprecated=gone,
        origin=origin,
        file=name,
        **given,
    )


def _check_labels(labels: Mapping[str, Sequence[str]], concept: str, file: VocabularyFile) -> None:
    for label in chain.from_iterable(labels.values()):
        if mistake := find_mistake(label):
            raise file.error(f"{concept}: the label '{label}' cannot be read: {mistake}", concept)


def _check_hierarchy(concepts: Mapping[str, Concept], homes: Mapping[str, VocabularyFile]) -> None:
    """Refuse an unknown ``broader`` or ``replaced_by``, circles, and a successor that is over itself."""
    for key, concept in concepts.items():
        _check_known(concepts, homes[key], key, "broader", concept.broader)
        _check_known(concepts, homes[key], key, "replaced_by", concept.replaced_by)
    for key, concept in concepts.items():
        _check_no_circle(concepts, homes, key)
        if concept.replaced_by:
            _check_successor(concepts, homes, concept)


def _check_successor(concepts: Mapping[str, Concept], homes: Mapping[str, VocabularyFile], concept: Concept) -> None:
    line = _line_of(concepts, concept)
    if again := concepts[line[-1]].replaced_by:
        circle = line[line.index(again) :]
        raise _blame(circle, concepts, homes, f"a circle of replaced_by: {' -> '.join([*circle, again])}")
    if concepts[line[-1]].deprecated:
        said = f"{concept.id}: replaced_by '{line[-1]}' leads to a term that is deprecated itself; name another, or write deprecated = true"
        raise _blame(line, concepts, homes, said)


def _line_of(concepts: Mapping[str, Concept], concept: Concept) -> list[str]:
    """Give a concept and those that replaced it one after the other, each once."""
    line = [concept.id]
    while (after := concepts[line[-1]].replaced_by) and after not in line:
        line.append(after)
    return line


def _blame(keys: Sequence[str], concepts: Mapping[str, Concept], homes: Mapping[str, VocabularyFile], message: str) -> BadUsage:
    """Make the error of several concepts: it names a person's own file where one of them stands in one."""
    key = next((key for key in keys if concepts[key].origin != SHIPPED), keys[0])
    return homes[key].error(message, key)


def _check_known(concepts: Mapping[str, Concept], home: VocabularyFile, key: str, name: str, target: str | None) -> None:
    if target and target not in concepts:
        raise home.error(f"{key}: {name} '{target}' is not known{_nearest(target, concepts)}", key)


def _nearest(target: str, known: Iterable[str]) -> str:
    close = get_close_matches(target, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _check_no_circle(concepts: Mapping[str, Concept], homes: Mapping[str, VocabularyFile], key: str) -> None:
    path = [key]
    while (above := concepts[path[-1]].broader) and above not in path:
        path.append(above)
        if len(path) > DEEPEST:
            raise homes[key].error(f"{key} stands deeper than {DEEPEST} levels", key)
    if above:
        circle = path[path.index(above) :]
        raise _blame(circle, concepts, homes, f"a circle: {' -> '.join([*circle, above])}")


def _climb(concepts: Mapping[str, Concept], key: str) -> Iterator[str]:
    line = [key] if key in concepts else []
    while line and (above := concepts[line[-1]].broader) and (now := concepts[above].replaced_by or above) not in line:
        line.append(now)
        yield now


def _lookalikes(files: Iterable[VocabularyFile]) -> dict[str, tuple[str, ...]]:
    """Gather the look-alikes of all files by language."""
    found: dict[str, tuple[str, ...]] = {}
    for file in files:
        for entry in file.lookalikes:
            for language, labels in entry.items():
                if isinstance(labels, list):
                    found[language] = (*found.get(language, ()), *labels)
    return found


def _version_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def _digest(files: Iterable[VocabularyFile]) -> str:
    """Hash the files' names and texts; line endings do not count, so that every checkout has the same."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{Path(file.name).name}\0{file.source}\0".encode())
    return total.hexdigest()


def _plain_labels(concept: Concept) -> Iterator[str]:
    return (label.replace("*", "").replace("?", "s") for label in _labels(concept))


def _labels(concept: Concept) -> Iterator[str]:
    return chain.from_iterable(concept.alt_labels.values())
