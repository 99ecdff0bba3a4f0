"""A query cut into tokens, each with its place, so that an error can point at it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cpx.errors import BadQuery

QUOTES = '"“”„‟«»＂'
OPERATORS = ("AND", "OR", "NOT")
VALUES = ("word", "quoted", "near", "doi", "url")
"""Kinds of tokens that are values."""


class Token(NamedTuple):
    """One piece of the query.

    ``kind`` is open, close, minus, operator, field, quoted, near, doi, url or word; ``at`` is its first character, ``length``
    how many it has there, ``distance`` how many words may stand between those of a ``near``.
    """

    kind: str
    text: str
    at: int
    length: int
    distance: int = 0


@cache
def _scanner() -> re.Pattern[str]:
    """Compile once and only when needed: a start of cpx must not pay for it."""
    return re.compile(
        rf"""
        (?P<doi> (?:doi:\s*)? (?:https?://(?:dx\.)?doi\.org/)? 10\.\d{{4,9}}/[^\s{QUOTES}]+ )
        | (?P<url> https?://[^\s{QUOTES}]+ )
        | [{QUOTES}] (?P<quoted> [^{QUOTES}]* ) (?P<ended> [{QUOTES}] )? (?P<near> ~ \d{{1,3}} (?=[\s)]|$) )?
        | (?P<open> \( ) | (?P<close> \) )
        | (?P<minus> - (?=[^\s-]) )
        | (?P<operator> (?:AND|OR|NOT) (?=[\s()]|$) )
        | (?P<field> [A-Za-z]{{2,}} : (?=[^\s:/)]) )
        | (?P<word> [^\s{QUOTES}()]+ )
        | (?P<space> \s+ )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def scan(text: str) -> Iterator[Token]:
    """Cut a query into tokens; white space only parts them."""
    if text.replace(" ", "").isalnum():
        yield from _scan_words(text)
        return
    at = 0
    while (match := _scanner().match(text, at)) is not None:
        token = _read_token(match)
        at = match.start() + token.length
        if token.kind != "space":
            yield token


def _scan_words(text: str) -> Iterator[Token]:
    """Cut a query of letters, digits and spaces, as most are: the patterns take longer to make than the search itself."""
    at = 0
    for word in text.split(" "):
        if word:
            yield Token("operator" if word in OPERATORS else "word", word, at, len(word))
        at += len(word) + 1


def _read_token(match: re.Match[str]) -> Token:
    kind, at, length = str(match.lastgroup), match.start(), len(match[0])
    if kind == "quoted":
        raise BadQuery("a quotation mark is opened and not closed", 'close it ("...") or take it out', match.string, at)
    if kind == "ended":
        return Token("quoted", match["quoted"], at, length)
    if kind == "near":
        return Token("near", match["quoted"], at, length, int(match["near"][1:]))
    if kind in {"doi", "url"}:
        text = _without_outer_brackets(match[0])
        return Token(kind, text, at, len(text))
    return Token("word" if kind == "operator" and match[0] not in OPERATORS else kind, match[0], at, length)


def _without_outer_brackets(piece: str) -> str:
    """Leave to the query what closes a bracket opened before: DOIs have brackets of their own."""
    while piece.endswith(")") and piece.count(")") > piece.count("("):
        piece = piece[:-1]
    return piece
