"""``--explain``: how a query was read, as data or as lines."""

from typing import Any

from cpx.cli.render import emit, say
from cpx.cli.state import State
from cpx.cli.views_explain import explain_lines
from cpx.domain.query import Filters, Query
from cpx.services.explain import explain
from cpx.services.search import notes


def say_how_read(connection: Any, text: str, query: Query, filters: Filters, state: State) -> bool:  # noqa: ANN401 - of the store
    """Say how a query was read; tell whether the works are to follow: on a terminal only, elsewhere this is the data."""
    explanation = explain(connection, text, query, filters, notes(connection, query))
    if state.output != "view":
        emit(explanation, state)
        return False
    say("\n".join(explain_lines(explanation)), state)
    return True
