"""Servers that spoil every answer in one way, from ../shared/tools, and cpx's registries with short deadlines before them.

The servers run in this process, one a mode, so that many modes can be tried at once: most of the time is spent waiting.
"""

import importlib.util
import threading
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from cpx.sources.agencies import Agencies
from cpx.sources.crossref import Crossref
from cpx.sources.http import HttpClient, Reply
from cpx.sources.pace import Pace
from cpx.sources.polite import PoliteClient
from cpx.sources.registries import Registries

TOOL = Path(__file__).resolve().parents[2] / "shared/tools/crossref_standin.py"
OPTIONS = {
    "works": None, "datacite": None, "log": None, "slow": 3.0, "drip": 0.05, "bomb": 12, "trap": 9,
    "rate": 200, "list_rate": 100, "interval": 1, "concurrency": 9, "enforce": False,
}  # fmt: skip
"""As on the tool's command line: seconds of silence, seconds a byte, MB in a bomb (we take ten); limits that no test waits for."""


@cache
def tool() -> Any:  # noqa: ANN401 - a module that is not ours
    """Load the tool that spoils answers."""
    spec = importlib.util.spec_from_file_location("crossref_standin", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def serving(mode: str, works: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Run a server that holds these works and spoils every answer in this way; give its address."""
    module = tool()
    state = module.State(Namespace(**OPTIONS, mode=mode))
    state.works = {work["DOI"].lower(): work for work in works}
    state.order = list(state.works)
    handler = type("Handler", (module.H,), {"st": state})
    server = module.S(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Hasty(PoliteClient):
    """Waits for no answer longer than it was told at first, whatever a single request would allow."""

    most: float

    def get(self, url: str, *, deadline: float | None = None, **about: Any) -> Reply:  # noqa: ANN401 - as its parent's
        return super().get(url, deadline=min(self.most, deadline or self.most), **about)


@contextmanager
def registries(url: str, deadline: float) -> Iterator[Registries]:
    """Give the registries at an address, each request with a deadline in seconds."""
    client = HttpClient(agent="cpx-test", origins=[url], deadline=deadline)
    asks = _Hasty(client, Pace(None, url, polite=True))
    asks.most = deadline
    with Registries(Crossref(asks, url, client.stop), Agencies(asks, url, url), client.close) as source:
        yield source
