"""The Python interface: a catalogue as an object, with the same results as the command line's JSON.

import cpx
with cpx.open("catalogue.db") as catalogue:
    for hit in catalogue.search("peer support", limit=10):
        print(hit.key, hit.title)
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cpx.domain.query import Filters, parse_years
from cpx.store.catalogue import CatalogueFile

if TYPE_CHECKING:
    from cpx.domain.answer import FoundStatement
    from cpx.domain.asked import DoiResult
    from cpx.domain.brief import Brief
    from cpx.domain.checked import CheckedReference, UpdateChange
    from cpx.domain.detail import WorkDetail
    from cpx.domain.explanation import Explanation
    from cpx.domain.near import RelatedWork
    from cpx.domain.saved import SavedSearch
    from cpx.domain.work import Hit
    from cpx.services.add import TextResult
    from cpx.services.coding_compare import Comparison
    from cpx.services.coverage import Coverage
    from cpx.services.edit import EditResult
    from cpx.services.embed import EmbedResult
    from cpx.services.ingest import IngestResult
    from cpx.services.log import LogRow
    from cpx.services.missing import MissingWork
    from cpx.services.new import NewWork
    from cpx.services.note import Noted
    from cpx.services.scoring import ScoreResult
    from cpx.services.stats import Stats
    from cpx.services.tag import Decided, TagResult
    from cpx.services.undo import UndoResult


class Catalogue:
    """An open catalogue. Reading needs nothing but the file; what writes opens a run, as the commands do."""

    def __init__(self, path: str | Path, *, writable: bool = False) -> None:
        """Open a file: for reading, or for both. Raises the errors of ``cpx.errors``."""
        self._file = CatalogueFile(Path(path), writable=writable)

    def __enter__(self) -> Self:
        """Give the catalogue itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def search(self, query: str, *, limit: int = 20, sort: str = "relevance", exact: bool = False, **filters: Any) -> "tuple[Hit, ...]":  # noqa: ANN401 - see _filters
        """Find works; filters as on the command line: ``method="case study"``, ``year="2018..2024"``, lists for or.

        ``exact``: no words of like meaning, and nothing corrected.
        """
        from cpx.services.search import search

        with self._file.reading() as connection:
            asked, wanted = _read(connection, query, filters, exact=exact)
            return search(connection, asked, filters=wanted, limit=limit, sort=sort)

    def new(self, query: str = "", *, since: str | None = None, limit: int = 20, **filters: Any) -> "tuple[NewWork, ...]":  # noqa: ANN401 - see _filters
        """Give the works of a query, or of a saved search (``"@name"``), that came since a date; the last 30 days if none is said."""
        from cpx.services.new import find_new, read_since

        with self._file.reading() as connection:
            return find_new(connection, *_read(connection, query, filters), read_since(since), limit).works

    def save_search(self, name: str, query: str, *, exact: bool = False, by: str | None = None, **filters: Any) -> None:  # noqa: ANN401 - see _filters
        """Keep a search under a name: ``catalogue.search("@name")`` asks it again."""
        from cpx.services.saved import read_asked, save_search

        with self._file.reading() as connection:
            asked = read_asked(connection, query, _filters(filters), exact=exact)
        save_search(self._file, name, asked, by=by)

    def saved_searches(self) -> "tuple[SavedSearch, ...]":
        """Give the saved searches, by name."""
        from cpx.services.saved import list_saved

        with self._file.reading() as connection:
            return list_saved(connection)

    def forget_search(self, name: str) -> "SavedSearch":
        """Take a saved search out; raises NotFound."""
        from cpx.services.saved import forget_search

        return forget_search(self._file, name)

    def explain(self, query: str, *, exact: bool = False, **filters: Any) -> "Explanation":  # noqa: ANN401 - see _filters
        """Say how a query is read: each part with what it finds, spellings, words of like meaning, what is not understood."""
        from cpx.services.explain import explain
        from cpx.services.search import notes

        with self._file.reading() as connection:
            asked, wanted = _read(connection, query, filters, exact=exact)
            return explain(connection, query, asked, wanted, notes(connection, asked))

    def count(self, query: str = "", **filters: Any) -> int:  # noqa: ANN401 - see _filters
        """Count the works that have all of a query."""
        from cpx.services.search import count

        with self._file.reading() as connection:
            return count(connection, *_read(connection, query, filters))

    def facets(self, query: str = "", **filters: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401 - see _filters
        """Count methods, populations, places, years, types and sources over the works that have all of a query."""
        from cpx.services.search import facets

        with self._file.reading() as connection:
            return facets(connection, *_read(connection, query, filters))

    def ask(
        self,
        question: str,
        *,
        roles: tuple[str, ...] = (),
        limit: int = 20,
        threshold: float | None = None,
        context: int = 0,
        **filters: Any,  # noqa: ANN401 - see _filters
    ) -> "tuple[FoundStatement, ...]":
        """Give the statements that answer a question best; none that scores below ``threshold`` (0: whatever is nearest)."""
        from cpx.services.ask import GOOD, ask

        least = GOOD if threshold is None else threshold
        with self._file.reading() as connection:
            return ask(connection, question, filters=_filters(filters), roles=roles, limit=limit, threshold=least, context=context)

    def brief(
        self,
        question: str,
        *,
        roles: tuple[str, ...] = (),
        limit: int | None = None,
        threshold: float | None = None,
        **filters: Any,  # noqa: ANN401 - see _filters
    ) -> "Brief":
        """Put the best statements to a question together, with their references, as ``cpx ask --brief`` does; ``limit``: 8 if not said."""
        from cpx.services.ask import GOOD, QUOTES, find_answers
        from cpx.services.brief import make_brief

        least, most, within = GOOD if threshold is None else threshold, QUOTES if limit is None else limit, _filters(filters)
        with self._file.reading() as connection:
            answers = find_answers(connection, question, filters=within, roles=roles, limit=most, threshold=least)
            return make_brief(connection, question, answers, within, roles)

    def show(self, name: str) -> "WorkDetail":
        """Give everything known of a work, by key or DOI; raises NotFound."""
        from cpx.services.show import find, show

        with self._file.reading() as connection:
            return show(connection, [find(connection, name)])[0]

    def related(self, name: str, *, limit: int = 20) -> "tuple[RelatedWork, ...]":
        """Give the works nearest to a work, by key or DOI, with what they share; raises NotFound."""
        from cpx.services.related import related
        from cpx.services.show import find

        with self._file.reading() as connection:
            return related(connection, find(connection, name), limit=limit)

    def stats(self) -> "Stats":
        """Count what is in the catalogue."""
        from cpx.services.stats import stats

        with self._file.reading() as connection:
            return stats(connection)

    def coverage(self, *, limit: int = 20) -> "Coverage":
        """Say what the vocabulary leaves out: works not coded, works with no text, frequent phrases; and which terms no work has."""
        from cpx.services.coverage import coverage

        return coverage(self._file, limit)

    def export(self, query: str = "", *, format: str = "csl-json", **filters: Any) -> Iterator[str]:  # noqa: A002, ANN401 - the option's name; see _filters
        """Write the works that match in another tool's format, a chunk of text at a time."""
        from cpx.services.export import export

        with self._file.reading() as connection:
            yield from export(connection, *_read(connection, query, filters), format)

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

    def _find(self, name: str) -> int:
        from cpx.services.show import find

        with self._file.reading() as connection:
            return find(connection, name)

    def _decide(self, name: str, term: str, verdict: str, by: str | None, why: str | None) -> "Decided":
        from cpx.domain.concept import Verdict
        from cpx.services.tag import decide

        return decide(self._file, self._find(name), term, Verdict(verdict), by=by, why=why)


def _read(connection: Any, query: str, given: dict[str, Any], *, exact: bool = False) -> tuple[Any, Filters]:  # noqa: ANN401 - of the store
    """Read a query, which may begin with the name of a saved search, and filters."""
    from cpx.services.saved import read_asked

    asked = read_asked(connection, query, _filters(given), exact=exact)
    return asked.query, asked.filters


def _filters(given: dict[str, Any]) -> Filters:
    """Read filters as people write them: one value or several."""
    year = given.pop("year", None)
    plain: dict[str, Any] = {name: given.pop(name) for name in ("retracted", "any_usage", "part") if name in given}
    values: dict[str, Any] = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in given.items()}
    return Filters(**values, year=parse_years(str(year)) if year else (), **plain)


def open_catalogue(path: str | Path, *, writable: bool = False) -> Catalogue:
    """Open a catalogue: ``cpx.open("catalogue.db")``; with ``writable=True`` a missing file is made."""
    return Catalogue(path, writable=writable)
