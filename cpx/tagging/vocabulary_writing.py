"""Write vocabularies as TOML, and change entries of a file without touching the rest of it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cpx.domain.concept import Concept

_WIDTH = 120
_HEADER = re.compile(r"(?m)^[ \t]*\[\[[ \t]*(concept|extend|lookalike)[ \t]*\]\][^\n]*\n?")
_ID = re.compile(r"(?m)^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']")
_REST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|\Z))+\Z")
_BEFORE, _AFTER = ("id", "scheme", "label", "broader"), ("mesh", "definition", "auto", "deprecated", "replaced_by", "verified")
HEAD = '# Terms of our own, laid over those of cpx. The form: docs/vocabularies.md.\nversion = "1"\n'

Blocks = Mapping[tuple[str, str], str]
"""Table and id -> the entry's text; an empty one takes the entry away."""


def fields_of(concept: Concept) -> dict[str, Any]:
    """Give a concept as the keys and values of an entry, all of them: two are the same where these are (labels in any order)."""
    texts = {name: getattr(concept, name) or "" for name in ("scheme", "broader", "definition", "mesh", "replaced_by", "verified")}
    flags = {"auto": concept.auto or concept.deprecated, "deprecated": concept.deprecated and not concept.replaced_by}
    return {"label": concept.pref_label, **texts, **flags, **{key: list(labels) for key, labels in concept.alt_labels.items() if labels}}


def is_same(one: object, other: object) -> bool:
    """Compare two values of entries; the order of labels says nothing."""
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return one == other


def dump(concepts: Iterable[Concept], lookalikes: Mapping[str, Sequence[str]], version: str) -> Iterator[str]:
    """Write a whole vocabulary as one file."""
    yield f"version = {_value(version)}\n"
    for concept in concepts:
        yield write_entry("concept", concept.id, strip_defaults(fields_of(concept)))
    if lookalikes:
        yield write_entry("lookalike", None, {language: list(labels) for language, labels in lookalikes.items()})


def strip_defaults(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what an entry need not say."""
    return {
        key: value for key, value in fields.items() if value not in ("", []) and (key, value) not in (("auto", True), ("deprecated", False))
    }


def write_entry(table: str, concept: str | None, fields: Mapping[str, Any]) -> str:
    """Write one entry, a blank line before it."""
    held = {**({"id": concept} if concept else {}), **fields}
    labels = sorted(key for key, value in held.items() if isinstance(value, list))
    names = [*(key for key in _BEFORE if key in held), *labels, *(key for key in _AFTER if key in held)]
    lines = [f"{name} = {_value(held[name])}" for name in names]
    return f"\n[[{table}]]\n" + "\n".join(lines) + "\n"


def _value(value: Any) -> str:  # noqa: ANN401 - a text, a flag or a list of texts
    """Write a value; the escapes of JSON are those of TOML."""
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    lines = [""]
    for item in (f"{_value(one)}, " for one in value):
        if lines[-1] and len(lines[-1]) + len(item) > _WIDTH:
            lines.append("")
        lines[-1] += item
    if len(lines) == 1:
        return f"[{lines[0].removesuffix(', ')}]"
    return "[\n" + "".join(f"  {line.rstrip()}\n" for line in lines) + "]"


def change_entries(text: str, blocks: Blocks) -> str:
    """Put entries in the place of those of the same table and id, new ones at the end; all else, comments too, stays as it is."""
    starts = [found.start() for found in _HEADER.finditer(text)]
    parts = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    left = dict(blocks)
    kept = [parts[0], *(_change_part(part, left) for part in parts[1:])]
    whole = "".join(kept)
    return (whole if whole.endswith("\n") or not whole else whole + "\n") + "".join(left.values())


def _change_part(part: str, left: dict[tuple[str, str], str]) -> str:
    header, name = _HEADER.match(part), _ID.search(part)
    key = (header[1] if header else "", name[1] if name else "")
    if key not in left:
        return part
    found = _REST.search(part)
    rest = found[0] if found else "\n"
    block = left.pop(key).strip("\n")
    return block + rest if block else rest.removeprefix("\n")
