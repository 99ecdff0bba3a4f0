"""Catalogues full of texts that mean harm."""
# ruff: noqa: S608 - the codes are ours

import shutil
from pathlib import Path

import pytest
from catalogue_tools import execute
from hostile import write_hostile
from running import run_here


@pytest.fixture(scope="session")
def built_hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a catalogue of hostile texts, once a session. Never write to it."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "catalogue.db"
    done = run_here("ingest", str(write_hostile(folder / "in.jsonl")), "--db", str(path), "--by", "tester", "--json")
    assert done.code == 0, done.stderr
    return path


@pytest.fixture
def hostile_catalogue(built_hostile: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the catalogue of hostile texts in ``CPX_DB``: for reading only."""
    monkeypatch.setenv("CPX_DB", str(built_hostile))
    return built_hostile


@pytest.fixture(scope="session")
def built_tampered(built_hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a catalogue into which somebody wrote codes behind our back: what is printed is not what we once cleaned."""
    path = tmp_path_factory.mktemp("tampered") / "catalogue.db"
    shutil.copyfile(built_hostile, path)
    codes = "char(27) || '[31m' || char(7) || char(155) || '2J' || char(8238) || char(0) || char(12) || char(13)"
    execute(
        path,
        f"UPDATE works SET title = title || {codes}, container_title = {codes} || container_title, abstract = abstract || {codes}",
        f"UPDATE contributors SET family = family || {codes}, given = given || {codes}",
        f"UPDATE statements SET content = content || {codes}",
        f"UPDATE concepts SET pref_label = pref_label || {codes}",
    )
    return path


@pytest.fixture
def tampered_catalogue(built_tampered: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the catalogue that was tampered with in ``CPX_DB``: for reading only."""
    monkeypatch.setenv("CPX_DB", str(built_tampered))
    return built_tampered
