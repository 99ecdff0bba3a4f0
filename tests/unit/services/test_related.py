"""Related: what ties works together, and that each reason is true."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder, installed
from running import Ran

import cpx
from cpx.errors import BadUsage, NotFound

Run = Callable[..., Ran]


def work(name: str, title: str, abstract: str = "", **more: object) -> dict[str, object]:
    return {"id": name, "title": title, "abstract": abstract, "doi": f"10.5555/{name}", **more}


WORKS = (
    work("a", "Photovoice with migrants", "Photovoice groups of migrants took pictures of their streets.", authors=["Aho, Ada"]),
    work("b", "Pictures of streets", "Migrants in photovoice groups.", authors=["Bell, Bo"]),
    work("c", "A ledger of grain", "Harvests and tariffs.", authors=["Aho, Ada"]),
    work("d", "Tariffs of salt", "Harvests, mines and money."),
    work("e", "Lonely streets", "Being alone in loneliness."),
)


@pytest.fixture
def path(tmp_path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    lines = tmp_path / "works.jsonl"
    lines.write_text("".join(json.dumps(one) + "\n" for one in WORKS))
    monkeypatch.setenv("CPX_DB", str(tmp_path / "c.db"))
    assert run_cpx("ingest", str(lines)).code == 0
    return tmp_path / "c.db"


def test_related_ranks_shared_words_and_people_and_says_so(path: Path) -> None:
    with cpx.open(path) as catalogue:
        found = {hit.source_id: hit for hit in catalogue.related("10.5555/a")}
    assert next(iter(found)) == "b"
    assert set(found) <= {"b", "c", "e"}
    assert found["c"].reasons == ("people: Aho",)
    assert "photovoice" in found["b"].reasons[-1]
    assert all(0 <= hit.score <= 1 and hit.reasons for hit in found.values())


def test_related_goes_by_vectors_where_there_are_any(path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with cpx.open(path) as catalogue:
        plain = [hit.source_id for hit in catalogue.related("10.5555/d")]
    with installed(monkeypatch, FakeEmbedder()):
        assert run_cpx("embed").code == 0
        with cpx.open(path) as catalogue:
            assert [hit.source_id for hit in catalogue.related("10.5555/d")][:1] == plain[:1] == ["c"]


def test_related_refuses_what_is_not_here(path: Path) -> None:
    with cpx.open(path) as catalogue:
        with pytest.raises(NotFound):
            catalogue.related("nobody2020")
        with pytest.raises(BadUsage):
            catalogue.related("10.5555/a", limit=-1)
        assert catalogue.related("10.5555/a", limit=0) == ()


def test_related_is_a_table_on_a_terminal(path: Path, run_cpx: Run) -> None:
    done = run_cpx("related", "10.5555/a", "--db", str(path), tty=True)
    assert done.code == 0
    assert "photovoice" in done.stdout
