r"""Write the vocabulary for other tools: SKOS, TOML, JSON.

SKOS is written as Turtle. `cpx vocab import` reads SKOS and TOML back whole.

\b
Examples:
  cpx vocab export -o terms.ttl
  cpx vocab export --scheme approach --format toml > approaches.toml
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.complete_terms import complete_scheme
from cpx.cli.render import emit, out, say
from cpx.cli.sanitise import printable
from cpx.cli.state import State, catalogue_path
from cpx.cli.whole_file import write_whole
from cpx.services.vocabulary import list_terms
from cpx.services.vocabulary_exchange import export_vocabulary


def command(
    ctx: typer.Context,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    scheme: Annotated[
        str | None,
        typer.Option("--scheme", help="Only method, approach, framework, population, setting or place.", autocompletion=complete_scheme),
    ] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="skos, toml or json; else by the file's ending, else skos.")] = None,
) -> None:
    """Run ``cpx vocab export``."""
    state: State = ctx.obj
    kind = format or state.format or (output.suffix.lstrip(".") if output else "")
    if kind == "json" and output is None:
        emit(list_terms(scheme, catalogue_path(state)), State(format="json", fields=state.fields))
        return
    if kind == "json":
        import json  # only this format needs it

        from cpx.domain.output import as_json

        rows = [as_json(term) for term in list_terms(scheme, catalogue_path(state))]
        chunks = iter([json.dumps(rows, ensure_ascii=False, indent=1) + "\n"])
    else:
        chunks = export_vocabulary(catalogue_path(state), format or ("toml" if kind == "toml" else "skos"), scheme)
    if output is None:
        for chunk in chunks:
            out(printable(chunk))
        return
    write_whole(output, chunks)
    say(f"wrote {output}", state)
