"""Meaning: works are read at ingest, search ranks by it, and nothing changes where there is no model."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder, installed
from hypothesis import given
from hypothesis import strategies as st
from running import Ran

import cpx
from cpx.embedding.base import ModelRefused
from cpx.errors import Interrupted
from cpx.services import embed as service
from cpx.services import meaning
from cpx.store.catalogue import CatalogueFile

Run = Callable[..., Ran]
WORKS = (
    ("a", "Older people at home", "Help at home for older people and the price of it."),
    ("b", "Older people at home: being alone", "Loneliness, isolation and being alone of older people at home."),
    ("c", "Older people in schools", "Teachers, pupils and isolation."),
    ("d", "Isolation", "Alone in isolation."),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPX_DB", str(tmp_path / "c.db"))
    return write(tmp_path, WORKS)


def write(folder: Path, works: tuple[tuple[str, str, str], ...]) -> Path:
    path = folder / "works.jsonl"
    path.write_text("".join(json.dumps({"id": name, "title": title, "abstract": text}) + "\n" for name, title, text in works))
    return path


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEmbedder]:
    with installed(monkeypatch, FakeEmbedder()) as embedder:
        assert embedder is not None
        yield embedder


def ids(path: Path, query: str, **filters: object) -> list[str | None]:
    with cpx.open(path) as catalogue:
        return [hit.source_id for hit in catalogue.search(query, **filters)]  # type: ignore[arg-type]


def test_ingest_reads_works_and_search_ranks_by_meaning(path: Path, model: FakeEmbedder, run_cpx: Run, tmp_path: Path) -> None:
    plain = run_cpx("ingest", str(path), "--no-embed", "--json")
    assert plain.code == 0
    assert not model.read
    before = ids(tmp_path / "c.db", "older people at home feel isolation")
    assert not model.read, "no work has a vector yet: the question is not read"
    again = run_cpx("ingest", str(path), "--json")
    assert "read for meaning: 4 works" in again.stderr
    assert len(model.read) == 8, "title and abstract, and the title once more"
    after = ids(tmp_path / "c.db", "older people at home feel isolation")
    assert sorted(map(str, after)) == sorted(map(str, before)), "each has one of the words"
    assert after.index("a") > before.index("a"), "it is about money"
    assert model.read[-1] == "older people at home feel isolation"


@pytest.mark.usefixtures("model")
def test_all_words_stay_before_some(path: Path, run_cpx: Run, tmp_path: Path) -> None:
    run_cpx("ingest", str(path))
    with cpx.open(tmp_path / "c.db") as catalogue:
        matches = [hit.match for hit in catalogue.search("older people isolation")]
        assert matches == sorted(matches)
        assert set(matches) == {"all", "some"}
        assert {hit.source_id for hit in catalogue.search("older people isolation", limit=2)} == {"b", "c"}


@pytest.mark.parametrize("query", ["isolation", "older OR people", '"older people" home', "title:older people"])
def test_one_word_and_operators_go_by_words_alone(query: str, path: Path, model: FakeEmbedder, run_cpx: Run, tmp_path: Path) -> None:
    run_cpx("ingest", str(path))
    read = list(model.read)
    ids(tmp_path / "c.db", query)
    assert model.read == read


@pytest.mark.usefixtures("model")
def test_filters_hold_for_works_near_in_meaning(path: Path, run_cpx: Run, tmp_path: Path) -> None:
    run_cpx("ingest", str(path))
    assert ids(tmp_path / "c.db", "older people loneliness alone", type="book") == []


@pytest.mark.usefixtures("model")
def test_without_a_model_vectors_are_left_alone(path: Path, run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_cpx("ingest", str(path), "--no-embed")
    plain = ids(tmp_path / "c.db", "older people loneliness home")
    run_cpx("embed")
    with installed(monkeypatch, None):
        done = run_cpx("search", "older people loneliness home", "--json")
        assert [row["source_id"] for row in done.json] == plain
        assert "meaning" not in done.stderr
        refused = run_cpx("embed", "--json")
        assert refused.code == 1
        assert refused.error["message"] == "reading for meaning needs what is not installed: fake"
        assert "cpx[semantic]" in refused.error["hint"]


@pytest.mark.usefixtures("model")
def test_switched_off_is_said_with_how_to_switch_it_on(path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run_cpx("ingest", str(path), "--no-embed")
    monkeypatch.setenv("CPX_SEMANTIC", "off")
    assert "CPX_SEMANTIC" in run_cpx("embed", "--json").error["hint"]
    monkeypatch.delenv("CPX_SEMANTIC")
    run_cpx("config", "semantic", "off")
    refused = run_cpx("embed", "--json")
    assert (refused.code, refused.error["hint"]) == (1, "cpx config semantic on")


@pytest.mark.usefixtures("model")
def test_a_refused_model_is_told_and_search_goes_on(path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run_cpx("ingest", str(path))
    monkeypatch.setattr(meaning, "open_embedder", refuse)
    done = run_cpx("search", "older people", "--json")
    assert done.code == 0
    assert done.json
    assert "ranked by words alone: wrong hash; mend it" in done.stderr


def refuse() -> None:
    raise ModelRefused("wrong hash", "mend it")


def test_ctrl_c_keeps_what_was_read(path: Path, model: FakeEmbedder, run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_cpx("ingest", str(path), "--no-embed")
    monkeypatch.setattr(service, "_BATCH", 2)
    model.stop_after = 4
    with CatalogueFile(tmp_path / "c.db", writable=True) as file, pytest.raises(Interrupted, match="2 works wait"):
        service.embed(file)
    model.stop_after = None
    done = run_cpx("embed", "--json")
    assert {name: done.json[name] for name in ("embedded", "works", "waiting")} == {"embedded": 2, "works": 4, "waiting": 0}
    assert len(model.read) == 8


@pytest.mark.usefixtures("model")
def test_another_model_reads_anew_and_its_hash_stands_beside(
    path: Path, run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_cpx("ingest", str(path))
    with installed(monkeypatch, FakeEmbedder("other", "e" * 64)) as other:
        assert "read for meaning: 4 works" in run_cpx("ingest", str(path)).stderr
        assert other is not None
        assert len(other.read) == 8
    with sqlite3.connect(tmp_path / "c.db") as connection:
        assert connection.execute("SELECT name, sha256, dimensions FROM embedding_models").fetchall() == [("other", "e" * 64, 4)]
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (4,)


def test_a_changed_title_is_read_again(path: Path, model: FakeEmbedder, run_cpx: Run) -> None:
    run_cpx("ingest", str(path))
    key = run_cpx("search", "isolation", "--limit", "1", "--json").json[0]["key"]
    run_cpx("edit", key, "--set", "title=Of money")
    done = run_cpx("embed", "--json")
    assert done.json["embedded"] == 1
    assert model.read[-1] == "Of money"


def test_what_another_program_changed_is_read_again(
    path: Path, model: FakeEmbedder, run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_COMPARED", 3)
    run_cpx("ingest", str(path))
    assert run_cpx("embed", "--json").json["embedded"] == 0
    with sqlite3.connect(tmp_path / "c.db") as connection:
        connection.execute("UPDATE works SET abstract = 'Of money alone.' WHERE title = 'Isolation'")
    done = run_cpx("embed", "--json")
    assert {name: done.json[name] for name in ("embedded", "works", "waiting")} == {"embedded": 1, "works": 4, "waiting": 0}
    assert "Isolation. Of money alone." in model.read


@given(st.dictionaries(st.integers(1, 9), st.floats(-50, 50)), st.dictionaries(st.integers(1, 9), st.floats(-1, 1)))
def test_fused_scores_lie_between_nought_and_one(words: dict[int, float], about: dict[int, float]) -> None:
    fused = meaning.fuse(words, about)
    assert fused.keys() == words.keys()
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in fused.values())
