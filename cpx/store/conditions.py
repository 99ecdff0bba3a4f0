"""From a query tree and filters to conditions in SQL on the table of works (named ``w``)."""

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cpx.domain.folding import WORD, has_cjk
from cpx.domain.query import CONCEPT_FIELDS, HEADING_FIELDS, TEXT_FIELDS, And, Field, Filters, Node, Not, Or, YearRange, parse_years
from cpx.errors import BadUsage, NotFound, UnknownTerm
from cpx.store.match import match_expression
from cpx.store.standing import standing

_LONGEST_INITIAL = 1


class Condition(NamedTuple):
    """A piece of SQL that is true or false of a work, and its parameters."""

    sql: str
    params: tuple[str | int, ...] = ()


ALWAYS = Condition("1")


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Join conditions that must all hold."""
    return _join(" AND ", conditions)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Join conditions of which one must hold."""
    return _join(" OR ", conditions)


def _join(operator: str, conditions: Iterable[Condition]) -> Condition:
    parts = list(conditions)
    if not parts:
        return ALWAYS
    return Condition(f"({operator.join(part.sql for part in parts)})", tuple(param for part in parts for param in part.params))


def matches(expression: str) -> Condition:
    """Be found by the full-text index."""
    return Condition("w.id IN (SELECT rowid FROM works_fts WHERE works_fts MATCH ?)", (expression,))


def condition(connection: sqlite3.Connection, node: Node, filters: Filters) -> Condition:
    """Give the condition of a tree; raises NotFound for a concept that is not in the vocabulary."""
    expression = match_expression(node)
    if expression is not None:
        return matches(expression)
    if isinstance(node, Not):
        inner = condition(connection, node.part, filters)
        return Condition(f"NOT {inner.sql}", inner.params)
    if isinstance(node, (And, Or)):
        return (all_of if isinstance(node, And) else any_of)(condition(connection, part, filters) for part in node.parts)
    return _field(connection, node, filters) if isinstance(node, Field) else ALWAYS


def filter_conditions(connection: sqlite3.Connection, filters: Filters) -> list[Condition]:
    """Give a condition for each filter that is set."""
    found = [_concepts(connection, name, getattr(filters, name), filters) for name in CONCEPT_FIELDS if getattr(filters, name)]
    if filters.part and not filters.population:
        found.append(_with_tag(Condition(_PEOPLE), filters))
    if filters.year:
        found.append(_years(filters.year))
    if filters.type:
        found.append(any_of(_one_of("w.type", text) for text in filters.type))
    if filters.retracted is not None:
        found.append(Condition("w.retracted = ?", (int(filters.retracted),)))
    return found


def add_functions(connection: sqlite3.Connection) -> None:
    """Give the connection the function that conditions on names, journals and types call."""
    connection.create_function("cpx_words", 1, fold_words, deterministic=True)


def fold_words(text: str | None) -> str:
    """Give a text's words in small letters without diacritics, a space around each: ``' van der graaf '``."""
    plain = text or ""
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return f" {' '.join(re.findall(WORD, plain.lower()))} "


def _field(connection: sqlite3.Connection, node: Field, filters: Filters) -> Condition:
    text = node.value.text.strip()
    if node.name in TEXT_FIELDS:
        return _contains(node.name, text)
    if node.name in CONCEPT_FIELDS:
        try:
            return _concepts(connection, node.name, (text,), filters)
        except NotFound as error:
            raise UnknownTerm(error.message, error.hint, text, text) from None
    if node.name in HEADING_FIELDS:
        return _heading(connection, text, filters, narrower=node.name == "heading")
    return _FIELDS[node.name](text)


_RUNS = {
    "title": "instr(w.title, ?)",
    "abstract": "w.id IN (SELECT wt.work FROM work_texts wt JOIN texts t ON t.id = wt.text"
    " WHERE wt.current AND t.field <> 'title' AND instr(t.content, ?))",
    "keyword": "instr(w.keywords, ?)",
}
"""Field -> where a run of CJK characters is looked for letter by letter: their pairs stand in one column for all fields."""


def _contains(field: str, text: str) -> Condition:
    return Condition(_RUNS[field], (text.rstrip("*"),)) if has_cjk(text) else ALWAYS


_MACHINES = """SELECT t.work, t.concept FROM assignments t WHERE {test} AND NOT EXISTS (
  SELECT 1 FROM current_decisions d WHERE d.work = t.work AND d.concept = t.concept AND d.verdict = 'rejected')"""
_PERSONS = "SELECT t.work, t.concept FROM current_decisions t WHERE {test} AND t.verdict = 'confirmed'"
# Not by the view ``tags``, which sorts the tags of all works first: by the indexes this is many times as fast.
_CLAIMED = Condition("t.usage IS NOT 'topic'")
_PEOPLE = "t.concept IN (SELECT id FROM concepts WHERE scheme = 'population')"
_MACHINES_PART = "(SELECT a.part FROM assignments a WHERE a.work = t.work AND a.concept = t.concept)"


def counting_tags(test: Condition, filters: Filters) -> Condition:
    """Select (work, concept) of the tags, named ``t`` in ``test``, that count: the same ones for filters and facets.

    Those that the machine claims and nobody rejected, and all that a person confirmed, whatever the machine read; a
    tag that both gave comes twice. The part of people whom only a person named is unclear.
    """
    from cpx.domain.concept import Part  # few queries ask for tags

    machines = all_of([test, *([] if filters.any_usage else [_CLAIMED]), *_played("t.part", filters)])
    persons = all_of([test, *_played(f"coalesce({_MACHINES_PART}, '{Part.UNCLEAR}')", filters)])
    sql = f"{_MACHINES.format(test=machines.sql)} UNION ALL {_PERSONS.format(test=persons.sql)}"
    return Condition(sql, (*machines.params, *persons.params))


def _played(part: str, filters: Filters) -> list[Condition]:
    return [Condition(f"(NOT {_PEOPLE} OR {part} = ?)", (_part(filters.part),))] if filters.part else []


def _with_tag(test: Condition, filters: Filters) -> Condition:
    inner = counting_tags(test, filters)
    return Condition(f"w.id IN (SELECT work FROM ({inner.sql}))", inner.params)  # noqa: S608 - from here


def _concepts(connection: sqlite3.Connection, scheme: str, wanted: tuple[str, ...], filters: Filters) -> Condition:
    from cpx.store.concept_names import find_concepts  # same

    ids = sorted(find_concepts(connection, scheme, wanted))
    return _with_tag(Condition(f"t.concept IN ({', '.join('?' * len(ids))})", tuple(ids)), filters)


def _heading(connection: sqlite3.Connection, text: str, filters: Filters, *, narrower: bool) -> Condition:
    """Have a subject heading, a tag of ours that stands for it (whatever its use), or the same among the keywords."""
    from cpx.store.heading_names import find_heading  # few queries have headings

    found = find_heading(connection, text, narrower=narrower)
    tagged = _with_tag(Condition(f"t.concept IN ({_marks(found.concepts)})", found.concepts), filters._replace(any_usage=True, part=None))
    given = Condition(
        "w.id IN (SELECT wr.work FROM headings h JOIN work_records wr ON wr.record = h.record"  # noqa: S608 - from here
        f" WHERE (h.label = ? COLLATE NOCASE OR h.ui IN ({_marks(found.uis)})) AND {standing('h.record')})",
        (text, *found.uis),
    )
    words = fold_words(text).strip()
    keyword = [matches(f'{{keywords}} : "{words}"')] if words else []
    return any_of([tagged, given, *keyword])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _part(name: str) -> str:
    """Read the name of a part; raises BadUsage for none."""
    from cpx.domain.concept import Part  # same

    if name not in list(Part):
        raise BadUsage(f"no part {name!r}", f"people's parts are: {', '.join(Part)}; for example: --part {Part.TOOK_PART}")
    return name


def _has_words(column: str, text: str) -> Condition:
    """Hold these words side by side; the last may go on where it is cut off or an initial."""
    words = fold_words(text)
    *_, last = words.split() or [""]
    open_end = text.endswith("*") or (column == _NAME and len(last) == _LONGEST_INITIAL)
    return Condition(f"instr(cpx_words({column}), ?)", (words.rstrip() if open_end else words,)) if last else Condition("0")


_NAME = "c.family || ' ' || c.given || ' ' || c.family || ' ' || c.literal"
"""Found as ``Peter Van der Graaf`` and as ``Van der Graaf, Peter``."""


def _author(text: str) -> Condition:
    """Look among authors and editors: an edited book is asked for by its editors."""
    inner = _has_words(_NAME, text)
    return Condition(
        f"w.id IN (SELECT p.work FROM work_contributors p WHERE p.contributor IN (SELECT c.id FROM contributors c WHERE {inner.sql}))",  # noqa: S608 - from here
        inner.params,
    )


def _years(ranges: Iterable[YearRange]) -> Condition:
    return any_of(all_of(_bounds(years)) for years in ranges)


def _bounds(years: YearRange) -> Iterator[Condition]:
    for sign, year in ((">=", years.first), ("<=", years.last)):
        if year is not None:
            yield Condition(f"w.year {sign} ?", (year,))


def _doi(text: str) -> Condition:
    """Find a DOI that any record of the work carries; ``10.1186`` and ``10.1186/s129*`` find all that begin so."""
    from cpx.domain.identifiers import parse_doi  # its patterns take a fifth of a start of Python

    doi = None if text.endswith("*") else parse_doi(text)
    value = doi or (text.rstrip("*").lower() + ("" if "/" in text or text.endswith("*") else "/"))
    test = "{} = ?" if doi else f"substr({{}}, 1, {len(value)}) = ?"
    return Condition(
        f"({test.format('w.doi')} OR w.id IN (SELECT wr.work FROM identifiers i JOIN work_records wr ON wr.record = i.record"  # noqa: S608 - from here
        f" WHERE i.scheme = 'doi' AND {test.format('i.value')} AND {standing('i.record')}))",
        (value, value),
    )


def _language(text: str) -> Condition:
    language = re.split("[-_]", text.lower())[0]
    of_texts = "SELECT wt.work FROM work_texts wt JOIN texts t ON t.id = wt.text WHERE wt.current AND t.language = ?"
    return Condition(f"(w.language = ? OR w.id IN ({of_texts}))", (language, language))


def _source(text: str) -> Condition:
    """Look at the kind of source of each record, and at the database that was searched."""
    kind, database = _has_words("r.source", text), _has_words("n.source", text)
    return Condition(
        "w.id IN (SELECT wr.work FROM work_records wr JOIN records r ON r.id = wr.record JOIN runs n ON n.id = r.run"  # noqa: S608 - from here
        f" WHERE ({kind.sql} OR {database.sql}) AND {standing('r.id')})",
        (*kind.params, *database.params),
    )


def _one_of(column: str, text: str) -> Condition:
    """Hold these words in a column of works; each of its values is looked at once, however many works have it."""
    inner = _has_words("v.value", text)
    values = f"SELECT v.value FROM (SELECT DISTINCT {column} AS value FROM works w) v WHERE {inner.sql}"  # noqa: S608 - from here
    return Condition(f"{column} IN ({values})", inner.params)


def _url(text: str) -> Condition:
    return Condition("instr(lower(w.url), ?)", (text.lower().partition("://")[2].rstrip("/"),))


_FIELDS: dict[str, Callable[[str], Condition]] = {
    "author": _author,
    "year": lambda text: _years(parse_years(text)),
    "journal": lambda text: _one_of("w.container_title", text),
    "type": lambda text: _one_of("w.type", text),
    "doi": _doi,
    "lang": _language,
    "source": _source,
    "url": _url,
}
