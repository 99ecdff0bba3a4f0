"""What ``cpx tag --review`` does: a person settles the tags in doubt, one key each."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cpx.cli.keys import ask_key, read_key
from cpx.cli.options import changing, reading
from cpx.cli.render import emit, say, view
from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.domain.concept import SCHEMES, Verdict
from cpx.errors import BadUsage, NotFound
from cpx.services.review_tags import DoubtfulTag, describe, doubtful_tags, skip, take_up
from cpx.services.show import find
from cpx.services.tag import decide
from cpx.services.undo import undo
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.doubtful import Doubtful, find_doubtful

YES, NO, SKIP, BACK, STOP = "y", "n", "s", "u", "q"
KEYS = "y confirm · n reject · s skip · u undo the last · q stop"
_NOTHING = "no tag is in doubt here; look at all with: cpx show WORK --tags"
_NO_KEYS = "no terminal to read keys from; settle each with: cpx assign WORK TERM, or: cpx reject WORK TERM"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tags to look at: those of some works or schemes, where they are named. Raises BadUsage for a scheme that there is not."""

    names: Sequence[str] = ()
    schemes: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse an unknown scheme before anything is opened."""
        unknown = next((name for name in self.schemes if name not in SCHEMES), None)
        if unknown:
            raise BadUsage(f"no scheme {unknown!r}", f"schemes are {', '.join(SCHEMES)}")

    def works(self, connection: Connection) -> list[int] | None:
        """Find the works; None means all."""
        return [find(connection, name) for name in self.names] or None


def review(state: State, wanted: Wanted, by: str | None = None, key: Callable[[], str] | None = None) -> None:
    """Settle the tags in doubt: one key each on a terminal, a list elsewhere.

    ``key`` reads one key; the keyboard's next if it is not said. Each answer is saved at once, as a run of its own.
    """
    if state.output != "view" or not (key or sys.stdin.isatty()):
        _list(state, wanted)
        return
    with changing(state) as file:
        with file.reading() as connection:
            found = find_doubtful(connection, wanted.works(connection), wanted.schemes)
        walk = _Walk(file, found, state, by, key or read_key)
        try:
            walk.go()
        finally:  # also after Ctrl-C: what was answered is saved
            say(f"{walk.settled} settled, {len(found) - walk.settled} left" if found else _NOTHING, state)


def _list(state: State, wanted: Wanted) -> None:
    with reading(state) as connection:
        found = doubtful_tags(connection, wanted.works(connection), wanted.schemes)
    emit(found, state, view("view_doubtful", place="views_tag_review"), kind=DoubtfulTag)
    if not found:
        say(_NOTHING, state)
    elif state.output == "view":
        say(_NO_KEYS, state)


@dataclass(slots=True)
class _Walk:
    """A walk through tags in doubt: where it is, and what was answered: the place, and the run that wrote it (None: skipped)."""

    file: CatalogueFile
    found: Sequence[Doubtful]
    state: State
    by: str | None
    key: Callable[[], str]
    answered: list[tuple[int, int | None]] = field(default_factory=list)
    place: int = 0

    @property
    def settled(self) -> int:
        """Count the tags that were confirmed or rejected."""
        return sum(run is not None for _, run in self.answered)

    def go(self) -> None:
        """Ask about one after another until all are seen or the person stops."""
        while self.place < len(self.found):
            tag = self._read(self.place)
            answer = self._ask(tag) if tag else SKIP
            if answer == STOP:
                return
            if answer == BACK:
                self._go_back()
                continue
            if tag:
                self._settle(tag, answer)
            self.place += 1

    def _read(self, place: int) -> DoubtfulTag | None:
        with self.file.reading() as connection:
            return describe(connection, self.found[place])

    def _ask(self, tag: DoubtfulTag) -> str:
        view("view_doubtful_tag", f"{KEYS} ", place="views_tag_review")((tag, self.place + 1, len(self.found)), self.state)
        return ask_key(self.key, (YES, NO, SKIP, BACK, STOP), STOP)

    def _settle(self, tag: DoubtfulTag, answer: str) -> None:
        """Save an answer; where it cannot be done that is said, and the next one follows."""
        doubt = self.found[self.place]
        if answer == SKIP:
            skip(self.file, doubt)
            self.answered.append((self.place, None))
            return
        verdict = Verdict.CONFIRMED if answer == YES else Verdict.REJECTED
        try:
            run = decide(self.file, doubt.work, doubt.concept, verdict, by=self.by).run
        except (BadUsage, NotFound) as error:  # the work or the term went meanwhile
            say(f"{one_line(error.message)}\n  {one_line(error.hint)}", self.state)
            return
        self.answered.append((self.place, run))
        say(f"{verdict.value}: {one_line(tag.label)} for {one_line(tag.key)}", self.state)

    def _go_back(self) -> None:
        """Take back the last answer and ask again."""
        if not self.answered:
            say("nothing to take back in this review; earlier answers with: cpx undo", self.state)
            return
        self.place, run = self.answered.pop()
        if run is None:
            take_up(self.file, self.found[self.place])
        else:
            undo(self.file, run, by=self.by)
        tag = self._read(self.place)
        if tag:
            say(f"taken back: {one_line(tag.label)} for {one_line(tag.key)}", self.state)
