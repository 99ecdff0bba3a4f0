"""Writing vocabulary files: whole, or only some entries of one that a person wrote."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabularies import PACKAGED

from cpx.tagging.vocabulary import lay_over
from cpx.tagging.vocabulary_files import Source
from cpx.tagging.vocabulary_writing import change_entries, dump, fields_of, is_same, write_entry

OWN = """# Mine.
version = "1"

# About tea.
[[concept]]   # new
id = "m.tea"
label = "Tea"
en = [
  "tea*",
]

# About oracles.
[[extend]]
id = "m.delphi"
en = ["oracle*"]
# The end.
"""


def test_whole_vocabulary_comes_back_the_same() -> None:
    text = "".join(dump(PACKAGED.concepts.values(), PACKAGED.lookalikes, "1.0.0"))
    made = lay_over([Source("own.toml", text)])
    assert [key for key, one in PACKAGED.concepts.items() if fields_of(made.concepts[key]) != fields_of(one)] == []
    assert {key: set(labels) for key, labels in made.lookalikes.items()} == {
        key: set(labels) for key, labels in PACKAGED.lookalikes.items()
    }
    assert max(map(len, text.splitlines())) < 400


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=9))
def test_any_text_comes_back_from_an_entry(text: str, labels: list[str]) -> None:
    written = write_entry("concept", "m.a", {"label": text, "en": labels, "auto": False})
    assert tomllib.loads(written)["concept"] == [{"id": "m.a", "label": text, "en": labels, "auto": False}]


def test_change_replaces_one_entry_and_keeps_all_else() -> None:
    changed = change_entries(OWN, {("concept", "m.tea"): write_entry("concept", "m.tea", {"label": "Green tea"})})
    assert changed == OWN.replace('label = "Tea"\nen = [\n  "tea*",\n]\n', 'label = "Green tea"\n').replace("   # new", "")


def test_change_takes_an_entry_away_and_adds_another_at_the_end() -> None:
    changed = change_entries(OWN, {("extend", "m.delphi"): "", ("concept", "m.milk"): write_entry("concept", "m.milk", {"label": "Milk"})})
    assert "oracle*" not in changed
    assert changed.endswith('# The end.\n\n[[concept]]\nid = "m.milk"\nlabel = "Milk"\n')
    assert [row["id"] for row in tomllib.loads(changed)["concept"]] == ["m.tea", "m.milk"]
    assert "# About oracles." in changed


def test_change_of_a_file_without_entries_or_last_line_end() -> None:
    block = {("concept", "m.a"): write_entry("concept", "m.a", {"label": "A"})}
    assert change_entries('version = "1"', block) == 'version = "1"\n\n[[concept]]\nid = "m.a"\nlabel = "A"\n'


@pytest.mark.parametrize(
    ("one", "other", "same"), [(["a", "b"], ["b", "a"], True), (["a"], ["a", "b"], False), ("a", "a", True), ("a", ["a"], False)]
)
def test_is_same_takes_labels_in_any_order(one: object, other: object, same: bool) -> None:
    assert is_same(one, other) is same
