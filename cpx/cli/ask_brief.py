"""Briefs of ``cpx ask``: which format, and where to."""

from pathlib import Path

from cpx.cli.render import emit, out, say, view
from cpx.cli.sanitise import printable
from cpx.cli.state import State
from cpx.domain.brief import Brief
from cpx.errors import BadUsage

MARKDOWN, DOCX = "markdown", "docx"
_SUFFIXES = {".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": MARKDOWN, ".docx": DOCX}


def find_format(named: str | None, output: Path | None) -> str | None:
    """Choose the format of a brief by its name, else by the name of the file; None where neither is given. Raises BadUsage."""
    if named is not None and named not in {MARKDOWN, DOCX}:
        raise BadUsage(f"no format {named!r} for a brief", "write --format markdown, or --format docx -o brief.docx")
    if output is None:
        if named == DOCX:
            raise BadUsage("a Word document goes into a file", "name it: -o brief.docx")
        return named
    known = named or _SUFFIXES.get(output.suffix.lower())
    if known is None:
        raise BadUsage(f"cannot tell the format of {str(output)!r}", "write -o brief.md or -o brief.docx, or add --format")
    return known


def emit_brief(brief: Brief, state: State, chosen: str | None, output: Path | None) -> None:
    """Print a brief, or write it to a file."""
    if chosen is None:
        emit(brief, state, view("view_brief", place="views_ask"))
        return
    if chosen == DOCX:
        from cpx.formats.brief_docx import dump as dump_docx

        chunks: list[str | bytes] = [dump_docx(brief, printable)]
    else:
        from cpx.formats.brief_markdown import dump

        chunks = [*dump(brief, printable)]
    if output is None:
        out("".join(map(str, chunks)))
        return
    from cpx.cli.whole_file import write_whole

    write_whole(output, chunks)
    say(f"wrote {output}", state)
