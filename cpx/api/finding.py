"""What of a catalogue finds: search, saved searches, questions, what is near, what leaves as a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cpx.api.opened import Opened
from cpx.domain.query import Filters, parse_years

if TYPE_CHECKING:
    from cpx.domain.answer import FoundStatement
    from cpx.domain.brief import Brief
    from cpx.domain.explanation import Explanation
    from cpx.domain.near import RelatedWork
    from cpx.domain.saved import SavedSearch
    from cpx.domain.work import Hit
    from cpx.services.new import NewWork


class Finding(Opened):
    """The half of a catalogue that answers; it changes nothing, but for the names of searches."""

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

    def related(self, name: str, *, limit: int = 20) -> "tuple[RelatedWork, ...]":
        """Give the works nearest to a work, by key or DOI, with what they share; raises NotFound."""
        from cpx.services.related import related
        from cpx.services.show import find

        with self._file.reading() as connection:
            return related(connection, find(connection, name), limit=limit)

    def export(self, query: str = "", *, format: str = "csl-json", **filters: Any) -> Iterator[str]:  # noqa: A002, ANN401 - the option's name; see _filters
        """Write the works that match in another tool's format, a chunk of text at a time."""
        from cpx.services.export import export

        with self._file.reading() as connection:
            yield from export(connection, *_read(connection, query, filters), format)


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
