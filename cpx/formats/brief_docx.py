"""A brief as a Word document, by python-docx."""

import io
import re
from collections.abc import Callable

from cpx.domain.brief import Brief
from cpx.formats.brief_markdown import NOTHING, closing, say_entry, say_numbers
from cpx.formats.dumping import one_line

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (www.w3.org/TR/xml, 2.2)."""


def dump(brief: Brief, clean: Callable[[str], str] = str) -> bytes:
    """Give the document's bytes; ``clean`` takes out of the texts what must not be shown."""
    from docx import Document  # lxml comes with it, which no other command needs

    def plain(text: str) -> str:
        return _NO_XML.sub("", one_line(clean(text)))

    document = Document()
    document.core_properties.title = plain(brief.question)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    document.add_heading(plain(brief.question), level=1)
    for part in brief.parts:
        document.add_heading(part.heading, level=2)
        document.add_paragraph(" ".join(f"“{plain(quote.text)}” {say_numbers(quote, plain)}" for quote in part.quotes))
    if not brief.parts:
        document.add_paragraph(NOTHING)
    if brief.references:
        document.add_heading("References", level=2)
    for reference in brief.references:
        document.add_paragraph(plain(say_entry(reference)))
    for line in closing(brief):
        document.add_paragraph(plain(line), style="Intense Quote")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
