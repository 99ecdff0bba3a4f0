"""Word documents (.docx): paragraphs, notes, the targets of links, and what reference managers hide in fields. Read without unpacking.

A document may be made to do harm: each part is read up to a limit, document type declarations (entities, outside files) are
refused, and nothing is written or fetched. https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

import io
import json
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from cpx.domain.identifiers import find_dois, parse_doi
from cpx.errors import CpxError

LARGEST_PART = 40 * 2**20
"""Bytes of the largest part of a document that is read; a book of 1,000 pages has 10 MB."""
MOST_PARTS = 5_000
DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_CHUNK = 65_536
_HINT = "open it in a word processor and save it again, or save it as plain text, and give that"

_LINK = re.compile(r'HYPERLINK\s+"?([^"\s]{1,2048})')
_LISTS = re.compile(r"ZOTERO_BIBL|CSL_BIBLIOGRAPHY|EN\.REFLIST|^\s*BIBLIOGRAPHY\b")
"""Fields whose text is the list of references."""
HEADING = "References"
_LONGEST_RECORD, _LONGEST_TITLE = 200_000, 5_000
_TAGS = re.compile(r"<[^>]{0,500}>")
_MENDELEY_DATA = re.compile(r"MENDELEY_CITATION_v\d_([A-Za-z0-9+/=_-]+)")


@dataclass(frozen=True, slots=True)
class Managed:
    """A work that a reference manager's field names, whether it shows in the text or not."""

    title: str
    doi: str | None


@dataclass(slots=True)
class WordText:
    """What a document holds: its paragraphs, those of its foot- and endnotes, and the works in fields."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    managed: list[Managed] = field(default_factory=list)


def is_docx(data: bytes) -> bool:
    """Tell a Word document from other bytes: a zip archive with its main part."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read_docx(data: bytes) -> WordText:
    """Read a Word document; raises CpxError where it is damaged, locked, too large, or made to do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.namelist()) > MOST_PARTS:
                raise CpxError(f"the document has more than {MOST_PARTS:,} parts", _HINT)
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise CpxError("the document is damaged: its archive cannot be read", _HINT) from error
    except (RuntimeError, NotImplementedError) as error:
        raise CpxError("the document is locked by a password, or packed in a way that cpx does not know", _HINT) from error


def _read(archive: zipfile.ZipFile) -> WordText:
    found = WordText()
    names = set(archive.namelist())
    for name in (DOCUMENT, *NOTES):
        if name in names:
            folder, _, last = name.rpartition("/")
            links = _read_links(archive, names, f"{folder}/_rels/{last}.rels")
            reader = _Reader(links)
            _parse(archive, name, reader.open, reader.close, reader.add)
            (found.notes if name in NOTES else found.paragraphs).extend(reader.paragraphs)
            found.managed.extend(reader.managed)
    return found


def _read_links(archive: zipfile.ZipFile, names: set[str], name: str) -> dict[str, str]:
    """Give id -> address of the links of a part."""
    links: dict[str, str] = {}

    def note(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") == "External":
            links[attributes.get("Id", "")] = attributes.get("Target", "")

    if name in names:
        _parse(archive, name, note, lambda _tag: None, lambda _text: None)
    return links


def _parse(
    archive: zipfile.ZipFile,
    name: str,
    opens: Callable[[str, dict[str, str]], None],
    closes: Callable[[str], None],
    adds: Callable[[str], None],
) -> None:
    """Read a part as it is unpacked, without ever holding it whole. Names come without their prefix, attributes too."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, attributes: opens(_local(tag), {_local(key): value for key, value in attributes.items()})
    parser.EndElementHandler = lambda tag: closes(_local(tag))
    parser.CharacterDataHandler = adds
    size = 0
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_PART:
                raise CpxError(f"a part of the document unpacks to more than {LARGEST_PART // 2**20} MB", _HINT)
            _feed(parser, chunk, name)
    _feed(parser, b"", name)


def _feed(parser: expat.XMLParserType, chunk: bytes, name: str) -> None:
    try:
        parser.Parse(chunk, not chunk)
    except expat.ExpatError as error:
        raise CpxError(f"the document is damaged: {name} is no sound XML", _HINT) from error


def _refuse(*_: object) -> None:
    raise CpxError("the document declares a document type, which no word processor writes: it is not read", _HINT)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Reader:
    """Gathers paragraphs, and the fields that run through them, as a part is read."""

    def __init__(self, links: dict[str, str]) -> None:
        self.paragraphs: list[str] = []
        self.managed: list[Managed] = []
        self._links = links
        self._text: list[str] = []
        self._targets: list[str] = []
        self._codes: list[list[str]] = []
        self._into: list[str] | None = None

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        action = self._OPENED.get(tag)
        if action:
            action(self, attributes)

    def close(self, tag: str) -> None:
        """Take a closing tag."""
        if tag in ("t", "instrText", "fldData"):
            self._into = None
        elif tag == "p":
            self._end_paragraph()

    def add(self, text: str) -> None:
        """Take text, where it is some that counts (not that which was deleted)."""
        if self._into is not None:
            self._into.append(text)

    def _open_text(self, _attributes: dict[str, str]) -> None:
        self._into = self._text

    def _open_code(self, _attributes: dict[str, str]) -> None:
        self._into = self._codes[-1] if self._codes else None

    def _open_data(self, _attributes: dict[str, str]) -> None:
        self._into = self._codes[-1] if self._codes else None
        if self._into is not None:
            self._into.append("\0")  # parts the field's data from its code

    def _field(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self._codes.append([])
        elif kind in ("separate", "end") and self._codes:
            self._take_code("".join(self._codes[-1]))
            self._codes[-1].clear()
            if kind == "end":
                self._codes.pop()

    def _simple_field(self, attributes: dict[str, str]) -> None:
        self._take_code(attributes.get("instr", ""))

    def _link(self, attributes: dict[str, str]) -> None:
        self._targets.append(self._links.get(attributes.get("id", ""), ""))

    def _control(self, attributes: dict[str, str]) -> None:
        hit = _MENDELEY_DATA.search(attributes.get("val", ""))
        if hit:
            self.managed.extend(_cited(_unpack(hit[1])))

    def _blank(self, _attributes: dict[str, str]) -> None:
        self._text.append(" ")

    def _take_code(self, code: str) -> None:
        link = _LINK.search(code)
        if link:
            self._targets.append(link[1])
        if _LISTS.search(code):
            self.paragraphs.append(HEADING)
        self.managed.extend(read_field(code))

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self._text).split())
        shown = set(find_dois(text))
        hidden = dict.fromkeys(doi for target in self._targets if (doi := parse_doi(target)) and doi not in shown)
        whole = " ".join(filter(None, (text, *hidden)))
        if whole:
            self.paragraphs.append(whole)
        self._text.clear()
        self._targets.clear()

    _OPENED: dict[str, Callable[["_Reader", dict[str, str]], None]] = {  # noqa: RUF012 - a constant
        "t": _open_text,
        "instrText": _open_code,
        "fldData": _open_data,
        "fldChar": _field,
        "fldSimple": _simple_field,
        "hyperlink": _link,
        "tag": _control,
        "tab": _blank,
        "br": _blank,
    }


def read_field(code: str) -> Iterator[Managed]:
    """Give the works that a field's code names: Zotero's and Mendeley's (CSL JSON), or EndNote's (XML, or the same in base 64)."""
    if "CSL_CITATION" in code:
        yield from _cited(code[max(0, code.find("{")) :])
    elif "EN.CITE" in code:
        plain, _, packed = code.partition("\0")
        for source in (plain, _unpack(packed)):
            yield from (_endnote_work(part[:_LONGEST_RECORD]) for part in source.split("<record>")[1:])


def _cited(text: str) -> Iterator[Managed]:
    try:
        value = json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):  # a field that was cut, or edited by hand
        return
    items = value.get("citationItems") if isinstance(value, dict) else None
    for item in items if isinstance(items, list) else ():
        data = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(data, dict):
            yield _csl_work(data)


def _csl_work(data: dict[str, Any]) -> Managed:
    doi, address, title = (value if isinstance(value := data.get(name), str) else "" for name in ("DOI", "URL", "title"))
    return Managed(_TAGS.sub("", title).strip(), parse_doi(doi) or parse_doi(address))


def _endnote_work(record: str) -> Managed:
    doi, title = (_between(record, name) for name in ("electronic-resource-num", "title"))
    return Managed(title, parse_doi(doi))


def _between(text: str, name: str) -> str:
    """Give the text of the first element of a name, without the tags in it."""
    inside = text.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
    return _TAGS.sub("", inside[:_LONGEST_TITLE]).strip()


def _unpack(packed: str) -> str:
    """Undo base 64; '' where it is none."""
    try:
        return b64decode("".join(packed.split()) + "==").decode("utf-8", "replace")
    except ValueError:
        return ""
