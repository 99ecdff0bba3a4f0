"""Options that several commands share, and how a command opens its catalogue."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cpx.cli.render import View, emit, say
from cpx.cli.state import State, catalogue_path
from cpx.domain.query import CONCEPT_FIELDS, Filters
from cpx.domain.roles import Role
from cpx.errors import BadUsage, NotFound
from cpx.store.catalogue import CatalogueFile


def offer(what: str) -> Callable[..., list[Any]]:
    """Give the function that a shell's completion asks what may stand here: keys of works, terms of a scheme, parts of a query."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Any]:
        from cpx.cli.complete import offers  # only a shell that asks needs it

        return offers(what, ctx.params.get("query") or [], incomplete)

    return complete


def _offered(name: str, text: str) -> Any:  # noqa: ANN401 - what Typer gives
    return typer.Option(f"--{name}", help=text, autocompletion=offer(name))


MOST = 2**31
"""More rows than any catalogue holds; SQLite takes no number of any length."""

Limit = Annotated[int, typer.Option("--limit", "-n", min=0, callback=lambda number: min(number, MOST), help="How many at most.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so (else $CPX_USER, else the login).")]
Why = Annotated[str | None, typer.Option("--why", help="The reason, kept with the decision.")]
Method = Annotated[list[str] | None, _offered("method", "A method or one below it; again for another (or).")]
Approach = Annotated[list[str] | None, _offered("approach", "A participatory approach.")]
Framework = Annotated[list[str] | None, _offered("framework", "A framework, theory or model.")]
Population = Annotated[list[str] | None, _offered("population", "People studied or served.")]
Setting = Annotated[list[str] | None, _offered("setting", "Where care, service or study happens.")]
Place = Annotated[list[str] | None, _offered("place", "A country or a part of one.")]
Year = Annotated[str | None, typer.Option("--year", help="2024, 2018..2024, 2018.. or ..2024.")]
Type = Annotated[list[str] | None, _offered("type", "CSL type: article-journal, chapter, book, report ...")]
Works = Annotated[
    list[str], typer.Argument(help="Key or DOI, or %3: the third of the last list; several give several.", autocompletion=offer("work"))
]


NoRetracted = Annotated[bool, typer.Option("--no-retracted", help="Leave out what was retracted.")]
AnyUsage = Annotated[bool, typer.Option("--any-usage", help="Also works that are about a method and did not use it.")]
WithPart = Annotated[
    str | None,
    typer.Option(
        "--part", help="Of people: took-part, co-producer, served, mentioned or unclear.", metavar="PART", autocompletion=offer("part")
    ),
]


def read_filters(
    year: str | None, *, no_retracted: bool = False, any_usage: bool = False, part: str | None = None, **options: list[str] | None
) -> Filters:
    """Make filters of the options: or within one option, and across options."""
    from cpx.domain.query import parse_years

    retracted = False if no_retracted else None
    concepts = {name: tuple(values or ()) for name, values in options.items()}
    return Filters(year=parse_years(year) if year else (), retracted=retracted, any_usage=any_usage, part=part, **concepts)


def filters_of(
    method: list[str] | None,
    approach: list[str] | None,
    framework: list[str] | None,
    population: list[str] | None,
    setting: list[str] | None,
    place: list[str] | None,
    year: str | None,
    type: list[str] | None,
    no_retracted: bool,
    any_usage: bool,
    part: str | None,
) -> Filters:
    """Make filters of the options, in the order in which every command with filters has them."""
    concepts = dict(zip(CONCEPT_FIELDS, (method, approach, framework, population, setting, place), strict=True))
    return read_filters(year, no_retracted=no_retracted, any_usage=any_usage, part=part, **concepts, type=type)


def need_words(words: list[str] | None) -> list[str]:
    """Give the words of a query; raises BadUsage where there are none, which would be everything."""
    if not words:
        raise BadUsage("Missing argument 'query'", 'everything: cpx search ""; see: cpx search --help')
    return words


def read_words(connection: Any, words: Sequence[str], filters: Filters, *, exact: bool = False) -> tuple[str, Any, Filters]:  # noqa: ANN401 - of the store
    """Give the words of a query as one text and as read, and the filters; ``@NAME`` stands for a saved search."""
    from cpx.services.reading_query import read_query

    text = " ".join(words)
    if "@" not in text:
        return text, read_query(connection, text, exact=exact), filters
    from cpx.services.saved import read_asked  # few queries are saved ones

    return read_asked(connection, text, filters, exact=exact)[:3]


Words = Annotated[
    list[str] | None, typer.Argument(help='What to look for; "" is everything; @NAME a saved search.', autocompletion=offer("query"))
]
Facets = Annotated[bool, typer.Option("--facets", help="Count methods, populations, places, years ... of the result.")]
Sort = Annotated[
    str, typer.Option("--sort", help="relevance, year, cited (by works here), title, key or added.", autocompletion=offer("order"))
]
Save = Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep this search; ask it again: cpx search @NAME.")]
Saved = Annotated[bool, typer.Option("--saved", help="List the saved searches.")]
Forget = Annotated[str | None, typer.Option("--forget", metavar="NAME", help="Take a saved search out.", autocompletion=offer("saved"))]
Roles = Annotated[list[str] | None, typer.Option("--role", help=f"Only {', '.join(Role)}.", autocompletion=offer("role"))]
Explain = Annotated[bool, typer.Option("--explain", help="Say how each part of the query was read, and what it finds.")]
Exact = Annotated[bool, typer.Option("--exact", help="No words of like meaning, and nothing corrected.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.01, metavar="SECONDS", help="Give up after so long.")]


def name_works(names: Sequence[str], state: State) -> list[str]:
    """Give names of works, each number of the last list (``%3``) replaced by the key that it stands for."""
    if not any(name.lstrip().startswith("%") for name in names):
        return list(names)
    from cpx.cli.last_list import name_work

    return [name_work(name, state) for name in names]


def emit_list(rows: Sequence[Any], state: State, draw: View, kind: type) -> None:
    """Print a list of works or of what stands in them; on a terminal its numbers can be named afterwards (``cpx show %3``)."""
    if sys.stdout.isatty():
        from cpx.cli.last_list import remember

        remember([row.work.key if hasattr(row, "work") else row.key for row in rows], catalogue_path(state))
    emit(rows, state, draw, kind=kind)


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
