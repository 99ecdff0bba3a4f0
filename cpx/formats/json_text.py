"""JSON as people send it: whole, as lines, as lists in wrappers; numbers too long, nesting too deep. Read in one way for all."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cpx.formats.base import Problem

MAX_DIGITS = 18
"""A longer number would not fit a database's integers: it is kept as its digits."""
NO_RECORDS = "no records in this file"

_OPENS = re.compile(r"\s*(?:\[\s*(?:[\[{\]\"0-9-]|null|true|false)|\{\s*[\"}])")
_ITEMS = ("items", "references", "records", "works")
"""Keys under which wrappers keep their list."""


@dataclass(frozen=True, slots=True)
class Item:
    """A JSON object and where it stood (``line 12``, ``record 3``)."""

    where: str
    value: dict[str, Any]


def looks_like_json(text: str) -> bool:
    """Tell by its beginning whether a text is a JSON list or object."""
    return _OPENS.match(text, 1 if text.startswith("\ufeff") else 0) is not None


def is_many_lines(text: str) -> bool:
    """Tell JSON lines of two works or more from all other JSON."""
    lines = _some_lines(text, 2)
    return len(lines) > 1 and all(line.startswith("{") for line in lines) and any(line.endswith("}") for line in lines)


def parse_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Parse a JSON text; raises ValueError with line and column, or "nested too deep". ``NaN`` and its like become null."""
    try:
        return json.loads(text, parse_int=_parse_int, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except RecursionError as error:
        raise ValueError("JSON nested too deep to read") from error


def compact_json(value: object) -> str:
    """Write JSON on one line; '' for what cannot be written. Lone surrogates stay escaped, so that every file can hold the text."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except (ValueError, TypeError, RecursionError):
        return ""
    return text if text.isascii() or _is_encodable(text) else json.dumps(value, separators=(",", ":"))


def each_object(text: str, unwrap: Callable[[Any], Any] | None = None) -> Iterator[Item | Problem]:
    """Yield the objects of JSON lines, a list, a wrapper or a single object; what is no object is a problem in its place.

    A text that breaks off or breaks the rules is one problem and nothing else, JSON lines apart: there each line stands
    for itself. ``unwrap`` may turn the whole value into the list within.
    """
    text = text.removeprefix("\ufeff")
    if is_many_lines(text):
        yield from _each_line(text)
        return
    try:
        value = parse_json(text)
    except ValueError as error:
        yield Problem("file", str(error))
        return
    yield from _each_item((unwrap or _unwrap)(value))


def _each_line(text: str) -> Iterator[Item | Problem]:
    for number, line in enumerate(_lines(text), start=1):
        if not line.strip():
            continue
        try:
            yield _item(f"line {number}", parse_json(line))
        except ValueError as error:
            yield Problem(f"line {number}", str(error).replace("(line 1, ", "("))


def _each_item(value: Any) -> Iterator[Item | Problem]:  # noqa: ANN401 - any JSON value
    items = value if isinstance(value, list) else [value]
    if not items or items == [{}]:
        yield Problem("file", NO_RECORDS)
        return
    for number, item in enumerate(items, start=1):
        yield _item(f"record {number}", item)


def _item(where: str, value: Any) -> Item | Problem:  # noqa: ANN401 - any JSON value
    return Item(where, value) if isinstance(value, dict) and value else Problem(where, "not a JSON object that describes a work")


def _unwrap(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict) and "title" not in value:
        return next((value[key] for key in _ITEMS if isinstance(value.get(key), list)), value)
    return value


def _lines(text: str) -> Iterator[str]:
    r"""Yield the lines one at a time; only ``\n`` ends one (JSON strings may hold other line separators)."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _some_lines(text: str, count: int) -> list[str]:
    found: list[str] = []
    for line in _lines(text):
        if line.strip():
            found.append(line.strip())
        if len(found) == count:
            break
    return found


def _parse_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _no_number(_constant: str) -> None:
    return None


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
