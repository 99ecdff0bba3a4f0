"""One normal form for each scheme of identifiers; whatever cannot be told is refused."""

import json
import time
from pathlib import Path
from string import ascii_lowercase, digits

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpx.domain.identifiers import (
    MAX_DOI,
    NORMAL,
    find_dois,
    normal_arxiv,
    normal_doi,
    normal_handle,
    normal_isbn,
    normal_issn,
    normal_orcid,
    normal_pmcid,
    normal_pmid,
    normal_url,
    parse_doi,
)

ODDITIES = Path(__file__).resolve().parents[3] / "../shared/data/faults/tables/doi_oddities.json"
SICI = "10.1002/(sici)1521-3951(199911)216:1<135::aid-pssb135>3.0.co;2-#"
SUFFIX = st.text(ascii_lowercase + digits + "-._:;()/<>[]", max_size=40)
PLAIN_DOI = st.from_regex(r"10\.[0-9]{4,6}/[a-z0-9]{1,9}([-._/:][a-z0-9]{1,9}){0,3}", fullmatch=True)


def test_parse_doi_meets_every_row_of_the_shared_table() -> None:
    if not ODDITIES.exists():
        pytest.skip("shared data not here")
    for row in json.loads(ODDITIES.read_text("utf-8")):
        wanted = row["normal"] if row["rule"] == "equals" else None
        assert parse_doi(row["raw"]) == wanted, row["why"]


@pytest.mark.parametrize(
    ("pasted", "doi"),
    [
        ("10.5555/ABC", "10.5555/abc"),
        (" DOI: 10.5555/abc. ", "10.5555/abc"),
        ("doi10.5555/abc", "10.5555/abc"),
        ("<https://doi.org/10.5555/abc>", "10.5555/abc"),
        ("https://doi.org/10.5555/abc#section-2", "10.5555/abc"),
        ("https://publisher.example/doi/full/10.5555/abc?journalCode=x&download=true", "10.5555/abc"),
        ("https://publisher.example/articles/10.5555/abc/full", "10.5555/abc"),
        ("10.5555/abc/full", "10.5555/abc/full"),
        ("http://proxy.example/login?url=https%3A%2F%2Fdoi.org%2F10.5555%252Fabc", "10.5555/abc"),
        ("10.5555/a\\_b", "10.5555/a_b"),
        ("10.5555/\u200babc\ufeff", "10.5555/abc"),
        ("see [10.5555/s0140(20)31180-6].", "10.5555/s0140(20)31180-6"),
        (SICI, SICI),
        ("https://doi.org/" + SICI.replace("#", "%23").replace("<", "%3C"), SICI),
        ("https://doi.org/" + SICI, SICI),
        ("10.1175/1520(1974)102<0736:wacoj>2.0.co;2", "10.1175/1520(1974)102<0736:wacoj>2.0.co;2"),
    ],
)
def test_parse_doi_reads_what_people_paste(pasted: str, doi: str) -> None:
    assert parse_doi(pasted) == doi


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10/abcd",
        "10.5555/",
        "10.5555/--",
        "10.5555/...",
        "10.5555/a, 10.5555/b",
        "10.5555/a,10.5555/b",
        "[10.5555/a](https://doi.org/10.5555/a)",
        '<a href="https://doi.org/10.5555/a">10.5555/a</a>',
        "10.5555/abc<script>",
        "10.5555/abc (accessed 2 May 2024)",
        "10.5555/abc.full",
        "10.5555/abc.full.pdf",
        "10.5555/abc-",
        "10.5555/abc…",
        "10.5555/a%25252525252541",
        "10.5555/a?b",
        "10.5555/\ud800",
        "x10.5555/abc",
        "110.5555/abc",
        "10.5555/" + "a" * MAX_DOI,
    ],
)
def test_parse_doi_refuses_what_it_cannot_tell(text: str) -> None:
    assert parse_doi(text) is None


@given(st.text() | st.builds("10.{}{}".format, st.integers(1000, 99999), st.builds("/{}".format, SUFFIX | st.text(max_size=20))))
@example("10.5555/a%2541")
@example("10.5555/a&amp;lt;1:b")
@example("10.5555/(a.)")
def test_parse_doi_is_idempotent(text: str) -> None:
    doi = parse_doi(text)
    if doi is not None:
        assert parse_doi(doi) == doi
        assert normal_doi(doi) == doi
        assert doi.isprintable()


@given(
    PLAIN_DOI,
    st.sampled_from(["{}", "({})", '"{}",', "doi:{}", "https://doi.org/{}", "http://dx.doi.org/{}.", "[{}]", "{}?a=b", "see {};"]),
)
def test_parse_doi_finds_a_plain_doi_in_every_dress(doi: str, dress: str) -> None:
    assert parse_doi(dress.format(doi)) == doi
    assert parse_doi(dress.format(doi.upper())) == doi
    assert find_dois(f"Text before {dress.format(doi)} and after.") == (doi,)


def test_find_dois_gives_each_once_in_order() -> None:
    text = "First (10.5555/b), then doi:10.5555/A; and https://doi.org/10.5555/b. Pair: 10.5555/c,10.5555/d"
    assert find_dois(text) == ("10.5555/b", "10.5555/a", "10.5555/c", "10.5555/d")


@pytest.mark.parametrize(
    ("text", "dois"),
    [
        ('<a href="https://doi.org/10.5555/x">10.5555/x</a>', ("10.5555/x",)),
        ("[10.5555/x](https://doi.org/10.5555/x)", ("10.5555/x",)),
        ("cut off 10.5555/abc-\n123", ()),
        ("score 10.5 of 10.12/x", ()),
        ("", ()),
    ],
)
def test_find_dois_keeps_out_of_markup_and_broken_lines(text: str, dois: tuple[str, ...]) -> None:
    assert find_dois(text) == dois


@given(st.lists(PLAIN_DOI, max_size=6))
def test_find_dois_finds_all_that_stand_in_a_text(dois: list[str]) -> None:
    assert find_dois(" and ".join(f"({doi})." for doi in dois)) == tuple(dict.fromkeys(dois))


@pytest.mark.parametrize("unit", ["10.1111.", "10.1111/", "10.1111/a,", "((((10.1111/a", "%25", "&amp;", "10.1111/a) ", "<a"])
def test_dois_are_read_in_linear_time(unit: str) -> None:
    started = time.perf_counter()
    parse_doi(unit * 20_000)
    find_dois(unit * 20_000)
    assert time.perf_counter() - started < 15


def test_normal_doi_keeps_what_a_registry_holds() -> None:
    assert normal_doi(" 10.5555/ABC.full ") == "10.5555/abc.full"
    assert normal_doi("10.5555/a?b#c") == "10.5555/a?b#c"
    assert normal_doi("https://doi.org/10.5555/a") is None
    assert normal_doi("10.5555/a b") is None


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-1-7998-4975-9", "9781799849759"),
        ("ISBN-13: 978 1 7998 4976 6 (ebook)", "9781799849766"),
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 080442957X", "9780804429573"),
        ("9781799849758", None),
        ("0-306-40615-3", None),
        ("1234567890123", None),
        ("97817998497590", None),
        ("", None),
    ],
)
def test_normal_isbn(text: str, isbn: str | None) -> None:
    assert normal_isbn(text) == isbn


@pytest.mark.parametrize(
    ("text", "issn"),
    [
        ("2662-2211", "2662-2211"),
        ("ISSN 14784505", "1478-4505"),
        ("2434-561x", "2434-561X"),
        ("1234-5678", None),
        ("javascript:1", None),
        ("", None),
    ],
)
def test_normal_issn(text: str, issn: str | None) -> None:
    assert normal_issn(text) == issn


@given(st.text("0123456789", min_size=12, max_size=12))
def test_normal_isbn_takes_one_check_digit_of_ten(body: str) -> None:
    taken = [digit for digit in digits if normal_isbn("978" + body[3:] + digit)]
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("https://evil.example/0000-0002-1825-0097", None),
    ],
)
def test_normal_orcid(text: str, orcid: str | None) -> None:
    assert normal_orcid(text) == orcid


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PMID: 38566129", "38566129"),
        ("https://pubmed.ncbi.nlm.nih.gov/38566129/", "38566129"),
        ("38566129 [pmid]", "38566129"),
        ("0123", None),
        ("12 34", None),
        ("PMC12345", None),
    ],
)
def test_normal_pmid(text: str, wanted: str | None) -> None:
    assert normal_pmid(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("pmc10986049", "PMC10986049"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC10986049/", "PMC10986049"),
        ("PMC1.2", "PMC1"),
        ("10986049", None),
    ],
)
def test_normal_pmcid(text: str, wanted: str | None) -> None:
    assert normal_pmcid(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("arXiv:2101.12345v2", "2101.12345"),
        ("https://arxiv.org/pdf/2101.12345v2.pdf", "2101.12345"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("2101.1", None),
    ],
)
def test_normal_arxiv(text: str, wanted: str | None) -> None:
    assert normal_arxiv(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("https://hdl.handle.net/2027.42/12345", "2027.42/12345"), ("hdl:1842/3", "1842/3"), ("10.5555/abc", None), ("1842/a b", None)],
)
def test_normal_handle(text: str, wanted: str | None) -> None:
    assert normal_handle(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (" HTTPS://Example.ORG/A?b=C ", "https://example.org/A?b=C"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://user:secret@example.org/", None),
        ("http://[::1", None),
        ("http://a:b:c/", None),
        ("https:///x", None),
        ("https://example.org/a b", None),
        ("https://example.org/\x1b[31m", None),
        ("https://example.org/" + "a" * 3000, None),
    ],
)
def test_normal_url(text: str, wanted: str | None) -> None:
    assert normal_url(text) == wanted


@pytest.mark.parametrize("scheme", sorted(NORMAL))
@given(text=st.text() | st.from_regex(r"\A[ -~]{0,60}\Z"))
def test_normal_forms_are_stable_and_never_raise(scheme: str, text: str) -> None:
    value = NORMAL[scheme](text)
    if value is not None:
        assert NORMAL[scheme](value) == value
