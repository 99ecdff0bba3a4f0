"""How databases name their fields, and what their values are here. Data, and the reading of values."""

import re
from collections.abc import Callable
from functools import partial

from cpx.domain.query import TEXT_FIELDS, And, Field, Near, Node, Not, Or, Phrase, Word
from cpx.domain.query_shape import join
from cpx.domain.query_values import in_field, read_value

ALL, UNREAD, HEADING, ONLY, PUBLICATION = "all", "unread", "heading", "headingonly", "publication"
"""All text; a field that there is not here; a heading with narrower ones; alone; a type of publication, which may be a heading."""


def _table(rows: str) -> dict[str, str]:
    """Read lines of ``field: name | name``."""
    named = [line.strip().split(": ", 1) for line in rows.strip().splitlines()]
    return {name.strip(): field for field, names in named for name in names.split("|")}


TAGS = _table("""
    title: ti|title|tt
    abstract: ab|abstract
    tiab: tiab|title/abstract
    all: tw|text word|text words|all|all fields|af|all text
    keyword: ot|other term|kw|keyword|author keyword|kwd
    author: au|author|1au|lastau|auth|fau|author - first|author - last|full author name|author name|first author|last author
    year: dp|pdat|date - publication|publication date|ppdat|epdat|year
    lang: la|lang|language
    journal: ta|jour|journal|so|source
    publication: pt|ptyp|publication type
    doi: doi|aid|lid|article identifier|location id
    heading: mh|mesh|mesh terms|mesh term|majr|mesh major topic|sh|mesh subheading|nm
    headingonly: mh:noexp|mesh:noexp|mesh terms:noexp|majr:noexp|mesh major topic:noexp
""")
"""PubMed's ``[tag]`` in small letters -> field here."""
SUFFIXES = _table("""
    title: ti|tt|ot
    abstract: ab
    all: tw|mp|af|tx
    keyword: kw|kf|kp|id
    heading: sh|hw|mh|de|mj|su|fs|xs
    author: au|fa
    year: yr|py|dp
    lang: la|lg
    journal: jn|jw|so|ja
    publication: pt|dt
    doi: do
    unread: nm|rn|in|cp|ps|ct|ec|pm|ui|ac|is|pg|vo|ip|ed|dc|rs|px|os|ox|an|tn|dv|my|mf|dm|cq|ab1|ci|cw|sb|st|so1|up|vi|vp
""")
"""Two letters after a dot (Ovid) or a colon (Cochrane, Embase), or before a value (EBSCO, Web of Science) -> field here."""
CALLS = _table("""
    all: all|allfields|tx|topic|noft|mainsubject
    title: title|ti
    abstract: abs|ab|abstract
    tiab: title-abs|tiab
    text: title-abs-key|title-abs-key-auth
    keyword: key|authkey|indexterms
    author: auth|authname|author-name|authlastname|author|firstauth|au
    journal: srctitle|exactsrctitle|srctitle-abbr|so
    lang: language
    year: pd|yr
    publication: doctype
    doi: doi
    unread: affil|affilcountry|affilorg|fund-all|fund-sponsor|subjarea|ref|issn|isbn|chemname|conf|srctype|pubstage|oa
    unread: stype|stype.exact|rtype
""")
"""A name before brackets (Scopus, ProQuest) -> field here; ``text`` is title, abstract and keywords: all text here."""
EQUALS = _table("""
    all: ts|all|tx
    title: ti
    abstract: ab
    keyword: ak|kp|kw|su
    heading: mh
    author: au|fau
    year: py|dop
    journal: so|j9
    publication: dt
    lang: la
    doi: do
    unread: ad|og|oo|ed|gp|cu|ci|ps|sa|wc|fo|fg|ut|is|pmid|fpy|esi|edn|wos
""")
"""Web of Science's two letters before ``=`` -> field here."""

_LANGUAGES = _table("""
    en: english|eng|en
    fr: french|fre|fra|fr
    de: german|ger|deu|de
    es: spanish|spa|es
    it: italian|ita|it
    pt: portuguese|por|pt
    nl: dutch|dut|nld|nl
    sv: swedish|swe|sv
    no: norwegian|nor|no
    da: danish|dan|da
    fi: finnish|fin|fi
    pl: polish|pol|pl
    ru: russian|rus|ru
    tr: turkish|tur|tr
    zh: chinese|chi|zho|zh
    ja: japanese|jpn|ja
    ko: korean|kor|ko
    ar: arabic|ara|ar
""")
_TYPES = _table("""
    article-journal: journal article|article|ar|academic journal|re|journal
    chapter: book chapter|ch|chapter
    book: book|bk|monograph
    paper-conference: conference paper|proceedings paper|cp|conference proceeding|congress
    thesis: dissertation|academic dissertation|thesis|dissertations
    report: report|technical report
""")
"""Publication types that are types of works here; any other is looked for as a heading."""
_DATE = r"(\d{4})(?:[/-]\d{1,2}){0,2}"
_LATEST, _SHORT = 3000, 2


def read_language(text: str) -> str | None:
    """Give the code of a language by its name; None for what is none."""
    return _LANGUAGES.get(text.strip().lower())


def put_into(field: str, node: Node) -> Node | None:
    """Put the terms of a tree, that are in no field yet, into one; None where that field says nothing here."""
    if field in {ALL, "text"}:
        return node
    return None if field == UNREAD else _map(node, partial(_put_leaf, field))


def _map(node: Node, change: Callable[[Word | Phrase | Near], Node | None]) -> Node | None:
    if isinstance(node, (And, Or)):
        return join(type(node), [_map(part, change) for part in node.parts])
    if isinstance(node, Not):
        inner = _map(node.part, change)
        return None if inner is None else Not(inner)
    return node if isinstance(node, Field) else change(node)


def _put_leaf(field: str, leaf: Word | Phrase | Near) -> Node | None:
    return in_field(field, leaf) if field in TEXT_FIELDS else read_field(field, leaf.text)


def read_field(field: str, text: str) -> Node | None:
    """Read a value of a field that holds no text: a name, a year, a language, a heading; raises BadUsage where it cannot be one."""
    value = text.strip().strip("\"'“”").strip()
    if not value:
        return None
    if field in {HEADING, ONLY}:
        return _heading(field, value)
    if field == PUBLICATION:
        kind = _TYPES.get(value.lower().rstrip("s")) or _TYPES.get(value.lower())
        return Field("type", Word(kind)) if kind else _heading(HEADING, value)
    read = _VALUES.get(field, str)(value)
    return read_value("quoted" if " " in read else "word", read, field)


def _heading(field: str, value: str) -> Node | None:
    name = value.split("/", maxsplit=1)[0].strip(" *+^\"'“”")
    return Field(field, Phrase(name)) if any(map(str.isalnum, name)) else None


def _author(text: str) -> str:
    """Read ``smith ja``, ``Smith, J. A.`` as family name and first initial: names here are written out, or with one initial."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*\*?", text)
    *family, last = words or [text]
    while len(family) > 1 and len(last) == 1 and len(family[-1]) == 1:
        last = family.pop()
    is_initials = bool(family) and (
        len(last) <= _SHORT or (len(last) == _SHORT + 1 and (last.isupper() or not set(last.lower()) & set("aeiouy")))
    )
    return " ".join([*family, last[0] if is_initials else last])


def _years(text: str) -> str:
    """Read ``2018:2024``, ``2018/01/01:3000``, ``2015 -Current``, ``2010-2020`` as a range of years."""
    found = re.match(rf"{_DATE}?\s*(?:(:|\.\.|-|–|\bto\b)\s*({_DATE}|\w+)?)?$", re.sub(r"(?<=\d)/[\d/]+", "", text).strip().lower())
    if found is None or not found[1]:
        return text
    last = found[4] if found[4] and int(found[4]) < _LATEST else ""
    return f"{found[1]}..{last}" if found[2] else found[1]


_VALUES: dict[str, Callable[[str], str]] = {
    "author": _author,
    "year": _years,
    "lang": lambda text: read_language(text) or text,
}
