"""Machines tag again and again; what a person decided stands."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, record, rows, save, troubles, work_of, works_of

from cpx.domain.concept import Assignment, Usage, Verdict
from cpx.domain.record import Text
from cpx.domain.tag import Tag
from cpx.errors import NotFound
from cpx.services import run as run_service
from cpx.services import tag as tag_service
from cpx.services.shipped import shipped_vocabulary
from cpx.services.tag import Decided, TagResult, decide, tag_lines, tag_works, try_tags
from cpx.services.tag_diff import WorkDiff
from cpx.store.catalogue import CatalogueFile
from cpx.store.decisions import current_verdict

KEY = "aho2024sharing"
HAND, FOUND = "photovoice", "semi-structured interviews"


@pytest.fixture
def tagged(path: Path) -> Path:
    """Give a catalogue with one tagged work."""
    save(path, record(authors=(AHO,), issued="2024", doi="10.5555/one", abstract=ABSTRACT))
    return path


def tag(path: Path) -> TagResult:
    with CatalogueFile(path, writable=True) as file:
        return tag_works(file)


def by_hand(path: Path, term: str, verdict: Verdict, **more: str) -> Decided:
    with CatalogueFile(path, writable=True) as file:
        return decide(file, work_of(path, KEY).id, term, verdict, **more)


def tags(path: Path) -> dict[str, Tag]:
    return {one.label.lower(): one for one in work_of(path, KEY).tags}


def test_tag_twice_changes_nothing(tagged: Path) -> None:
    before = work_of(tagged, KEY).tags
    result = tag(tagged)
    assert result.changed == ()
    assert (result.works, result.assignments) == (1, len(before))
    assert [replace(one, at=None) for one in work_of(tagged, KEY).tags] == [replace(one, at=None) for one in before]
    assert troubles(tagged) == []


def test_every_tag_shows_the_words_that_justify_it(tagged: Path) -> None:
    for one in work_of(tagged, KEY).tags:
        assert one.evidence
        for quote in one.evidence:
            text = ABSTRACT if quote.field == "abstract" else "Sharing power in wards"
            assert text[quote.start : quote.end] == quote.quote
            assert quote.quote in quote.sentence in text


def test_assign_and_reject_survive_tag_and_enrichment(tagged: Path) -> None:
    assert FOUND in tags(tagged)
    assert by_hand(tagged, HAND, Verdict.CONFIRMED, by="Ada", why="read it").tag.status == "confirmed"
    assert by_hand(tagged, FOUND, Verdict.REJECTED).tag.status == "rejected"
    for _ in range(2):
        assert tag(tagged).changed == ()
        found = tags(tagged)
        assert (found[HAND].origin, found[HAND].status, found[HAND].by, found[HAND].why) == ("person", "confirmed", "Ada", "read it")
        assert (found[FOUND].origin, found[FOUND].status) == ("person", "rejected")
        work = works_of(tagged)[0]
        assert HAND in {label.lower() for label in work.methods + work.approaches}
        assert FOUND not in {label.lower() for label in work.methods}
        save(tagged, record(source="crossref", doi="10.5555/one", authors=(AHO,), abstract=ABSTRACT * 3))
    assert troubles(tagged) == []


def test_decisions_are_kept_in_order_and_the_last_counts(tagged: Path) -> None:
    for verdict in (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CONFIRMED):
        by_hand(tagged, FOUND, verdict)
    assert tags(tagged)[FOUND].status == "confirmed"
    assert rows(tagged, "SELECT verdict FROM decisions ORDER BY id") == ["confirmed", "rejected", "confirmed"]
    assert rows(tagged, "SELECT command FROM runs ORDER BY id") == ["test", "assign", "reject", "assign"]
    concept = tags(tagged)[FOUND].concept
    with CatalogueFile(tagged, writable=True) as file:
        with file.batch() as connection:
            connection.execute("INSERT INTO withdrawals (run, decision, at) SELECT 1, max(id), 'now' FROM decisions")
        assert current_verdict(file.connection, 1, str(concept)) == "rejected"


def test_decision_keeps_the_text_that_it_was_made_on(tagged: Path) -> None:
    by_hand(tagged, FOUND, Verdict.REJECTED)
    by_hand(tagged, HAND, Verdict.CONFIRMED)
    found = rows(tagged, "SELECT t.field FROM decisions d LEFT JOIN texts t ON t.id = d.text ORDER BY d.id")
    assert found == ["abstract", None]


def test_decide_on_an_unknown_term_names_what_is_near(tagged: Path) -> None:
    with pytest.raises(NotFound) as caught:
        by_hand(tagged, "semi structured intervues", Verdict.CONFIRMED)
    assert caught.value.hint
    assert rows(tagged, "SELECT count(*) FROM runs WHERE command = 'assign'") == [0]


class _Other:
    """A tagger that finds a concept or none."""

    def __init__(self, found: tuple[Assignment, ...]) -> None:
        self._found = found

    def tag(self, _: object) -> tuple[Assignment, ...]:
        return self._found


def test_tag_prints_what_changed_for_readers(tagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = [one.label for one in work_of(tagged, KEY).tags]
    by_hand(tagged, FOUND, Verdict.CONFIRMED)
    new = shipped_vocabulary().resolve(HAND)
    monkeypatch.setattr(run_service, "tagger_with", lambda _: _Other((Assignment(concept=new.id, confidence=0.9, evidence=()),)))
    (diff,) = tag(tagged).changed
    assert diff.added == (new.pref_label,)
    assert sorted(diff.removed) == sorted(label for label in machine if label.lower() != FOUND)
    assert [label.lower() for label in diff.kept_by_hand] == [FOUND]
    assert FOUND in tags(tagged)


def test_decisions_outlive_a_change_of_the_vocabulary(tagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand(tagged, HAND, Verdict.CONFIRMED)
    by_hand(tagged, FOUND, Verdict.REJECTED)
    whole = shipped_vocabulary()
    gone = {whole.resolve(HAND).id, whole.resolve(FOUND).id}
    kept = {key: replace(one, pref_label=one.pref_label + "!") for key, one in whole.concepts.items() if key not in gone}
    smaller = replace(whole, concepts=kept, digest="other", version="9")
    monkeypatch.setattr(run_service, "vocabulary_for", lambda _: smaller)
    tag(tagged)
    found = tags(tagged)
    assert (found[HAND].status, found[FOUND].status) == ("confirmed", "rejected")
    assert all(one.label.endswith("!") for one in found.values() if one.origin == "machine")
    assert rows(tagged, "SELECT id FROM concepts WHERE deprecated ORDER BY id") == sorted(gone)
    assert rows(tagged, "SELECT value FROM meta ORDER BY name") == ["other", "9"]
    monkeypatch.undo()
    tag(tagged)
    assert rows(tagged, "SELECT count(*) FROM concepts WHERE deprecated") == [0]
    assert troubles(tagged) == []


def test_tag_reads_again_what_changed_meanwhile(tagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, longer = tag_service.current_texts, ABSTRACT + " " + "We ran focus groups with carers. " * 9
    calls = []

    def current(connection: sqlite3.Connection, work: int) -> list[tuple[int, Text]]:
        found = real(connection, work)
        calls.append(work)
        if len(calls) == 1:
            save(tagged, record(source="ris", doi="10.5555/one", texts=(Text(longer, "abstract", "en"),)))
        return found

    monkeypatch.setattr(tag_service, "current_texts", current)
    tag(tagged)
    assert "focus groups" in tags(tagged)
    assert troubles(tagged) == []


def test_tag_lines_tags_without_a_catalogue() -> None:
    rows_in = [
        {"id": 1, "title": "Power", "abstract": ABSTRACT},
        {"id": "x", "title": None, "sections": [{"label": "METHODS", "text": "We held focus groups."}]},
        {"id": None},
    ]
    one, two, three = tag_lines([json.dumps(row) for row in rows_in])
    assert (one["id"], two["id"], three["id"]) == (1, "x", None)
    assert {t.label.lower() for t in one["tags"]} >= {FOUND}
    assert [quote.section for t in two["tags"] for quote in t.evidence] == ["METHODS"] * len(two["tags"])
    assert three["tags"] == []


@pytest.mark.parametrize(
    "line", ["{broken", "[]", "5", '"x"', '{"sections": [1]}', '{"sections": 5}', "[" * 100_000, '{"title": "\\ud800"}']
)
def test_tag_lines_goes_on_after_a_line_that_cannot_be_read(line: str) -> None:
    good = json.dumps({"id": "1", "abstract": ABSTRACT})
    found = list(tag_lines(["", line, good]))
    assert [row["id"] for row in found] == [None, "1"]
    assert found[0].get("line", 2) == 2


def _as(usage: Usage | None, confidence: float) -> Assignment:
    return Assignment(concept=str(shipped_vocabulary().resolve(FOUND).id), confidence=confidence, usage=usage, evidence=())


@pytest.mark.parametrize("is_try", [False, True])
def test_tag_prints_what_is_read_otherwise(is_try: bool, tagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (label,) = (one.label for one in work_of(tagged, KEY).tags if one.label.lower() == FOUND)

    def tag_as(assignment: Assignment) -> tuple[WorkDiff, ...]:
        for module in (run_service, tag_service):
            monkeypatch.setattr(module, "tagger_with", lambda _: _Other((assignment,)))
        if not is_try:
            return tag(tagged).changed
        with CatalogueFile(tagged) as file:
            return try_tags(file).changed

    monkeypatch.setattr(run_service, "tagger_with", lambda _: _Other((_as(Usage.USED, 0.9),)))
    tag(tagged)
    assert tag_as(_as(Usage.USED, 0.8)) == ()
    (diff,) = tag_as(_as(Usage.TOPIC, 0.6))
    (change,) = diff.changed
    assert (diff.added, diff.removed, change.label) == ((), (), label)
    assert (change.before.usage, change.before.match) == ("used", "strong")
    assert (change.after.usage, change.after.match, change.after.part) == ("topic", "fair", None)
    assert tag_as(_as(Usage.TOPIC, 0.6)) == ((diff,) if is_try else ())
    by_hand(tagged, FOUND, Verdict.CONFIRMED)
    assert tag_as(_as(Usage.USED, 0.9)) == ()
