"""Searches with a name: what is kept of one, and how its filters are written down."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cpx.domain.output import Output
from cpx.domain.query import Filters, YearRange, parse_years
from cpx.errors import BadUsage

MARK = "@"
"""What stands before the name of a saved search in a query."""
_NAME = re.compile(r"\w[\w.-]{0,63}")
DAMAGED = "damaged"
"""Where filters that cannot be read are kept, in place of the names of filters."""
_NONE = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch(Output):
    """A search that somebody gave a name. ``filters`` holds only what was said, years as in ``--year``; ``exact`` stands there too."""

    name: str
    query: str
    filters: dict[str, Any]
    by: str
    at: str


def read_name(said: str) -> str:
    """Give a name as it is kept, in small letters and without its mark; raises BadUsage for one that cannot be."""
    name = unicodedata.normalize("NFC", said.strip()).lower().removeprefix(MARK)
    if not _NAME.fullmatch(name):
        hint = "letters, digits, - _ and . without blanks, at most 64; for example: --save peer-support"
        raise BadUsage(f"{said[:80]!r} cannot be a name", hint)
    return name


def split_name(text: str) -> tuple[str, str]:
    """Part a query into the name of the saved search that it begins with ('' where none) and the words after it."""
    first, _, rest = text.strip().partition(" ")
    return (first[1:], rest.strip()) if first.startswith(MARK) and len(first) > 1 else ("", text)


def write_filters(filters: Filters) -> dict[str, Any]:
    """Write down the filters that say something, by name."""
    said = {name: getattr(filters, name) for name in Filters._fields if getattr(filters, name) != getattr(_NONE, name)}
    return {name: [_say_years(span) for span in value] if name == "year" else _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - the value of a filter
    return list(value) if isinstance(value, tuple) else value


def _say_years(years: YearRange) -> str:
    return str(years.first) if years.first == years.last else f"{years.first or ''}..{years.last or ''}"


def read_filters(held: Mapping[str, Any]) -> Filters:
    """Read filters that were written down; raises BadUsage for one that there is not here."""
    damaged = [name for name, value in held.items() if name == DAMAGED or (name in Filters._fields and not _fits(name, value))]
    if damaged:
        raise BadUsage("the filters of the saved search cannot be read", "save it anew: cpx search WORDS --save NAME")
    unknown = [name for name in held if name not in Filters._fields]
    if unknown:
        raise BadUsage(f"the saved search has a filter that this cpx does not know: {unknown[0]}", "upgrade cpx, or save it anew")
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    years = tuple(span for text in values.pop("year", ()) for span in parse_years(text))
    return Filters(**values, year=years)


def _fits(name: str, value: Any) -> bool:  # noqa: ANN401 - any JSON value
    if isinstance(getattr(_NONE, name), tuple):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str if name == "part" else bool)


def put_over(kept: Filters, given: Filters) -> Filters:
    """Add filters to others; one that both have is taken from those that are given."""
    said = {name: getattr(given, name) for name in Filters._fields if getattr(given, name) != getattr(_NONE, name)}
    return kept._replace(**said)
