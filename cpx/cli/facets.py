"""Counts of facets in the format that is asked for: in a spreadsheet or table each count is a row."""

from dataclasses import replace
from typing import Any

from cpx.cli.render import View, emit
from cpx.cli.state import State
from cpx.errors import BadUsage


def emit_facets(facets: dict[str, list[dict[str, Any]]], state: State, draw: View) -> None:
    """Print counts: JSON holds a list for each facet, a table one row for each value; ``--fields`` names facets."""
    if state.output not in ("csv", "tsv", "table"):
        emit(facets, state, draw)
        return
    unknown = [name for name in state.field_names() if name not in facets]
    if unknown:
        raise BadUsage(f"no facet {unknown[0]!r} here", f"the facets are: {', '.join(facets)}")
    rows = [{"facet": name, **row} for name in state.field_names() or facets for row in facets[name]]
    emit(rows, replace(state, format=state.output, fields="facet,value,count"))
