"""What updates mean: retractions, corrections, expressions of concern, and which of two that contradict each other holds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from cpx.domain.parts import Update

RETRACTION_WATCH, PUBLISHER = "retraction-watch", "publisher"
SOURCES = (RETRACTION_WATCH, PUBLISHER)
"""Who says so, the best first; anybody else comes after, nobody last."""
MADE = "-of"
"""Ends the type of an update that the work makes to another: ``retraction-of`` is said of a notice."""

RETRACTION, PARTIAL, REMOVAL, WITHDRAWAL = "retraction", "partial-retraction", "removal", "withdrawal"
CONCERN, REINSTATEMENT = "expression-of-concern", "reinstatement"
NEWER = frozenset({"new-version", "new-edition"})
RETRACTING = frozenset({RETRACTION, REMOVAL, WITHDRAWAL})

_KINDS = (
    (r"reinstat|unretract", REINSTATEMENT),
    (r"partial\W*(?:retract|withdraw)", PARTIAL),
    (r"retract", RETRACTION),
    (r"withdraw", WITHDRAWAL),
    (r"remov", REMOVAL),
    (r"concern", CONCERN),
    (r"corrig", "corrigendum"),
    (r"^err(?:$|at)", "erratum"),
    (r"^corr", "correction"),
    (r"new\W*version", "new-version"),
    (r"new\W*edition", "new-edition"),
    (r"addend", "addendum"),
    (r"clarif", "clarification"),
)
"""Pattern -> kind of update. https://www.crossref.org/documentation/crossmark/version-control-corrections-and-retractions/"""


class Standing(StrEnum):
    """How a work stands, the worst first. Partly retracted is a concern; a newer version alone leaves it clear."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"
    CLEAR = "clear"


def normal_kind(text: str) -> str:
    """Bring a type of update to its usual name (``Expression of Concern``: ``expression-of-concern``); an unknown one to its letters."""
    plain = re.sub(r"[\W_]+", "-", text.lower()).strip("-")
    stem, made = (plain.removesuffix(MADE), MADE) if plain.endswith(MADE) else (plain, "")
    return next((kind for pattern, kind in _KINDS if re.search(pattern, stem)), stem or "update") + made


_WHAT = r"(?:retracted|withdrawn)(?:\s+(?:article|paper|chapter|manuscript|publication|study|review))?"
_MARKED = re.compile(
    rf"\s*(?:[\[(【（<*]+\s*(?:{_WHAT}|(?:已|论文)?撤稿)\s*[\])】）>*]|(?:{_WHAT}|已?撤稿)\s*(?:[:：—–|]|-\s)|(?-i:REMOVED)\s*:)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\s*(?:RETRACTED|WITHDRAWN)(?:\s+(?:ARTICLE|PAPER|CHAPTER))?\s(?=.*[a-z])", re.DOTALL)
_MARKED_END = re.compile(r"[\[(]\s*(?:retracted|withdrawn)(?:\s+(?:article|paper)\b[^\])]{0,200})?\s*[\])]\s*\.?\s*\Z", re.IGNORECASE)
_NOTICE_TITLES = (
    (r"(?:statement|notice|note) of (?:retraction|withdrawal)\b", RETRACTION),
    (r"(?:partial )?(?:retraction|withdrawal|removal) (?:notice|note|statement)\b", RETRACTION),
    (r"(?:partial )?(?:retraction|withdrawal)\s*(?:[:：—–]|\s-\s|(?:to|of|for)[:：]|of [“\"‘'])", RETRACTION),
    (r"撤稿(?:声明|通知|启事|公告)", RETRACTION),
    (r"(?:editorial )?expression of concern\b", CONCERN),
    (r"(?:publisher|author)?\W{0,2}(?:correction|corrigendum|erratum)\s*(?:[:：—–]|(?:to|for|on)\b[:：]?|\Z)", "correction"),
)
_NOTICES = tuple((re.compile(rf"\W*{pattern}", re.IGNORECASE), kind) for pattern, kind in _NOTICE_TITLES)


def says_retracted(title: str | None) -> bool:
    """Tell whether a title carries the mark of a retracted work: ``RETRACTED ...``, ``Retracted: ...``, ``... [Withdrawn]``.

    The mark needs its punctuation, or capitals among small letters: "Retracted publications in oncology" is about them.
    """
    text = (title or "")[:1000]
    return bool(_MARKED.match(text) or _SHOUTED.match(text) or _MARKED_END.search(text))


def notice_of(updates: Iterable[Update], title: str | None = None) -> str | None:
    """Say what kind of notice a work is (``retraction``, ``erratum`` ...), by what it does to others, else by its title."""
    made = [kind.removesuffix(MADE) for update in updates if (kind := normal_kind(update.type)).endswith(MADE)]
    told = [kind for kind in made if kind not in NEWER]
    if told:
        return min(told, key=_severity)
    return next((kind for pattern, kind in _NOTICES if pattern.match(title or "")), None)


def is_retracted(updates: Iterable[Update], title: str | None = None) -> bool:
    """Tell whether a work is retracted, removed or withdrawn; a notice that retracts another is not, nor is one partly retracted."""
    return standing(updates, title) is Standing.RETRACTED


def standing(updates: Iterable[Update], title: str | None = None) -> Standing:
    """Say how a work stands by the updates upon it and the mark in its title."""
    known = tuple(updates)
    found = deciding(known, title)
    stands = Standing.CLEAR if found is None else _stands_as(found)
    return Standing.RETRACTED if _is_marked(known, title) else stands


def _is_marked(updates: Sequence[Update], title: str | None) -> bool:
    """Tell whether the title's mark counts: some publishers give it to the notice too, and a reinstated work may keep it for a while."""
    return says_retracted(title) and notice_of(updates) is None and all(normal_kind(update.type) != REINSTATEMENT for update in updates)


def deciding(updates: Iterable[Update], title: str | None = None) -> Update | None:
    """Give the update that a work's standing rests on: the worst, of those the first by date; None where none bears on it."""
    known = tuple(updates)
    upon = [update for update in known if not normal_kind(update.type).endswith(MADE)]
    back = max((update.date or "" for update in upon if normal_kind(update.type) == REINSTATEMENT), default=None)
    bearing = [update for update in upon if _bears(update, back, is_notice=notice_of(known, title) in RETRACTING)]
    return min(bearing, key=lambda update: _place(update)[1:], default=None)


def _bears(update: Update, back: str | None, *, is_notice: bool) -> bool:
    """Tell whether an update bears on the work's standing.

    One that was taken back later does not. Nor does it where a notice is said to be retracted, unless by Retraction Watch:
    publishers register both ends the wrong way round.
    """
    kind = normal_kind(update.type)
    if kind in NEWER:
        return False
    if kind in RETRACTING and is_notice and update.source != RETRACTION_WATCH:
        return False
    return not (kind in {*RETRACTING, PARTIAL, CONCERN} and back is not None and (update.date or "") <= back)


_ORDER = {value: place for place, value in enumerate(Standing)}
_OF_KIND = dict.fromkeys(RETRACTING, Standing.RETRACTED) | dict.fromkeys((PARTIAL, CONCERN), Standing.CONCERN)


def _stands_as(update: Update) -> Standing:
    return _OF_KIND.get(normal_kind(update.type), Standing.CORRECTED)


def _severity(kind: str) -> tuple[int, bool, str]:
    return _ORDER[_OF_KIND.get(kind, Standing.CORRECTED)], kind != PARTIAL, kind


def _by_date(date: str | None) -> str:
    """Order dates: of two that agree the more exact comes first, none comes last."""
    return f"{date or ''}~"


def merge_updates(lists: Iterable[Iterable[Update]]) -> tuple[Update, ...]:
    """Unite what several sources say of one work: each kind and DOI once, of the best source, with the earliest date; the worst first.

    Where one row says that the work retracts another and a second that it is retracted by that same one, Retraction Watch's
    holds, else the first: a work that retracts another is a notice. The order of the lists does not matter.
    """
    groups: dict[tuple[str, str | None], list[Update]] = defaultdict(list)
    for update in (update for given in lists for update in given):
        groups[normal_kind(update.type), update.doi].append(update)
    united = [_unite(kind, doi, group) for (kind, doi), group in groups.items()]
    kept = (update for update in united if not _is_reversed(update, united))
    return tuple(sorted(kept, key=_place))


def updates_upon(doi: str, notices: Iterable[tuple[str | None, Iterable[Update]]]) -> tuple[Update, ...]:
    """Give the updates upon a work, of works (DOI, updates) that may be notices of them, or the work itself; reversed rows left out."""
    found: list[Update] = []
    for notice, updates in notices:
        if notice == doi:
            found.extend(updates)
        else:
            found.extend(
                Update(kind.removesuffix(MADE), notice, update.date, update.source)
                for update in updates
                if update.doi == doi and (kind := normal_kind(update.type)).endswith(MADE)
            )
    return tuple(update for update in merge_updates([found]) if not update.type.endswith(MADE))


def _unite(kind: str, doi: str | None, group: Sequence[Update]) -> Update:
    date = min((update.date for update in group if update.date), key=_by_date, default=None)
    source = min((update.source for update in group if update.source), key=_trust, default=None)
    return Update(kind, doi, date, source)


def _trust(source: str | None) -> tuple[int, str]:
    return (SOURCES.index(source) if source in SOURCES else len(SOURCES) + (source is None)), source or ""


def _place(update: Update) -> tuple[bool, tuple[int, bool, str], str, str]:
    kind = normal_kind(update.type)
    return kind.endswith(MADE), _severity(kind.removesuffix(MADE)), _by_date(update.date), update.doi or ""


def _is_reversed(update: Update, others: Sequence[Update]) -> bool:
    """Tell whether the opposite is said too, and holds."""
    is_made = update.type.endswith(MADE)
    opposite = [
        other.source == RETRACTION_WATCH
        for other in others
        if other.doi and other.doi == update.doi and other.type.endswith(MADE) != is_made and _family(other.type) == _family(update.type)
    ]
    if not opposite or (is_made and update.source == RETRACTION_WATCH):
        return False
    return any(opposite) if is_made else update.source != RETRACTION_WATCH or any(opposite)


def _family(kind: str) -> str:
    """Retraction, removal and withdrawal are one thing to contradict."""
    stem = kind.removesuffix(MADE)
    return RETRACTION if stem in {*RETRACTING, PARTIAL} else stem
