"""The values of a query: what one word, one quoted phrase, one DOI or one field value asks for."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from cpx.domain.folding import JOINERS, WORD, Form, has_cjk, split_scripts, word_forms
from cpx.domain.query import TEXT_FIELDS, And, Field, Near, Node, Or, Phrase, Word, parse_years
from cpx.domain.query_shape import join
from cpx.errors import BadUsage

_SPELLINGS, _MOST_SPELLINGS = 16, 300
"""Spellings of a phrase that are looked for at most: of whole words, and with words cut off or with letters left open."""


@cache
def _pieces() -> re.Pattern[str]:
    """Find words, and the sign that cuts one off; a word may have signs that stand for letters."""
    return re.compile(rf"({WORD}(?:(?:{JOINERS}|(?<=[^\W\d_])[?#$*](?=[^\W\d_])){WORD})*)([*$][1-9]?(?![\w*$])|)")


def read_value(kind: str, text: str, field: str | None, distance: int = 0) -> Node | None:
    """Read the value of a token (word, quoted, near, doi, url) for a field, or for all text; None where nothing is in it."""
    if field is None:
        return _read_address(text) if kind in {"doi", "url"} else join(And, _terms(kind, text, distance))
    if field in TEXT_FIELDS:
        return join(And, [in_field(field, term) for term in _terms(kind, text, distance)])
    value = Word(text) if kind in {"word", "doi", "url"} else Phrase(text)
    return Field(field, _check(field, value)) if text.strip() else None


def in_field(field: str, term: Word | Phrase | Near) -> Node:
    """Put a term into a text field; characters of scripts without blanks are looked up by title and abstract apart."""
    if field == "tiab" and has_cjk(term.text):
        return Or((Field("title", term), Field("abstract", term)))
    return Field(field, term)


def _terms(kind: str, text: str, distance: int) -> Iterator[Word | Phrase | Near]:
    if kind == "near":
        return _near(text, distance)
    return _phrases(text) if kind == "quoted" else read_words(text)


def _near(text: str, distance: int) -> Iterator[Word | Near]:
    words = tuple(read_words(text))
    if len(words) > 1:
        yield Near(text, words, distance)
    else:
        yield from words


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
        forms = _forms(part, cut, strict=False)
        if forms:
            yield Word(part + cut, forms)


def read_phrase(text: str) -> Node | None:
    """Read words that stand next to each other, without quotes around; one word alone is a word."""
    words = list(read_words(text))
    return words[0] if len(words) == 1 else join(And, _phrases(text))


def _phrases(text: str) -> Iterator[Phrase]:
    """Yield what is quoted, as one phrase; runs of CJK characters are phrases of their own, as they are in the index."""
    parts = list(_parts(text))
    for part, cut in parts:
        if has_cjk(part):
            yield Phrase(part, word_forms(part, prefix=bool(cut)))
    words = [(part, cut) for part, cut in parts if not has_cjk(part)]
    if choices := [forms for part, cut in words if (forms := _forms(part, cut, strict=True))]:
        yield Phrase(text, tuple(_combine(choices)))


def _forms(part: str, cut: str, *, strict: bool) -> tuple[Form, ...]:
    """Give the spellings of a word, also of one that is cut off or has signs for letters."""
    if not (cut[1:] or any(sign in part for sign in "?#$*")):
        return word_forms(part, strict=strict, prefix=bool(cut))
    from cpx.domain.wildcards import expand_wildcards, has_wildcard, is_open  # few queries need it

    whole = part + cut
    if is_open(whole) or not has_wildcard(whole):
        return word_forms(part, strict=strict, prefix=bool(cut))
    spelt = expand_wildcards(whole if cut[1:] else part)
    is_cut = bool(cut) and not cut[1:]
    return tuple(dict.fromkeys(Form(word_forms(word, strict=True)[0].tokens, is_cut) for word in spelt))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text, each in one script, and the sign that cuts it off (``*``, ``$``, ``$1``), if any."""
    if text.isascii() and text.isalnum():  # most are: no pattern is needed
        yield text, ""
        return
    for piece, sign in _pieces().findall(text):
        *before, last = split_scripts(piece)
        yield from ((part, "") for part in before)
        is_money = sign.startswith("$") and (len(last) <= 2 or last.isupper() or not last.isalpha())  # noqa: PLR2004 - US$ is no word cut off
        yield last, "" if is_money else sign.replace("$", "*") if sign == "$" else sign


def _combine(choices: list[tuple[Form, ...]]) -> Iterator[Form]:
    """Yield the spellings of a phrase, made of those of its words; words cut off or with open letters have many, which all count."""
    is_open = any(form.prefix for forms in choices for form in forms) or max(map(len, choices)) > _SPELLINGS
    *before, last = choices
    for *firsts, end in islice(product(*map(_inner, before), _inner(last)), _MOST_SPELLINGS if is_open else _SPELLINGS):
        tokens = tuple(token for tokens in (*firsts, end) for token in tokens)
        is_cut = tokens[-1].endswith("*")
        yield Form((*tokens[:-1], tokens[-1].rstrip("*")), is_cut)


def _inner(forms: tuple[Form, ...]) -> list[tuple[str, ...]]:
    """Give the words of spellings within a phrase; one that is cut off there keeps its ``*``."""
    return [(*form.tokens[:-1], f"{form.tokens[-1]}*") if form.prefix else form.tokens for form in forms]
