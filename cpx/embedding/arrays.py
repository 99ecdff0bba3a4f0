"""numpy, loaded so that it starts quickly; vectors as bytes; how near they are."""

import math
import os
import sys
from array import array
from collections.abc import Sequence
from importlib.util import find_spec
from operator import mul
from typing import Any

from cpx.embedding.base import Array

_THREADS = "OPENBLAS_NUM_THREADS"
_LONGEST = 127
"""The longest component of a vector that is kept."""
_AT_ONCE = 1024


def load_numpy() -> Any:  # noqa: ANN401 - a module
    """Import numpy with one thread a multiplication: we read several texts at a time, and a short question needs no more."""
    if "numpy" not in sys.modules:
        _SINGLE[0] = os.environ.get(_THREADS, "1") == "1"
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = before or "1"
    try:
        import numpy as np
    finally:
        if before is None:
            os.environ.pop(_THREADS, None)
    return np


def is_single() -> bool:
    """Tell whether a multiplication keeps to one core, so that several texts may be read at a time without getting in each other's way.

    A program that loaded numpy before us has chosen otherwise.
    """
    return "numpy" not in sys.modules or _SINGLE[0] or os.environ.get(_THREADS) == "1"


_SINGLE = [False]


def pack(vector: Array) -> bytes:
    """Keep the direction of a vector in one signed byte a dimension."""
    np = load_numpy()
    longest = float(np.abs(vector).max())
    if not longest or not np.isfinite(longest):
        return bytes(len(vector))
    return bytes(np.rint(vector * (_LONGEST / longest)).astype(np.int8).tobytes())


def blend(one: bytes, other: bytes, weight: float) -> bytes:
    """Give the direction between two, the second counting ``weight`` of the first."""
    first, second = array("b", one), array("b", other)
    scale = weight * _size(first) / (_size(second) or 1.0)
    mixed = [a + scale * b for a, b in zip(first, second, strict=True)]
    longest = max(map(abs, mixed), default=0.0)
    return array("b", [round(value * _LONGEST / longest) for value in mixed]).tobytes() if longest else one


def similarities(one: bytes, others: Sequence[bytes]) -> list[float]:
    """Give the cosine of the angle between a vector and each of the others; 0 for one of another length, or without a direction."""
    fitting = b"".join(other if len(other) == len(one) else bytes(len(one)) for other in others)
    found: list[float] = _cosines(one, fitting).tolist() if _has_numpy() else _slow_cosines(one, fitting)
    return found


def nearest(one: bytes, ids: Sequence[int], vectors: bytes, count: int) -> list[int]:
    """Give the ids of the nearest ``count`` among vectors that stand one after the other, nearest first."""
    if _has_numpy():
        order = (-_cosines(one, vectors)).argsort(kind="stable").tolist()
    else:
        order = [place for _, place in sorted((-near, place) for place, near in enumerate(_slow_cosines(one, vectors)))]
    return [ids[place] for place in order[:count]]


def _has_numpy() -> bool:
    return find_spec("numpy") is not None


def _cosines(one: bytes, vectors: bytes) -> Array:
    """Take so many vectors at a time that they stay in the processor's cache, which halves the time and takes no memory."""
    np = load_numpy()
    query = np.frombuffer(one, np.int8).astype(np.float32)
    query /= max(float(query @ query) ** 0.5, 1.0)
    matrix = np.frombuffer(vectors, np.int8).reshape(-1, len(one))
    found = np.empty(len(matrix), np.float32)
    for start in range(0, len(matrix), _AT_ONCE):
        part = matrix[start : start + _AT_ONCE].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", part, part))
        found[start : start + _AT_ONCE] = (part @ query) / np.maximum(lengths, 1)
    return found


def _slow_cosines(one: bytes, vectors: bytes) -> list[float]:
    """Do the same without numpy, a hundred vectors in three milliseconds: a catalogue with vectors may be read where there is no model."""
    query, held = array("b", one), array("b", vectors)
    parts = [held[start : start + len(query)] for start in range(0, len(held), len(query))]
    size = _size(query)
    return [sum(map(mul, query, part)) / max(size * _size(part), 1.0) for part in parts]


def _size(vector: "array[int]") -> float:
    return math.sqrt(sum(map(mul, vector, vector)))
