"""Read vocabulary files (TOML, form in docs/vocabularies.md). What is wrong in one is said with its file and line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.concept import SCHEMES
from cpx.errors import BadUsage, NotFound
from cpx.tagging.labels import find_mistake

STRINGS = ("id", "label", "scheme", "broader", "definition", "mesh", "replaced_by", "verified")
FLAGS = ("auto", "deprecated")
TABLES = ("concept", "extend", "lookalike")
LARGEST = 5_000_000
"""Bytes of a file at most; the packaged ones have 30,000."""
_MOST_FILES = 200
LONGEST = 5_000
"""Characters of a value at most."""
LONGEST_LABEL = 300
_KEYS = (*STRINGS, *FLAGS)
_WANTED = {
    **dict.fromkeys(STRINGS, f"wants a text in quotes, of {LONGEST} characters at most"),
    **dict.fromkeys(FLAGS, "wants true or false, without quotes"),
}
_PATTERNS_WANTED = f'wants a list of patterns: ["one", "two*"], each of 1 to {LONGEST_LABEL} characters'
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_ID_LINE = re.compile(r"\s*id\s*=\s*([\"'])(.*?)\1")
_HEADER = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HINT = "Correct the file; docs/vocabularies.md shows the form."


class Source(NamedTuple):
    """The name and the text of a file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """One file as read: its name for messages, its version, its entries as plain tables, the scheme of those that name none."""

    name: str
    source: str
    version: str
    scheme: str
    concepts: tuple[dict[str, Any], ...]
    extensions: tuple[dict[str, Any], ...]
    lookalikes: tuple[dict[str, Any], ...]

    def error(self, message: str, concept: str | None = None, *, last: bool = False) -> BadUsage:
        """Make the error that names this file and, where the concept can be found in it, the line."""
        return self.error_at(self.line_of(concept, last=last) if concept else 0, message)

    def error_at(self, line: int, message: str) -> BadUsage:
        """Make the error that names this file and a line; 0 is none."""
        return _error(self.name, line, message)

    def line_of_entry(self, table: str, number: int, key: str | None = None) -> int:
        """Give the line of an entry, or that of a key in it; 0 where it is written in another way."""
        lines = self.source.split("\n")
        starts = [place for place, line in enumerate(lines, 1) if (found := _HEADER.match(line)) and found[1] == table]
        if number >= len(starts):
            return 0
        start = starts[number]
        end = next((place for place, line in enumerate(lines[start:], start) if line.lstrip().startswith("[[")), len(lines))
        said = re.compile(rf"\s*[\"']?{re.escape(key or 'id')}[\"']?\s*=")
        return next((place for place, line in enumerate(lines[start:end], start + 1) if said.match(line)), start)

    def line_of(self, concept: str, *, last: bool = False) -> int:
        """Give the line of a concept's id, the first or the last; 0 where it is written in another way."""
        lines = self.lines().get(concept)
        return lines[-1 if last else 0] if lines else 0

    def lines(self) -> dict[str, list[int]]:
        """Give each id with the lines where it stands."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.source.split("\n"), 1):
            if said := _ID_LINE.match(line):
                found.setdefault(said[2], []).append(number)
        return found


def read_packaged() -> Iterator[VocabularyFile]:
    """Yield the files that come with cpx, by name."""
    folder = resources.files("cpx") / "vocab"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield parse(entry.read_text(encoding="utf-8"), entry.name)


def read_sources(paths: Sequence[Path]) -> Iterator[Source]:
    """Yield a user's files; of a folder every ``*.toml`` in it, hidden ones left out. Raise BadUsage for what is no text."""
    for path in paths:
        for file in _files_of(path):
            if file.is_fifo() or file.is_socket():  # opening one would wait for ever
                raise BadUsage(f"{file} is no plain file", "Put a file of text in its place, or take it away.")
            yield Source(str(file), read_text(file))


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        found = sorted(one for one in path.iterdir() if one.suffix.lower() == ".toml" and not one.name.startswith("."))
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(found) > _MOST_FILES:
        raise BadUsage(f"{path} holds more than {_MOST_FILES} vocabulary files", "Put them together in fewer.")
    return found


def read_text(path: Path, most: int = LARGEST) -> str:
    """Read a file of UTF-8 text that is not too large, with plain line ends; raise NotFound or BadUsage."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        missing = "is a link that leads nowhere" if path.is_symlink() else "is not there"
        raise NotFound(f"the vocabulary file {path} {missing}", "Check the path.") from None
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > most:
        raise BadUsage(f"{path} has more than {most // 1_000_000} MB", "Split it, or leave out what is not needed.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadUsage(f"{path}, line {line}: cannot be read as UTF-8 text ({error.reason})", "Save the file as UTF-8.") from error


def _unreadable(path: Path, error: OSError) -> BadUsage:
    return BadUsage(f"{path}: cannot be read ({(error.strerror or '').lower()})", "Check the path and its rights.")


def parse_own(source: Source) -> VocabularyFile:
    """Parse a file from outside: as ``parse``, and every text in it cleaned of what must not be stored or printed."""
    file = parse(source.text, source.name)
    concepts, extensions, lookalikes = (tuple(map(_clean_entry, rows)) for rows in (file.concepts, file.extensions, file.lookalikes))
    return replace(file, concepts=concepts, extensions=extensions, lookalikes=lookalikes)


def _clean_entry(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        key: [one for label in value if (one := _clean(label))] if isinstance(value, list) else _clean(value)
        for key, value in entry.items()
    }


def _clean(value: Any) -> Any:  # noqa: ANN401 - any value of TOML
    return normalize("NFC", fold_space(clean_text(value))) if isinstance(value, str) else value


def parse(source: str, name: str) -> VocabularyFile:
    """Parse one file. ``name`` stands in messages. Raise BadUsage for TOML that is none and for entries of a wrong form."""
    try:
        data = tomllib.loads(source)
    except RecursionError as error:
        raise _error(name, 0, "it is nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        raise _broken(name, source, str(error)) from error
    concepts, extensions, lookalikes = (_rows(data.get(table, ()), name, table) for table in TABLES)
    file = VocabularyFile(name, source, str(data.get("version", "")), str(data.get("scheme", "")), concepts, extensions, lookalikes)
    _check_head(file, data)
    for table, entries in zip(TABLES[:2], (file.concepts, file.extensions), strict=True):
        for number, entry in enumerate(entries):
            _check_entry(file, entry, table, number)
    for entry in file.extensions:
        _check_extension(file, entry)
    for number, entry in enumerate(file.lookalikes):
        _check_lookalike(file, entry, number)
    return file


def _broken(name: str, source: str, message: str) -> BadUsage:
    """Say what is no TOML, with the line in front as everywhere."""
    place = _PLACE.search(message)
    line = 0 if place is None else int(place[1] or source.rstrip("\n").count("\n") + 1)
    said = fold_space(clean_text(_PLACE.sub("", message)))[:LONGEST_LABEL]
    return _error(name, line, "a key or a table stands there twice" if said == "Cannot overwrite a value" else said)


def _error(name: str, line: int, message: str) -> BadUsage:
    return BadUsage(f"{name}{f', line {line}' if line else ''}: {message}", _HINT)


def _rows(value: object, name: str, table: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise BadUsage(f"{name}: {table} is no list of entries; write each under a line [[{table}]]", _HINT)
    return tuple(value)


def _check_head(file: VocabularyFile, data: dict[str, Any]) -> None:
    """Refuse unknown tables, a missing version, and tables that are written as something else."""
    unknown = set(data) - {"version", "scheme", *TABLES}
    if unknown:
        raise file.error(f"unknown entry '{min(unknown)}'; known are version, scheme, [[{']], [['.join(TABLES)}]]")
    if not file.version:
        raise file.error('it has no version; write for example version = "1.0.0" at its top')
    if not all(isinstance(entry, dict) for entry in (*file.concepts, *file.extensions, *file.lookalikes)):
        raise file.error("write each entry under a line [[concept]], [[extend]] or [[lookalike]]")
    if file.scheme and file.scheme not in SCHEMES:
        raise file.error(f"unknown scheme '{file.scheme}'; known are {', '.join(SCHEMES)}")


def _check_entry(file: VocabularyFile, entry: dict[str, Any], table: str, number: int) -> None:
    """Refuse an entry without an id, with an unknown key or scheme, or with a value of the wrong kind."""
    concept = entry.get("id")
    if not isinstance(concept, str) or not concept:
        raise file.error_at(file.line_of_entry(table, number), f'an entry has no id; write for example id = "{_example(entry)}"')
    if not _ID.fullmatch(concept):
        said = f"'{concept[:100]}' is no id; it has letters a-z, digits, dots and hyphens, at most 100"
        raise file.error_at(file.line_of_entry(table, number), said)
    wrong = next((key for key, value in entry.items() if not _fits(key, value)), None)
    if wrong:
        raise file.error_at(file.line_of_entry(table, number, wrong), f"{concept}: {_say_wrong(wrong)}")
    if entry.get("scheme") and entry["scheme"] not in SCHEMES:
        said = f"{concept}: unknown scheme '{entry['scheme']}'; known are {', '.join(SCHEMES)}"
        raise file.error_at(file.line_of_entry(table, number, "scheme"), said)


def _example(entry: dict[str, Any]) -> str:
    label = re.sub(r"[^a-z]", "", str(entry.get("label", "")).lower())[:20]
    return f"m.{label or 'photovoice'}"


def _say_wrong(key: str) -> str:
    """Say what a key wants, or that there is none of this name."""
    if key in _WANTED:
        return f"'{key}' {_WANTED[key]}"
    if _LANGUAGE.fullmatch(key):
        return f"'{key}' {_PATTERNS_WANTED}"
    close = get_close_matches(key, _KEYS, n=1)
    return f"unknown key '{key[:40]}'; " + (
        f"did you mean {close[0]}?" if close else f"known are {', '.join(_KEYS)} and languages as en, zh"
    )


def _check_extension(file: VocabularyFile, entry: dict[str, Any]) -> None:
    more = next((key for key, value in entry.items() if key != "id" and not isinstance(value, list)), None)
    if more:
        raise file.error(f"{entry['id']}: [[extend]] adds patterns only; '{more}' belongs under [[concept]]", entry["id"], last=True)


def _check_lookalike(file: VocabularyFile, entry: dict[str, Any], number: int) -> None:
    """Refuse an unknown key, and a label that cannot be read: what stands for no concept is read as all others are."""
    for key, value in entry.items():
        if not (isinstance(value, str) if key == "why" else _are_labels(key, value)):
            said = "'why' wants a text in quotes" if key == "why" else _say_wrong(key)
            raise file.error_at(file.line_of_entry("lookalike", number, key), f"a lookalike: {said}")
        for label in value if key != "why" else ():
            if mistake := find_mistake(label):
                line = file.line_of_entry("lookalike", number, key)
                raise file.error_at(line, f"a lookalike: the label '{label}' cannot be read: {mistake}")


def _fits(key: str, value: object) -> bool:
    """Tell whether a key of an entry may have this value: text, a flag, or a language's list of labels."""
    if key in STRINGS:
        return isinstance(value, str) and len(value) <= LONGEST
    if key in FLAGS:
        return isinstance(value, bool)
    return _are_labels(key, value)


def _are_labels(key: str, value: object) -> bool:
    is_list = _LANGUAGE.fullmatch(key) is not None and isinstance(value, list)
    return is_list and all(isinstance(one, str) and one.strip() and len(one) <= LONGEST_LABEL for one in value)  # type: ignore[attr-defined]
