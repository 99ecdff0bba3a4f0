"""numpy, loaded so that it starts quickly; vectors as bytes; how near they are."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import ndarray

_THREADS = "OPENBLAS_NUM_THREADS"
_LONGEST = 127
"""The longest component of a vector that is kept."""


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
    return "numpy" not in sys.modules or _SINGLE[0]


_SINGLE = [False]


def pack(vector: "ndarray") -> bytes:
    """Keep the direction of a vector in one signed byte a dimension."""
    np = load_numpy()
    longest = float(np.abs(vector).max())
    if not longest or not np.isfinite(longest):
        return bytes(len(vector))
    return bytes(np.rint(vector * (_LONGEST / longest)).astype(np.int8).tobytes())


def similarities(one: bytes, others: Sequence[bytes]) -> list[float]:
    """Give the cosine of the angle between a vector and each of the others; 0 for one of another length, or without a direction."""
    np = load_numpy()
    fitting = [other if len(other) == len(one) else bytes(len(one)) for other in others]
    return [float(value) for value in _cosines(np, one, b"".join(fitting))]


def nearest(one: bytes, ids: Sequence[int], vectors: bytes, count: int) -> list[int]:
    """Give the ids of the nearest ``count`` among vectors that stand one after the other, nearest first."""
    np = load_numpy()
    if not ids or not count:
        return []
    found = _cosines(np, one, vectors)
    few = min(count, len(ids))
    top = np.argpartition(-found, few - 1)[:few]
    return [ids[at] for at in sorted(top.tolist(), key=lambda at: (-found[at], ids[at]))]


def _cosines(np: Any, one: bytes, vectors: bytes) -> "ndarray":  # noqa: ANN401 - a module
    if not vectors:
        return np.zeros(0, np.float32)
    matrix = np.frombuffer(vectors, np.int8).reshape(-1, len(one)).astype(np.float32)
    query = np.frombuffer(one, np.int8).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix)) * np.sqrt(query @ query)
    return (matrix @ query) / np.maximum(lengths, 1)
