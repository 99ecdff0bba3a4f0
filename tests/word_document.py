"""Word documents for tests, made by hand: paragraphs, notes, links and fields, and whatever else a zip archive can hold."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(*parts: str) -> str:
    """Make a paragraph of runs (text as it stands) and of pieces that are markup already (they begin with ``<``)."""
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in parts)}</w:p>"


def run(text: str) -> str:
    """Make a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def deleted(text: str) -> str:
    """Make a run that was deleted with changes tracked."""
    return f"<w:del><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def link(number: str, text: str) -> str:
    """Make a link to the target with this number."""
    return f'<w:hyperlink r:id="{number}">{run(text)}</w:hyperlink>'


def field(code: str, shown: str, data: str = "") -> str:
    """Make a field whose code is spread over two runs."""
    half = len(code) // 2
    codes = "".join(f"<w:r><w:instrText>{escape(part)}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    begin = '<w:r><w:fldChar w:fldCharType="begin">' + (f"<w:fldData>{data}</w:fldData>" if data else "") + "</w:fldChar></w:r>"
    separate, end = ('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return f"{begin}{codes}{separate}{run(shown)}{end}"


def part(*paragraphs: str, root: str = "document") -> str:
    """Make a part of a document."""
    body = "".join(paragraphs)
    inner = f"<w:body>{body}</w:body>" if root == "document" else f'<w:note w:id="1">{body}</w:note>'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{root}>'


def links_part(targets: Mapping[str, str]) -> str:
    """Make the part that holds the targets of links."""
    rows = "".join(f'<Relationship Id="{number}" Target={quoteattr(target)} TargetMode="External"/>' for number, target in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(*paragraphs: str, notes: Sequence[str] = (), links: Mapping[str, str] | None = None, **others: str | bytes) -> bytes:
    """Make a document; ``others`` are further parts, with ``__`` for ``/`` in their names."""
    parts: dict[str, str | bytes] = {"word/document.xml": part(*paragraphs)}
    if notes:
        parts["word/footnotes.xml"] = part(*notes, root="footnotes")
    if links:
        parts["word/_rels/document.xml.rels"] = links_part(links)
    return archive(parts | {name.replace("__", "/"): content for name, content in others.items()})


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Make a zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return held.getvalue()
