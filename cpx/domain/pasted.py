"""A search pasted from a database: told as such, and read to a query."""

import re

from cpx.domain.pasted_lines import is_strategy, parse_lines
from cpx.domain.pasted_parser import Reader
from cpx.domain.pasted_scan import OVID, find_dialect
from cpx.domain.query import MOST_STRICT, Query
from cpx.domain.query_shape import cap_terms
from cpx.errors import BadUsage


def parse_pasted(text: str) -> Query | None:
    """Parse a query written as a database writes its own; None where it is not. Raises BadUsage where it cannot be understood."""
    text = _without_remarks(text)
    dialect = find_dialect(text)
    is_lines = is_strategy(text)
    if dialect is None and not is_lines:
        return None
    unread: list[str] = []
    name = dialect or OVID
    tree = parse_lines(text, name, unread) if is_lines else Reader(text, name, unread).parse()
    left_out = tuple(dict.fromkeys(unread))
    if tree is None:
        raise BadUsage(
            f"nothing in this search means anything here: {', '.join(left_out)[:200]}", "search for words, or see: docs/searching.md"
        )
    capped, notes = cap_terms(tree, MOST_STRICT)
    said = (f"left out, as it means nothing here: {', '.join(left_out)}",) if left_out else ()
    return Query(capped, plain=False, notes=(f"read as written for {name}", *said, *notes), dialect=name, unread=left_out)


_REMARKS = r"\[\s*(?:mp|kf|tw)\s*=[^\]]*\]|/\s*freq\s*=\s*\d+"
"""What Ovid prints behind a line: the fields that ``.mp.`` stands for, how often a word must come."""
_TABLE_ROW = r"^([ \t]*#?\d{1,3}[ \t]*)[/|](.*\S[ \t]*)[/|](?=[ \t]*[\d,]+[ \t]*$)"
"""A line of a table that was copied as text: ``3 / 1 and 2 / 413``."""


def _without_remarks(text: str) -> str:
    """Blank out what no database reads; all else stays at its place, where errors point."""
    bare = re.sub(_REMARKS, lambda found: " " * len(found[0]), text, flags=re.IGNORECASE)
    return re.sub(_TABLE_ROW, r"\1 \2 ", bare, flags=re.MULTILINE)
