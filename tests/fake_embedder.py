"""A sentence model for tests, in the place of ours: a text is about the subjects whose words it has, whichever of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from cpx import registry
from cpx.embedding.base import Model
from cpx.services import meaning

SUBJECTS = (("loneliness", "isolation", "alone"), ("money", "cost", "price"), ("school", "pupil", "teacher"), ("the",))


class FakeEmbedder:
    """Counts the words of each subject; keeps what it read, and may be stopped after so many texts."""

    def __init__(self, name: str = "fake", sha256: str = "f" * 64) -> None:
        self.model = Model(name, sha256, len(SUBJECTS))
        self.read: list[str] = []
        self.stop_after: int | None = None

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        if self.stop_after is not None and len(self.read) + len(texts) > self.stop_after:
            raise KeyboardInterrupt
        self.read += texts
        return [bytes(min(127, 20 * sum(text.lower().count(word) for word in words)) for words in SUBJECTS) for text in texts]


_HERE: list[FakeEmbedder] = []


def find_file() -> Path | None:
    """Say where the model is, as the module of ours does."""
    return Path("fake.onnx") if _HERE else None


def find_missing() -> list[str]:
    """Say what is not installed, as the module of ours does."""
    return [] if _HERE else ["fake"]


def load(_path: Path) -> FakeEmbedder:
    """Give the model, as the module of ours does."""
    return _HERE[-1]


@contextmanager
def installed(monkeypatch: pytest.MonkeyPatch, embedder: FakeEmbedder | None) -> Iterator[FakeEmbedder | None]:
    """Have ``embedder`` stand where ours does (None: no model is installed), and meaning switched on."""
    before, _HERE[:] = list(_HERE), [embedder] if embedder else []
    with monkeypatch.context() as patch:
        patch.setitem(registry.EMBEDDERS, "ours", __name__)
        patch.setenv("CPX_SEMANTIC", "on")
        meaning._load.cache_clear()
        yield embedder
    _HERE[:] = before
    meaning._load.cache_clear()
