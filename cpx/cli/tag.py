r"""Tag methods and populations, with the words that justify each tag.

Runs over the works named, or over all. What a person assigned or rejected stays. A
vocabulary of your own (vocabulary.toml beside the catalogue) holds for works added
from then on; those that are there already take it on by this command. With --stdin no catalogue is needed:
JSON lines with id, title and abstract come in, JSON lines with id and tags go out.

Measure the tags on your own texts: --sheet draws works for coding by hand,
--compare says how far two coders agree, and --score gives precision and recall
against a file of work, concept, yes or no (and usage or part, where it has such columns). It scores the machine's own tags: with
what a person assigned or rejected here they would look better than they are
(--as-read counts that too). docs/label-guide.md says how to code, and how to read it.

\b
Examples:
  cpx tag --dry-run
  cpx tag vandergraaf2023leading
  cpx tag --review --scheme population
  cpx tag --stdin --nl < abstracts.jsonl > tags.jsonl
  cpx tag --sheet 60 --seed 7 --blind -o ana.csv
  cpx tag --compare ana.csv ben.csv -o settle.csv
  cpx tag --score labels.csv
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.options import By
from cpx.cli.state import State
from cpx.cli.tag_ways import Scheme, check_words, measure, tag_again


def command(
    ctx: typer.Context,
    work: Annotated[list[str] | None, typer.Argument(help="Keys or DOIs; none means all.")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Tag JSON lines from standard input, without a catalogue.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Settle doubtful tags, one key each; a list in a pipe.")] = False,
    scheme: Scheme = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, change nothing.")] = False,
    score: Annotated[Path | None, typer.Option("--score", metavar="LABELS.CSV", help="Measure the tags against a label file.")] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="With --score: the tags as readers see them, people's word too.")] = False,
    sheet: Annotated[int | None, typer.Option("--sheet", min=1, help="Draw so many works for coding by hand.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="With --sheet: the same number draws the same works.")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="With --sheet: without the machine's tags.")] = False,
    compare: Annotated[tuple[Path, Path] | None, typer.Option("--compare", metavar="A B", help="Say how far two coders agree.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="With --sheet, --compare: write to this file.")] = None,
    by: By = None,
) -> None:
    """Run ``cpx tag``."""
    state: State = ctx.obj
    check_words(ctx.params)
    if stdin:
        from cpx.cli.tag_stdin import tag_piped

        tag_piped(state)
    elif review:
        from cpx.cli.tag_review import Wanted
        from cpx.cli.tag_review import review as review_tags

        review_tags(state, Wanted(work or (), scheme or ()), by)
    elif score or sheet or compare:
        measure(state, score, sheet, compare, as_read=as_read, seed=seed, blind=blind, output=output)
    else:
        tag_again(state, work or [], by, dry_run=dry_run)
