"""Judge whether a registry's description is that of a work whose DOI is looked for.

A wrong DOI is far worse than none: everything that Crossref says of it would be written over the work. So a candidate is taken
only where title, people, year, type and place all fit, and proposed to a person where one of them does not.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from cpx.domain.record import Record
from cpx.domain.text import ABSTRACT
from cpx.matching.doi_judgement import (
    FLOOR,
    Judgement,
    conclude,
    hinder_by_place,
    hinder_by_year,
    refuse,
    say_people,
    say_places,
    year_points,
)
from cpx.matching.doi_people import Shared, share_names
from cpx.matching.doi_places import Places, compare_places
from cpx.matching.doi_references import judge_reference
from cpx.matching.doi_titles import LEAST, TitleMatch, compare_titles, is_generic, is_short, title_words
from cpx.matching.doi_words import (
    ANY_TYPE,
    BOOK_REVIEW,
    COPY_PREFIXES,
    CORRECTING,
    FITTING,
    NEVER,
    NOTICE,
    NOTICE_UPDATES,
    PARTS_OF_WORKS,
    PREPRINT,
    RETRACTED,
)

__all__ = ["FLOOR", "Judgement", "choose", "judge_candidate", "judge_reference"]

_UNLIKE = 0.75
"""Titles less alike than this are of different works, whoever wrote them."""
_NEARLY_SAME, _LONG_TITLE = 0.97, 5
_SAME_ABSTRACT = 0.6


def judge_candidate(wanted: Record, candidate: Record) -> Judgement:
    """Judge a candidate for the DOI of a work, by its title where it has one, else by its book or journal and its authors."""
    reason = veto(wanted, candidate)
    if reason:
        return refuse(reason)
    shared, places = share_names(wanted.authors, candidate.authors), compare_places(wanted, candidate)
    judge = _judge_titled if wanted.title else _judge_untitled
    return judge(wanted, candidate, shared, places)


def choose(judged: Sequence[tuple[str, Judgement]]) -> str | None:
    """Give the DOI that is taken: the one that passed; none where two did."""
    passed = {doi for doi, judgement in judged if judgement.accepted}
    return passed.pop() if len(passed) == 1 else None


def veto(wanted: Record, candidate: Record) -> str | None:
    """Say why a candidate is out of the question, if it is."""
    return next((reason for rule in _VETOES if (reason := rule(wanted, candidate))), None)


def _veto_doi(wanted: Record, candidate: Record) -> str | None:
    doi = candidate.doi
    if not doi:
        return "it has no DOI"
    if doi.startswith(COPY_PREFIXES):
        return "a copy of another publisher's work"
    return f"the work has another DOI, {wanted.doi}" if wanted.doi and wanted.doi != doi else None


def _veto_kind(wanted: Record, candidate: Record) -> str | None:
    kind = PARTS_OF_WORKS.get(_registered_type(candidate)) or NEVER.get(candidate.type or "")
    return kind if kind and wanted.type != candidate.type else None


def _registered_type(candidate: Record) -> str:
    """Give Crossref's own type, which ours has put together with others."""
    message: Any = None
    with suppress(ValueError, RecursionError):
        message = json.loads(candidate.raw) if candidate.raw else None
    kind = message.get("type") if isinstance(message, dict) else None
    return kind if isinstance(kind, str) else ""


def _veto_notice(wanted: Record, candidate: Record) -> str | None:
    mine, theirs = wanted.title or "", candidate.title or ""
    if any(update.type in NOTICE_UPDATES for update in candidate.updates) and not CORRECTING.match(mine):
        return "a notice about another work"
    if NOTICE.search(theirs) and not NOTICE.search(mine):
        return "a notice, a reply or a review of another work"
    return "a review of a book" if BOOK_REVIEW.search(theirs) and not BOOK_REVIEW.search(mine) else None


_VETOES: tuple[Callable[[Record, Record], str | None], ...] = (_veto_doi, _veto_kind, _veto_notice)


def _judge_titled(wanted: Record, candidate: Record, shared: Shared, places: Places) -> Judgement:
    title = compare_titles(wanted.title or "", candidate.title or "")
    said = f"title {title.alike:.2f} alike" + (" but for what follows it" if title.shortened else "")
    if title.alike < _UNLIKE:
        return Judgement(accepted=False, score=round(title.alike * FLOOR, 2), reasons=(said,))
    score = 0.55 * title.alike + 0.25 * (shared.share if shared.of else 0.5) + 0.1 * year_points(places) + 0.1 * _place_points(places)
    hindrances = [
        *_hinder_by_title(title),
        *_hinder_by_length(wanted, candidate, title, shared, places),
        *_hinder_by_people(wanted, title, shared, places),
        *hinder_by_year(places),
        *_hinder_by_type(wanted, candidate),
        *hinder_by_place(places),
    ]
    return conclude(score, [said, say_people(shared), *say_places(places)], hindrances)


def _place_points(places: Places) -> float:
    if places.container is False or places.page is False:
        return 0.0
    return 1.0 if places.strong else 0.7 if places.some else 0.3


def _hinder_by_title(title: TitleMatch) -> list[str]:
    few = [f"the title is less than {LEAST:.2f} alike"] if title.alike < LEAST else []
    return [*few, *(f"the titles differ: {words}" for words in title.differ[:3])]


def _hinder_by_length(wanted: Record, candidate: Record, title: TitleMatch, shared: Shared, places: Places) -> list[str]:
    """Say where the title alone is too little: one that stands on many works, a short one, one that a mark of retraction precedes."""
    given, other = wanted.title or "", candidate.title or ""
    if is_generic(given):
        return [] if _is_exact(shared, places) else ["many works have this title, and volume and page are not known to agree"]
    if not any((is_short(given), is_short(other), RETRACTED.search(other))):
        return []
    if title.shortened:
        return [] if places.strong else ["one title goes on, and nothing about its place agrees"]
    return [] if places.some else ["a short title, and nothing about its place agrees"]


def _is_exact(shared: Shared, places: Places) -> bool:
    """Tell whether the place alone names the work, or the book, the people and the page."""
    return bool(places.page and (places.volume or (places.isbn and shared.whole)))


def _hinder_by_people(wanted: Record, title: TitleMatch, shared: Shared, places: Places) -> list[str]:
    if shared.of and shared.others:
        return [] if shared.enough else ["too few of the authors"]
    is_sure = title.alike >= _NEARLY_SAME and len(title_words(wanted.title or "")) >= _LONG_TITLE
    is_there = places.strong or (places.container and places.apart == 0)
    return [] if is_sure and is_there else ["the authors cannot be compared"]


def _hinder_by_type(wanted: Record, candidate: Record) -> list[str]:
    """Say where the kinds do not fit. A preprint is taken only for a preprint: the article may have a DOI of its own."""
    mine, theirs = wanted.type, candidate.type
    if theirs == PREPRINT and (mine != PREPRINT or wanted.container_title):
        return ["a preprint: the published work may have a DOI of its own"]
    if mine in ANY_TYPE or theirs is None:
        return []
    return [] if theirs in FITTING.get(mine, {mine}) else [f"it is of the type {theirs}, not {mine}"]


def _judge_untitled(wanted: Record, candidate: Record, shared: Shared, places: Places) -> Judgement:
    if not candidate.title:
        return refuse("it has no title either")
    if not (shared.first and (places.isbn or places.container)):
        return Judgement(accepted=False, score=0.0, reasons=(say_people(shared), "not known to be in the same book"))
    alike = _abstracts_alike(wanted, candidate)
    score = 0.5 * (shared.count / max(shared.of, shared.others)) + 0.3 + 0.1 * year_points(places) + 0.1 * alike
    reasons = [say_people(shared), *say_places(places), *(["abstract alike"] if alike >= _SAME_ABSTRACT else [])]
    hindrances = [
        *([] if shared.whole else [f"{shared.of} authors given, the candidate has {shared.others}"]),
        *_hinder_by_container(wanted, places),
        *(hinder_by_year(places)),
        *_hinder_by_type(wanted, candidate),
        *(["another page"] if places.page is False else []),
    ]
    return conclude(score, reasons, hindrances)


def _hinder_by_container(wanted: Record, places: Places) -> list[str]:
    """Say where the place is too little without a title: people write several articles in one journal, seldom two chapters in one book."""
    if places.isbn or (places.volume and places.page):
        return []
    is_named = bool(places.container) and wanted.type == "chapter" and not is_short(wanted.container_title or "")
    return [] if is_named else ["no title to compare, and the place is not exact"]


def _abstracts_alike(wanted: Record, candidate: Record) -> float:
    """Give the part of words that two abstracts share, 0 to 1. It confirms only: an abstract may be told in other words."""
    mine, theirs = (
        {word for text in record.texts if text.field == ABSTRACT for word in title_words(text.content)} for record in (wanted, candidate)
    )
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
