"""A search of several lines that refer to one another: ``1 exp Self-Help Groups/``, ``2 peer support.ti,ab.``, ``3 or/1-2``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cpx.domain.pasted_fields import read_field, read_language
from cpx.domain.pasted_parser import Reader
from cpx.domain.query import And, Node, Or, leaves
from cpx.domain.query_shape import join
from cpx.errors import BadQuery

_NUMBER = r"[ \t]*(?:#|S)?(?P<number>\d{1,3})(?:[.):]|[ \t])[ \t]*(?!(?:and|or|not)\s)"
_HITS = r"[ \t]+\(?[\d,]{1,12}\)?[ \t]*$"
_REFERS = r"(?:#|S)?\d{1,3}(?:\s+(?:and|or|not)\s+(?:#|S)?\d{1,3})*|(?:or|and)/[\d,\s-]+|\d+(?:-\d+|(?:,\d+)+)/(?:or|and)"
_LIMIT = re.compile(r"limit\s+(?:#|S)?(\d+)\s+to\s+(.+)", re.IGNORECASE)
_SAME = re.compile(r"(?:remove\s+duplicates\s+from\s+(\d+)|(\d+)\s+use\s+\w+)\s*$", re.IGNORECASE)
_MOST = 3000
"""Terms of one line, with those of the lines that it refers to."""


class _Line(NamedTuple):
    """A line: its number, and where its words begin and end in the text."""

    number: str
    start: int
    end: int


def is_strategy(text: str) -> bool:
    """Tell whether a text is a search of several lines that refer to one another."""
    rows = [row for row in text.splitlines() if row.strip()]
    if len(rows) < 2:  # noqa: PLR2004 - one line is no list of lines
        return False
    numbered = [re.match(_NUMBER, row, re.IGNORECASE) for row in rows]
    words = [row[found.end() :] if found else row for row, found in zip(rows, numbered, strict=True)]
    refers = any(re.fullmatch(rf"\s*(?:{_REFERS})(?:{_HITS})?\s*", row, re.IGNORECASE) or _LIMIT.match(row.strip()) for row in words[1:])
    return refers or [found["number"] for found in numbered if found] == [str(at) for at in range(1, len(rows) + 1)]


def parse_lines(text: str, dialect: str, unread: list[str]) -> Node | None:
    """Read all lines; the last one is what is searched for."""
    known: dict[str, Node | None] = {}
    tree: Node | None = None
    for line in _cut(text):
        tree = known[line.number] = _read_line(text, line, known, dialect, unread)
        if sum(1 for _ in leaves(tree)) > _MOST:
            raise BadQuery(
                f"line {line.number} asks for more than {_MOST:,} words", "take some lines out", text, line.start, line.end - line.start
            )
    return tree


def _cut(text: str) -> Iterator[_Line]:
    rows = [match for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    numbers = [re.compile(_NUMBER, re.IGNORECASE).match(text, row.start(), row.end()) for row in rows]
    is_numbered = sum(found is not None for found in numbers) * 2 > len(rows)
    for at, (row, found) in enumerate(zip(rows, numbers, strict=True), 1):
        start = found.end() if found and is_numbered else row.start()
        hits = re.compile(_HITS).search(text, start, row.end()) if is_numbered else None
        before = text[start : hits.start()] if hits else ""
        is_hits = bool(before.strip()) and not re.search(r"(?:\b(?:and|or|not|to|from)|,)\s*$", before, re.IGNORECASE)
        yield _Line(found["number"] if found and is_numbered else str(at), start, hits.start() if hits and is_hits else row.end())


def _read_line(text: str, line: _Line, known: dict[str, Node | None], dialect: str, unread: list[str]) -> Node | None:
    words = text[line.start : line.end].strip()
    same = _SAME.match(words)
    limit = _LIMIT.match(words)
    number = (same and (same[1] or same[2])) or (limit and limit[1])
    if number and number not in known:
        raise BadQuery(
            f"{number} stands for a line that is not here", "paste the lines of the search all together", text, line.start, len(words)
        )
    if same:
        unread.append(words)
        return known[str(number)]
    if limit:
        return join(And, [known[limit[1]], *_limits(limit[2], unread)])
    return Reader(text, dialect, unread, (line.start, line.end), known).parse()


def _limits(text: str, unread: list[str]) -> Iterator[Node | None]:
    """Read what Ovid limits to: years and languages are understood."""
    for part in re.split(r"\s+and\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)|,", text.strip().strip("()")):
        years = re.fullmatch(r"\s*\(?\s*yr\s*=\s*\"?([^\"]+)\"?\s*\)?\s*", part, re.IGNORECASE)
        languages = [read_language(re.sub(r"\blanguage\b", "", one)) for one in re.split(r"\bor\b", part.lower().strip("() "))]
        if years:
            yield read_field("year", years[1])
        elif None not in languages:
            yield join(Or, [read_field("lang", str(code)) for code in languages])
        else:
            unread.append(f"limit to {part.strip('() ')}")
