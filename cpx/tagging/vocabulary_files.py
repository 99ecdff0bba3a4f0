"""Read vocabulary files (TOML, form in docs/vocabularies.md). What is wrong in one is said with its file and line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from cpx.domain.concept import SCHEMES
from cpx.errors import BadUsage, NotFound

STRINGS = ("id", "label", "scheme", "broader", "definition", "mesh", "replaced_by", "verified")
FLAGS = ("auto",)
TABLES = ("concept", "extend", "lookalike")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HINT = "Correct the file; docs/vocabularies.md shows the form."


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
        return BadUsage(f"{self.name}{self._line(concept, last=last)}: {message}", _HINT)

    def _line(self, concept: str | None, *, last: bool) -> str:
        if concept is None:
            return ""
        found = list(re.finditer(rf"(?m)^\s*id\s*=\s*[\"']{re.escape(concept)}[\"']", self.source))
        return f", line {self.source.count(chr(10), 0, found[-1 if last else 0].end()) + 1}" if found else ""


def read_packaged() -> Iterator[VocabularyFile]:
    """Yield the files that come with cpx, by name."""
    folder = resources.files("cpx") / "vocab"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield parse(entry.read_text(encoding="utf-8"), entry.name)


def read_extra(paths: Sequence[Path]) -> Iterator[VocabularyFile]:
    """Yield a user's files; of a folder every ``*.toml`` in it, by name."""
    for path in paths:
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            yield parse(_read(file), str(file))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFound(f"no such vocabulary file: {path}", "Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(f"{path}: cannot be read as UTF-8 text ({error})", "Save the file as UTF-8.") from error


def parse(source: str, name: str) -> VocabularyFile:
    """Parse one file. ``name`` stands in messages. Raise BadUsage for TOML that is none and for entries of a wrong form."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise BadUsage(f"{name}: {error}", _HINT) from error
    concepts, extensions, lookalikes = (tuple(data.get(table, ())) for table in TABLES)
    file = VocabularyFile(name, source, str(data.get("version", "")), str(data.get("scheme", "")), concepts, extensions, lookalikes)
    _check_head(file, data)
    for entry in (*file.concepts, *file.extensions):
        _check_entry(file, entry)
    return file


def _check_head(file: VocabularyFile, data: dict[str, Any]) -> None:
    """Refuse unknown tables, a missing version, and tables that are written as something else."""
    unknown = set(data) - {"version", "scheme", *TABLES}
    if unknown:
        raise file.error(f"unknown entry '{min(unknown)}'; known are version, scheme, [[{']], [['.join(TABLES)}]]")
    if not file.version:
        raise file.error('it has no version; write for example version = "1.0.0" at its top')
    if not all(isinstance(entry, dict) for entry in (*file.concepts, *file.extensions, *file.lookalikes)):
        raise file.error("write each entry under a line [[concept]], [[extend]] or [[lookalike]]")


def _check_entry(file: VocabularyFile, entry: dict[str, Any]) -> None:
    """Refuse an entry without an id, with an unknown key or scheme, or with a value of the wrong kind."""
    concept = entry.get("id")
    if not isinstance(concept, str) or not concept:
        raise file.error("an entry has no id")
    wrong = next((key for key, value in entry.items() if not _fits(key, value)), None)
    if wrong:
        raise file.error(f"{concept}: '{wrong}' is unknown or its value is of the wrong kind", concept)
    if entry.get("scheme") and entry["scheme"] not in SCHEMES:
        raise file.error(f"{concept}: unknown scheme '{entry['scheme']}'; known are {', '.join(SCHEMES)}", concept)


def _fits(key: str, value: object) -> bool:
    """Tell whether a key of an entry may have this value: text, a flag, or a language's list of labels."""
    if key in STRINGS:
        return isinstance(value, str)
    if key in FLAGS:
        return isinstance(value, bool)
    return _LANGUAGE.fullmatch(key) is not None and isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
