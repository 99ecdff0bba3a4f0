import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.formats.html import is_html, read_fragment, read_text


def _body(inner: str) -> str:
    return f"<!doctype html><html><head><title>T</title></head><body>{inner}</body></html>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<h1>Title</h1><p>One <b>bold</b>ly.</p>", "# Title\n\nOne boldly."),
        ("<h3>Sub</h3>", "### Sub"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<ol start=4><li>four</li><li>five</li></ol>", "4. four\n5. five"),
        ("<ol start=99999999><li>one</li></ol>", "1. one"),
        ("<ol><li>a<ul><li>in</li></ul></li><li>b</li></ol>", "1. a\n\n• in\n\n2. b"),
        ("<ol><li><p>one</p></li></ol>", "1. one"),
        ("<li>stray</li>", "• stray"),
        ("<h2><div>Wrapped</div></h2>", "## Wrapped"),
        ("<table><tr><th>Item Type:</th><td>Article</td></tr></table>", "Item Type: Article"),
        ("<table><tr><th>Item Type</th><td>Article</td></tr></table>", "Item Type: Article"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<dl><dt>Keywords</dt><dd>x</dd><dd>y</dd></dl>", "Keywords: x\ny"),
        ("<p>caf&eacute; &amp; co&shy;production</p>", "café & coproduction"),
        ("<p>a \n\t  b</p>", "a b"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p>10<sup>6</sup></p>", "106"),
        ('<p>Smith<sup class="xref-aff">1</sup></p>', "Smith"),
        ("<p>x\u202ey</p>", "xy"),
    ],
)
def test_read_text_keeps_the_structure_as_lines(inner: str, text: str) -> None:
    assert _squeeze(read_text(_body(inner))) == _squeeze(text)


def _squeeze(text: str) -> str:
    while "\n\n" in text:
        text = text.replace("\n\n", "\n")
    return text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x='SECRET'</script>",
        "<style>a{content:'SECRET'}</style>",
        "<!-- SECRET -->",
        "<nav>SECRET</nav>",
        "<aside>SECRET</aside>",
        "<noscript>SECRET</noscript>",
        "<template><p>SECRET</p></template>",
        "<button>SECRET</button>",
        "<select><option>SECRET</option></select>",
        "<svg><text>SECRET</text></svg>",
        "<iframe>SECRET</iframe>",
        "<p hidden>SECRET</p>",
        '<p style="color:red; display : none">SECRET</p>',
        '<p style="visibility:hidden">SECRET</p>',
        '<span aria-hidden="true">SECRET</span>',
        '<div role="navigation">SECRET</div>',
        '<header role="banner">SECRET</header>',
        '<div class="cookie-banner">SECRET</div>',
        '<div id="onetrust-banner">SECRET</div>',
        '<ol class="breadcrumb"><li>SECRET</li></ol>',
        '<div class="share-buttons">SECRET</div>',
        '<div class="x"><div class="site-footer"><p>SECRET</p></div></div>',
    ],
)
def test_read_text_leaves_out_what_is_hidden_or_furniture(hidden: str) -> None:
    text = read_text(_body(f"<p>before</p>{hidden}<p>after</p>"))
    assert "SECRET" not in text
    assert text.startswith("before")
    assert text.endswith("after")


def test_read_text_keeps_an_article_whatever_its_class() -> None:
    assert read_text(_body('<article class="no-sidebar share"><p>kept</p></article>')) == "kept"
    assert read_text(_body('<a class="share">link</a>')) == "link"


@pytest.mark.parametrize(
    ("content", "is_page"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n <html lang=en>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C">', True),
        ("<!-- saved from url=(0014)about:internet -->\n<html>", True),
        ("<p>piece</p>", True),
        ("<PubmedArticleSet>", False),
        ('<?xml version="1.0"?><records>', False),
        ("Text with <p> inside", False),
        ("< 5 years", False),
        ("", False),
    ],
)
def test_is_html_tells_pages_from_other_files(content: str, *, is_page: bool) -> None:
    assert is_html(content) is is_page


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<script>alert(1)</script>A <i>study</i>", "A study"),
        ("a &amp; b", "a & b"),
        ("two\n lines", "two lines"),
        ("p < 0.05 and more", "p < 0.05 and more"),
        ("", ""),
    ],
)
def test_read_fragment_gives_one_line(markup: str, text: str) -> None:
    assert read_fragment(markup) == text


@pytest.mark.parametrize(
    "inner",
    [
        "<div>" * 50_000 + "x",
        "<div>" * 50_000 + "x" + "</div>" * 50_000,
        "<b><i>" * 30_000 + "x",
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>",
        "<ul>" + "<li>" * 20_000 + "x",
        "<p>x</p>" + '<img src="data:image/png;base64,' + "A" * 2_000_000 + '">',
        "x" + "</div>" * 50_000,
        "x<" * 50_000,
    ],
    ids=["open-divs", "closed-divs", "inline", "attributes", "items", "data-uri", "closers", "angles"],
)
def test_read_text_stays_quick_on_hostile_pages(inner: str) -> None:
    begin = time.perf_counter()
    assert "x" in read_text(_body(inner))
    assert time.perf_counter() - begin < 3


def test_read_text_of_no_page_is_empty() -> None:
    assert read_text("") == ""
    assert read_text("<html><head><title>only</title></head></html>") == ""


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ol>", "</ol>", "<li>", "<td>", "<h2>", "</div>", "<div>", "word", " ", "&amp;", "<pre>", "<dl><dt>", "<dd>"]
        ),
        max_size=60,
    )
)
def test_read_text_takes_any_tangle_of_tags(pieces: list[str]) -> None:
    text = read_text(_body("".join(pieces)))
    assert text.count("word") == pieces.count("word")
    assert "\n\n\n" not in text
