"""What may be asked of Crossref, as habanero knows it: the names of filters, fields and queries. The only module that imports it.

habanero 2.9 sends one bare request a call, with no hook for a deadline, a size limit, headers or redirects, and puts a DOI
into the path as it is. So the request is ours (``cpx.sources.http``), and habanero says what stands in it: it refuses a name
that Crossref does not know, before anybody is asked.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from urllib.parse import quote, urlencode

Filters = Mapping[str, str | Sequence[str]]


def work_url(base: str, doi: str, route: str = "") -> str:
    """Give the address of one work. The DOI is quoted whole: ``#``, ``?`` and ``/../`` are part of it."""
    return f"{base}/works/{quote(doi, safe='')}{route}"


def works_url(
    base: str,
    *,
    filters: Filters | None = None,
    query: Mapping[str, str] | None = None,
    select: str | None = None,
    **paging: int,
) -> str:
    """Give the address of a list of works. Raises ValueError for a filter, field or query that there is none of.

    ``query`` maps fields to words (``{"bibliographic": "..."}`` asks ``query.bibliographic``); ``paging`` is ``rows``
    (1 to 1,000) and ``offset``.
    """
    # habanero takes 185 ms to import, its HTTP client with it: only what asks for lists pays for it.
    from habanero.crossref.filters import works_filter_details
    from habanero.field_queries import validate_field_queries
    from habanero.filterhandler import filter_handler
    from habanero.habanero_utils import rename_query_filters
    from habanero.select import validate_select

    _check_names(filters or {}, works_filter_details)
    validate_select(select)
    fields = rename_query_filters({f"query_{name}": words for name, words in (query or {}).items()})
    validate_field_queries(list(fields))
    wanted = {"filter": filter_handler(_listed(filters)), "select": select, **paging}
    given = {**fields, **{name: value for name, value in wanted.items() if value}}
    return f"{base}/works?{urlencode(given, quote_via=quote, safe=':,/()')}"


def _check_names(filters: Filters, known: Mapping[str, object]) -> None:
    """Raise ValueError for a filter that Crossref's works have none of: habanero knows their names, and does not compare."""
    for name in filters:
        if name not in known:
            raise ValueError(f"no filter {name!r}")


def _listed(filters: Filters | None) -> dict[str, list[str]] | None:
    """Give filters as habanero takes them; a comma in a value would begin another filter."""
    listed = {name: [value] if isinstance(value, str) else list(value) for name, value in (filters or {}).items()}
    for value in chain.from_iterable(listed.values()):
        if "," in value:
            raise ValueError(f"a filter's value cannot hold a comma: {value!r}")
    return listed or None
