"""Judge whether a registry's description is the work that a printed reference names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from cpx.domain.dates import year_of
from cpx.domain.identifiers import find_dois
from cpx.domain.record import Record
from cpx.formats.markup import plain
from cpx.matching.doi_judgement import Judgement, conclude, refuse
from cpx.matching.doi_people import surname_words
from cpx.matching.doi_places import same_container
from cpx.matching.doi_titles import differing_words, is_generic, is_short, telling_words, title_words
from cpx.matching.doi_words import BOOK_REVIEW, COPY_PREFIXES, CORRECTING, NEVER, NOTICE, NOTICE_UPDATES, PREPRINT

_ADDRESS = re.compile(r"\b(?:https?://|doi:|www\.)\S+|\b10\.\d{4,9}/\S+", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d-])(1[5-9]\d\d|20\d\d)(?![\d-])")
_LETTERS = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"\s*[.?!;,”’\"'\])\]]|\s*$|\s+(?:In|1[5-9]\d\d|20\d\d)\b")
_SUBTITLE = re.compile(r"\s*[:\u2013\u2014-]\s*([^.?!]{0,200})")
_OTHERS = re.compile(r"\bet\.? al\b|\band others\b|\bu\.\s?a\.|\b& al\b|…|\.\.\.", re.IGNORECASE)
_SPLIT = re.compile(r"[.;,]\s+|[”“\"|]")
_FIGURES = re.compile(r"[\s(]*\d.*$")
_BEFORE_SUBTITLE = re.compile(r"\s*[:?!.]\s+|\s+[-\u2013\u2014]\s+|\s*\u2014\s*")
_NOTICE_BEFORE = re.compile(
    r"\b(?:correction|corrigendum|erratum|retraction|retraction note|retraction notice|reply|response|comment|commentary|re|review)\W*"
    r"(?:(?:to|for|on|of)\b)?\W*$",
    re.IGNORECASE,
)
_THERE = 0.8
"""A whole title that is this much alike stands in the line with its subtitle, misprinted or another's."""
_UNLIKE, _LEAST, _LINE_LIMIT = 0.75, 0.92, 3000
_MOST_NAMES, _MOST_PLACES = 50, 12
_PREPRINT = re.compile(
    r"\bpreprint|arxiv|medrxiv|biorxiv|chemrxiv|psyarxiv|socarxiv|\bssrn\b|research ?square|preprints\.org|\bessoar\b|\bosf\b",
    re.IGNORECASE,
)
_SURE = 2
"""So many of journal, volume and page leave no doubt."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a title was found in a line: its likeness there, the words that differ, and the line before and after it."""

    alike: float
    differ: tuple[str, ...]
    before: str
    after: str
    whole: bool = True


def judge_reference(line: str, candidate: Record) -> Judgement:
    """Judge whether a reference as printed names this candidate. Every part is looked for in the line itself."""
    reason = _veto(line, candidate)
    if reason:
        return refuse(reason)
    text = _ADDRESS.sub(" ", plain(line[:_LINE_LIMIT]))
    span = _find_title(text, candidate.title or "")
    if span.alike < _UNLIKE:
        return Judgement(accepted=False, score=round(span.alike * _UNLIKE, 2), reasons=(_say_title(span),))
    rest = f"{span.before} | {span.after}"
    words = title_words(rest)
    surnames = [_stands_in(surname_words(name.family or name.literal or ""), words) for name in candidate.authors[:_MOST_NAMES]]
    supports = _supports(span.after, candidate)
    hindrances = [
        *_hinder_by_title(span, candidate, supports),
        *_hinder_by_people(text, surnames),
        *_hinder_by_year(rest, candidate, supports),
        *_hinder_by_place(supports),
        *_hinder_by_preprint(span.after, candidate),
    ]
    reasons = [
        _say_title(span),
        f"{sum(surnames)} of {len(surnames)} surnames",
        *(f"{name} found" for name, found in supports.items() if found),
    ]
    return conclude(_score(span, surnames, rest, candidate, supports), reasons, hindrances)


def _say_title(span: _Span) -> str:
    return f"title {span.alike:.2f} alike" + ("" if span.whole else " without its subtitle")


def _score(span: _Span, surnames: Sequence[bool], rest: str, candidate: Record, supports: dict[str, bool]) -> float:
    people = sum(surnames) / len(surnames) if surnames else 0.5
    year = _year_apart(rest, candidate)
    return 0.55 * span.alike + 0.25 * people + 0.1 * (year is not None and year <= 1) + 0.05 * min(2, sum(supports.values()))


def _veto(line: str, candidate: Record) -> str | None:
    if not (candidate.doi and candidate.title):
        return "it has no DOI or no title"
    if candidate.doi.startswith(COPY_PREFIXES):
        return "a copy of another publisher's work"
    printed = find_dois(line)
    if printed and candidate.doi not in printed:
        return "the reference has another DOI"
    return NEVER.get(candidate.type or "") or _veto_notice(plain(line[:_LINE_LIMIT]), candidate)


def _veto_notice(line: str, candidate: Record) -> str | None:
    """Say what the candidate is, where it is about another work and the line does not say so."""
    title = candidate.title or ""
    if any(update.type in NOTICE_UPDATES for update in candidate.updates) and not CORRECTING.search(line):
        return "a notice about another work"
    is_about_another = NOTICE.search(title) or (BOOK_REVIEW.search(title) and not BOOK_REVIEW.search(line))
    return "a notice, a reply or a review" if is_about_another and _find_title(line, title, heads=False).alike < _LEAST else None


def _find_title(text: str, title: str, *, heads: bool = True) -> _Span:
    """Find a title in a line, whole, else (with ``heads``) without its subtitle."""
    title = plain(title[:_LINE_LIMIT])
    words = _words_with_places(text)
    whole = _locate(text, words, title_words(title))
    if not heads or whole.alike >= _THERE:  # with its subtitle, so that is compared too
        return whole
    found = [whole, *(_without_rest(_locate(text, words, title_words(head)), rest) for head, rest in _heads(title) if not is_short(head))]
    return max(found, key=lambda span: (span.alike >= _LEAST and not span.differ, span.alike, span.whole))


def _heads(title: str) -> Iterator[tuple[str, str]]:
    """Yield (beginning, rest) for each place where a subtitle may begin."""
    places = islice(_BEFORE_SUBTITLE.finditer(title), _MOST_PLACES)
    yield from ((title[: place.start()], title[place.end() :]) for place in places if place.start())


def _without_rest(span: _Span, rest: str) -> _Span:
    """Mark a beginning of a title, and what of its rest tells that the line is about another work."""
    telling = (f"“{word}” is in one only" for word in telling_words(title_words(rest)))
    return replace(span, whole=False, differ=(*span.differ, *telling))


def _words_with_places(text: str) -> list[tuple[str, int, int]]:
    """Give (folded word, start, end) of each word of a line."""
    return [(word, place.start(), place.end()) for place in _LETTERS.finditer(text) for word in title_words(place[0])]


def _locate(text: str, words: list[tuple[str, int, int]], wanted: list[str]) -> _Span:
    """Find where a line is most like these words."""
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    folded, title = " ".join(word for word, _, _ in words), " ".join(wanted)
    found = partial_ratio_alignment(title, folded) if len(title) <= len(folded) else None
    if not title or found is None:
        return _Span(0.0, (), text, "")
    here = list(_overlapping(words, found.dest_start, found.dest_end))
    if not here:
        return _Span(0.0, (), text, "")
    differ = tuple(differing_words(wanted, [word for word, _, _ in here]))
    return _Span(ratio(title, " ".join(word for word, _, _ in here)) / 100, differ, text[: here[0][1]], text[here[-1][2] :])


def _overlapping(words: list[tuple[str, int, int]], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the words of which at least half stands between two places of the joined words."""
    at = 0
    for word in words:
        if 2 * (min(end, at + len(word[0])) - max(start, at)) >= len(word[0]):
            yield word
        at += len(word[0]) + 1


def _stands_in(words: Sequence[str], line: list[str]) -> bool:
    """Tell whether words stand in a line one after another; of a name with particles the last will do."""
    count = len(words)
    return bool(words) and (
        any(line[at : at + count] == list(words) for at in range(len(line) - count + 1)) or (count > 1 and words[-1] in line)
    )


def _year_apart(rest: str, candidate: Record) -> int | None:
    """Give the years between the candidate's and the nearest printed; None where either is missing."""
    year = year_of(candidate.issued)
    return min((abs(int(printed) - year) for printed in _YEAR.findall(rest)), default=None) if year else None


def _supports(after: str, candidate: Record) -> dict[str, bool]:
    """Look for journal, volume and first page behind the title; a field that the candidate lacks is left out."""
    words = [word for part in after.split() for word in title_words(part)]
    found = {}
    if candidate.container_title:
        found["journal or book"] = _names_container(after, candidate.container_title)
    if candidate.volume:
        found["volume"] = candidate.volume.casefold() in words
    if candidate.page:
        found["page"] = next(iter(title_words(candidate.page)), "") in words
    return found


def _names_container(after: str, container: str) -> bool:
    pieces = [piece for part in _SPLIT.split(after) for piece in (part, _FIGURES.sub("", part))]
    return _stands_in(title_words(container), title_words(after)) or any(
        same_container(piece.strip(" .,:;"), container) for piece in pieces
    )


def _hinder_by_title(span: _Span, candidate: Record, supports: dict[str, bool]) -> list[str]:
    if span.alike < _LEAST or span.differ:
        return [f"the titles differ: {words}" for words in span.differ[:3]] or [f"the title is less than {_LEAST:.2f} alike"]
    title, places = candidate.title or "", sum(supports.values())
    if is_generic(title) and not (supports.get("volume") and supports.get("page")):
        return ["many works have this title, and volume and page are not both there"]
    if is_short(title) and places < _SURE:
        return ["a short title, and little about its place is there"]
    return _hinder_by_rest(span)


def _hinder_by_rest(span: _Span) -> list[str]:
    """Say where the printed title goes on, or is another work's (a reply, a protocol)."""
    if _NOTICE_BEFORE.search(span.before):
        return ["the reference is to a notice, a reply or a review of it"]
    subtitle = _SUBTITLE.match(span.after)
    if subtitle and not span.whole:
        return ["the subtitles differ"]
    if subtitle:
        return [f"the title goes on: {word}" for word in telling_words(title_words(subtitle[1]))]
    return [] if _ENDS.match(span.after) else ["the printed title goes on"]


def _hinder_by_people(text: str, surnames: Sequence[bool]) -> list[str]:
    if not surnames:
        return ["the candidate names no authors"]
    if not surnames[0]:
        return ["the first author is not in the line"]
    return [] if _OTHERS.search(text) or 2 * sum(surnames) >= len(surnames) else ["too few of the authors"]


def _hinder_by_year(rest: str, candidate: Record, supports: dict[str, bool]) -> list[str]:
    apart = _year_apart(rest, candidate)
    if apart is None:
        return [] if sum(supports.values()) >= _SURE else ["the year cannot be compared"]
    return [f"year {year_of(candidate.issued)} is not in the line"] if apart > 1 else []


def _hinder_by_preprint(after: str, candidate: Record) -> list[str]:
    """Say where a preprint is offered for a reference that names none: the published work may have a DOI of its own."""
    return ["a preprint, and the line names none"] if candidate.type == PREPRINT and not _PREPRINT.search(after) else []


def _hinder_by_place(supports: dict[str, bool]) -> list[str]:
    """Say where nothing of the place is there: one statement may stand in several journals."""
    return ["neither journal nor volume nor page is in the line"] if supports and not any(supports.values()) else []
