"""What every test gets: no network, a catalogue of its own, a known environment; and fixtures to run cpx with."""

import itertools
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import network_guard
import pytest
from crossref_fixture import crossref
from hypothesis import HealthCheck, settings
from running import Ran, run_here, run_process

__all__ = ["crossref"]

ROOT = Path(__file__).resolve().parents[1]
DEAD = "http://127.0.0.1:9"
"""Nobody listens there: a service that cannot be reached."""
KNOWN = {
    "CPX_MAILTO": "tester@example.org",
    "CPX_USER": "tester",
    "CPX_SEMANTIC": "off",
    "CPX_CROSSREF_URL": DEAD,
    "CPX_DOI_URL": DEAD,
    "CPX_DATACITE_URL": DEAD,
    "COLUMNS": "80",
    "TZ": "UTC",
}
UNSET = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "LINES")

# A shell that runs the tests in the background has them ignore Ctrl-C, and every command that they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("ci", max_examples=60, deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.register_profile(
    "soak", max_examples=20_000, deadline=None, derandomize=False, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("CPX_HYPOTHESIS_PROFILE", "ci"))

network_guard.block_network()
_numbers = itertools.count()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave unmeasured what repeats much and reaches little more: generated inputs, and real data by the thousand.

    Measuring takes three times as long.
    """
    for item in items:
        if item.get_closest_marker("hypothesis") or "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that holds every test's own catalogue."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(autouse=True)
def known_environment(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    """Give each test a catalogue path of its own (no file yet) and the same settings on every machine."""
    number = next(_numbers)
    monkeypatch.setenv("CPX_DB", str(own_folder / f"{number}.db"))
    for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(own_folder / f"{number}-{kind.lower()}"))
    for name, value in KNOWN.items():
        monkeypatch.setenv(name, value)
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that tried to reach the network, also where the code under test caught the refusal."""
    network_guard.ATTEMPTS.clear()
    yield
    tried, network_guard.ATTEMPTS[:] = list(network_guard.ATTEMPTS), []
    assert not tried, f"this test tried to reach the network: {tried}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the originals and the measuring data that stands beside the project, or skip."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared here")
    return folder


@pytest.fixture
def run_cpx() -> Callable[..., Ran]:
    """Run a command line in this process: ``run_cpx("search", "power", "--json").json``."""
    return run_here


@pytest.fixture
def run_cpx_process() -> Callable[..., Ran]:
    """Run a command line in a process of its own."""
    return run_process


@pytest.fixture(scope="session")
def built_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a catalogue from ``seeds/``, once a session. Never write to it: take ``seeds_catalogue``."""
    path = tmp_path_factory.mktemp("seeds") / "catalogue.db"
    done = run_here("ingest", str(ROOT / "seeds"), "--db", str(path), "--by", "tester", "--json")
    assert done.code == 0, done.stderr
    return path


@pytest.fixture
def seeds_catalogue(built_seeds: Path, monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> Path:
    """Give a copy of the catalogue built from ``seeds/`` that the test may change; ``CPX_DB`` names it."""
    path = own_folder / f"seeds-{next(_numbers)}.db"
    shutil.copyfile(built_seeds, path)
    monkeypatch.setenv("CPX_DB", str(path))
    return path
