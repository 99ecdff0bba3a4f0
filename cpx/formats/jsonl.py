"""JSON lines: our own objects (``"schema": 1``), CSL-JSON, or plain ``{id, title, abstract, authors, year, doi}``, mixed as they come.

A list or a single object of the same is read too. What ``dump`` writes, ``FORMAT.load`` reads back whole.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cpx.domain.identifiers import normal_issn, normal_pmid, normal_url, parse_doi
from cpx.domain.output import as_json
from cpx.domain.record import Identifier, Record
from cpx.domain.work import SCHEMA_VERSION, Work
from cpx.formats.base import Format, Problem, Source
from cpx.formats.csl_json import is_csl, load_item
from cpx.formats.json_text import Item, compact_json, each_object, is_many_lines, looks_like_json
from cpx.formats.own_json import is_own, read_own
from cpx.formats.values import abstract_of, date_of, isbns_of, language_of, names_of, normal_all, number_of, split_list, text_of

NAMES: dict[str, tuple[str, ...]] = {
    "source_id": ("id", "_id", "record_id", "key"),
    "title": ("title", "primary_title"),
    "abstract": ("abstract", "summary"),
    "authors": ("authors", "author"),
    "editors": ("editors", "editor"),
    "issued": ("issued", "date", "published", "publication_date", "year", "publication_year"),
    "container_title": ("container_title", "journal", "container", "venue", "booktitle", "source_title"),
    "collection_title": ("collection_title", "series"),
    "publisher": ("publisher",),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("page", "pages"),
    "type": ("type",),
    "doi": ("doi",),
    "pmid": ("pmid",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "keywords": ("keywords", "keyword"),
}
"""Field -> the names under which plain objects keep it, the best first."""

_KEYS = re.compile(r'"(?:title|abstract|authors|year|doi|id|schema)"\s*:')
_OWN = re.compile(r'"schema"\s*:\s*1\b')
_PART = re.compile(r'"part_of"\s*:\s*"')
_HEAD = 60_000
_READ: dict[str, Callable[[Any], Any]] = {
    "source_id": text_of,
    "title": text_of,
    "authors": names_of,
    "editors": names_of,
    "issued": date_of,
    "container_title": text_of,
    "collection_title": text_of,
    "publisher": text_of,
    "volume": number_of,
    "issue": number_of,
    "page": number_of,
    "type": text_of,
    "doi": lambda value: parse_doi(text_of(value) or ""),
    "isbn": isbns_of,
    "issn": lambda value: normal_all(value, normal_issn),
    "url": lambda value: normal_url(text_of(value) or ""),
    "language": language_of,
    "keywords": split_list,
}


def read_plain(item: dict[str, Any]) -> Record:
    """Turn a plain object into a record. Never raises, whatever the types."""
    said = {field: value for field in NAMES if (value := _first(item, NAMES[field])) is not None}
    fields = {field: read(said[field]) for field, read in _READ.items() if field in said}
    pmid = normal_pmid(text_of(said.get("pmid")) or "")
    return Record(
        source="jsonl",
        texts=abstract_of(said.get("abstract"), language_of(said.get("language"))),
        identifiers=(Identifier("pmid", pmid),) if pmid else (),
        raw=compact_json(item),
        **fields,
    )


def _first(item: dict[str, Any], names: Iterable[str]) -> Any:  # noqa: ANN401 - any JSON value
    return next((item[name] for name in names if item.get(name) not in (None, "", [], {})), None)


def _score(source: Source) -> float:
    head = source.text[:_HEAD]
    if not looks_like_json(head):
        return 0.0
    if _OWN.search(head):
        return 0.95
    keys = len(set(_KEYS.findall(head)))
    return min(0.85, (0.5 if is_many_lines(head) else 0.15) + 0.15 * keys)


def _load(source: Source) -> Iterator[Record | Problem]:
    keys = dict(_keys(source.text)) if _PART.search(source.text) else {}
    for item in each_object(source.text):
        yield item if isinstance(item, Problem) else _read(item, keys)


def _read(item: Item, keys: dict[str, str]) -> Record | Problem:
    if is_own(item.value):
        record = read_own(item.value, keys)
    elif is_csl(item.value):
        return load_item(item)
    else:
        record = read_plain(item.value)
    return record if record.title or record.doi or record.texts else Problem(item.where, "neither a title nor an abstract nor a DOI")


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """Yield key and id of our own objects: a chapter names its book by key, records name one another by id."""
    for item in each_object(text):
        if isinstance(item, Item) and is_own(item.value) and isinstance(item.value.get("key"), str):
            yield item.value["key"], text_of(item.value.get("id")) or item.value["key"]


def dump(works: Iterable[Work]) -> Iterator[str]:
    """Write works as JSON lines of our own, with all that they hold."""
    for work in works:
        yield json.dumps({"schema": SCHEMA_VERSION, **as_json(work)}, ensure_ascii=False) + "\n"


FORMAT = Format("jsonl", "JSON lines", _score, _load)
