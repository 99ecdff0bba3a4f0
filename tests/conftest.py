"""What every test gets: no network, a catalogue of its own, a known environment; and fixtures to run cpx with."""

import contextlib
import importlib
import itertools
import os
import pkgutil
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import coverage
import network_guard
import pytest
from crossref_fixture import crossref
from hypothesis import HealthCheck, settings
from running import Ran, run_here, run_process

import cpx

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
os.environ["CPX_SEMANTIC"] = "off"  # also for what is made once a session
_numbers = itertools.count()
MEASURED_CASES = 12
"""Cases of one table of a test that count for coverage, spread over the table."""


def _measurer(config: pytest.Config) -> Any:  # noqa: ANN401 - pytest-cov's, which says no types
    """Give what measures coverage in this process, or None."""
    return getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[object]:
    """Import all of cpx measured, then measure nothing but what tests call: measured, all Python in the process takes thrice as long."""
    if measurer := _measurer(session.config):
        if hasattr(session.config, "workerinput") or not session.config.getoption("numprocesses", None):
            for module in pkgutil.walk_packages(cpx.__path__, "cpx."):
                with contextlib.suppress(ModuleNotFoundError):  # what an extra brings may be absent; tests that need it say so
                    importlib.import_module(module.name)
        measurer.pause()
        while beneath := coverage.Coverage.current():  # in a process of xdist, pytest-cov starts twice, and the first goes on
            beneath.stop()
    return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave most cases of a long table out of what is measured: they reach what the others reach, and take twice as long with it."""
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        tables.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in tables.values():
        step = -(-len(cases) // MEASURED_CASES)
        for number, item in enumerate(cases):
            if number % step:
                item.add_marker("unmeasured")


def _is_measured(item: pytest.Item) -> bool:
    """Tell whether a test counts for coverage: not what repeats much and reaches little more, as generated inputs and real data do.

    What is left out can only make the share smaller that the gate sees.
    """
    left_out = item.get_closest_marker("hypothesis") or item.get_closest_marker("unmeasured")
    return not left_out and "shared" not in getattr(item, "fixturenames", ())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Measure the test itself: neither what its fixtures do, nor what pytest does around it."""
    measurer = _measurer(item.config)
    if measurer is None or not _is_measured(item):
        return (yield)
    measurer.resume()
    try:
        return (yield)
    finally:
        measurer.pause()


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
