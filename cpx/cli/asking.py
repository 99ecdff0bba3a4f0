"""What ``add doi`` and ``enrich`` have in common: whom to ask, the plan of ``--dry-run``, the line at the end."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from cpx.cli.progress import say_seconds
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.domain.asked import DoiOutcome, DoiResult, PlannedCall

_NOTE = """note: Crossref does not know who asks. With a mail address its polite pool answers faster, and it can reach you:
  cpx config mailto you@example.org"""


def open_registries(state: State, *, will_ask: bool) -> Any:  # noqa: ANN401 - a Registries; importing it here would cost every command
    """Open the registries; the first time that they will be asked and no mail address is set, say once why it is good to."""
    from cpx.services.remote import registries
    from cpx.services.settings import read_settings

    if will_ask and not state.quiet and not read_settings().mailto and _is_first_time():
        say(_NOTE, state)
    return registries()


def _is_first_time() -> bool:
    """Tell whether the note was not said yet, and remember that it is said now; where that cannot be, it is said again."""
    from platformdirs import user_state_path

    mark = user_state_path("cpx") / "mailto-asked"
    if mark.exists():
        return False
    with suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return True


def show_plan(dois: Sequence[str], state: State) -> None:
    """Print the requests that would be made for DOIs; nothing is asked."""
    from cpx.services.remote import registries

    with registries() as source:
        calls = tuple(PlannedCall(url=call.url, dois=call.dois) for call in source.plan(dois)) if dois else ()
    emit(calls, state, view("view_plan", place="views_asked"), kind=PlannedCall)
    say(f"{_count(len(calls), 'call')} for {_count(len(dois), 'DOI')}; nothing was asked or changed (--dry-run)", state)


def summary(results: Sequence[DoiResult], seconds: float) -> str:
    """Say in a line what came of many: ``200 DOIs: 180 completed, 12 known, 8 failed (5 not found, 3 timeout) in 12 s``."""
    fine = Counter(result.outcome for result in results if not result.error)
    failed = Counter((result.kind or result.error or "").replace("_", " ") for result in results if result.error)
    parts = [f"{fine[outcome]:,} {_WORDS.get(outcome, outcome.value)}" for outcome in DoiOutcome if fine[outcome]]
    if failed:
        parts.append(f"{failed.total():,} failed ({', '.join(f'{count:,} {kind}' for kind, count in failed.most_common())})")
    what = "DOI" if all(result.doi for result in results) else "work"
    return f"{_count(len(results), what)}: {', '.join(parts) or 'nothing to do'} in {say_seconds(seconds)}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


_WORDS = {DoiOutcome.PROPOSED: "to be settled by you (cpx enrich --review)", DoiOutcome.NONE: "without a DOI that fits"}
"""Outcomes whose bare word says too little at the end of a run."""
