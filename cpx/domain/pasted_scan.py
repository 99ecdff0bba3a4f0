"""A query as databases write them, cut into tokens: PubMed, Ovid, Scopus, Web of Science, EBSCO, Cochrane, Embase."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from cpx.domain.pasted_fields import CALLS, EQUALS, SUFFIXES
from cpx.domain.query_scan import QUOTES, Token
from cpx.errors import BadQuery

PUBMED, OVID, SCOPUS, WOS, EBSCO, COCHRANE = "PubMed", "Ovid", "Scopus", "Web of Science", "EBSCO", "Cochrane or Embase"
PROQUEST = "ProQuest"
_CODES = "|".join(sorted(SUFFIXES, key=len, reverse=True))
_LIST = rf"(?:{_CODES})(?:,\s?(?:{_CODES}))*"
_SIGNS = (
    (SCOPUS, r"\b(?:TITLE-ABS(?:-KEY)?(?:-AUTH)?|AUTHKEY|SRCTITLE|(?-i:TITLE|ABS|KEY|AUTH))\s*\(|\bPUBYEAR\b|[\w*\"”)]\s+(?:W|PRE)/\d"),
    (WOS, rf"\b(?:{'|'.join(EQUALS)})\s*=\s*[\w(\"“]|\bNEAR/\d"),
    (COCHRANE, r":(?:ti|ab|kw)(?:,(?:ti|ab|kw))*(?=[\s)]|$)|\[mh\s+\^?[\"\w]|'/(?:exp|de)\b|\bNEXT(?:/\d)?\s"),
    (PUBMED, r"[\w*\"”)]\s*\[(?:[a-z1]{2,6}|[a-z /-]{5,25})(?::\w+|:~\d+)?\]"),
    (OVID, rf"\badj\d+\b|\w\s+adj\s+[\w(\"]|[\w*$?)\"”]\.{_LIST}\.?(?=[\s)]|$)|(?:^|[\s(])exp\s+[*\w\"]"),
    (OVID, r"^\s*(?:limit\s+\d+\s+to\s|(?:or|and)/\d)"),
    (OVID, r"(?-i:(?:^|[\s(])\*?[A-Z][\w ,'’-]{0,120}/(?=\s*(?:$|\)|and\b|or\b|not\b|AND\b|OR\b|NOT\b)))"),
    (OVID, r"[a-z]/(?=\s+(?:and|or)\s)[^\n]{0,300}[a-z]/(?=\s*(?:$|\)|(?:and|or|not)\b))"),
    (PROQUEST, r"(?-i:(?:^|[\s(])(?:ti|ab|su|noft|mainsubject)\()"),
    (EBSCO, r"(?-i:(?:^(?:S\d+\s)?|\(|\b(?:AND|OR|NOT)\s+)\s*(?:TI|AB|TX|SU|MH|MM|KW|AU)\s+[\"“(\w]|[\w*\"”)]\s+[NW]\d{1,2}\s+[\w(\"“])"),
    (PUBMED, r"^\s*(?:#\d+\s+(?:and|or|not)\s+)+#\d+\s*$"),
    (EBSCO, r"^\s*(?:S\d+\s+(?:and|or|not)\s+)+S\d+\s*$"),
    (OVID, r"^\s*(?:\d{1,3}\s+(?:and|or|not)\s+)+\d{1,3}\s*$"),
)
"""Database -> how a query of its kind looks somewhere, the surest first."""
_LEAST_PLAIN = 4
"""Words that ``peer N3 support`` may have where nothing else says that it is one of EBSCO."""


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for name, pattern in _SIGNS)


def find_dialect(text: str) -> str | None:
    """Tell as what database writes a query is written; None where it is written as ours."""
    found = next((name for name, pattern in _signs() if pattern.search(text)), None)
    is_by_number = found == EBSCO and re.search(r"\s[NW]\d{1,2}\s", text) and not re.search(r'["(*]|\b(?:AND|OR|TI|AB|TX)\b', text)
    return None if is_by_number and len(text.split()) >= _LEAST_PLAIN else found


@cache
def _scanner() -> re.Pattern[str]:
    words = r"(?:(?!\s(?:and|or|not|adj\d*)\s)[\w ,'’-]){0,120}?"
    return re.compile(
        rf"""
        (?P<space> \s+ )
        | (?P<doi> (?:doi:\s*)? (?:https?://(?:dx\.)?doi\.org/)? 10\.\d{{4,9}}/[^\s{QUOTES}\[\]()]+ )
        | \[ \s* mh \s+ (?P<mh> \^? ["“]? [^\[\]"”]+ ) ["”]? \s* \]
        | \[ (?P<tag> [^\[\]{QUOTES}]{{2,60}} ) \]
        | '(?P<emtree> [^'\n]+ )' / (?P<exploded> exp|de|mj ) \b
        | (?P<heading> (?! (?:and|or|not) \b ) (?: exp \s+ )? \*? (?: "[^"\n]+" | [^\W\d]{words} ) \s? / )
          (?: [a-z]{{2}} (?: ,\s? [a-z]{{2}} )* )? (?= [\s).] | $ )
        | exp \s+ (?P<exp> \*? [^\W\d]{words} ) (?= \s* (?: $ | [()\n] | \b(?:and|or|not)\b ) )
        | PUBYEAR \s* (?P<sign> > | < | = | AFT | BEF | IS ) \s* (?P<pubyear> \d{{4}} )
        | (?P<limit> (?: LIMIT-TO | EXCLUDE ) \s* \( [^()]* \) )
        | (?P<call> {"|".join(sorted(CALLS, key=len, reverse=True))} ) \s* (?= \( )
        | (?P<equals> {"|".join(EQUALS)} ) \s* = \s*
        | [{QUOTES}] (?P<quoted> [^{QUOTES}]* ) (?P<ended> [{QUOTES}] )? (?P<near> ~ \d{{1,3}} )?
        | (?P<open> \( ) | (?P<close> \) ) | (?P<operator> (?: and \s+ not | and | or | not ) (?= [\s()"“[] | $ ) )
        | (?P<proximity> adj\d* (?=[\s(]|$) | (?: near|next|pre|w|p|n )/\d{{1,3}} | (?: near|next|same ) (?=[\s(])
          | (?-i:[NW])\d{{1,2}} (?=[\s("“]) )
        | \. (?P<suffix> {_LIST} ) \.? (?= [\s),;] | $ )
        | : (?P<colon> {_LIST} ) (?= [\s)] | $ )
        | (?P<refs> (?: or|and ) / [\d,\s-]*\d | \d+(?:-\d+|(?:,\d+)+)/(?:or|and) )
        | (?P<ref> (?: \#|(?-i:S) ) \d+ ) (?= [\s)] | $ )
        | (?P<to> : ) (?= \s )
        | (?P<word> (?: (?! \.(?:{_LIST})\.?(?:[\s),;]|$) | :(?:{_LIST})(?:[\s)]|$) ) [^\s()\[\]{QUOTES}] )+ )
        | (?P<other> . )
        """,
        re.VERBOSE | re.IGNORECASE | re.MULTILINE,
    )


def scan_pasted(text: str, start: int, end: int) -> Iterator[Token]:
    """Cut a stretch of a text into tokens; white space and signs that mean nothing only part them."""
    for match in _scanner().finditer(text, start, end):
        kind = str(match.lastgroup)
        if kind in {"space", "other"}:
            continue
        if kind == "quoted":
            raise BadQuery("a quotation mark is opened and not closed", 'close it ("...") or take it out', text, match.start())
        yield _token(match, kind)


def _token(match: re.Match[str], kind: str) -> Token:
    text = _TEXTS[kind](match) if kind in _TEXTS else match[kind]
    distance = int(match["near"][1:]) if kind == "near" else 0
    return Token(_READ.get(kind, kind), text, match.start(), len(match[0]), distance)


def _exploded(match: re.Match[str]) -> str:
    """Give an Ovid heading; ``/`` at its end means without narrower ones."""
    name = match["heading"].rstrip("/ ")
    return name[4:] if name.lower().startswith("exp ") else f"{name}/"


_READ = {"ended": "quoted", "colon": "suffix", "exp": "heading", "exploded": "heading", "mh": "heading"}
"""Group of the pattern -> kind of token, where they differ."""
_TEXTS: dict[str, Callable[[re.Match[str]], str]] = {
    "near": lambda match: match["quoted"],
    "ended": lambda match: match["quoted"],
    "exploded": lambda match: match["emtree"] if match["exploded"] == "exp" else f"{match['emtree']}/",
    "pubyear": lambda match: f"{match['sign'].upper()}{match['pubyear']}",
    "heading": _exploded,
    "mh": lambda match: match["mh"].lstrip("^") + "/" * match["mh"].startswith("^"),
}
"""Group of the pattern -> text of its token, where that is not what the group found."""
