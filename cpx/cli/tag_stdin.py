"""What ``cpx tag --stdin`` does: JSON lines in, JSON lines out, without a catalogue."""

from collections.abc import Iterable, Iterator
from typing import Any

from cpx.cli.piped import read_lines
from cpx.cli.render import emit_lines
from cpx.cli.state import State, catalogue_path
from cpx.errors import BadUsage, PartlyFailed
from cpx.services.tag import tag_lines


def tag_piped(state: State) -> None:
    """Tag the abstracts that are piped in; raises PartlyFailed where a line could not be read."""
    if state.format not in (None, "json", "nl"):
        raise BadUsage(f"--stdin gives JSON lines, no {state.format}", "write: cpx tag --stdin < abstracts.jsonl > tags.jsonl")
    unread: list[int] = []
    emit_lines(_note_unread(tag_lines(read_lines(), catalogue_path(state)), unread), state)
    if unread:
        said = f"{len(unread)} lines" if len(unread) > 1 else "1 line"
        raise PartlyFailed(
            f"{said} could not be read, the first is line {unread[0]}; the rest is tagged",
            'a line is: {"id": "1", "title": "...", "abstract": "..."}',
        )


def _note_unread(rows: Iterable[dict[str, Any]], unread: list[int]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if "error" in row:
            unread.append(row["line"])
        yield row
