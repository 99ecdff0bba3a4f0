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
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from cpx.domain.characters import clean_text
from cpx.domain.folding import takes_co
from cpx.domain.query import DEEPEST, FIELDS, LONGEST, And, Node, Not, Or, Query
from cpx.domain.query_shape import join, shape_query
from cpx.domain.query_values import read_value
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
    if tree is not None:
        return shape_query(tree, len(text.split()))
    if text.strip().strip("*"):
        raise BadUsage("there is no word in this query: letters or digits are needed", 'list everything with: cpx search ""')
    return Query()


def _scan(text: str) -> Iterator[_Token]:
    """Cut a query into tokens; white space only parts them."""
    at = 0
    while (match := _scanner().match(text, at)) is not None:
        token = _read_token(match)
        at = match.start() + len(token.text) if token.kind in {"doi", "url"} else match.end()
        if token.kind != "space":
            yield token


def _read_token(match: re.Match[str]) -> _Token:
    kind = str(match.lastgroup)
    if kind == "quoted":
        raise BadUsage("a quotation mark is opened and not closed", 'close it ("...") or take it out')
    if kind == "ended":
        return _Token("quoted", match["quoted"])
    if kind in {"doi", "url"}:
        return _Token(kind, _without_outer_brackets(match[0]))
    return _Token("word" if kind == "operator" and match[0] not in _OPERATORS else kind, match[0])


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
        """Read the whole query."""
        tree = self.query() if self.tokens else None
        if self.at < len(self.tokens):
            raise BadUsage("a ) closes nothing", _AS_WORD)
        return tree

    def query(self) -> Node | None:
        """Read clauses joined by OR."""
        parts = [self.clause()]
        while self.take("operator", "OR"):
            parts.append(self.clause())
        return join(Or, parts)

    def clause(self) -> Node | None:
        """Read factors joined by AND, or side by side."""
        parts = [self.factor()]
        while self.take("operator", "AND") or self.more():
            parts.append(self.factor())
        return join(And, parts)

    def factor(self) -> Node | None:
        """Read one factor: a value, a field, brackets, or any of them turned round by NOT or a minus."""
        if self.take("operator", "NOT") or self.take("minus"):
            part = self.nested(self.factor)
            return None if part is None else Not(part)
        if self.take("open"):
            return self.group()
        if token := self.take("field"):
            return self.within(_field_name(token.text[:-1]), self.group if self.take("open") else self.value)
        return self.value()

    def group(self) -> Node | None:
        """Read to the bracket that closes this one."""
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
        """Read by a rule, one level deeper; raises BadUsage where that is too deep."""
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
        """Tell whether the next token is of this kind (and text)."""
        return self.at < len(self.tokens) and self.tokens[self.at].kind == kind and text in {None, self.tokens[self.at].text}

    def take(self, kind: str, text: str | None = None) -> _Token | None:
        """Take the next token if it is of this kind (and text)."""
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
    raise BadUsage(f"no field {typed[:40]!r}", f"{meant}fields are {', '.join(FIELDS)}; put a space after the colon to search for the word")
