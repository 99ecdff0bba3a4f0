"""A sentence model of a person's own: a folder with ``model.onnx`` and ``tokenizer.json``, run by onnxruntime.

Texts are read as the models of sentence-transformers want it: at most 256 pieces, the mean of the pieces that are text, or
the sentence's vector where the model gives one itself.
"""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cpx.embedding.arrays import load_numpy, pack
from cpx.embedding.base import MOST_CHARACTERS, MOST_TOKENS, Model, ModelRefused

FILES = ("model.onnx", "tokenizer.json")
_NEEDED = ("onnxruntime", "tokenizers", "numpy")
_SENTENCE = 2
"""Dimensions of an output that is one vector a text; with one a piece there are three."""


def load(folder: Path) -> "LocalModel":
    """Load the model of a folder; raises ModelRefused where a file or a package is missing, or the files are no sentence model."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ModelRefused(
            f"a model of your own needs {' and '.join(missing)}", "pip install 'cpx[onnx]'; or use ours: cpx config model --unset"
        )
    try:
        model, tokenizer = ((folder / name).read_bytes() for name in FILES)
    except OSError as error:
        raise ModelRefused(
            f"{error.filename} cannot be read: {(error.strerror or str(error)).lower()}",
            f"name a folder that holds {' and '.join(FILES)}: cpx config model FOLDER; or use ours: cpx config model --unset",
        ) from error
    try:
        return LocalModel(folder.resolve().name, model, tokenizer)
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own, or plain Exception
        raise ModelRefused(
            f"{folder} holds no sentence model that can be used: {_first_line(error)}", "use ours: cpx config model --unset"
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200] or type(error).__name__


class LocalModel:
    """A model at work."""

    def __init__(self, name: str, model: bytes, tokenizer: bytes) -> None:
        """Load both files."""
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        self._np = load_numpy()
        options = SessionOptions()
        options.log_severity_level = 3  # errors only: its warnings are for those who make models
        self._session: Any = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._output = _choose_output(self._session.get_outputs())
        self._tokenizer: Any = Tokenizer.from_str(tokenizer.decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        # The same weights read with another tokenizer are another model; the hash stays the one that sha256sum prints.
        called = f"{name} (tokenizer {hashlib.sha256(tokenizer).hexdigest()[:8]})"
        self.model = Model(called, hashlib.sha256(model).hexdigest(), len(self._run("a")))

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        """Give a vector for each text, one text after the other: the model itself uses all cores."""
        return [pack(self._run(text)) for text in texts]

    def _run(self, text: str) -> Any:  # noqa: ANN401 - an array
        np = self._np
        read = self._tokenizer.encode(text[:MOST_CHARACTERS])
        given = {"input_ids": read.ids, "attention_mask": read.attention_mask, "token_type_ids": read.type_ids}
        arrays = {name: np.array([given[name]], dtype=np.int64) for name in self._inputs if name in given}
        found = self._session.run([self._output], arrays)[0][0]
        return found if found.ndim == 1 else found.mean(0)


def _choose_output(outputs: Sequence[Any]) -> str:
    """Choose the output that is one vector a text, else the first, which is one a piece."""
    whole = [one for one in outputs if len(one.shape) == _SENTENCE]
    return str((whole or outputs)[0].name)
