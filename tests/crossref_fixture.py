"""The fixture ``crossref``: a Crossref of our own on the loopback. A conftest takes it in by importing its name."""

from collections.abc import Iterator

import pytest
from crossref_server import CrossrefServer


@pytest.fixture
def crossref() -> Iterator[CrossrefServer]:
    """Give a running server; its ``url`` is for CPX_CROSSREF_URL."""
    with CrossrefServer() as server:
        yield server
