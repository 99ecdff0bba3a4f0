"""Queries as PubMed, Ovid, Scopus, Web of Science and EBSCO write theirs, read to the same tree as our own.

What a database reads in its own way is read so here: PubMed goes from left to right, Scopus binds OR before AND; words side by
side are a phrase to Ovid and EBSCO. What means nothing here is left out of the query, and named.
"""

from collections.abc import Callable, Mapping
from functools import partial

from cpx.domain.pasted_fields import CALLS, EQUALS, HEADING, ONLY, SUFFIXES, UNREAD, put_into, read_field
from cpx.domain.pasted_near import make_near, read_distance
from cpx.domain.pasted_refs import find_lines
from cpx.domain.pasted_scan import EBSCO, OVID, PUBMED, SCOPUS, scan_pasted
from cpx.domain.pasted_tags import put_tag, read_limit, read_pubyear
from cpx.domain.query import DEEPEST, And, Field, Node, Not, Or
from cpx.domain.query_scan import Token
from cpx.domain.query_shape import join
from cpx.domain.query_values import read_phrase, read_value
from cpx.errors import BadQuery, BadUsage

_BINDING = {
    PUBMED: {"OR": 1, "AND": 1, "NOT": 1, "NEAR": 2},
    SCOPUS: {"NOT": 1, "AND": 2, "NEAR": 3, "OR": 4},
}
"""How tightly operators bind, by database."""
_USUAL = {"OR": 1, "AND": 2, "NOT": 3, "NEAR": 4}
Lines = Mapping[str, Node | None]
"""Number of a line -> what it asks for."""
_PREFIXES = ("TI", "AB", "TX", "SU", "MH", "MM", "MJ", "KW", "AU", "SO", "DE", "PT", "LA")
_NO_WORDS = 'put it in quotes to search for it as it stands: "..."'


class Reader:
    """Reads one line by the strength of its operators; None is a part with nothing in it to look for."""

    def __init__(self, text: str, dialect: str, unread: list[str], span: tuple[int, int] | None = None, lines: Lines | None = None) -> None:
        """Take the line (``span`` of the text), the lines before it by their number, and a list for what is not understood."""
        self.text = text
        self.dialect = dialect
        self.unread = unread
        self.lines = lines
        self.tokens = list(scan_pasted(text, *(span or (0, len(text)))))
        self.binding = _BINDING.get(dialect, _USUAL)
        self.at = 0
        self.depth = 0

    def parse(self) -> Node | None:
        """Read the whole line."""
        tree = self.expression(0) if self.tokens else None
        if self.at < len(self.tokens):
            raise self.blame("a ) closes nothing", _NO_WORDS)
        return tree

    def expression(self, least: int) -> Node | None:
        """Read operands joined by operators that bind at least so tightly."""
        left = self.operand()
        while (kind := self.operator_ahead()) is not None and self.binding[kind] > least:
            joint = self.tokens[self.at]
            is_written = joint.kind in {"operator", "proximity"}
            self.at += is_written
            right = self.expression(self.binding[kind])
            left = self.combine(kind, left, right, joint)
        return left

    def operator_ahead(self) -> str | None:
        """Tell which operator comes next; two operands side by side are joined by AND. None at an end."""
        token = self.peek()
        if token is None or token.kind == "close":
            return None
        if token.kind == "proximity":
            return "AND" if token.text.lower() == "same" else "NEAR"
        return token.text.upper().split()[-1] if token.kind == "operator" else "AND"

    def combine(self, kind: str, left: Node | None, right: Node | None, joint: Token) -> Node | None:
        """Join two operands."""
        if kind == "NEAR":
            try:
                distance = read_distance(joint.text)
                if distance.ordered and distance.words:
                    self.unread.append(f"the order that {joint.text} asks for")
                return make_near(left, right, distance, joint.text)
            except BadUsage as error:
                raise self.blame(error.message, error.hint, joint) from None
        if kind == "NOT":
            return join(And, [left, Not(right)]) if right is not None else left
        return join(Or if kind == "OR" else And, [left, right])

    def operand(self) -> Node | None:
        """Read one operand and the fields written after it."""
        token = self.peek()
        if token is None or token.kind in {"operator", "proximity", "close", "tag", "suffix"}:
            return self.no_operand(token)
        node = self.before_fields(token)
        while (after := self.peek()) is not None and after.kind in {"tag", "suffix", "to"}:
            self.at += 1
            node = self.up_to(node, after) if after.kind == "to" else self.put(node, token, after)
        return node

    def no_operand(self, token: Token | None) -> Node | None:
        """Read a NOT that stands first; raise BadUsage for anything else that stands where words should."""
        if token is not None and token.kind == "operator" and token.text.upper().endswith("NOT"):
            self.at += 1
            inner = self.nested(self.binding["NOT"])
            return None if inner is None else Not(inner)
        blamed = token or self.tokens[-1]
        shown = " ".join(self.text[blamed.at : blamed.at + blamed.length].split())
        raise self.blame(f"{shown} needs words beside it", _NO_WORDS, blamed)

    def before_fields(self, token: Token) -> Node | None:
        """Read an operand without what follows it."""
        self.at += 1
        if token.kind == "open":
            return self.group(token)
        if token.kind in {"call", "equals"}:
            return self.put_before((CALLS if token.kind == "call" else EQUALS)[token.text.lower()], token)
        if token.kind == "word" and self.is_prefix(token):
            return self.put_before(SUFFIXES.get(token.text.lower(), HEADING), token)
        if token.kind in {"ref", "refs"}:
            return self.reference(token)
        return self.value(token)

    def is_prefix(self, token: Token) -> bool:
        """Tell whether a word is one of EBSCO's fields, written before its value."""
        after = self.peek()
        return token.text in _PREFIXES and self.dialect == EBSCO and after is not None and after.kind in {"word", "quoted", "open"}

    def value(self, token: Token) -> Node | None:
        """Read words, a phrase, a heading, a year or a DOI."""
        if token.kind == "word":
            return self.words(token)
        if token.kind == "heading":
            return read_field(ONLY if token.text.endswith("/") else HEADING, token.text)
        if token.kind in {"limit", "pubyear"}:
            return self.read(partial(read_limit, self.unread) if token.kind == "limit" else read_pubyear, token.text, token)
        if token.kind in {"quoted", "near"}:
            return self.read(lambda text: read_value(token.kind, text, None, token.distance), token.text, token)
        return read_value(token.kind, token.text, None) if token.kind == "doi" else None

    def words(self, first: Token) -> Node | None:
        """Read words side by side: a phrase where a field follows or the database reads them so."""
        run = [first]
        while (token := self.peek()) is not None and token.kind == "word":
            run.append(token)
            self.at += 1
        text = self.text[first.at : run[-1].at + run[-1].length]
        if text.isdigit() and self.is_by_number():
            return self.reference(first)
        is_phrase = self.dialect in {OVID, EBSCO} or self.is_beside(first)
        return self.read(read_phrase if is_phrase else lambda words: read_value("word", words, None), text, first)

    def read(self, how: Callable[[str], Node | None], text: str, token: Token) -> Node | None:
        """Read a text, and point at it where it cannot be."""
        try:
            return how(text)
        except BadUsage as error:
            raise self.blame(error.message, error.hint, token) from None

    def group(self, opened: Token) -> Node | None:
        """Read to the bracket that closes this one."""
        token = self.peek()
        part = None if token is not None and token.kind == "close" else self.nested(0)
        token = self.peek()
        if token is None or token.kind != "close":
            raise self.blame("a ( is not closed", _NO_WORDS, opened)
        self.at += 1
        return part

    def nested(self, least: int) -> Node | None:
        """Read one level deeper; raises BadUsage where that is too deep."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.blame(f"more than {DEEPEST} brackets within one another", "take some out")
        part = self.expression(least)
        self.depth -= 1
        return part

    def put(self, node: Node | None, first: Token, after: Token) -> Node | None:
        """Put what was read from one token on into the fields that stand after it."""
        whole = self.text[first.at : after.at + after.length]
        return None if node is None else self.read(lambda text: put_tag(node, after.kind, text, whole, self.unread), after.text, after)

    def put_before(self, field: str, name: Token) -> Node | None:
        """Read an operand and put it into the field that stands before it."""
        inner = self.operand() if name.kind == "call" else self.expression(self.binding["NEAR"] - 1)
        last = self.tokens[self.at - 1]
        whole = self.text[name.at : last.at + last.length]
        if field == UNREAD:
            self.unread.append(whole)
        if field == HEADING and name.kind == "word" and "+" not in whole:
            field = ONLY  # EBSCO's plus asks for the narrower ones
        return None if inner is None else self.read(lambda _: put_into(field, inner), name.text, name)

    def up_to(self, node: Node | None, colon: Token) -> Node | None:
        """Read the end of a range of dates, each with its field."""
        end = self.operand()
        if not (isinstance(node, Field) and isinstance(end, Field) and node.name == end.name == "year"):
            raise self.blame("a : stands between no two dates", "write 2018:2024[dp], or take it out", colon)
        first, last = node.value.text, end.value.text
        return self.read(lambda text: read_field("year", text), f"{first}:{last}", colon)

    def is_beside(self, first: Token) -> bool:
        """Tell whether words have a field after them, or words near them: then they are a phrase to all databases."""
        before, after = self.tokens[self.tokens.index(first) - 1], self.peek()
        return (after is not None and after.kind in {"tag", "suffix", "proximity"}) or (before.kind == "proximity" and before.at < first.at)

    def is_by_number(self) -> bool:
        """Tell whether a number stands for a line: it is one of those before, or there is nothing but numbers."""
        if self.tokens[self.at - 1].text in (self.lines or ()):
            return True
        return all(token.text.isdigit() for token in self.tokens if token.kind == "word") and len(self.tokens) > 1

    def reference(self, token: Token) -> Node | None:
        """Give the lines that a token refers to: ``3``, ``#3``, ``or/1-5``."""
        found = find_lines(token.text, self.lines or {})
        if found is None:
            shown = " ".join(token.text.split())
            raise self.blame(
                f"{shown} stands for a line that is not here",
                "paste the lines of the search all together, or the words themselves",
                token,
            )
        return found

    def peek(self) -> Token | None:
        """Give the next token."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def blame(self, message: str, hint: str, token: Token | None = None) -> BadQuery:
        """Make an error about a token, the next one if none is given."""
        there = token or self.tokens[min(self.at, len(self.tokens) - 1)]
        return BadQuery(message, hint, self.text, there.at, there.length)
