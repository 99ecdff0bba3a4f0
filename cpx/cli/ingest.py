r"""Read files and folders of any known format.

What a file is, is told by its content. The same file again changes nothing, and an interrupted run goes on where it was.

\b
Examples:
  cpx ingest saved-page.html notes.txt
  cpx ingest exports/ --source Scopus --searched 2026-05-04
  cpx ingest page.txt --as repository
  cpx ingest exports/ --dry-run
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.embedding import read_new
from cpx.cli.options import By, trying, writing
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.errors import CpxError, PartlyFailed
from cpx.formats.decode import read_source
from cpx.services.files import read_bytes
from cpx.services.ingest import IngestOptions, IngestResult, find_inputs, ingest
from cpx.store.runs import Search


def command(
    ctx: typer.Context,
    path: Annotated[list[str], typer.Argument(help="Files and folders; - reads standard input.")],
    as_: Annotated[str | None, typer.Option("--as", metavar="KIND", help="Take the files for this kind, whatever they look like.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    no_embed: Annotated[bool, typer.Option("--no-embed", help="Leave the reading for meaning for later (cpx embed).")] = False,
    source: Annotated[str | None, typer.Option("--source", help="Database that was searched.")] = None,
    platform: Annotated[str | None, typer.Option("--platform", help="Platform it was searched on.")] = None,
    searched: Annotated[str | None, typer.Option("--searched", metavar="DATE", help="Date of the search.")] = None,
    strategy: Annotated[str | None, typer.Option("--strategy", metavar="FILE", help="File with the search strategy.")] = None,
    by: By = None,
) -> int:
    """Run ``cpx ingest``."""
    state: State = ctx.obj
    search = Search(source=source, platform=platform, searched=searched, strategy=_read_text(strategy) if strategy else None)
    find_inputs(path)  # a wrong path must not make an empty catalogue
    with trying(state) if dry_run else writing(state) as file:
        with progress_bar(state, "records") as progress:
            result = ingest(file, path, IngestOptions(format=as_, search=search, by=by, dry_run=dry_run), progress)
        emit(result, state, view("view_ingest"))
        if not dry_run and not no_embed:
            read_new(file, state)
    if dry_run:
        say("nothing was changed (--dry-run)", state)
    return _judge(result)


def _read_text(name: str) -> str:
    return read_source(read_bytes(Path(name)), name).text


def _judge(result: IngestResult) -> int:
    failed = [one for one in result.files if one.failed]
    if not failed:
        return 0
    if len(result.files) == 1 and not failed[0].read:
        message, _, hint = failed[0].problems[0].message.partition("; ")
        raise CpxError(message, hint or "give its kind: --as KIND")
    count = sum(one.failed for one in failed)
    raise PartlyFailed(
        f"{count} could not be read, in {len(failed)} of {len(result.files)} files; the rest is saved",
        "the reasons stand beside each file above",
    )
