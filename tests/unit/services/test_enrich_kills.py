"""An enrichment that is killed: the file stays sound, what was saved stays saved, and the next one asks only for the rest."""

import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from catalogue_tools import rows, save, troubles
from crossref_server import CrossrefServer
from running import child_environment, run_here

from cpx.domain.record import Record

pytestmark = pytest.mark.soak
SOAK = os.environ.get("CPX_HYPOTHESIS_PROFILE") == "soak"
COUNT = 200 if SOAK else 100
SINGLES = 10
"""DOIs with a comma: they cannot stand in a list, and are asked about one by one."""
ONE_LIST = 50
KILLED = -signal.SIGKILL
_ENRICH = """
import os, signal, sys
from cpx.cli.app import run
from cpx.services import asking

place, number = sys.argv[1], int(sys.argv[2])
seen = 0

def die_at(real):
    def wrapper(*args, **kwargs):
        global seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return wrapper

if place == "within a batch":
    asking.Saver.save = die_at(asking.Saver.save)
elif place == "while preparing":
    asking.prepare = die_at(asking.prepare)
elif place == "between batches":
    asking.Asker._save = die_at(asking.Asker._save)
sys.exit(run(["enrich", "--no-find", "--quiet", "--json"]))
"""
FEW = (("within a batch", 1), ("within a batch", 77), ("while preparing", 60), ("between batches", 3))
MANY = 20


def _points() -> list[tuple[str, int]]:
    """Give the moments of the kills: a few that are always the same, or with ``make soak`` twenty at random."""
    if not SOAK:
        return list(FEW)
    chance = random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID"))  # noqa: S311 - the same on every core
    return [(chance.choice(("within a batch", "while preparing")), chance.randint(1, COUNT)) for _ in range(MANY)]


def _dois() -> list[str]:
    return [f"10.5555/kill{',' if number < SINGLES else '.'}{number}" for number in range(COUNT)]


def _work(doi: str) -> dict[str, object]:
    number = int(re.findall(r"\d+", doi)[-1])
    people = [{"given": f"Ada{who}", "family": f"Aho{number}"} for who in range(3)]
    text = f"<jats:p>Made by hand: nurses of ward {number} were asked in interviews. Managers should plan for time.</jats:p>"
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [f"Study number {number} of wards"],
        "author": people,
        "issued": {"date-parts": [[2000 + number % 20]]},
        "abstract": text,
        "reference": [{"key": str(at), "unstructured": f"Line {at} of study {number}"} for at in range(20)],
    }


def _asked(server: CrossrefServer) -> list[str]:
    """Give the DOIs that a server was asked about."""
    paths = [unquote(request["path"]) for request in server.requests]
    lists = [doi for path in paths if path.startswith("/works?") for doi in re.findall(r"doi:([^,&]+)", path)]
    return lists + [path.removeprefix("/works/") for path in paths if path.startswith("/works/")]


def _complete(path: Path) -> set[str]:
    return set(rows(path, "SELECT doi FROM works WHERE status = 'complete'"))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a catalogue of works that wait."""
    path = tmp_path_factory.mktemp("waiting") / "catalogue.db"
    save(path, *(Record(source="doi", source_id=doi, doi=doi) for doi in _dois()))
    return path.read_bytes()


@pytest.mark.parametrize(("place", "number"), _points())
def test_killed_enrich_asks_only_for_the_rest(place: str, number: int, waiting: bytes, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(waiting)
    with CrossrefServer() as server:
        server.works = {doi: _work(doi) for doi in _dois()}
        monkeypatch.setenv("CPX_CROSSREF_URL", server.url)
        monkeypatch.setenv("CPX_DB", str(path))
        words = [sys.executable, "-c", _ENRICH, place, str(number)]
        done = subprocess.run(words, env=child_environment(), capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == KILLED, done.stderr
        held = _complete(path)
        assert held <= set(_asked(server))
        assert place == "between batches" or len(held) >= number - ONE_LIST, "one request's answers are lost at most"
        server.requests.clear()
        again = run_here("enrich", "--no-find", "--quiet")
        assert again.code == 0, again.stderr
        assert sorted(_asked(server)) == sorted(set(_dois()) - held), "only the rest, each once"
    assert troubles(path) == []
    assert _complete(path) == set(_dois())
    assert len(rows(path, "SELECT id FROM works")) == COUNT
    assert rows(path, "SELECT state FROM runs WHERE command = 'enrich' ORDER BY id") == ["interrupted", "done"]
    assert rows(path, "SELECT count(*) FROM records WHERE source = 'crossref'") == [COUNT]
