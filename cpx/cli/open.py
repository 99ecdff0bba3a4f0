r"""Open a work's page in your browser: that of its DOI, else its own.

Only http and https addresses are opened. In a pipe, and with --print, the address is printed instead.

\b
Examples:
  cpx open 10.1186/s43058-022-00385-0
  cpx open %3
  cpx open vandergraaf2023leading --print
"""

from typing import Annotated

import typer

from cpx.cli.options import Works, name_works, reading
from cpx.cli.render import emit, out, say
from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.errors import CpxError
from cpx.services.pages import Page, find_pages


def command(
    ctx: typer.Context,
    work: Works,
    only_print: Annotated[bool, typer.Option("--print", help="Print the address, and open nothing.")] = False,
) -> None:
    """Run ``cpx open``."""
    state: State = ctx.obj
    with reading(state) as connection:
        pages = find_pages(connection, name_works(work, state))
    if state.format or state.fields:
        emit(pages, state, kind=Page)
    elif only_print or state.output != "view":
        out("".join(f"{one_line(page.url)}\n" for page in pages))
    else:
        _open(pages, state)


def _open(pages: tuple[Page, ...], state: State) -> None:
    import webbrowser  # only where one is opened

    for page in pages:
        say(f"opening {one_line(page.url)}", state)
        if not webbrowser.open(page.url):
            raise CpxError("no browser opened it", f"name yours: export BROWSER=firefox; the address alone: cpx open {page.key} --print")
