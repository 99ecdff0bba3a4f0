"""A place for a catalogue, and one that holds something."""

from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, BERG, record, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a place where no catalogue is yet."""
    return tmp_path / "catalogue.db"


@pytest.fixture
def filled(path: Path) -> Path:
    """Give a catalogue with two works."""
    save(
        path,
        record(authors=(AHO, BERG), issued="2024", doi="10.5555/one", abstract=ABSTRACT, keywords=("wards", "power")),
        record("Codesign of clinics", authors=(BERG,), issued="2019-04", abstract="We ran a survey of staff. It went well."),
    )
    return path
