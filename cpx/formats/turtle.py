"""Read the part of Turtle (and so N-Triples) that vocabularies are written in; what is left out is said with its line.

Read are prefixes and bases, ``a``, ``;`` and ``,``, literals with a language or type, long strings. Blank nodes and lists are
left out. A statement that cannot be read is skipped up to its end. Grammar: https://www.w3.org/TR/turtle/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TOKEN = re.compile(
    r"""(?P<space>[\s\ufeff]+|\#[^\n]*)
  |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
  |(?P<long>\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3})
  |(?P<text>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')
  |(?P<at>@[A-Za-z]{1,20}(?:-[A-Za-z0-9]{1,20})*)
  |(?P<blank>_:[\w.-]*[\w-])
  |(?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*)
  |(?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  |(?P<word>[A-Za-z]+)
  |(?P<sign>\^\^|[;,.\[\]()])
  |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OPENING, _CLOSING = ("[", "("), ("]", ")")
_HIGHEST = 0x10FFFF


class Literal(NamedTuple):
    """A text with its language, in small letters, or None."""

    text: str
    language: str | None = None


class Triple(NamedTuple):
    """A statement; IRIs are plain strings. ``line`` is the object's."""

    subject: str
    predicate: str
    object: str | Literal
    line: int


class Problem(NamedTuple):
    """What was left out, and at which line."""

    line: int
    message: str


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class _Unreadable(Exception):
    """The statement at hand cannot be read."""


@dataclass(slots=True)
class Turtle:
    """A file as read."""

    triples: list[Triple] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load(text: str) -> Turtle:
    """Read a Turtle text as far as it can be read."""
    return _Reader(text).read()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield _Token(str(found.lastgroup), found.group(), line)
        line += found.group().count("\n")


class _Reader:
    """Read token by token; ``ahead`` is the next one, None at the end."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._found = Turtle()
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._line = 1
        self._ahead = next(self._tokens, None)

    def read(self) -> Turtle:
        while self._ahead:
            whole = len(self._found.triples)
            try:
                self._statement()
            except _Unreadable as error:
                del self._found.triples[whole:]  # what a missing quote or point ran together means something else
                self._say(str(error))
                self._skip_statement()
        return self._found

    def _say(self, message: str) -> None:
        self._found.problems.append(Problem(self._line, message))

    def _next(self) -> _Token:
        token = self._ahead
        if token is None:
            raise _Unreadable("the file ends within a statement")
        self._line = token.line
        self._ahead = next(self._tokens, None)
        return token

    def _is_next(self, *texts: str) -> bool:
        return self._ahead is not None and self._ahead.kind == "sign" and self._ahead.text in texts

    def _skip_statement(self) -> None:
        """Go on behind the point that ends the statement."""
        while self._ahead and not self._is_next("."):
            self._next()
        if self._ahead:
            self._next()

    def _statement(self) -> None:
        first = self._next()
        directive = first.text.lstrip("@").lower()
        if directive in ("prefix", "base") and first.kind in ("at", "word"):
            self._directive(directive)
            if self._is_next("."):
                self._next()
            return
        subject = self._node(first)
        if not (subject is None and self._is_next(".")):
            self._predicates(subject if isinstance(subject, str) else None)
        if self._next().text != ".":
            raise _Unreadable("a statement does not end with a point")

    def _directive(self, directive: str) -> None:
        prefix = self._next().text.rstrip(":") if directive == "prefix" else None
        token = self._next()
        if token.kind != "iri":
            raise _Unreadable(f"@{directive} names no address in <>")
        address = self._resolve(token.text)
        if prefix is None:
            self._base = address
        else:
            self._prefixes[prefix] = address

    def _predicates(self, subject: str | None) -> None:
        """Read predicates and objects up to the point; those of a subject that is left out are left out with it."""
        while not self._is_next(".", "]"):
            predicate = self._predicate()
            while True:
                self._object(subject, predicate)
                if not self._is_next(","):
                    break
                self._next()
            if not self._is_next(";"):
                return
            while self._is_next(";"):
                self._next()

    def _predicate(self) -> str | None:
        token = self._next()
        if token.kind == "word" and token.text == "a":
            return RDF_TYPE
        node = self._node(token)
        if node is not None and not isinstance(node, str):
            raise _Unreadable("a text stands where a property should")
        return node

    def _object(self, subject: str | None, predicate: str | None) -> None:
        node = self._node(self._next())
        if subject is not None and predicate is not None and node is not None:
            self._found.triples.append(Triple(subject, predicate, node, self._line))

    def _node(self, token: _Token) -> str | Literal | None:
        """Give an IRI or a literal; None for what is left out, which is said."""
        if token.kind == "iri":
            return self._resolve(token.text)
        if token.kind == "name":
            return self._expand(token.text)
        if token.kind in ("text", "long"):
            return self._literal(token)
        if token.kind == "number" or token.text in ("true", "false"):
            return Literal(token.text)
        if token.kind == "blank" or token.text in _OPENING:
            self._leave_out(token)
            return None
        raise _Unreadable(f"'{token.text[:40]}' cannot be read here")

    def _literal(self, token: _Token) -> Literal:
        width = 3 if token.kind == "long" else 1
        text = _unescape(token.text[width:-width])
        if self._ahead and self._ahead.kind == "at":
            return Literal(text, self._next().text[1:].lower())
        if self._is_next("^^"):
            self._next()
            self._node(self._next())
        return Literal(text)

    def _leave_out(self, token: _Token) -> None:
        """Skip a blank node or a list, however deep."""
        self._say("a node without a name is left out" if token.text != "(" else "a list is left out")
        depth = int(token.text in _OPENING)
        while depth:
            inner = self._next()
            if inner.kind == "sign":
                depth += (inner.text in _OPENING) - (inner.text in _CLOSING)

    def _expand(self, name: str) -> str | None:
        prefix, _, local = name.partition(":")
        if prefix not in self._prefixes:
            self._say(f"the prefix '{prefix[:40]}:' is not declared")
            return None
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)

    def _resolve(self, token: str) -> str:
        address = _unescape(token[1:-1])
        if _ABSOLUTE.match(address) or not self._base:
            return address
        try:
            # urljoin forgets an empty fragment, which every second file declares its prefix with.
            return self._base.partition("#")[0] + address if address.startswith("#") else urljoin(self._base, address)
        except ValueError:
            raise _Unreadable(f"the address <{address[:60]}> cannot be read") from None


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_char, text) if "\\" in text else text


def _char(found: re.Match[str]) -> str:
    short, long, plain = found.groups()
    if plain is not None:
        return _PLAIN.get(plain, plain)
    code = int(short or long, 16)
    return chr(code) if code <= _HIGHEST else "\ufffd"
