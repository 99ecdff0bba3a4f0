"""Cut a text into the word pieces that BERT's uncased models read, as their own tokenizer does.

The pieces and their numbers are read from the tokenizer file that comes with the model. With it no package is needed that
can fetch models from the network.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cpx.embedding.base import MOST_CHARACTERS
from cpx.embedding.onnx_tensors import Data

_OPENS, _ENDS = b'"vocab":', b"}"
_FEW = 500
"""Pieces that are looked for one by one, 30 microseconds each: reading all 30,000 takes as long as 200 to 300 of them."""
_LONGEST_WORD = 100
_NUMBER = re.compile(rb"\d+")
_CONTROL = ("Cc", "Cf", "Co", "Cs")
_CJK = "([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ceaf\U0002f800-\U0002fa1f])"
_ASCII_WORDS = re.compile(r"[0-9a-z]+|[!-/:-@\[-`{-~]")


class Vocabulary:
    """The numbers of all pieces, out of a tokenizer file; read as a whole once many were asked for."""

    def __init__(self, data: Data) -> None:
        """Find where they stand."""
        start = data.find(_OPENS) + len(_OPENS)
        # A comma in place of the bracket that opens them: each name stands between a comma and a colon.
        self._text = b"," + data[start + 1 : data.find(_ENDS, data.rfind(b":")) + 1]
        self._asked = 0
        self._all: dict[str, int] | None = None

    def find(self, piece: str) -> int | None:
        """Give the number of a piece; None for what is none."""
        self._asked += 1
        if self._asked > _FEW and self._all is None:
            self._all = json.loads(b"{" + self._text[1:])
        return self._find_one(piece) if self._all is None else self._all.get(piece)

    def _find_one(self, piece: str) -> int | None:
        name = f",{json.dumps(piece, ensure_ascii=False)}:".encode("utf-8", "surrogatepass")
        at = self._text.find(name)
        found = _NUMBER.match(self._text, at + len(name)) if at >= 0 else None
        return int(found[0]) if found else None


class WordPieces:
    """The vocabulary, ready to cut texts."""

    def __init__(self, data: Data) -> None:
        """Take the vocabulary of a tokenizer file."""
        self._vocabulary = Vocabulary(data)
        self._unknown, self._start, self._end = (self._vocabulary.find(name) or 0 for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._cut = lru_cache(maxsize=1 << 14)(self._cut_word)

    def encode(self, text: str, most: int) -> list[int]:
        """Give the numbers of the pieces of a text, at most ``most``, the marks of its start and end among them."""
        numbers = [self._start]
        for word in split_words(text[:MOST_CHARACTERS]):
            numbers += self._cut(word)
            if len(numbers) >= most:
                break
        return [*numbers[: most - 1], self._end]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """Take the longest piece that is known, again and again; a word with a part that is not known is unknown as a whole."""
        numbers: list[int] = []
        start, mark = 0, ""
        while start < len(word) <= _LONGEST_WORD:
            tried = ((end, self._vocabulary.find(mark + word[start:end])) for end in range(len(word), start, -1))
            end, number = next(((end, number) for end, number in tried if number is not None), (0, None))
            if number is None:
                break
            numbers.append(number)
            start, mark = end, "##"
        return tuple(numbers) if start == len(word) else (self._unknown,)


def split_words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters without accents; every mark of punctuation and Chinese character is a word."""
    if text.isascii():
        yield from _ASCII_WORDS.findall("".join(text.lower().split("\0")) if "\0" in text else text.lower())
        return
    cleaned = "".join(" " if char.isspace() else char for char in text if not _is_control(char))
    spaced = re.sub(_CJK, r" \1 ", cleaned)
    plain = "".join(char for char in unicodedata.normalize("NFD", spaced) if unicodedata.category(char) != "Mn")
    for word in plain.replace("Σ", "σ").lower().split():  # Python's lower() knows a final sigma, the model's tokenizer does not
        yield from _split_marks(word)


def _is_control(char: str) -> bool:
    return char == "\ufffd" or (char not in "\t\n\r" and unicodedata.category(char) in _CONTROL)


def _split_marks(word: str) -> Iterator[str]:
    start = 0
    for at, char in enumerate(word):
        if _is_mark(char):
            if start < at:
                yield word[start:at]
            yield char
            start = at + 1
    if start < len(word):
        yield word[start:]


def _is_mark(char: str) -> bool:
    return (char.isascii() and char.isprintable() and not char.isalnum() and char != " ") or unicodedata.category(char)[0] == "P"
