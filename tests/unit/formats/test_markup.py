"""Markup becomes the text that a reader would see: no tag left, nothing lost, never an error."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpx.formats.markup import BLOCK_TAGS, INLINE_TAGS, jats_abstract, plain

ANY_TAG = re.compile(
    r"</?(?:" + "|".join(map(re.escape, sorted(INLINE_TAGS | BLOCK_TAGS, key=len, reverse=True))) + r")\s*/?>", re.IGNORECASE
)
FRAGMENTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<i>",
        "</i>",
        "<jats:sec>",
        "</jats:sec>",
        "<jats:title>",
        "</jats:title>",
        "<b",
        ">",
        "<",
        "&lt;",
        "&gt;",
        "&amp;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "<sup>",
        "</sup>",
        "<mml:msup>",
        "10",
        "5",
        "word ",
        " a < b ",
        "&#0;",
        "\x1d",
        "�",
        "\n",
        "<math>",
    ]
)
SOUP = st.lists(FRAGMENTS | st.text(max_size=5), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("A study", "A study"),
        ("p<0.05", "p<0.05"),
        ("a < b", "a < b"),
        ("<5 years", "<5 years"),
        ("n < 5 and m > 3", "n < 5 and m > 3"),
        ("a<b and c>d", "a<b and c>d"),
        ("p&lt;0.05 &amp;amp; more", "p<0.05 & more"),
        ("see <https://example.org> or <me@example.org>", "see <https://example.org> or <me@example.org>"),
        ("<i>In situ</i> co-production", "In situ co-production"),
        ("&lt;i&gt;In situ&lt;/i&gt; work", "In situ work"),
        ("&amp;lt;i&amp;gt;In situ&amp;lt;/i&amp;gt; work", "In situ work"),
        ("Power &amp; voice", "Power & voice"),
        ("Caf&eacute; &#8211; &#x4e2d;&nbsp;x", "Café – 中 x"),
        ("R&D at AT&T; 5 &notathing;", "R&D at AT&T; 5 &notathing;"),
        ("Line\n   broken\ttitle ", "Line broken title"),
        ("One.<p>Two</p>Three<br/>Four", "One. Two Three Four"),
        ("unclosed <b>", "unclosed"),
        ("Review of <scp>MMC</scp> <foo>x</foo>", "Review of MMC x"),
        ('<jats:ext-link xlink:href="javascript:alert(1)">l</jats:ext-link>', "l"),
        ("<td nowrap class=x>cell</td>", "cell"),
        ("<script>alert(1)</script>x<style>p{}</style>", "x"),
        ("kept <script>also when never closed", "kept also when never closed"),
        ("<!-- note -->seen<?xml version='1.0'?>", "seen"),
        ("<!DOCTYPE x [<!ENTITY y 'z'>]>text", "text"),
        ("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hostname'>]><p>a &y; b &amp; c</p>", "a b & c"),
        ("<![CDATA[a<b]]>", "a<b"),
        ("<!-- never closed", "<!-- never closed"),
        ("CO<sub>2</sub> and m<sup>2</sup>", "CO2 and m2"),
        ("10<sup>-5</sup> and 1<sup>st</sup>", "10⁻⁵ and 1st"),
        ("in<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>5</mml:mn></mml:msup></mml:math>cells", "in 10⁵ cells"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("f<math><mfenced><mi>x</mi></mfenced></math>", "f (x)"),
        ("<math><mi>d</mi></math>-complete", "d-complete"),
        ("Isolates of<i>Salmonella enterica</i>from farms", "Isolates of Salmonella enterica from farms"),
        ("the <i>p</i>-value, <b>A</b>bstract, re<i>think</i>ing", "the p-value, Abstract, rethinking"),
        ("a\x00b\x1b[31m\x1fc\u00add\ufeff", "abcd"),
        ("lone \ud800 and &#xD800;", "lone \ufffd and \ufffd"),
        ("</p></p>stray</mml:math>", "stray"),
        ("", ""),
    ],
)
def test_plain(markup: str, text: str) -> None:
    assert plain(markup) == text


@given(SOUP)
@example("<<p>p>")
@example("&lt;&lt;p&gt;p&gt;")
@example("<i>a</i>&amp;amp;amp;amp;lt;b&amp;amp;amp;amp;gt;")
def test_plain_never_raises_and_gives_one_clean_line(markup: str) -> None:
    text = plain(markup)
    assert text == " ".join(text.split())
    assert text.encode("utf-8").decode("utf-8") == text
    assert not re.search("[\x00-\x1f\x7f]", text)


@given(st.lists(st.sampled_from(sorted(INLINE_TAGS | BLOCK_TAGS)), max_size=12), st.text("abc <>=.5", max_size=20))
def test_plain_leaves_no_tag(names: list[str], text: str) -> None:
    markup = "".join(f"<{name}>{text}</jats:{name}><{name} x='1'/>" for name in names)
    assert not ANY_TAG.search(plain(markup.replace("<" + text, text)).replace(text.strip(), ""))


@given(st.text("abcdefg ABC.,;:-–’é中0123456789()%=+", max_size=60))
def test_plain_keeps_text_without_markup(text: str) -> None:
    assert plain(text) == " ".join(text.split())


@given(
    st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=1, max_size=10),
    st.sampled_from(["p", "jats:p", "div", "li", "td", "br", "jats:sec"]),
)
def test_plain_loses_and_glues_no_word(words: list[str], tag: str) -> None:
    assert plain("".join(f"<{tag}>{word}</{tag}>" for word in words)).split() == words


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        (
            (
                "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title><jats:p>First.</jats:p><jats:p>Second.</jats:p></jats:sec>"
                "<jats:sec><jats:title>Methods:</jats:title><jats:p>Third p&lt;0.05.</jats:p></jats:sec>"
            ),
            ["Background: First. Second.", "Methods: Third p<0.05."],
        ),
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p><jats:p>Two.</jats:p>", ["One.", "Two."]),
        ("<title>ABSTRACT.</title><sec><title>Summary</title><p>One.</p></sec>", ["Summary: One."]),
        ("<sec><title>Aim</title><p>One.</p></sec><p>After.</p>", ["Aim: One.", "After."]),
        ("<sec><title>Plan</title><sec><title>Aim</title><p>One.</p></sec></sec>", ["Plan", "Aim: One."]),
        ("<h4>Aim</h4>To see<h4>Method</h4>We <b>did</b>", ["Aim: To see", "Method: We did"]),
        ("&lt;jats:sec&gt;&lt;jats:title&gt;Aim&lt;/jats:title&gt;One&lt;/jats:sec&gt;", ["Aim: One"]),
        (f"<title>{'long heading ' * 10}</title><p>Text.</p>", [("long heading " * 10).strip(), "Text."]),
        ("no markup at all, n < 5", ["no markup at all, n < 5"]),
        ("<jats:title>Abstract</jats:title>", []),
        ("<title>Aim", ["Aim"]),
        ("", []),
    ],
)
def test_jats_abstract(xml: str, lines: list[str]) -> None:
    assert jats_abstract(xml) == "\n".join(lines)


@given(SOUP)
def test_jats_abstract_has_the_words_of_plain(markup: str) -> None:
    """The same letters, but for a heading that names the abstract; only colons are put in or taken off."""
    letters = [re.sub(r"[\s:.]", "", text) for text in (jats_abstract(markup), plain(markup))]
    assert letters[0] == letters[1]


@pytest.mark.parametrize(
    "unit", ["<!--", "<![CDATA[", "<a b=", "<p>", "<sup>", "<script>", "&lt;", "<i x='", "<msup><mn>1</mn>", "<sup>1</sup>", "<!DOCTYPE ["]
)
def test_markup_is_read_in_linear_time(unit: str) -> None:
    started = time.perf_counter()
    jats_abstract(unit * 20_000)
    assert time.perf_counter() - started < 20
