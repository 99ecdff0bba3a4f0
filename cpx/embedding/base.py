"""What a sentence model offers, whichever it is."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Any, Protocol

from cpx.errors import CpxError

Array = Any
"""numpy's ndarray: named so that types are checked alike with and without numpy."""
MOST_TOKENS = 256
"""Word pieces of a text that are read; models of this kind were trained on no more."""
MOST_CHARACTERS = 4000
"""Characters of a text that are looked at: more than ``MOST_TOKENS`` words ever fill in running text."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which model it is; another hash is another model, whose vectors cannot be compared with those of this one."""

    name: str
    sha256: str
    dimensions: int


class Embedder(Protocol):
    """Reads texts. A text's vector hangs on nothing that is read with it."""

    @property
    def model(self) -> Model:
        """Say which model it is."""
        ...

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text: one signed byte a dimension, the longest component 127."""
        ...


class ModelRefused(CpxError):
    """A model file that is missing, is not what it should be, or cannot be used."""


def check_hash(data: bytes | mmap, expected: str, place: str, remedy: str) -> None:
    """Raise ModelRefused for bytes with another SHA-256 than the one that this version of cpx knows."""
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ModelRefused(
            f"{place} is not the file that cpx knows (SHA-256 {found[:16]}..., expected {expected[:16]}...); it was not loaded", remedy
        )
