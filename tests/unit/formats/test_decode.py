import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.errors import CpxError
from cpx.formats.decode import decode, find_encoding, read_source

TEXT = "Co-production at the café – “sharing power”.\nSecond line.\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("cp1252", b""),
    ],
)
def test_decode_reads_every_encoding_of_western_text(encoding: str, mark: bytes) -> None:
    found = decode(mark + TEXT.encode(encoding))
    assert found.text == TEXT
    assert found.encoding == encoding
    assert found.html is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("联合生产的创新正在塑造世界各地不同背景下的公共服务改革。" * 3, "gb18030"),
        ("共同生產公共服務的研究需要居民參與，並且需要時間。" * 5, "big5"),
        ("Совместное производство общественных услуг меняет отношения между людьми и службами. " * 4, "cp1251"),
    ],
)
def test_decode_guesses_undeclared_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("declaration", ['<meta charset="{}">', '<meta http-equiv="Content-Type" content="text/html; charset={}">'])
@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030", "iso-8859-1", "shift_jis"])
def test_decode_believes_what_a_page_declares(declaration: str, name: str) -> None:
    text = "naïve café" if name == "iso-8859-1" else "日本"
    encoding = "cp1252" if name == "iso-8859-1" else "gb18030" if name.lower().startswith("gb") else name
    page = f"<html><head>{declaration.format(name)}</head><body><p>{text}</p></body></html>"
    found = decode(page.encode(encoding))
    assert found.text == text
    assert found.html is not None


def test_decode_prefers_good_utf8_to_a_wrong_declaration() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>Kjellström</body></html>'
    assert decode(page.encode()).text == "Kjellström"


def test_decode_passes_over_an_encoding_that_nobody_knows() -> None:
    page = '<html><head><meta charset="x-klingon"></head><body>caf\xe9</body></html>'
    assert decode(page.encode("cp1252")).text == "café"


def test_decode_shows_damage_and_keeps_what_follows() -> None:
    found = decode("Résumé of a study. ".encode() * 6 + b"\xff\xfe\xc3( tail")
    assert found.encoding == "utf-8"
    assert found.text.endswith("tail")
    assert "\ufffd" in found.text
    assert found.text.startswith("Résumé")


def test_decode_keeps_text_behind_a_nul() -> None:
    assert decode(b"Abs\x00tract: one.\nEnd").text == "Abstract: one.\nEnd"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"{\\rtf1 text}", "RTF"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_decode_refuses_what_is_no_text_in_words(data: bytes, said: str) -> None:
    with pytest.raises(CpxError) as caught:
        decode(data)
    assert said in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_read_source_names_the_file_in_its_message() -> None:
    with pytest.raises(CpxError, match=r"^paper\.pdf: this is a PDF"):
        read_source(b"%PDF-1.4", "paper.pdf")


def test_read_source_gives_text_html_and_name() -> None:
    source = read_source(b"<html><body><h1>Hi</h1></body></html>", "page.html")
    assert (source.text, source.name) == ("# Hi", "page.html")
    assert source.html is not None
    assert source.html.startswith("<html>")


def test_decode_leaves_other_markup_alone() -> None:
    assert decode(b'<?xml version="1.0"?><PubmedArticleSet></PubmedArticleSet>').html is None
    assert decode(b'{"title": "<p>x</p>"}').html is None


@given(st.text(min_size=1, alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_decode_undoes_utf8(text: str) -> None:
    if text.strip() and not text.lstrip().startswith("<") and not text.startswith(("%PDF", "{\\rtf", "GIF8", "BZh")):
        assert decode(text.encode()).text == text


@given(st.binary(max_size=2_000))
def test_decode_takes_any_bytes(data: bytes) -> None:
    try:
        assert decode(data).text.strip() or decode(data).html
    except CpxError as error:
        assert error.hint  # noqa: PT017


@given(st.binary(max_size=500))
def test_find_encoding_gives_one_that_python_has(data: bytes) -> None:
    with contextlib.suppress(CpxError):
        assert codecs.lookup(find_encoding(data))
