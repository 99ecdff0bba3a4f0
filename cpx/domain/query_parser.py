"""From what a person types to a query tree. Anything can be typed: it is understood, or refused with one clear line.

    query   = clause { "OR" clause }
    clause  = factor { ["AND"] factor }
    factor  = ("NOT" | "-") factor | group | field ":" (value | group) | value
    group   = "(" [query] ")"
    value   = word | word "*" | "quoted words" | DOI | web address

Operators are written in capitals; ``and`` in small letters is a word. AND binds tighter than OR. A DOI or a web address is
one value whatever stands in it. Characters that mean nothing here only part words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from typing import NamedTuple

from cpx.domain.characters import clean_text
from cpx.domain.folding import takes_co
from cpx.domain.query import DEEPEST, FIELDS, LONGEST, MOST_TERMS, PASTED, And, Node, Not, Or, Phrase, Query, Word
from cpx.domain.query_values import read_value
from cpx.domain.words import STOP_WORDS
from cpx.errors import BadUsage

_QUOTES = '"“”„‟«»＂'
_ALIASES = {"authors": "author", "titles": "title", "keywords": "keyword", "language": "lang", "years": "year"}
_AS_WORD = 'put it in quotes to search for it as it stands: "..."'
_OPERATORS = ("AND", "OR", "NOT")
_VALUES = ("word", "quoted", "doi", "url")


class _Token(NamedTuple):
    """One piece of the query: ``kind`` is open, close, minus, operator, field, quoted, doi, url or word."""

    kind: str
    text: str


@cache
def _scanner() -> re.Pattern[str]:
    """Compile once and only when needed: a start of cpx must not pay for it."""
    return re.compile(
        rf"""
        (?P<doi> (?:doi:\s*)? (?:https?://(?:dx\.)?doi\.org/)? 10\.\d{{4,9}}/[^\s{_QUOTES}]+ )
        | (?P<url> https?://[^\s{_QUOTES}]+ )
        | [{_QUOTES}] (?P<quoted> [^{_QUOTES}]* ) (?P<ended> [{_QUOTES}] )?
        | (?P<open> \( ) | (?P<close> \) )
        | (?P<minus> - (?=[^\s-]) )
        | (?P<operator> (?:AND|OR|NOT) (?=[\s()]|$) )
        | (?P<field> [A-Za-z]{{2,}} : (?=[^\s:/)]) )
        | (?P<word> [^\s{_QUOTES}()]+ )
        | (?P<space> \s+ )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def parse_query(text: str) -> Query:
    """Parse a query. ``''`` and ``*`` mean everything; raises BadUsage with one line and a hint where it cannot be understood."""
    if len(text) > LONGEST:
        raise BadUsage(f"the query is {len(text):,} characters long, at most {LONGEST:,} can be read", "give the words that matter")
    tree = _Parser(list(_scan(unicodedata.normalize("NFC", clean_text(text))))).parse()
    if tree is None and text.strip().strip("*"):
        raise BadUsage("there is no word in this query: letters or digits are needed", 'list everything with: cpx search ""')
    tree, dropped = _cap(None if tree is None else _without_stop_words(tree))
    notes = [f"only the first {MOST_TERMS} words count, {dropped} were left out"] if dropped else []
    plain = _is_plain(tree, (Word,))
    if not plain and _is_plain(tree, (Word, Phrase)) and len(text.split()) > PASTED:
        plain = True
        notes.append("read as a pasted text: what stands in quotes need not be found")
    return Query(tree, plain, tuple(notes))


def _scan(text: str) -> Iterator[_Token]:
    """Cut a query into tokens; white space only parts them."""
    at = 0
    while (match := _scanner().match(text, at)) is not None:
        kind = "quoted" if match.lastgroup == "ended" else str(match.lastgroup)
        piece, at = match[kind], match.end()
        if kind == "quoted" and not match["ended"]:
            raise BadUsage("a quotation mark is opened and not closed", 'close it ("...") or take it out')
        if kind in {"doi", "url"}:
            piece = _without_outer_brackets(piece)
            at = match.start() + len(piece)
        if kind == "operator" and piece not in _OPERATORS:
            kind = "word"
        if kind != "space":
            yield _Token(kind, piece)


def _without_outer_brackets(piece: str) -> str:
    """Leave to the query what closes a bracket opened before: DOIs have brackets of their own."""
    while piece.endswith(")") and piece.count(")") > piece.count("("):
        piece = piece[:-1]
    return piece


class _Parser:
    """Recursive descent over the tokens; None is a part with nothing in it to look for."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.name: str | None = None

    def parse(self) -> Node | None:
        tree = self.query() if self.tokens else None
        if self.at < len(self.tokens):
            raise BadUsage("a ) closes nothing", _AS_WORD)
        return tree

    def query(self) -> Node | None:
        parts = [self.clause()]
        while self.take("operator", "OR"):
            parts.append(self.clause())
        return _join(Or, parts)

    def clause(self) -> Node | None:
        parts = [self.factor()]
        while self.take("operator", "AND") or self.more():
            parts.append(self.factor())
        return _join(And, parts)

    def factor(self) -> Node | None:
        if self.take("operator", "NOT") or self.take("minus"):
            part = self.nested(self.factor)
            return None if part is None else Not(part)
        if self.take("open"):
            return self.group()
        if token := self.take("field"):
            return self.within(_field_name(token.text[:-1]), self.group if self.take("open") else self.value)
        return self.value()

    def group(self) -> Node | None:
        part = None if self.peek("close") else self.nested(self.query)
        if not self.take("close"):
            raise BadUsage("a ( is not closed", _AS_WORD)
        return part

    def value(self) -> Node | None:
        """Take the next token, which must be a value; ``co production`` is taken as one word."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind not in _VALUES:
            blamed = token or self.tokens[self.at - 1]
            raise BadUsage(f"{blamed.text} needs words beside it", f"write and, or, not in small letters to search for them, or {_AS_WORD}")
        self.at += 1
        if token.text.lower() == "co" and self.peek("word") and takes_co(self.tokens[self.at].text.lower()):
            token = _Token("word", f"co-{self.tokens[self.at].text}")
            self.at += 1
        return read_value(token.kind, token.text, self.name)

    def within(self, name: str, rule: Callable[[], Node | None]) -> Node | None:
        """Read a value, or several in brackets, for one field."""
        before, self.name = self.name, name
        part = self.nested(rule)
        self.name = before
        if part is None:
            raise BadUsage(f"{name}: is followed by nothing that can be searched for", f'write {name}:word or {name}:"some words"')
        return part

    def nested(self, rule: Callable[[], Node | None]) -> Node | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadUsage(f"more than {DEEPEST} brackets within one another", "take some out")
        part = rule()
        self.depth -= 1
        return part

    def more(self) -> bool:
        """Tell whether another factor follows without an operator between."""
        return self.at < len(self.tokens) and not self.peek("close") and not self.peek("operator", "OR")

    def peek(self, kind: str, text: str | None = None) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind == kind and text in {None, self.tokens[self.at].text}

    def take(self, kind: str, text: str | None = None) -> _Token | None:
        if not self.peek(kind, text):
            return None
        self.at += 1
        return self.tokens[self.at - 1]


def _field_name(typed: str) -> str:
    name = _ALIASES.get(typed.lower(), typed.lower())
    if name in FIELDS:
        return name
    from difflib import get_close_matches  # only an error needs it

    near = get_close_matches(name, FIELDS, 1)
    meant = f"did you mean {near[0]}: ? " if near else ""
    raise BadUsage(f"no field {typed!r}", f"{meant}fields are {', '.join(FIELDS)}; put a space after the colon to search for the word")


def _join(kind: type[And | Or], parts: Iterable[Node | None]) -> Node | None:
    """Put parts under one operator, without levels that say nothing."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part] if part is not None else []
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _without_stop_words(node: Node) -> Node:
    """Take out words that say nothing, where words that say something stand beside them."""
    if isinstance(node, Not):
        return Not(_without_stop_words(node.part))
    if isinstance(node, Or):
        return Or(tuple(_without_stop_words(part) for part in node.parts))
    if not isinstance(node, And):
        return node
    said = [part for part in node.parts if not (isinstance(part, Word) and part.text.lower().replace("’", "'") in STOP_WORDS)]
    kept = said if any(not isinstance(part, Not) for part in said) else node.parts
    return _join(And, (_without_stop_words(part) for part in kept)) or node


def _cap(node: Node | None) -> tuple[Node | None, int]:
    """Keep the first words up to the limit; gives the tree and how many were left out."""
    places = count()

    def keep(part: Node) -> Node | None:
        if isinstance(part, Not):
            kept = keep(part.part)
            return None if kept is None else Not(kept)
        if isinstance(part, (And, Or)):
            return _join(type(part), [keep(inner) for inner in part.parts])
        return part if next(places) < MOST_TERMS else None

    return (None, 0) if node is None else (keep(node), max(0, next(places) - MOST_TERMS))


def _is_plain(node: Node | None, kinds: tuple[type, ...]) -> bool:
    """Tell whether a tree is a mere list of terms of these kinds."""
    return node is None or isinstance(node, kinds) or (isinstance(node, And) and all(isinstance(part, kinds) for part in node.parts))
