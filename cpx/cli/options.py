"""Options that several commands share, and how a command opens its catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cpx.cli.render import say
from cpx.cli.state import State, catalogue_path
from cpx.domain.query import CONCEPT_FIELDS, Filters
from cpx.errors import NotFound
from cpx.store.catalogue import CatalogueFile

MOST = 2**31
"""More rows than any catalogue holds; SQLite takes no number of any length."""

Limit = Annotated[int, typer.Option("--limit", "-n", min=0, callback=lambda number: min(number, MOST), help="How many at most.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so (else $CPX_USER, else the login).")]
Why = Annotated[str | None, typer.Option("--why", help="The reason, kept with the decision.")]
Method = Annotated[list[str] | None, typer.Option("--method", help="A method or one below it; again for another (or).")]
Approach = Annotated[list[str] | None, typer.Option("--approach", help="A participatory approach.")]
Framework = Annotated[list[str] | None, typer.Option("--framework", help="A framework, theory or model.")]
Population = Annotated[list[str] | None, typer.Option("--population", help="People studied or served.")]
Setting = Annotated[list[str] | None, typer.Option("--setting", help="Where care, service or study happens.")]
Place = Annotated[list[str] | None, typer.Option("--place", help="A country or a part of one.")]
Year = Annotated[str | None, typer.Option("--year", help="2024, 2018..2024, 2018.. or ..2024.")]
Type = Annotated[list[str] | None, typer.Option("--type", help="CSL type: article-journal, chapter, book, report ...")]


NoRetracted = Annotated[bool, typer.Option("--no-retracted", help="Leave out what was retracted.")]
AnyUsage = Annotated[bool, typer.Option("--any-usage", help="Also works that are about a method and did not use it.")]
WithPart = Annotated[
    str | None, typer.Option("--part", help="Of people: took-part, co-producer, served, mentioned or unclear.", metavar="PART")
]


def read_filters(
    year: str | None, *, no_retracted: bool = False, any_usage: bool = False, part: str | None = None, **options: list[str] | None
) -> Filters:
    """Make filters of the options: or within one option, and across options."""
    from cpx.domain.query import parse_years

    retracted = False if no_retracted else None
    concepts = {name: tuple(values or ()) for name, values in options.items()}
    return Filters(year=parse_years(year) if year else (), retracted=retracted, any_usage=any_usage, part=part, **concepts)


def said_filters(filters: Filters) -> str:
    """Say filters as they work: or within one option, and across options."""
    parts = [" or ".join(values) for name in (*CONCEPT_FIELDS, "type") if (values := getattr(filters, name))]
    years = [f"{span.first or ''}..{span.last or ''}" if span.first != span.last else str(span.first) for span in filters.year]
    sound = {None: [], False: ["not retracted"], True: ["retracted"]}[filters.retracted]
    people = [f"people: {filters.part}"] if filters.part else []
    return "; and ".join([*parts, *people, *([" or ".join(years)] if years else []), *sound])


Exact = Annotated[bool, typer.Option("--exact", help="No words of like meaning, and nothing corrected.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.01, metavar="SECONDS", help="Give up after so long.")]


@contextmanager
def reading(state: State, timeout: float | None = None) -> Iterator[Any]:
    """Open the catalogue for reading; gives the connection, on which everything together may take ``timeout`` seconds."""
    with reading_file(state) as file, file.reading() as connection:
        if timeout is None:
            yield connection
            return
        from cpx.store.time_limit import time_limit  # not every command searches

        with time_limit(connection, timeout):
            yield connection


@contextmanager
def reading_file(state: State) -> Iterator[CatalogueFile]:
    """Open the catalogue for reading; gives the file itself, for services that take one."""
    with CatalogueFile(_existing(state)) as file:
        yield file


def _existing(state: State) -> Path:
    path = catalogue_path(state)
    if not path.exists():
        raise NotFound(f"no catalogue at {path}", "make one here with: cpx init; or name one with --db PATH")
    return path


@contextmanager
def changing(state: State) -> Iterator[CatalogueFile]:
    """Open a catalogue that is there for writing: for what changes works, and would find none in a new file."""
    with CatalogueFile(_existing(state), writable=True) as file:
        yield file


@contextmanager
def trying(state: State) -> Iterator[CatalogueFile]:
    """Open the catalogue for a try that changes nothing; where there is none, an empty one that is thrown away."""
    path = catalogue_path(state)
    if path.exists():
        with CatalogueFile(path) as file:
            yield file
        return
    from tempfile import TemporaryDirectory  # a search must not pay for it

    with TemporaryDirectory() as folder, CatalogueFile(Path(folder) / path.name, writable=True) as file:
        yield file


@contextmanager
def writing(state: State) -> Iterator[CatalogueFile]:
    """Open the catalogue for writing; one that is not there is made, and the person told where."""
    path = catalogue_path(state)
    is_new = not path.exists()
    with CatalogueFile(path, writable=True) as file:
        if is_new:
            say(f"made a new catalogue: {path}", state)
        yield file
