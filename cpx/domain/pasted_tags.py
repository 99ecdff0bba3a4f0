"""What a field written after words does to them (``[tiab]``, ``.ti,ab.``), and limits by year, language and type."""

import re

from cpx.domain.pasted_fields import ALL, PUBLICATION, SUFFIXES, TAGS, UNREAD, put_into, read_field
from cpx.domain.query import Field, Node, Not, Or, Phrase, Word
from cpx.domain.query_shape import join
from cpx.domain.query_values import read_value

_PAIRS = {frozenset({"title", "abstract"}): ["tiab"], frozenset({"title", "abstract", "keyword"}): [ALL]}
_LIMITS = {"pubyear": "year", "language": "lang", "doctype": PUBLICATION}


def put_tag(node: Node, kind: str, text: str, whole: str, unread: list[str]) -> Node | None:
    """Put a tree into the fields that a tag names; ``whole`` is what stands there, named where it means nothing here."""
    name, _, near = text.lower().partition(":~")
    fields = [TAGS.get(name.strip(), UNREAD)] if kind == "tag" else _merge([SUFFIXES[code.strip()] for code in name.split(",")])
    known = [field for field in fields if field != UNREAD]
    if not known:
        unread.append(whole)
        return None
    if near.isdigit() and isinstance(node, (Phrase, Word)):
        node = read_value("near", node.text, None, int(near)) or node
    return join(Or, [put_into(field, node) for field in known])


def _merge(fields: list[str]) -> list[str]:
    """Take fields together: title, abstract and keywords are all text; all text covers any of them."""
    texts = frozenset(fields) & {"title", "abstract", "keyword"}
    if ALL in fields:
        return [ALL]
    merged = _PAIRS.get(texts, sorted(texts))
    return list(dict.fromkeys([*merged, *(field for field in fields if field not in texts)]))


def read_pubyear(text: str) -> Node | None:
    """Read Scopus's ``PUBYEAR > 2017``, its sign and year."""
    sign, year = text[:-4], int(text[-4:])
    spans = {">": f"{year + 1}..", "AFT": f"{year + 1}..", "<": f"..{year - 1}", "BEF": f"..{year - 1}"}
    return Field("year", Word(spans.get(sign, str(year))))


def read_limit(unread: list[str], text: str) -> Node | None:
    """Read Scopus's ``LIMIT-TO ( PUBYEAR , 2020 )`` or ``EXCLUDE (...)``."""
    found = re.match(r"(\S+?)\s*\(\s*([\w-]+)\s*,\s*([^()]*)\)", text)
    field = _LIMITS.get(found[2].lower()) if found else None
    node = read_field(field, found[3]) if found and field else None
    if found is None or node is None:
        unread.append(text)
        return None
    return Not(node) if found[1].upper() == "EXCLUDE" else node
