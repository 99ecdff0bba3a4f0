"""The whole of a catalogue: what finds, what tells, and what writes."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpx.api.finding import Finding

if TYPE_CHECKING:
    from cpx.domain.asked import DoiResult
    from cpx.domain.checked import CheckedReference, UpdateChange
    from cpx.domain.detail import WorkDetail
    from cpx.services.add import TextResult
    from cpx.services.coding_compare import Comparison
    from cpx.services.coverage import Coverage
    from cpx.services.edit import EditResult
    from cpx.services.embed import EmbedResult
    from cpx.services.ingest import IngestResult
    from cpx.services.log import LogRow
    from cpx.services.missing import MissingWork
    from cpx.services.note import Noted
    from cpx.services.scoring import ScoreResult
    from cpx.services.stats import Stats
    from cpx.services.tag import Decided, TagResult
    from cpx.services.undo import UndoResult


class Catalogue(Finding):
    """An open catalogue. Reading needs nothing but the file; what writes opens a run, as the commands do."""

    def show(self, name: str) -> "WorkDetail":
        """Give everything known of a work, by key or DOI; raises NotFound."""
        from cpx.services.show import find, show

        with self._file.reading() as connection:
            return show(connection, [find(connection, name)])[0]

    def stats(self) -> "Stats":
        """Count what is in the catalogue."""
        from cpx.services.stats import stats

        with self._file.reading() as connection:
            return stats(connection)

    def coverage(self, *, limit: int = 20) -> "Coverage":
        """Say what the vocabulary leaves out: works not coded, works with no text, frequent phrases; and which terms no work has."""
        from cpx.services.coverage import coverage

        return coverage(self._file, limit)

    def ingest(self, *paths: str | Path, format: str | None = None, by: str | None = None) -> "IngestResult":  # noqa: A002 - the option's name
        """Read files and folders into the catalogue."""
        from cpx.services.ingest import IngestOptions, ingest

        result = ingest(self._file, [str(path) for path in paths], IngestOptions(format=format, by=by))
        self._read_new()
        return result

    def embed(self, *, limit: int | None = None) -> "EmbedResult":
        """Have a local model read works that it has not read, so that search ranks by meaning too (``cpx[semantic]``)."""
        from cpx.services.embed import embed

        return embed(self._file, limit=limit)

    def _read_new(self) -> None:
        """Have the model read what came in, where one is installed; one that is refused says so when ``embed`` is called."""
        from cpx.embedding.base import ModelRefused
        from cpx.services.embed import embed_new

        with suppress(ModelRefused):
            embed_new(self._file)

    def add_doi(self, *dois: str, keep: bool = False, by: str | None = None) -> "tuple[DoiResult, ...]":
        """Add works by DOI, completed from Crossref; what failed stands in the results, nothing is raised for it."""
        from cpx.services.add import AddOptions, add_dois
        from cpx.services.remote import registries

        with registries() as source:
            return add_dois(self._file, dois, source, AddOptions(keep=keep, by=by))

    def enrich(self, *names: str, older_than: int | None = None, find_dois: bool = True, by: str | None = None) -> "tuple[DoiResult, ...]":
        """Ask registries about works by key or DOI, else about all that they have not told of, or not in so many days.

        Then look for the DOIs of those that have none. What failed stands in the results, nothing is raised for it.
        """
        from cpx.services.enrich import Completing, choose, complete
        from cpx.services.remote import registries
        from cpx.services.show import find

        with self._file.reading() as connection:
            plan = choose(connection, [find(connection, name) for name in names] or None, older_than)
        with registries() as source:
            return complete(self._file, source, plan, Completing(find=find_dois, by=by))

    def check_updates(self, *names: str, by: str | None = None) -> "tuple[UpdateChange, ...]":
        """Ask what was retracted or corrected of works by key or DOI, else of all; gives what changed, and what could not be asked."""
        from cpx.services.remote import registries
        from cpx.services.show import find
        from cpx.services.updates import check_updates

        with self._file.reading() as connection:
            works = [find(connection, name) for name in names]
        with registries() as source:
            return check_updates(self._file, source, works or None, by=by)

    def retractions(self, path: str | Path | None = None) -> "tuple[CheckedReference, ...]":
        """Say how all works stand by what is in the file; or, given a document, how its references stand, asked live."""
        from cpx.services.retractions import check_catalogue, read_document

        with self._file.reading() as connection:
            if path is None:
                return check_catalogue(connection)
            from cpx.services.check_references import check_references
            from cpx.services.remote import registries

            with registries() as source:
                return check_references(read_document(Path(path)), lambda: source, connection).rows

    def add_text(self, text: str, *, by: str | None = None, **about: Any) -> "TextResult":  # noqa: ANN401 - the fields of services.add.Described
        """Add one abstract, with ``title``, ``author`` (a tuple), ``year``, ``doi``, ``container_title``, ``url``, ``type``."""
        from cpx.services.add import Described, add_text

        return add_text(self._file, text, Described(**about), by=by)

    def tag(self, *names: str, by: str | None = None) -> "TagResult":
        """Tag works again: those named, or all."""
        from cpx.services.show import find
        from cpx.services.tag import tag_works

        with self._file.reading() as connection:
            works = [find(connection, name) for name in names]
        return tag_works(self._file, works or None, by=by)

    def score(self, labels: str | Path, *, as_read: bool = False) -> "ScoreResult":
        """Score the machine's tags against a person's label file (CSV); with ``as_read`` what readers see."""
        from cpx.services.coding_labels import load_labels
        from cpx.services.scoring import score

        with self._file.reading() as connection:
            return score(connection, load_labels(Path(labels)), as_read=as_read)

    def compare_labels(self, first: str | Path, second: str | Path) -> "Comparison":
        """Say how far two people's label files agree on the pairs that both judged."""
        from cpx.services.coding_compare import compare
        from cpx.services.coding_labels import load_labels

        with self._file.reading() as connection:
            return compare(connection, load_labels(Path(first)), load_labels(Path(second))).comparison

    def assign(self, name: str, term: str, *, by: str | None = None, why: str | None = None) -> "Decided":
        """Confirm a term on a work by hand."""
        return self._decide(name, term, "confirmed", by, why)

    def reject(self, name: str, term: str, *, by: str | None = None, why: str | None = None) -> "Decided":
        """Reject a term on a work by hand."""
        return self._decide(name, term, "rejected", by, why)

    def edit(self, name: str, *, by: str | None = None, why: str | None = None, **fields: Any) -> "EditResult":  # noqa: ANN401 - any field's value
        """Set fields of a work by hand: ``volume="4"``, ``keywords=["a", "b"]``; ``""`` or ``[]`` clears one for good."""
        from cpx.services.edit import edit

        return edit(self._file, self._find(name), fields, by=by, why=why)

    def note(self, name: str, text: str, *, by: str | None = None) -> "Noted":
        """Write a note beside a work."""
        from cpx.services.note import write_note

        return write_note(self._file, self._find(name), text, by=by)

    def log(self, *, limit: int = 20, work: str | None = None, by: str | None = None, command: str | None = None) -> "tuple[LogRow, ...]":
        """Give the runs, the latest first: all, or those of a work, a person, a command."""
        from cpx.services.log import list_runs

        row = None if work is None else self._find(work)
        with self._file.reading() as connection:
            return list_runs(connection, limit, by=by, command=command, work=row)

    def undo(self, run: int | None = None, *, by: str | None = None, why: str | None = None, dry_run: bool = False) -> "UndoResult":
        """Take back what a run brought (the last that stands, where none is named); of an undo, bring back what it took."""
        from cpx.services.undo import undo

        return undo(self._file, run, by=by, why=why, dry_run=dry_run)

    def missing(self, *, limit: int = 20) -> "tuple[MissingWork, ...]":
        """Give the works that at least two here cite and that are not here."""
        from cpx.services.missing import missing_works

        with self._file.reading() as connection:
            return missing_works(connection, limit)

    def _decide(self, name: str, term: str, verdict: str, by: str | None, why: str | None) -> "Decided":
        from cpx.domain.concept import Verdict
        from cpx.services.tag import decide

        return decide(self._file, self._find(name), term, Verdict(verdict), by=by, why=why)


def open_catalogue(path: str | Path, *, writable: bool = False) -> Catalogue:
    """Open a catalogue: ``cpx.open("catalogue.db")``; with ``writable=True`` a missing file is made."""
    return Catalogue(path, writable=writable)
