"""What comes of the files that an ingest reads: kept while a file is read, and as a result."""

from collections import Counter
from dataclasses import dataclass, field

from cpx.domain.output import Output
from cpx.services.save import COUNTED, empty_counts

PROBLEMS_KEPT = 200
"""Problems listed for one file; the rest is counted."""


@dataclass(frozen=True, slots=True)
class FileProblem(Output):
    """Something in a file that a person should know, and where."""

    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult(Output):
    """What came of one file."""

    path: str
    format: str | None
    certainty: float | None
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    failed: int = 0
    problems: tuple[FileProblem, ...] = ()


@dataclass(slots=True)
class Reading:
    """A file being read: its row in the catalogue, where its records went, and what is still to be said of it.

    ``rows`` leads from the ids that records have in the file to their rows; ``waiting`` holds (work, record, id of the
    containing record) of those whose container had not come yet.
    """

    file: int
    name: str
    rows: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[int, int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=empty_counts)
    problems: list[FileProblem] = field(default_factory=list)
    unsaid: int = 0

    def say(self, where: str, message: str) -> None:
        """Note something that a person should know."""
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append(FileProblem(where, message))
        else:
            self.unsaid += 1

    def fail(self, where: str, message: str) -> None:
        """Note a record that could not be taken in."""
        self.counts["failed"] += 1
        self.say(where, message)

    def result(self, kind: str, certainty: float) -> FileResult:
        """Give what came of the file."""
        rest = (FileProblem(self.name, f"and {self.unsaid} more"),) if self.unsaid else ()
        counts = {name: self.counts[name] for name in COUNTED}
        return FileResult(path=self.name, format=kind, certainty=certainty, problems=(*self.problems, *rest), **counts)
