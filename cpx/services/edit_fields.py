"""The fields that a person may edit: what each is, and how what was typed is read. What cannot be read is refused in words."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.csl_types import check_type
from cpx.domain.dates import parse_date
from cpx.domain.identifiers import normal_isbn, normal_issn, normal_orcid, normal_url, parse_doi
from cpx.domain.output import as_json
from cpx.domain.people import parse_names
from cpx.domain.record import Name
from cpx.domain.text import tidy_abstract
from cpx.errors import BadUsage

NAME_PARTS = ("family", "given", "literal", "orcid")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Editable:
    """A field: the comment above it in the file, and how a value typed there is read; ``many`` where it is a list."""

    comment: str
    read: Callable[[Any], Any]
    many: bool = False


def _line(value: Any) -> str | None:  # noqa: ANN401 - any TOML value
    return fold_space(clean_text(_string(value))) or None


def _string(value: Any) -> str:  # noqa: ANN401 - same
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if hasattr(value, "isoformat"):  # TOML has dates of its own
        return str(value.isoformat())
    raise BadUsage(f"{value!r} is no text", "give one value in quotes")


def _checked(what: str, normal: Callable[[str], str | None], hint: str) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:  # noqa: ANN401 - any TOML value
        text = _line(value)
        found = normal(text) if text else None
        if text and found is None:
            raise BadUsage(f"{text!r} is no {what}", hint)
        return found

    return read


def _date(text: str) -> str | None:
    """Read a date only where nothing of it is lost: the 30th of February is none."""
    found = parse_date(text)
    return found if found and (not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) or found == text) else None


def _language(text: str) -> str | None:
    return text.lower().split("-")[0] if _LANGUAGE.fullmatch(text.lower()) else None


def _many(read: Callable[[Any], str | None]) -> Callable[[Any], tuple[str, ...]]:
    def read_all(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - any TOML value
        items = value if isinstance(value, list) else [value]
        return tuple(dict.fromkeys(found for item in items if (found := read(item))))

    return read_all


def _names(value: Any) -> tuple[Name, ...]:  # noqa: ANN401 - any TOML value
    items = value if isinstance(value, list) else [value]
    return tuple(name for item in items for name in (_name(item) if isinstance(item, dict) else parse_names(_line(item) or "")))


def _name(item: dict[str, Any]) -> tuple[Name, ...]:
    unknown = [part for part in item if part not in NAME_PARTS]
    if unknown:
        raise BadUsage(f"no part {unknown[0]!r} in a name", f"its parts are: {', '.join(NAME_PARTS)}")
    parts = {part: _line(value) for part, value in item.items()}
    if not (parts.get("family") or parts.get("literal")):
        raise BadUsage("a name without family or literal", '{family = "Aho", given = "Ada"}, or {literal = "Ward Council"}')
    parts["orcid"] = _ORCID(parts.get("orcid") or "")
    return (Name(**parts),)


_ORCID = _checked("ORCID iD", normal_orcid, "it has 16 digits, the last of them a check digit: 0000-0002-1825-0097")
_DATE_HINT = "give it as 2024, 2024-04 or 2024-04-02"
_ISBN = _checked("ISBN", normal_isbn, "it has 13 or 10 digits, the last of them a check digit: 9781447362241")
_ISSN = _checked("ISSN", normal_issn, "it has eight digits, the last of them a check digit: 2662-2211")
_PEOPLE = '{family = "Aho", given = "Ada", orcid = "..."} each, or {literal = "..."} for an organisation'

EDITABLE: dict[str, Editable] = {
    "title": Editable("Title, with its subtitle", _line),
    "type": Editable(
        "Type, as CSL names it: article-journal, chapter, book, report, thesis, webpage ...", _checked("type", check_type, "")
    ),
    "authors": Editable(f"Authors in order: {_PEOPLE}", _names, many=True),
    "editors": Editable("Editors in order, the same", _names, many=True),
    "issued": Editable("Date of publication: 2024, 2024-04 or 2024-04-02", _checked("date", _date, _DATE_HINT)),
    "container_title": Editable("Journal, or book of a chapter", _line),
    "collection_title": Editable("Series", _line),
    "publisher": Editable("Publisher, or the body that put it on the web", _line),
    "volume": Editable("Volume", _line),
    "issue": Editable("Issue", _line),
    "number": Editable("Number of a report or article", _line),
    "page": Editable("Pages: 12, or 491-506", _line),
    "doi": Editable("DOI", _checked("DOI", parse_doi, "a DOI looks like 10.1186/s12961-024-01130-w")),
    "isbn": Editable("ISBNs", _many(_ISBN), many=True),
    "issn": Editable("ISSNs", _many(_ISSN), many=True),
    "url": Editable("Address of its page", _checked("address of a page", normal_url, "give it as https://...")),
    "accessed": Editable("Date on which that page was read", _checked("date", _date, _DATE_HINT)),
    "language": Editable("Language of the work: en, zh", _checked("language", _language, "give its code: en, zh, sv")),
    "keywords": Editable("Authors' keywords", _many(_line), many=True),
    "subjects": Editable("Subjects that a repository gave", _many(_line), many=True),
    "licence": Editable("Licence: CC BY 4.0", _line),
    "abstract": Editable(
        "Abstract; a heading begins a line: Methods: ...", lambda value: tidy_abstract(clean_text(_string(value))).strip() or None
    ),
}
"""Field -> how it is edited, in the order of the file."""


def read_value(name: str, value: Any) -> Any:  # noqa: ANN401 - any TOML value in, a record's field out
    """Read what was typed for a field; raises BadUsage that names the field."""
    field = EDITABLE.get(name)
    if field is None:
        raise BadUsage(f"no field {name!r} to edit", f"the fields are: {', '.join(EDITABLE)}")
    if isinstance(value, list) and not field.many:
        raise BadUsage(f"{name}: a list, where one value is wanted", f'{name} = "..."')
    try:
        return field.read(value)
    except BadUsage as error:
        raise BadUsage(f"{name}: {error.message}", error.hint) from None


def read_words(name: str, text: str) -> Any:  # noqa: ANN401 - what a file might hold
    """Give what follows ``--set field=`` as a file would hold it: of a list ``a; b``, or the same as JSON."""
    if name not in EDITABLE or not EDITABLE[name].many:
        return text
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            raise BadUsage(f"{name}: not a list in JSON", "or part the values by semicolons: --set keywords='wards; power'") from None
    return [part for part in map(str.strip, text.split(";")) if part]


def as_typed(value: Any) -> Any:  # noqa: ANN401 - a field's value in, what a file holds out
    """Give a value as it stands in the file: '' for nothing."""
    return "" if value is None else as_json(value)
