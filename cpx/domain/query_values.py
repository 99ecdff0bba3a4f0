"""The values of a query: what one word, one quoted phrase, one DOI or one field value asks for."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from cpx.domain.folding import PIECE, Form, has_cjk, split_scripts, word_forms
from cpx.domain.query import TEXT_FIELDS, And, Field, Node, Or, Phrase, Word, parse_years
from cpx.domain.query_shape import join
from cpx.errors import BadUsage

_SPELLINGS = 16
"""Spellings of a phrase that are looked for at most."""


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(rf"({PIECE})(\*?)")


def read_value(kind: str, text: str, field: str | None) -> Node | None:
    """Read the value of a token (word, quoted, doi, url) for a field, or for all text where there is none; None where nothing is in it."""
    if field is None:
        return _read_address(text) if kind in {"doi", "url"} else join(And, _terms(kind, text))
    if field in TEXT_FIELDS:
        return join(And, [Field(field, term) for term in _terms(kind, text)])
    value = Phrase(text) if kind == "quoted" else Word(text)
    return Field(field, _check(field, value)) if text.strip() else None


def _terms(kind: str, text: str) -> Iterator[Word | Phrase]:
    return _phrases(text) if kind == "quoted" else read_words(text)


def _check(field: str, value: Word | Phrase) -> Word | Phrase:
    """Refuse at once what a field can never hold."""
    if field == "year":
        parse_years(value.text)
    if field == "doi" and _parse_doi(value.text) is None and not re.fullmatch(r"10\.\d{4,9}(/\S*)?\*?", value.text):
        raise BadUsage(f"{value.text[:60]!r} is no DOI", "write doi:10.1186/s12961-024-01130-w, or doi:10.1186 for all of one publisher")
    return value


def _read_address(text: str) -> Node | None:
    """Look a DOI or a web address up; an address may also stand in a text."""
    cut = re.search(r"10\.\d{4,9}/\S*\*$", text)
    doi = cut[0] if cut else _parse_doi(text)
    if doi is not None:
        return Field("doi", Word(doi))
    words = read_value("word", text, None)
    return words if words is None or not text.lower().startswith("http") else Or((Field("url", Word(text)), words))


def _parse_doi(text: str) -> str | None:
    from cpx.domain.identifiers import parse_doi  # its patterns take a fifth of a start of Python

    return parse_doi(text)


def read_words(text: str) -> Iterator[Word]:
    """Yield the words of a stretch without spaces: ``health/social`` is two, ``co-production`` and ``1.5`` are one."""
    for part, cut in _parts(text):
        forms = word_forms(part, prefix=cut)
        if forms:
            yield Word(part + "*" * cut, forms)


def _phrases(text: str) -> Iterator[Phrase]:
    """Yield what is quoted, as one phrase; runs of CJK characters are phrases of their own, as they are in the index."""
    parts = list(_parts(text))
    for part, cut in parts:
        if has_cjk(part):
            yield Phrase(part, word_forms(part, prefix=cut))
    words = [(part, cut and at == len(parts)) for at, (part, cut) in enumerate(parts, 1) if not has_cjk(part)]
    if choices := [forms for part, cut in words if (forms := word_forms(part, strict=True, prefix=cut))]:
        yield Phrase(text, tuple(_combine(choices)))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a text, each in one script, and whether a ``*`` cuts it off."""
    for piece, star in _pieces().findall(text):
        *before, last = split_scripts(piece)
        yield from ((part, False) for part in before)
        yield last, bool(star)


def _combine(choices: list[tuple[Form, ...]]) -> Iterator[Form]:
    """Yield the spellings of a phrase, made of those of its words; a word cut off has many, which all count."""
    most = None if choices[-1][0].prefix else _SPELLINGS
    for chosen in islice(product(*choices), most):
        yield Form(tuple(token for form in chosen for token in form.tokens), chosen[-1].prefix)
