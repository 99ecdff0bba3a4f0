"""Figures on the labelled abstracts for development: what the rules reach, and that strong, fair and weak mean what they say."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cpx.domain.concept import Usage, match_strength
from cpx.domain.text import ABSTRACT, TITLE, Text
from cpx.services.shipped import shipped_tagger, shipped_vocabulary

METHODS = {
    *("Retrospective Studies", "Prospective Studies", "Follow-Up Studies", "Surveys and Questionnaires", "Cross-Sectional Studies"),
    *("Sensitivity and Specificity", "Cohort Studies", "Case-Control Studies", "Survival Analysis", "Longitudinal Studies", "Registries"),
}
PEOPLE = {
    *("Female", "Male", "Adult", "Middle Aged", "Aged", "Aged, 80 and over", "Adolescent", "Young Adult"),
    *("Child", "Child, Preschool", "Infant", "Infant, Newborn"),
}
CHECK_TAGS = {"D005260": "Female", "D008297": "Male"}


class Said(NamedTuple):
    """A heading that the tagger gave an abstract, how sure it was, and whether the indexers gave it too."""

    heading: str
    match: str
    right: bool


class Outcome(NamedTuple):
    """All that was said, and how often the indexers gave each heading."""

    said: list[Said]
    methods: int
    people: int


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _texts(row: dict[str, Any]) -> list[Text]:
    parts = [f"{one['label']}: {one['text']}" for one in row["sections"]]
    return [Text(row["title"], TITLE, "en"), Text("\n".join([*parts, f"CONCLUSION: {row['conclusion']}"]), ABSTRACT, "en")]


@pytest.fixture(scope="module")
def outcome(shared: Path) -> Outcome:
    """Tag the abstracts once."""
    folder = shared / "data" / "tagging"
    if not (folder / "pubmedqa_dev.jsonl.gz").is_file():
        pytest.skip("no labelled abstracts here")
    labels = {**CHECK_TAGS, **{row["ui"]: row["label"] for row in _rows(folder / "mesh2024_methods_persons_places.jsonl.gz")}}
    tagger, concepts = shipped_tagger(), shipped_vocabulary().concepts
    said, rows = [], list(_rows(folder / "pubmedqa_dev.jsonl.gz"))
    for row in rows:
        given = {}
        for tag in tagger.tag(_texts(row)):
            heading = labels.get(concepts[tag.concept].mesh or "")
            if heading in METHODS | PEOPLE and tag.usage is not Usage.TOPIC:
                given[heading] = match_strength(tag.confidence)
        said += [Said(heading, match, heading in row["mesh"]) for heading, match in given.items()]
    count = [sum(len(wanted & set(row["mesh"])) for row in rows) for wanted in (METHODS, PEOPLE)]
    return Outcome(said, *count)


def _scores(said: list[Said], wanted: int) -> tuple[float, float]:
    right = sum(one.right for one in said)
    return right / len(said), right / wanted


def test_methods_are_told_as_indexers_tell_them(outcome: Outcome) -> None:
    precision, recall = _scores([one for one in outcome.said if one.heading in METHODS], outcome.methods)
    assert precision >= 0.65
    assert 2 * precision * recall / (precision + recall) >= 0.64


def test_sexes_and_ages_are_told_only_where_the_text_says_so(outcome: Outcome) -> None:
    precision, recall = _scores([one for one in outcome.said if one.heading in PEOPLE], outcome.people)
    assert precision >= 0.94
    assert recall >= 0.25


@pytest.mark.parametrize(("headings", "strong", "fair"), [(METHODS, 0.85, 0.6), (PEOPLE, 0.9, 0.85)])
def test_strong_and_fair_mean_what_they_say(outcome: Outcome, headings: set[str], strong: float, fair: float) -> None:
    for match, share in (("strong", strong), ("fair", fair)):
        found = [one.right for one in outcome.said if one.heading in headings and one.match == match]
        assert sum(found) / len(found) >= share


def test_weak_matches_are_right_less_often_than_fair_ones(outcome: Outcome) -> None:
    weak = [one.right for one in outcome.said if one.match == "weak"]
    assert sum(weak) / len(weak) < 0.5
