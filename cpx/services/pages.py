"""The web pages of works."""

from collections.abc import Sequence
from dataclasses import dataclass

from cpx.domain.address import page_of
from cpx.domain.output import Output
from cpx.errors import NotFound
from cpx.services.show import find
from cpx.store.catalogue import Connection
from cpx.store.works import read_works


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Output):
    """Where a work is to be read."""

    key: str
    url: str


def find_pages(connection: Connection, names: Sequence[str]) -> tuple[Page, ...]:
    """Give the page of each work; raises NotFound for a work that has none: no DOI, and no address of a web page."""
    works = read_works(connection, [find(connection, name) for name in names])
    pages = [(work, page_of(work)) for work in works]
    missing = [work.key for work, url in pages if url is None]
    if missing:
        hint = f"give it one: cpx edit {missing[0]} --set url=https://...; what is known: cpx show {missing[0]}"
        raise NotFound(f"{missing[0]} has no DOI and no http(s) address", hint)
    return tuple(Page(key=work.key, url=url) for work, url in pages if url)
