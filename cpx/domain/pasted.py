"""A search pasted from a database: told as such, and read to a query."""

from cpx.domain.pasted_lines import is_strategy, parse_lines
from cpx.domain.pasted_parser import Reader
from cpx.domain.pasted_scan import OVID, find_dialect
from cpx.domain.query import MOST_STRICT, Query
from cpx.domain.query_shape import cap_terms
from cpx.errors import BadUsage


def parse_pasted(text: str) -> Query | None:
    """Parse a query written as a database writes its own; None where it is not. Raises BadUsage where it cannot be understood."""
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
