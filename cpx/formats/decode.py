"""Bytes to text: what encoding a file is in, and whether it is text at all."""

import codecs
import re
from dataclasses import dataclass

from cpx.domain.characters import clean_text
from cpx.errors import CpxError
from cpx.formats.base import Source
from cpx.formats.html import is_html, read_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF document"),
)
_HINTS = {
    "a PDF": "Save the article's web page, or copy its abstract into a text file, and give that.",
    "a zip archive or an Office document": "Unpack it, or save the document as plain text or HTML, and give that.",
    "an SQLite database": "If it is a catalogue of cpx, name it with --db.",
}
_HINT = "Give a page saved from a browser (HTML), plain text, or a database export."
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.-]+)""", re.IGNORECASE
)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_SEVEN_BIT = ("iso2022_jp", "iso2022_kr", "hz")
_HEAD = 4096
_DECLARATION = 16_384
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 11, 12, 13, 27}))
_WESTERN = re.compile(
    rb"[\x20-\x7e\t\n\r\x0b\x0c\x80\x82\x84\x85\x8a\x8c\x8e\x91-\x97\x99\x9a\x9c\x9e\x9f\xa0\xa1\xa3\xa7\xa9\xab\xad\xae\xb0\xb1\xb4\xb5\xb7\xbb"
    rb"\xbd\xbf-\xd6\xd8-\xf6\xf8-\xff]*"
)
_LONG_HIGH = re.compile(rb"[\x80-\xff]{4,}")
_SAMPLE = 50_000
_FEWEST_PAIRS, _OFTEN, _RARELY = 4, 0.3, 0.02
_ASCII = bytes(range(128))
_FEW = 0.08
"""Fewer high bytes than this, and odd ones, are damage: no language but in Western letters has so few."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the HTML that the text was read from where it was HTML, and the encoding that it was in."""

    text: str
    html: str | None
    encoding: str


def decode(data: bytes) -> Decoded:
    """Turn a file into text, whatever its encoding. Raise CpxError where there is no text in it."""
    encoding = find_encoding(data)
    content = clean_text(_strip_bom(data).decode(encoding, "replace"))
    if not content.strip():
        raise CpxError("the file is empty", "Was the page saved whole? Save it again, as HTML or as text.")
    if is_html(content):
        return Decoded(read_text(content), content, encoding)
    return Decoded(content, None, encoding)


def read_source(data: bytes, name: str = "") -> Source:
    """Give the input of every format from a file's bytes; the file's name goes into the messages."""
    try:
        decoded = decode(data)
    except CpxError as error:
        raise CpxError(f"{name}: {error.message}" if name else error.message, error.hint) from error
    return Source(decoded.text, decoded.html, name)


def find_encoding(data: bytes) -> str:
    """Tell the encoding of a text: its mark, its NULs, UTF-8 if it is, what it declares, and a guess only after that."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    wide = _find_wide(data[:_HEAD])
    if wide:
        return wide
    _refuse_binary(data)
    return _find_bytewise(data)


def _strip_bom(data: bytes) -> bytes:
    """Leave out a byte order mark."""
    return next((data[len(mark) :] for mark, _ in _BOMS if data.startswith(mark)), data)


def _find_wide(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs, which stand at every other byte wherever the text is Latin."""
    pairs = len(head) // 2
    if pairs < _FEWEST_PAIRS:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0) / pairs, head[1 : pairs * 2 : 2].count(0) / pairs
    if odd > _OFTEN and even < _RARELY:
        return "utf-16-le"
    return "utf-16-be" if even > _OFTEN and odd < _RARELY else None


def _refuse_binary(data: bytes) -> None:
    """Raise CpxError for what is no text, in words that say what it is."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise CpxError(f"this is {kind}, not text", _HINTS.get(kind, _HINT))
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(4, len(head) // 50):
        raise CpxError("this is a binary file, not text", _HINT)


def _find_bytewise(data: bytes) -> str:
    """Tell the encoding of text in bytes: UTF-8, as declared, or as it looks."""
    declared = _find_declared(data[:_DECLARATION])
    if declared in _SEVEN_BIT:
        return declared
    if _decodes(data, "utf-8"):
        return "utf-8"
    if declared and declared != "utf-8" and _decodes(data, declared):
        return declared
    return "utf-8" if _is_damaged_utf8(data) else _guess(data[:_SAMPLE])


def _find_declared(head: bytes) -> str | None:
    """Give the encoding that an HTML or XML head names, in Python's name; browsers read Latin-1 as Windows-1252, and so do we."""
    found = _DECLARED.search(head)
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return None


def _decodes(data: bytes, encoding: str) -> bool:
    """Say whether the bytes are whole and right in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether most of what is not ASCII is good UTF-8: then the rest is damage, not another encoding."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad > 2 * bad


def _guess(sample: bytes) -> str:
    """Guess an undeclared encoding: Windows-1252 where single Western letters stand among ASCII, else charset-normalizer's word."""
    if _WESTERN.fullmatch(sample) and not _LONG_HIGH.search(sample):
        return "cp1252"
    if len(sample.translate(None, _ASCII)) < len(sample) * _FEW:
        return "utf-8"
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(sample[:10_000]).best()
    return str(best.encoding) if best and _decodes(sample[:-4], best.encoding) else "cp1252"
