"""From what a person types to a query tree. Anything can be typed: it is understood, or refused with one clear line.

    query   = clause { "OR" clause }
    clause  = factor { ["AND"] factor }
    factor  = ("NOT" | "-") factor | group | field ":" (value | group) | value
    group   = "(" [query] ")"
    value   = word | word "*" | "quoted words" | "quoted words" "~" number | DOI | web address

Operators are written in capitals; ``and`` in small letters is a word. AND binds tighter than OR. A DOI or a web address is
one value whatever stands in it. Characters that mean nothing here only part words. A query written as PubMed, Ovid, Scopus,
Web of Science or EBSCO write theirs is read by ``pasted``.
"""

import unicodedata
from collections.abc import Callable

from cpx.domain.characters import clean_text
from cpx.domain.folding import takes_co
from cpx.domain.query import DEEPEST, FIELDS, LONGEST, And, Node, Not, Or, Query
from cpx.domain.query_scan import VALUES, Token, scan
from cpx.domain.query_shape import join, shape_query
from cpx.domain.query_values import read_value
from cpx.errors import BadQuery, BadUsage

_ALIASES = {
    "authors": "author",
    "titles": "title",
    "keywords": "keyword",
    "language": "lang",
    "years": "year",
    "mesh": "heading",
}
_AS_WORD = 'put it in quotes to search for it as it stands: "..."'
_SIGNS = (
    *"[/#=\n",
    *("ti(", "ab(", "su(", "noft("),
    *(":ti", ":ab", ".ti", ".ab", ".mp", ".tw", ".kw", ".kf", ".af", ".au", ".sh", ".hw", ".pt", ".jn", ".yr", ".la", ".lg"),
    *(
        "adj",
        "ADJ",
        "Adj",
        "exp ",
        "TI ",
        "AB ",
        "TX ",
        "SU ",
        "MH ",
        "KW ",
        "AU ",
        "EY(",
        "ABS(",
        "TLE(",
        "UTH(",
        "KEY (",
        "ABS (",
        "TLE (",
        "UTH (",
    ),
    *(f" {letter}{digit}" for letter in "NW" for digit in range(10)),
)
"""One of these stands in every query that is written as a database writes them; of what few others have one, a closer look tells."""


def parse_query(text: str) -> Query:
    """Parse a query. ``''`` and ``*`` mean everything; raises BadUsage with one line and a hint where it cannot be understood."""
    if len(text) > LONGEST:
        raise BadUsage(f"the query is {len(text):,} characters long, at most {LONGEST:,} can be read", "give the words that matter")
    clean = unicodedata.normalize("NFC", clean_text(text))
    if any(sign in clean for sign in _SIGNS) or clean[:1].isdigit():
        from cpx.domain.pasted import parse_pasted  # few queries need it

        pasted = parse_pasted(clean)
        if pasted is not None:
            return pasted
    tree = _Parser(clean).parse()
    if tree is not None:
        return shape_query(tree, len(text.split()))
    if text.strip().strip("*"):
        raise BadUsage("there is no word in this query: letters or digits are needed", 'list everything with: cpx search ""')
    return Query()


class _Parser:
    """Recursive descent over the tokens; None is a part with nothing in it to look for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(scan(text))
        self.at = 0
        self.depth = 0
        self.name: str | None = None

    def parse(self) -> Node | None:
        """Read the whole query."""
        tree = self.query() if self.tokens else None
        if self.at < len(self.tokens):
            raise self.blame("a ) closes nothing", _AS_WORD)
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
            return self.within(self.field_name(token), self.group if self.take("open") else self.value)
        return self.value()

    def group(self) -> Node | None:
        """Read to the bracket that closes this one."""
        opened = self.tokens[self.at - 1]
        part = None if self.peek("close") else self.nested(self.query)
        if not self.take("close"):
            raise self.blame("a ( is not closed", _AS_WORD, opened)
        return part

    def value(self) -> Node | None:
        """Take the next token, which must be a value; ``co production`` is taken as one word."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind not in VALUES:
            blamed = token or self.tokens[self.at - 1]
            hint = f"write and, or, not in small letters to search for them, or {_AS_WORD}"
            raise self.blame(f"{blamed.text} needs words beside it", hint, blamed)
        self.at += 1
        if token.text.lower() == "co" and self.peek("word") and takes_co(self.tokens[self.at].text.lower()):
            token = token._replace(text=f"co-{self.tokens[self.at].text}")
            self.at += 1
        try:
            return read_value(token.kind, token.text, self.name, token.distance)
        except BadUsage as error:
            raise self.blame(error.message, error.hint, token) from None

    def within(self, name: str, rule: Callable[[], Node | None]) -> Node | None:
        """Read a value, or several in brackets, for one field."""
        before, self.name, field = self.name, name, self.tokens[self.at - 1]
        part = self.nested(rule)
        self.name = before
        if part is None:
            raise self.blame(f"{name}: is followed by nothing that can be searched for", f'write {name}:word or {name}:"some words"', field)
        return part

    def nested(self, rule: Callable[[], Node | None]) -> Node | None:
        """Read by a rule, one level deeper; raises BadUsage where that is too deep."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.blame(f"more than {DEEPEST} brackets within one another", "take some out")
        part = rule()
        self.depth -= 1
        return part

    def more(self) -> bool:
        """Tell whether another factor follows without an operator between."""
        return self.at < len(self.tokens) and not self.peek("close") and not self.peek("operator", "OR")

    def peek(self, kind: str, text: str | None = None) -> bool:
        """Tell whether the next token is of this kind (and text)."""
        return self.at < len(self.tokens) and self.tokens[self.at].kind == kind and text in {None, self.tokens[self.at].text}

    def take(self, kind: str, text: str | None = None) -> Token | None:
        """Take the next token if it is of this kind (and text)."""
        if not self.peek(kind, text):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def field_name(self, token: Token) -> str:
        """Give the field that a token names; raises BadUsage with the one that may be meant."""
        typed = token.text[:-1]
        name = _ALIASES.get(typed.lower(), typed.lower())
        if name in FIELDS:
            return name
        from difflib import get_close_matches  # only an error needs it

        near = get_close_matches(name, (*FIELDS, *_ALIASES), 1)
        meant = f"did you mean {near[0]}: ? " if near else ""
        hint = f"{meant}fields are {', '.join(FIELDS)}; put a space after the colon to search for the word"
        raise self.blame(f"no field {typed[:40]!r}", hint, token)

    def blame(self, message: str, hint: str, token: Token | None = None) -> BadQuery:
        """Make an error about a token, the next one if none is given."""
        there = token or self.tokens[min(self.at, len(self.tokens) - 1)]
        return BadQuery(message, hint, self.text, there.at, there.length)
