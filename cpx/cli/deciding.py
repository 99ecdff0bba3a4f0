"""What ``assign`` and ``reject`` share."""

from typing import Any

from cpx.cli.options import changing, name_works
from cpx.cli.render import emit, out
from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.domain.concept import Verdict
from cpx.services.show import find
from cpx.services.tag import decide


def decide_and_show(state: State, work: str, term: str, verdict: Verdict, *, by: str | None, why: str | None) -> None:
    """Write a person's decision and print the tag as it stands."""
    with changing(state) as file:
        with file.reading() as connection:
            row = find(connection, *name_works([work], state))
        decided = decide(file, row, term, verdict, by=by, why=why)
    emit(decided, state, _view)


def _view(decided: Any, _: State) -> None:  # noqa: ANN401 - a Decided
    out(one_line(f"{decided.key}: {decided.tag.label} ({decided.tag.scheme}) {decided.tag.status} by {decided.tag.by}") + "\n")
