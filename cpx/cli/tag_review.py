"""What ``cpx tag --review`` does: a person settles the tags in doubt, one key each."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cpx.cli.keys import ask_key, read_key
from cpx.cli.options import changing, reading
from cpx.cli.render import emit, say, view
from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.domain.concept import Verdict
from cpx.errors import BadUsage, NotFound
from cpx.services.review_tags import DoubtfulTag, doubtful_tags, skip
from cpx.services.show import find
from cpx.services.tag import decide
from cpx.services.undo import undo
from cpx.store.catalogue import CatalogueFile

YES, NO, SKIP, BACK, STOP = "y", "n", "s", "u", "q"
KEYS = "y confirm · n reject · s skip · u undo the last · q stop"
_NOTHING = "no tag is in doubt here; look at all with: cpx show WORK --tags"


def review(state: State, names: Sequence[str] = (), by: str | None = None, key: Callable[[], str] | None = None) -> None:
    """Settle the tags in doubt (of some works only, where they are named): one key each on a terminal, a list elsewhere.

    ``key`` reads one key; the keyboard's next if it is not said. Each answer is saved at once, as a run of its own.
    """
    if state.output != "view" or not (key or sys.stdin.isatty()):
        with reading(state) as connection:
            found = doubtful_tags(connection, [find(connection, name) for name in names] or None)
        emit(found, state, view("view_doubtful", place="views_tag_review"), kind=DoubtfulTag)
        if not found:
            say(_NOTHING, state)
        return
    with changing(state) as file:
        with file.reading() as connection:
            found = doubtful_tags(connection, [find(connection, name) for name in names] or None)
        walk = _Walk(file, found, state, by, key or read_key)
        walk.go()
    say(f"{len(walk.runs)} settled, {len(found) - len(walk.runs)} left" if found else _NOTHING, state)


@dataclass(slots=True)
class _Walk:
    """A walk through tags in doubt: where it is, and the runs of what was settled, by place."""

    file: CatalogueFile
    found: Sequence[DoubtfulTag]
    state: State
    by: str | None
    key: Callable[[], str]
    runs: dict[int, int] = field(default_factory=dict)
    place: int = 0

    def go(self) -> None:
        """Ask about one after another until all are seen or the person stops."""
        show = view("view_doubtful_tag", f"{KEYS} ", place="views_tag_review")
        while self.place < len(self.found):
            tag = self.found[self.place]
            show((tag, self.place + 1, len(self.found)), self.state)
            answer = ask_key(self.key, (YES, NO, SKIP, BACK, STOP), STOP)
            if answer == STOP:
                return
            if answer == BACK:
                self._go_back()
                continue
            self._settle(tag, answer)
            self.place += 1

    def _settle(self, tag: DoubtfulTag, answer: str) -> None:
        """Save an answer; where it cannot be done that is said, and the next one follows."""
        try:
            with self.file.reading() as connection:
                work = find(connection, tag.key)
            if answer == SKIP:
                skip(self.file, work, tag.concept)
                return
            verdict = Verdict.CONFIRMED if answer == YES else Verdict.REJECTED
            self.runs[self.place] = decide(self.file, work, tag.concept, verdict, by=self.by).run
        except (BadUsage, NotFound) as error:  # the work or the term went meanwhile
            say(f"{one_line(error.message)}\n  {one_line(error.hint)}", self.state)
        else:
            say(f"{verdict.value}: {one_line(tag.label)} for {one_line(tag.key)}", self.state)

    def _go_back(self) -> None:
        """Take back the last answer and ask again."""
        if not self.runs:
            say("nothing to take back in this review; earlier answers with: cpx undo", self.state)
            return
        self.place, run = self.runs.popitem()
        undo(self.file, run, by=self.by)
        say(f"taken back: {one_line(self.found[self.place].label)} for {one_line(self.found[self.place].key)}", self.state)
