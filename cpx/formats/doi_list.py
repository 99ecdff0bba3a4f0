"""A list of DOIs, one a line, with comments: what a person keeps of a reading list."""

import re
from collections.abc import Iterator

from cpx.domain.identifiers import parse_doi
from cpx.domain.record import Record
from cpx.formats.base import Format, Problem, Source

NAME = "doi-list"
_DOI_LINE = re.compile(r"\W*(?:doi\s*:?\s*)?(?:https?://\S{1,80}?/)?10\.\d{4,9}/\S+\s*(?:#.*)?", re.IGNORECASE)
_LINES_SCORED = 500
_MOSTLY = 0.6


def score(source: Source) -> float:
    """Say how sure it is that a text is a list of DOIs: the share of its lines that hold one and nothing else."""
    lines = [line for _, line in _lines(source.text[: _LINES_SCORED * 100])][:_LINES_SCORED]
    share = sum(_DOI_LINE.fullmatch(line) is not None for line in lines) / len(lines) if lines else 0.0
    return share if source.html is None and share >= _MOSTLY else 0.0


def load(source: Source) -> Iterator[Record | Problem]:
    """Give a record a DOI, each once, and a problem a line that holds none."""
    seen: set[str] = set()
    for number, line in _lines(source.text):
        doi = parse_doi(line.partition(" #")[0])
        if doi is None:
            yield Problem(f"line {number}", f"bad line {number}: no DOI in {line[:80]!r}")
        elif doi not in seen:
            seen.add(doi)
            yield Record(source="text", source_id=doi, doi=doi, raw=line)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something with their numbers; comments begin with ``#``."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


FORMAT = Format(name=NAME, label="list of DOIs", score=score, load=load)
