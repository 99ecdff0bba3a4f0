"""Cut a text into the word pieces that BERT's uncased models read, as their own tokenizer does.

``word_pieces.txt`` is the vocabulary of BERT (uncased, English), a line for each piece in the order of their numbers, by
Google under the Apache License 2.0. With it no package is needed that can fetch models from the network.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cpx.embedding.base import MOST_CHARACTERS, check_hash

VOCABULARY = Path(__file__).with_name("word_pieces.txt")
SHA256 = "0f052197aac305fe42f378b5c61554b7bacb34b8be4af83fec2cfdcdffbc9973"
_LONGEST_WORD = 100
_CONTROL = ("Cc", "Cf", "Co", "Cs")
_REMEDY = "install cpx anew: pip install --force-reinstall --no-deps cpx"
_CJK = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ceaf\U0002f800-\U0002fa1f])")
_ASCII_WORDS = re.compile(r"[0-9a-z]+|[!-/:-@\[-`{-~]")


class WordPieces:
    """The vocabulary, ready to cut texts."""

    def __init__(self) -> None:
        """Read the vocabulary; raises ModelRefused where it is not the one that cpx was made with."""
        data = VOCABULARY.read_bytes()
        check_hash(data, SHA256, str(VOCABULARY), _REMEDY)
        self._number = {piece: number for number, piece in enumerate(data.decode().split("\n"))}
        self._unknown, self._start, self._end = (self._number[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
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
        numbers, start, mark = [], 0, ""
        while start < len(word) <= _LONGEST_WORD:
            end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in self._number), 0)
            if not end:
                break
            numbers.append(self._number[mark + word[start:end]])
            start, mark = end, "##"
        return tuple(numbers) if start == len(word) else (self._unknown,)


def split_words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters without accents; every mark of punctuation and Chinese character is a word."""
    if text.isascii():
        yield from _ASCII_WORDS.findall("".join(text.lower().split("\0")) if "\0" in text else text.lower())
        return
    cleaned = "".join(" " if char.isspace() else char for char in text if not _is_control(char))
    spaced = _CJK.sub(r" \1 ", cleaned)
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
