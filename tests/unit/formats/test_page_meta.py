import json

import pytest

from cpx.formats.pages.linked import from_linked
from cpx.formats.pages.meta import has_citation, read_head, read_linked, read_meta, read_page_title


def _page(head: str) -> str:
    return f"<!doctype html><html><head>{head}</head><body></body></html>"


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("tags", "field", "value"),
    [
        ([("citation_title", "A &lt;i&gt;study&lt;/i&gt;")], "title", "A study"),
        ([("DC.Title", "Of care")], "title", "Of care"),
        ([("citation_publication_date", "2023/02/01")], "issued", "2023-02-01"),
        ([("citation_date", "nonsense"), ("dc.date", "2019")], "issued", "2019"),
        ([("citation_doi", "doi:10.9999/ABC")], "doi", "10.9999/abc"),
        ([("dc.identifier", "https://doi.org/10.9999/x"), ("citation_doi", "")], "doi", "10.9999/x"),
        ([("citation_firstpage", "5"), ("citation_lastpage", "9")], "page", "5-9"),
        ([("citation_firstpage", "e12")], "page", "e12"),
        ([("citation_issn", "2049-3630; 2049-3631")], "issn", ("2049-3630",)),
        ([("citation_isbn", "978-0-306-40615-7")], "isbn", ("9780306406157",)),
        ([("citation_keywords", "a; b"), ("citation_keywords", "c")], "keywords", ("a", "b", "c")),
        ([("eprints.keywords", "x; y")], "keywords", ("x", "y")),
    ],
)
def test_read_head_reads_the_usual_tags(tags: list[tuple[str, str]], field: str, value: object) -> None:
    head = read_head(_page("".join(_meta(*tag) for tag in tags)))
    assert head[field] == value


def test_read_head_reads_authors_from_one_tag_or_many() -> None:
    one = read_head(_page(_meta("citation_authors", "van der Graaf P;Kislov R;")))["authors"]
    many = read_head(_page(_meta("citation_author", "van der Graaf, Peter") + _meta("citation_author", "Roman Kislov")))["authors"]
    assert [name.family for name in one] == [name.family for name in many] == ["van der Graaf", "Kislov"]


def test_read_head_of_no_html_is_empty() -> None:
    assert read_head(None) == {}
    assert not has_citation(None)
    assert read_page_title(None) is None
    assert read_linked(None) == []


def test_read_meta_runs_no_script_and_reads_no_reference() -> None:
    page = _page(
        _meta("citation_title", "&lt;script&gt;alert(1)&lt;/script&gt;A study") + _meta("citation_reference", "citation_doi=10.9999/ref")
    )
    assert read_meta(page)["citation_title"] == ("A study",)
    assert "doi" not in read_head(page)


def test_read_page_title_prefers_the_title_for_sharing() -> None:
    assert read_page_title(_page('<title>Window | Site</title><meta property="og:title" content="Shared">')) == "Shared"
    assert read_page_title(_page("<title>Window</title>")) == "Window"


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "ScholarlyArticle", "name": "X"},
        [{"@type": ["Thing", "ScholarlyArticle"], "name": "X"}],
        {"@graph": [{"@type": "WebSite"}, {"@type": "Article", "name": "X"}]},
        {"@type": "WebPage", "mainEntity": {"@type": "ScholarlyArticle", "name": "X"}},
    ],
)
def test_read_linked_finds_works_wherever_they_stand(value: object) -> None:
    page = _page(f'<script type="application/ld+json">{json.dumps(value)}</script>')
    assert [item["name"] for item in read_linked(page)] == ["X"]


@pytest.mark.parametrize("text", ["{", "[" * 5_000, "null", '"x"', '{"@type": 5}', '{"@type": {"a": 1}}', ""])
def test_read_linked_passes_over_bad_json(text: str) -> None:
    assert read_linked(_page(f'<script type="application/ld+json">{text}</script>')) == []


def test_from_linked_reads_a_work_and_passes_over_odd_values() -> None:
    item = {
        "@type": ["ScholarlyArticle", {"odd": 1}],
        "headline": " On care ",
        "author": [{"name": "Jane Doe"}, "Kim Lee", 5, {"name": None}],
        "datePublished": "2021-05-06",
        "sameAs": "https://doi.org/10.9999/x",
        "isPartOf": {"name": "Voices", "issn": ["2049-3630", 7]},
        "publisher": {"name": "Press"},
        "keywords": ["a", "b", 3],
    }
    found = from_linked(item)
    assert [name.family for name in found["authors"]] == ["Doe", "Lee"]
    assert (found["title"], found["issued"], found["doi"]) == ("On care", "2021-05-06", "10.9999/x")
    assert (found["container_title"], found["issn"], found["publisher"], found["keywords"]) == (
        "Voices",
        ("2049-3630",),
        "Press",
        ("a", "b"),
    )


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, [None], {"name": {"name": "deep"}}])
def test_from_linked_takes_any_value_in_any_place(value: object) -> None:
    found = from_linked(
        dict.fromkeys(("@type", "headline", "author", "isPartOf", "issn", "publisher", "keywords", "datePublished", "sameAs"), value)
    )
    assert found["title"] in (None, "x")
