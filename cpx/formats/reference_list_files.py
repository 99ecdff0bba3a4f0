"""The references of a file of any kind that people write in: .docx, HTML, RIS, BibTeX, Markdown, plain text. Told by content."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cpx.domain.characters import clean_text
from cpx.errors import CpxError
from cpx.formats.decode import decode
from cpx.formats.docx import Managed, is_docx, read_docx
from cpx.formats.html import read_text
from cpx.formats.reference_list import Listed, join, looks_like_reference, read_reference_list, rows_of
from cpx.formats.reference_list_entries import is_bibtex, is_ris, read_bibtex, read_ris

_DOI_LINK = re.compile(
    r"""(<a\b[^>]{0,500}?\bhref\s*=\s*["']?)(https?://(?:dx\.|www\.)?doi\.org/[^"'\s>]{1,600})([^>]{0,500}>)""", re.IGNORECASE
)
_SHORTEST_TITLE = 12
"""A shorter title may stand in many references."""


def read_references(data: bytes, name: str = "") -> tuple[Listed, ...]:
    """Give the references of a file, each DOI once; raises CpxError for what is no document, with its name."""
    try:
        return _read_word(data) if is_docx(data) else _read_text(data)
    except CpxError as error:
        raise CpxError(f"{name}: {error.message}" if name else error.message, error.hint) from error


def _read_text(data: bytes) -> tuple[Listed, ...]:
    decoded = decode(data)
    if decoded.html is not None:
        return read_reference_list(read_text(_show_links(decoded.html)))
    for is_kind, read in ((is_ris, read_ris), (is_bibtex, read_bibtex)):
        if is_kind(decoded.text):
            return read(decoded.text)
    return read_reference_list(decoded.text)


def _show_links(html: str) -> str:
    """Write the DOI that a link leads to before its words: "Crossref" or "full text" says nothing."""
    return _DOI_LINK.sub(r"\2 \1\2\3", html)


def _read_word(data: bytes) -> tuple[Listed, ...]:
    found = read_docx(data)
    listed = read_reference_list("\n\n".join(map(clean_text, found.paragraphs)))
    noted = (row for note in map(clean_text, found.notes) if looks_like_reference(note) for row in rows_of(note))
    return _with_managed(join((listed, noted)), found.managed)


def _with_managed(rows: Sequence[Listed], managed: Iterable[Managed]) -> tuple[Listed, ...]:
    """Add what reference managers know and the text does not show: the DOI of a reference, or a whole one."""
    shown = list(rows)
    words = [_fold(row.text) for row in shown]
    known = {row.doi for row in rows if row.doi}
    for work in dict.fromkeys(managed):
        title = _fold(work.title)
        place = next((at for at, text in enumerate(words) if len(title) >= _SHORTEST_TITLE and title in text), None)
        if work.doi in known or (place is not None and not work.doi) or not (work.doi or title):
            continue
        if place is not None and shown[place].doi is None:
            shown[place] = replace(shown[place], doi=work.doi)
        else:
            shown.append(Listed(clean_text(work.title) or work.doi or "", work.doi))
            words.append(title)
        known.add(work.doi or "")
    return tuple(shown)


def _fold(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
