"""The best record gives each field, whatever order records come in; abstracts are kept for each language and never lost."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.merge import ALL_LISTS, FIRST_LIST, ONE_VALUE, Described, merge, rank
from cpx.domain.provenance import VERSIONED
from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Text, Update

EARLY, LATE = "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"
RANKED = ("person", "crossref", "csl-json", "page:repository", "text")


def described(number: int, source: str = "csl-json", moment: str = EARLY, /, **fields: object) -> Described:
    """Make a stored record; its texts get rows of their own."""
    record = Record(source=source, **fields)  # type: ignore[arg-type]
    title = (Text(record.title, "title"),) if record.title else ()
    return Described(number, record, moment, tuple((number * 10 + place, text) for place, text in enumerate((*title, *record.texts))))


def abstract(content: str, language: str | None = "en") -> Text:
    return Text(content, "abstract", language)


@pytest.mark.parametrize(("better", "worse"), list(itertools.pairwise(RANKED)))
def test_merge_ranks_sources(better: str, worse: str) -> None:
    assert rank(better) < rank(worse)
    merged = merge([described(1, better, EARLY, title="Good", publisher="P"), described(2, worse, LATE, title="Bad", publisher="Q")])
    assert (merged.fields["title"], merged.fields["publisher"]) == ("Good", "P")
    assert (merged.sources["title"], merged.sources["publisher"]) == (1, 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("person", 0),
        ("crossref", 1),
        ("datacite", 1),
        ("ris", 2),
        ("something new", 2),
        ("page:listing", 3),
        ("page:new kind", 3),
        ("text", 4),
    ],
)
def test_rank_knows_every_kind_of_source(source: str, expected: int) -> None:
    assert rank(source) == expected


def test_merge_takes_the_newest_within_a_rank() -> None:
    merged = merge(
        [
            described(1, "csl-json", LATE, title="Newer"),
            described(2, "csl-json", EARLY, title="Older"),
            described(3, "csl-json", EARLY, volume="4"),
        ]
    )
    assert merged.fields["title"] == "Newer"
    assert merged.fields["volume"] == "4"
    assert merge([described(1, title="First row"), described(2, title="Second row")]).fields["title"] == "Second row"


@pytest.mark.parametrize("name", ONE_VALUE)
def test_merge_fills_a_gap_from_a_lower_rank(name: str) -> None:
    merged = merge([described(1, "crossref", title="T"), described(2, "page:repository", **{name: "2024"})])
    assert merged.fields[name] == "2024"
    assert merged.sources[name] == 2


def three(name: str) -> tuple[object, object, object]:
    """Give three values of a list field."""
    kinds = {"authors": Name, "editors": Name, "funders": Funder, "references": Reference, "headings": Heading, "updates": Update}
    kind = kinds.get(name, str)
    return (kind("a"), kind("b"), kind("c"))


@pytest.mark.parametrize("name", FIRST_LIST)
def test_merge_takes_a_list_whole_from_one_record(name: str) -> None:
    one, two, three_ = three(name)
    merged = merge([described(1, "crossref", **{name: (one, two)}), described(2, "text", **{name: (three_,)}), described(3, "ris")])
    assert merged.fields[name] == (one, two)


@pytest.mark.parametrize("name", FIRST_LIST)
def test_merge_loses_no_list_to_an_empty_one(name: str) -> None:
    values = three(name)
    merged = merge([described(1, "page:article", **{name: values}), described(2, "crossref", LATE, title="T", **{name: ()})])
    assert (merged.fields[name], merged.sources[name]) == (values, 1)


@pytest.mark.parametrize("name", ALL_LISTS)
def test_merge_unites_what_every_record_may_add_to(name: str) -> None:
    one, two, three_ = three(name)
    merged = merge([described(2, "text", **{name: (two, three_)}), described(1, "crossref", **{name: (one, two)})])
    assert merged.fields[name] == (one, two, three_)
    assert merged.sources[name] == 1


def test_merge_lets_only_a_person_empty_a_field() -> None:
    page = described(1, "page:repository", volume="4")
    for source, expected in (("person", None), ("csl-json", "4")):
        merged = merge([page, described(2, source, extra={"cleared": ["volume"]})])
        assert merged.fields.get("volume") == expected


def test_merge_keeps_an_abstract_for_each_language() -> None:
    merged = merge([described(1, "crossref", texts=(abstract("English words."),)), described(2, "text", texts=(abstract("中文。", "zh"),))])
    assert sorted(text.content for text in merged.texts.values()) == ["English words.", "中文。"]
    assert merged.fields["abstract"] == "English words."
    assert merged.sources["abstract"] == 1


@pytest.mark.parametrize(
    ("better", "worse", "chosen"),
    [
        ("a" * 60, "b" * 100, "a"),
        ("a" * 49, "b" * 100, "b"),
        ("a" * 50, "b" * 100, "a"),
        ("", "b" * 3, "b"),
        (" \n", "b" * 3, "b"),
        ("a" * 3, "", "a"),
    ],
)
def test_merge_loses_no_abstract_to_one_shorter_by_half(better: str, worse: str, chosen: str) -> None:
    merged = merge([described(1, "crossref", texts=(abstract(better),)), described(2, "page:repository", texts=(abstract(worse),))])
    assert merged.fields["abstract"][0] == chosen
    assert merged.sources["abstract"] == (1 if chosen == "a" else 2)


def test_merge_keeps_what_a_person_wrote_however_short() -> None:
    merged = merge([described(1, "person", texts=(abstract("Short."),)), described(2, "crossref", texts=(abstract("Long. " * 90),))])
    assert merged.fields["abstract"] == "Short."


def test_merge_chooses_the_abstract_in_the_language_of_the_work() -> None:
    texts = (abstract("English words.", "en"), abstract("中文。", "zh"))
    assert merge([described(1, language="zh", texts=texts)]).fields["abstract"] == "中文。"
    assert merge([described(1, language="fr", texts=texts)]).fields["abstract"] == "English words."
    assert merge([described(1, texts=texts)]).fields["language"] == "en"


def test_merge_shows_a_body_only_where_there_is_no_abstract() -> None:
    body = described(1, "page:article", texts=(Text("The page's words.", "body", "en"),))
    assert merge([body]).fields["abstract"] == "The page's words."
    merged = merge([body, described(2, "text", texts=(abstract("The abstract."),))])
    assert merged.fields["abstract"] == "The abstract."
    assert len(merged.texts) == 2


def test_merge_names_the_source_of_every_field() -> None:
    merged = merge(
        [
            described(1, "crossref", title="T", issued="2024", doi="10.1/a", authors=(Name("Aho"),), funders=(Funder("F"),)),
            described(2, "page:repository", language="en", identifiers=(Identifier("pmid", "1"),), updates=(Update("retraction"),)),
        ]
    )
    held = {name for name, value in merged.fields.items() if value} - {"year"}
    assert held == set(merged.sources)


def test_merge_of_nothing_is_an_empty_work() -> None:
    merged = merge([])
    assert merged.fields == {"title": None, "language": None, "abstract": None, "year": None}
    assert (merged.sources, merged.texts) == ({}, {})


def test_merge_counts_only_the_newest_version_of_a_registered_record() -> None:
    old = {
        "source_id": "10.1/a",
        "doi": "10.1/a",
        "identifiers": (Identifier("pmid", "1"),),
        "updates": (Update("retraction"),),
        "isbn": ("a",),
    }
    for source in VERSIONED:
        merged = merge(
            [described(1, source, EARLY, title="Old", volume="4", **old), described(2, source, LATE, title="New", **old | CLEAN)]
        )
        said = [merged.fields.get(name) for name in ("title", "identifiers", "updates", "isbn")]
        assert said == ["New", None, None, None]


def test_merge_keeps_what_the_newest_version_says_nothing_of() -> None:
    names = {"source_id": "10.1/a", "doi": "10.1/a"}
    old = described(1, "crossref", EARLY, title="Old", volume="4", issued="2019", authors=(Name("Aho"), Name("Berg")), **names)
    new = described(3, "crossref", LATE, title="New", issued="2020", **names)
    page = described(2, "page:article", EARLY, issue="7", volume="5")
    for items, volume in (([old, new], "4"), ([old, page, new], "5")):
        merged = merge(items)
        assert [merged.fields[name] for name in ("title", "volume", "issued")] == ["New", volume, "2020"]
        assert merged.fields["authors"] == (Name("Aho"), Name("Berg"))


CLEAN: dict[str, object] = {"identifiers": (), "updates": (), "isbn": ()}


def test_merge_keeps_versions_of_different_ids_and_of_other_sources() -> None:
    one = described(1, "ris", EARLY, source_id="1", volume="4")
    assert merge([one, described(2, "ris", LATE, source_id="1", issue="2")]).fields["volume"] == "4"
    first = described(1, "crossref", EARLY, source_id="10.1/a", volume="4")
    assert merge([first, described(2, "crossref", LATE, source_id="10.1/b", issue="2")]).fields["volume"] == "4"


def test_merge_keeps_an_abstract_that_the_newer_version_lost() -> None:
    old = described(1, "crossref", EARLY, source_id="10.1/a", title="Old", texts=(abstract("Words of the abstract."),))
    for texts in ((), (abstract("Words."),), (abstract(" "),)):
        merged = merge([old, described(2, "crossref", LATE, source_id="10.1/a", title="New", texts=texts)])
        assert (merged.fields["title"], merged.fields["abstract"], merged.sources["abstract"]) == ("New", "Words of the abstract.", 1)


def test_merge_unites_updates_by_kind_and_doi() -> None:
    publisher = Update("retraction", "10.1/n", "2024-05-02", "publisher")
    watch = Update("retraction", "10.1/n", "2024-05", "retraction-watch")
    other = Update("correction", "10.1/c", "2023", "publisher")
    merged = merge([described(1, "crossref", updates=(publisher, other)), described(2, "ris", updates=(watch,))])
    assert [(update.type, update.doi, update.source) for update in merged.fields["updates"]] == [
        ("retraction", "10.1/n", "retraction-watch"),
        ("correction", "10.1/c", "publisher"),
    ]


SAME = "SHARING POWER IN WARDS"


@pytest.mark.parametrize(
    ("registered", "other", "expected"),
    [
        (SAME, "Sharing power in wards", "Sharing power in wards"),
        (SAME, "Sharing Power in Wards.", "Sharing Power in Wards."),
        (SAME, "Sharing power in hospitals", SAME),
        (SAME, SAME + ".", SAME),
        ("Sharing Power", "SHARING POWER", "Sharing Power"),
        ("Sharing power", "Sharing power: a study of wards", "Sharing power: a study of wards"),
        ("SHARING POWER", "Sharing power: a study of wards", "Sharing power: a study of wards"),
        ("Who shares?", "Who shares? Power in wards", "Who shares? Power in wards"),
        ("Sharing power", "SHARING POWER: A STUDY", "Sharing power"),
        ("Sharing power", "Sharing power in wards", "Sharing power"),
        ("Sharing power", "Sharing power - PubMed", "Sharing power"),
        ("Sharing power", "Sharing power | Journal of Wards", "Sharing power"),
        ("Sharing power:", "Sharing power: ", "Sharing power:"),
        ("合作", "合作：研究", "合作"),
    ],
)
def test_merge_prefers_the_better_spelling_of_a_title(registered: str, other: str, expected: str) -> None:
    merged = merge([described(1, "crossref", title=registered), described(2, "page:article", title=other)])
    assert merged.fields["title"] == expected
    assert merged.sources["title"] == (1 if expected == registered else 2)
    assert [text.content for text in merged.texts.values() if text.field == "title"] == [expected]


def test_merge_leaves_a_persons_capitals() -> None:
    page = described(2, "page:article", title="Sharing power in wards", authors=(Name("Aho", "Ada"),))
    merged = merge([described(1, "person", title=SAME, authors=(Name("AHO", "ADA"),)), page])
    assert (merged.fields["title"], merged.fields["authors"]) == (SAME, (Name("AHO", "ADA"),))


def test_merge_writes_names_in_capitals_as_others_do() -> None:
    shouted = (Name("McKAY", "Ann"), Name("O'NEILL", "BO", orcid="x"), Name("LI", "WEI"), Name(literal="WHO"))
    page = (Name("O’Neill", "Bo"), Name("Li", "W."), Name("McKay", "A."))
    merged = merge([described(1, "crossref", authors=shouted), described(2, "page:article", authors=page)])
    assert merged.fields["authors"] == (Name("McKAY", "Ann"), Name("O’Neill", "Bo", orcid="x"), Name("Li", "WEI"), Name(literal="WHO"))
    assert merged.sources["authors"] == 1
    assert merge([described(1, "crossref", authors=shouted)]).fields["authors"] == shouted


PREPRINT = {"doi": "10.1000/p", "extra": {"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1000/A"}]}}}


def test_merge_lets_the_article_win_over_its_preprint_whenever_each_came() -> None:
    for times in ((EARLY, LATE), (LATE, EARLY)):
        preprint = described(1, "crossref", times[0], title="Draft", number="7", publisher="A server", keywords=("k",), **PREPRINT)
        article = described(2, "crossref", times[1], title="Final", volume="4", doi="10.1000/a")
        page = described(3, "page:article", EARLY, doi="10.1000/a", container_title="Wards")
        fields = merge([preprint, article, page]).fields
        assert [fields.get(name) for name in ("doi", "title", "volume", "container_title", "keywords")] == [
            "10.1000/a",
            "Final",
            "4",
            "Wards",
            ("k",),
        ]
        assert [fields.get(name) for name in ("number", "publisher")] == [None, None]


def test_merge_of_a_preprint_alone_has_all_its_fields() -> None:
    waiting = described(2, "doi", LATE, doi="10.1000/a")
    for others in ([], [waiting]):
        assert merge([described(1, "crossref", number="7", title="Draft", **PREPRINT), *others]).fields["number"] == "7"


def test_merge_closes_what_a_person_emptied() -> None:
    page = described(1, "page:article", title="T", language="en", texts=(abstract("Words."), Text("Body.", "body", "en")), isbn=("a",))
    cleared = ["title", "abstract", "isbn", "language"]
    merged = merge([page, described(2, "person", extra={"cleared": cleared})])
    assert [merged.fields.get(name) for name in cleared] == [None, None, (), None]
    assert merged.texts == {}


def test_merge_lets_a_persons_newest_edit_win() -> None:
    first = described(1, "person", EARLY, volume="4", issue="1")
    assert merge([first, described(2, "person", EARLY, volume="5")]).fields["volume"] == "5"
    assert merge([first, described(2, "person", LATE, extra={"cleared": ["volume"]})]).fields["volume"] is None
    assert merge([first, described(2, "person", LATE, extra={"cleared": ["volume"]})]).fields["issue"] == "1"


SOURCES = st.sampled_from([*RANKED, "jsonl", "doi"])
CONTENTS = st.sampled_from(["", " ", "Short.", "Longer than that.", "中文。", "A very long abstract indeed. " * 4])
RECORDS = st.builds(
    lambda **fields: {name: value for name, value in fields.items() if value},
    title=st.sampled_from([None, "One", "Two", "ONE", "One: two"]),
    source_id=st.sampled_from([None, "10.1000/a"]),
    doi=st.sampled_from([None, "10.1000/a", "10.1000/p", "10.1000/q"]),
    extra=st.sampled_from([{}, PREPRINT["extra"], {"relation": {"is-version-of": [{"id-type": "doi", "id": "10.1000/q"}]}}]),
    updates=st.lists(
        st.builds(Update, st.just("retraction"), st.none() | st.just("10.1000/n"), st.sampled_from([None, "2024"])), max_size=2
    ).map(tuple),
    volume=st.sampled_from([None, "1", "2"]),
    language=st.sampled_from([None, "en", "zh"]),
    issued=st.sampled_from([None, "2024", "2024-04"]),
    authors=st.sampled_from([(), (Name("Aho"),), (Name("AHO"),), (Name("Berg"), Name("Cole"))]),
    isbn=st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(tuple),
    texts=st.lists(st.builds(Text, CONTENTS, st.sampled_from(["abstract", "body"]), st.sampled_from([None, "en", "zh"])), max_size=3).map(
        tuple
    ),
)


@given(st.lists(st.tuples(SOURCES, st.sampled_from([EARLY, LATE]), RECORDS), max_size=5), st.randoms(use_true_random=False))
def test_merge_order_does_not_matter(items: list[tuple[str, str, dict[str, object]]], chance: random.Random) -> None:
    given_order = [described(number, source, at, **fields) for number, (source, at, fields) in enumerate(items, 1)]
    other_order = chance.sample(given_order, len(given_order))
    one, other = merge(given_order), merge(other_order)
    assert (one.fields, one.sources, one.texts) == (other.fields, other.sources, other.texts)


@given(st.lists(st.tuples(SOURCES, st.just(EARLY), RECORDS), min_size=1, max_size=5))
def test_merge_keeps_some_text_of_each_language(items: list[tuple[str, str, dict[str, object]]]) -> None:
    records = [described(number, source, at, **fields) for number, (source, at, fields) in enumerate(items, 1)]
    said = {(text.field, text.language) for one in records for _, text in one.texts if text.field != "title" and text.content.strip()}
    kept = {(text.field, text.language) for text in merge(records).texts.values() if text.field != "title"}
    assert kept == said


@given(st.lists(st.tuples(SOURCES, st.just(EARLY), RECORDS), min_size=1, max_size=4))
def test_merge_of_the_same_again_changes_no_field(items: list[tuple[str, str, dict[str, object]]]) -> None:
    records = [described(number, source, at, **fields) for number, (source, at, fields) in enumerate(items, 1)]
    again = [replace(one, id=one.id + 100, texts=tuple((row + 1000, text) for row, text in one.texts)) for one in records]
    assert merge([*records, *again]).fields == merge(records).fields


@given(st.lists(st.tuples(SOURCES, st.sampled_from([EARLY, LATE]), RECORDS), max_size=4), RECORDS)
def test_merge_lets_a_person_win_every_field(items: list[tuple[str, str, dict[str, object]]], edit: dict[str, object]) -> None:
    given_records = [described(number, source, at, **fields) for number, (source, at, fields) in enumerate(items, 1)]
    merged = merge([*given_records, described(99, "person", "2026-01-01T00:00:00Z", **edit)])
    for name, value in edit.items():
        if name not in ("texts", "extra", "updates"):
            assert (name, merged.fields[name], merged.sources[name]) == (name, value, 99)
    written = {(text.field, text.language): text.content for text in reversed(edit.get("texts", ())) if text.content.strip()}  # type: ignore[call-overload] # a tuple of texts
    chosen = {(text.field, text.language): text.content for text in merged.texts.values()}
    assert {place: chosen[place] for place in written} == written


@given(st.lists(st.tuples(SOURCES, st.sampled_from([EARLY, LATE]), RECORDS), min_size=1, max_size=5))
def test_merge_loses_no_abstract(items: list[tuple[str, str, dict[str, object]]]) -> None:
    records = [described(number, source, at, **fields) for number, (source, at, fields) in enumerate(items, 1)]
    kept = {(text.field, text.language): text.content for text in merge(records).texts.values()}
    for item in records:
        for _, text in item.texts:
            if text.field == "abstract" and text.content.strip() and not any(one.record.source == "person" for one in records):
                assert 2 * len(kept["abstract", text.language]) >= len(text.content)
