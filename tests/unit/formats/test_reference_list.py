"""References of plain text and Markdown: every way in which lists are written, and DOIs elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.formats.reference_list import Listed, join, looks_like_reference, read_reference_list

AHO = "Aho A, Berg B. Sharing power in wards. J Care 2020;4(1):12-19. https://doi.org/10.5555/aho"
COLE = "Cole C. Meetings that last. London: A Press; 2019."
DUNN = "Dunn, D. (2018). Third study. J Care, 3, 4-9. doi:10.5555/dunn"
DOIS = ["10.5555/aho", None, "10.5555/dunn"]


def _dois(text: str) -> list[str | None]:
    return [row.doi for row in read_reference_list(text)]


@pytest.mark.parametrize(
    "heading",
    ["References", "REFERENCES", "# References", "## 7. References", "**References**", "References:", "Reference list", "Works cited",
     "Bibliography", "参考文献", "Literaturverzeichnis", "Références", "Referenser"],
)  # fmt: skip
def test_section_is_found_under_its_heading(heading: str) -> None:
    text = f"A text about 2019 that is long enough to be a paragraph of its own, and no reference.\n\n{heading}\n\n{AHO}\n{COLE}\n{DUNN}\n"
    assert _dois(text) == DOIS


@pytest.mark.parametrize(
    "listed",
    [
        f"1. {AHO}\n2. {COLE}\n3. {DUNN}",
        f"[1] {AHO}\n[2] {COLE}\n[3] {DUNN}",
        f"(1) {AHO}\n(2) {COLE}\n(3) {DUNN}",
        f"[^1]: {AHO}\n[^2]: {COLE}\n[^3]: {DUNN}",
        f"- {AHO}\n- {COLE}\n- {DUNN}",
        f"* {AHO}\n\n* {COLE}\n\n* {DUNN}",
        f"{AHO}\n\n{COLE}\n\n{DUNN}",
        f"{AHO}\n{COLE}\n{DUNN}",
        "\n".join(f"{entry[:30]}\n    {entry[30:]}" for entry in (AHO, COLE, DUNN)),
        "\n\n".join(f"{entry[:44]}\n{entry[44:]}" for entry in (AHO, COLE, DUNN)),
        "Aho A, Berg B. Sharing power\nin wards. J Care 2020;4(1):12-19. https://doi.org/\n10.5555/aho\n" + f"{COLE}\n{DUNN}",
    ],
    ids=[
        "numbers",
        "brackets",
        "parentheses",
        "footnotes",
        "bullets",
        "bullets-apart",
        "gaps",
        "lines",
        "hanging",
        "wrapped-gaps",
        "wrapped",
    ],
)
def test_entries_are_told_apart(listed: str) -> None:
    assert _dois(f"References\n{listed}\n") == DOIS


def test_labels_are_the_printed_numbers() -> None:
    rows = read_reference_list(f"References\n1. {AHO}\n2. Cole C. A study of\n2019. Outcomes that last. London: A Press.\n3. {DUNN}\n")
    assert [(row.label, row.doi) for row in rows] == [("1", "10.5555/aho"), ("2", None), ("3", "10.5555/dunn")]
    assert rows[1].text == "Cole C. A study of 2019. Outcomes that last. London: A Press."


def test_section_ends_at_the_next_heading() -> None:
    text = (
        f"# Paper\n\n## References\n\n1. {AHO}\n2. {COLE}\n\n## Appendix\n\nA table from 2019, of wards and what they did, in many words.\n"
    )
    assert _dois(text) == DOIS[:2]
    assert _dois(text.replace("## Appendix", "Supplementary material")) == DOIS[:2]


def test_heading_in_the_table_of_contents_does_not_count() -> None:
    assert _dois(f"Contents\nReferences\nAppendix\n\nRunning text here.\n\nReferences\n{AHO}\n{COLE}\n") == DOIS[:2]


def test_dois_elsewhere_come_after_the_list_once() -> None:
    text = f"We used 10.5555/aho and [a tool](https://doi.org/10.5555/tool).\n\n# References\n\n1. {AHO}\n2. {COLE}\n"
    rows = read_reference_list(text)
    assert [row.doi for row in rows] == ["10.5555/aho", None, "10.5555/tool"]
    assert rows[2].label is None
    assert "a tool" in rows[2].text


def test_entry_with_two_dois_has_two_rows() -> None:
    rows = read_reference_list(f"References\n1. {AHO} (preprint: 10.5555/pre)\n2. {COLE}\n")
    assert [(row.label, row.doi) for row in rows] == [("1", "10.5555/aho"), ("1", "10.5555/pre"), ("2", None)]


def test_bare_lists_need_no_heading() -> None:
    assert _dois("10.5555/a\nhttps://doi.org/10.5555/b\ndoi:10.5555/c\n") == ["10.5555/a", "10.5555/b", "10.5555/c"]
    assert _dois(f"{AHO}\n{COLE}\n{DUNN}\n") == DOIS


def test_running_text_is_no_list() -> None:
    text = "In 2019 the wards began to share power, nobody knew how.\n\nBy 2021 most had stopped, as 10.5555/aho says.\n\nThat was all."
    assert _dois(text) == ["10.5555/aho"]


@pytest.mark.parametrize("line", ["", "12", "Page 3 of 12", "12, 33, 44, 55, 66, 77, 88, 2019, 12, 44, 55", "x" * 20])
def test_stray_lines_are_no_references(line: str) -> None:
    assert not looks_like_reference(line)


def test_join_keeps_the_first_of_each() -> None:
    rows = join([[Listed("A", "10.5555/a", "1")], [Listed("a again", "10.5555/a"), Listed("B"), Listed("b")]])
    assert rows == (Listed("A", "10.5555/a", "1"), Listed("B"))


@given(st.text("aA1.[]()-\n #*10.5555/xR e", max_size=200))
def test_any_text_is_read(text: str) -> None:
    rows = read_reference_list("References\n" + text)
    assert len({row.doi or row.text.casefold() for row in rows}) == len(rows)
