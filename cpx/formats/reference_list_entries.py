"""The references of an RIS or BibTeX file, no more of each than it takes to find and name the work: broken files give what they hold."""

import re
from collections.abc import Iterable, Iterator, Sequence

from cpx.domain.dates import parse_date, year_of
from cpx.domain.identifiers import find_dois, parse_doi
from cpx.formats.reference_list import LONGEST, Listed

_RIS_LINE = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9])\s{1,2}-(?:\s(.*)|\s*)")
_RIS_START = re.compile(r"^\s{0,3}TY\s{1,2}-", re.MULTILINE | re.IGNORECASE)
_RIS_TITLES, _RIS_AUTHORS, _RIS_YEARS = ("TI", "T1", "CT", "BT"), ("AU", "A1"), ("PY", "Y1", "DA")
_RIS_PLACES, _RIS_DOIS = ("T2", "JO", "JF", "JA", "PB"), ("DO", "DI", "UR", "L3", "L1", "L2", "LK", "M3", "M1", "N1", "AN")
_BIB_ENTRY = re.compile(r"^\s*@\s*([A-Za-z]{2,30})\s*[{(]", re.MULTILINE)
_BIB_NO_WORK = frozenset({"comment", "string", "preamble"})
_BIB_FIELD = re.compile(r"[\s,}]([A-Za-z][\w-]{0,30})\s*=\s*")
_BIB_BARE = re.compile(r"[^,}\s][^,}\n]{0,200}")
_BIB_DOIS = ("doi", "url", "note", "howpublished", "eprint", "ee", "link", "annote")
_TEX = re.compile(r"\\(?:textbackslash|text\w+|emph|it|bf)\b\s?|[{}]|\\(?=[&%$#_{}~^])")
_BRACE = re.compile(r"(?<!\\)[{}]")
_MOST_NAMES = 3


def is_ris(text: str) -> bool:
    """Tell RIS by a line that begins a record."""
    return _RIS_START.search(text) is not None


def is_bibtex(text: str) -> bool:
    """Tell BibTeX by an entry at the beginning of a line."""
    return any(hit[1].lower() not in _BIB_NO_WORK for hit in _BIB_ENTRY.finditer(text))


def read_ris(text: str) -> tuple[Listed, ...]:
    """Give the references of RIS: a record ends at ER, or where the next begins."""
    return tuple(_row(*_ris_parts(record), place) for place, record in enumerate(_ris_records(text.splitlines()), 1))


def _ris_records(lines: Iterable[str]) -> Iterator[dict[str, list[str]]]:
    record: dict[str, list[str]] = {}
    last: list[str] = []
    for line in lines:
        hit = _RIS_LINE.fullmatch(line)
        tag, value = (hit[1].upper(), (hit[2] or "").strip()) if hit else ("", line.strip())
        if tag in ("TY", "ER") and record:
            yield record
            record = {}
        if tag and tag not in ("TY", "ER"):
            last = record.setdefault(tag, [])
            last.append(value)
        elif not tag and value and last and record:
            last[-1] += f" {value}"
    if record:
        yield record


def _ris_parts(record: dict[str, list[str]]) -> tuple[str | None, str, str | None]:
    values = {name: _first(record, tags) for name, tags in (("title", _RIS_TITLES), ("year", _RIS_YEARS), ("place", _RIS_PLACES))}
    names = next((record[tag] for tag in _RIS_AUTHORS if tag in record), [])
    notes = [value for tag in ("N1", "C1") for value in record.get(tag, ()) if "retract" in value.lower()]
    doi = _find_doi([value for tag in _RIS_DOIS for value in record.get(tag, ())])
    return doi, _say(names, values["year"], values["title"], values["place"], notes), _first(record, ("ID", "LB"))


def _first(record: dict[str, list[str]], tags: Sequence[str]) -> str | None:
    return next((value for tag in tags for value in record.get(tag, ()) if value), None)


def _find_doi(values: Iterable[str]) -> str | None:
    return next((doi for value in values for doi in (parse_doi(value) or next(iter(find_dois(value)), None),) if doi), None)


def _say(names: Sequence[str], year: str | None, title: str | None, place: str | None, notes: Iterable[str] = ()) -> str:
    """Write a reference on one line: names (year). Title. Where. Notes."""
    people = "; ".join(names[:_MOST_NAMES]) + (" et al." if len(names) > _MOST_NAMES else "")
    dated = year_of(parse_date(year or ""))
    parts = (f"{people} ({dated})" if dated else people, title, place, *notes)
    return ". ".join(part.strip(" .") for part in parts if part and part.strip(" .")).strip()


def _row(doi: str | None, said: str, label: str | None, place: int) -> Listed:
    return Listed(" ".join(said.split())[:LONGEST] or doi or f"record {place}", doi, label)


def read_bibtex(text: str) -> tuple[Listed, ...]:
    """Give the references of BibTeX: an entry ends with its brace, or where the next entry begins a line."""
    starts = [hit for hit in _BIB_ENTRY.finditer(text) if hit[1].lower() not in _BIB_NO_WORK]
    ends = (*(hit.start() for hit in starts[1:]), len(text))
    return tuple(_read_entry(text[hit.end() : end], place) for place, (hit, end) in enumerate(zip(starts, ends, strict=False), 1))


def _read_entry(body: str, place: int) -> Listed:
    key, comma, _ = body.partition(",")
    label = key.strip() if comma and "=" not in key and len(key) <= LONGEST // 10 else None
    fields = dict(_bib_fields(body))
    names = [name.strip() for name in fields.get("author", fields.get("editor", "")).split(" and ") if name.strip()]
    note = fields.get("note", "")
    where = fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle") or fields.get("publisher")
    notes = [note] if "retract" in note.lower() else []
    # A brace that is never closed swallows the fields below it.
    doi = _find_doi(fields[name] for name in _BIB_DOIS if name in fields) or _only(find_dois(body))
    return _row(doi, _say(names, fields.get("year") or fields.get("date"), fields.get("title"), where, notes), label, place)


def _only(dois: Sequence[str]) -> str | None:
    return dois[0] if len(dois) == 1 else None


def _bib_fields(body: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry, the first of a name only."""
    seen: set[str] = set()
    position = 0
    while (hit := _BIB_FIELD.search(body, position)) is not None:
        value, position = _read_value(body, hit.end())
        name = hit[1].lower()
        if name not in seen:
            seen.add(name)
            yield name, _TEX.sub("", value).strip()


def _read_value(body: str, start: int) -> tuple[str, int]:
    """Give the value that begins at a place, in braces, quotation marks or bare, and where it ends."""
    opening = body[start : start + 1]
    if opening == "{":
        end = _closing_brace(body, start)
        return body[start + 1 : end], end + 1
    if opening == '"':
        end = body.find('"', start + 1)
        end = len(body) if end < 0 else end
        return body[start + 1 : end], end + 1
    bare = _BIB_BARE.match(body, start)
    return (bare.group(), bare.end()) if bare else ("", start + 1)


def _closing_brace(body: str, start: int) -> int:
    depth = 0
    for hit in _BRACE.finditer(body, start):
        depth += 1 if hit.group() == "{" else -1
        if depth == 0:
            return hit.start()
    return len(body)
