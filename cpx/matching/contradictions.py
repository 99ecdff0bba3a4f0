"""What speaks against two descriptions being of one work: only what both of them state, and in one script, can contradict."""

from collections.abc import Callable

from cpx.domain.folding import has_cjk
from cpx.domain.record import Name, Record
from cpx.matching.folded import fold_title

SAME_TITLE = 60
"""Two titles whose similarity (0 to 100, order of words ignored) is lower contradict one another."""
_LEAST_TITLE = 8
"""Letters that a title needs, to be another one without its subtitle."""
_PARTS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"))
_WHOLES = frozenset(("book", "collection", "report", "periodical"))


def contradictions(one: Record, other: Record) -> tuple[str, ...]:
    """Say what speaks against two records that share an identifier. A volume or a page alone is a misprint, both are not."""
    strong = tuple(reason for reason, differ in _STRONG.items() if differ(one, other))
    weak = tuple(f"{name}s differ" for name in ("volume", "page") if _fields_differ(getattr(one, name), getattr(other, name)))
    return (*strong, *weak) if strong or len(weak) > 1 else ()


def may_be_one(one: Record, other: Record) -> bool:
    """Tell whether records that are alike in title, year and author may be of one work.

    Those that each name their own DOI and differ in it are told apart by it, however alike they are; so are a chapter
    and a book of the same name.
    """
    if one.doi and other.doi and one.doi != other.doi:
        return False
    return not any(part.type in _PARTS and whole.type in _WHOLES for part, whole in ((one, other), (other, one)))


def _titles_differ(one: Record, other: Record) -> bool:
    return title_likeness(one, other) < SAME_TITLE


def title_likeness(one: Record, other: Record) -> float:
    """Give how alike two titles are, 0 to 100, the order of words ignored.

    It is 100 where that cannot be told, and where one is the other without its subtitle.
    """
    from rapidfuzz.fuzz import token_sort_ratio

    if not (one.title and other.title) or has_cjk(one.title) != has_cjk(other.title):
        return 100.0
    short, long = sorted((fold_title(one.title), fold_title(other.title)), key=len)
    if short == long or (len(short) >= _LEAST_TITLE and long.startswith(short)):
        return 100.0
    return token_sort_ratio(one.title.casefold(), other.title.casefold())


def authors_differ(one: Record, other: Record) -> bool:
    """Tell whether no name is in common. An organisation in place of people is no contradiction."""
    if not all(any(name.family for name in record.authors) for record in (one, other)):
        return False
    mine, theirs = _name_words(one.authors), _name_words(other.authors)
    same_script = has_cjk("".join(mine)) == has_cjk("".join(theirs))
    return bool(mine and theirs) and same_script and not mine & theirs


def _name_words(names: tuple[Name, ...]) -> frozenset[str]:
    """Give the words of surnames, initials left out: 'van der Berg' and 'Berg', 'Smith J' and 'Smith' have one in common."""
    parts = [part for name in names for part in (name.family or name.literal or "").replace("-", " ").split()]
    folded = [fold_title(part) for part in parts]
    return frozenset(part for part in folded if len(part) > 1 or has_cjk(part))


def _fields_differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and fold_title(one) != fold_title(other))


_STRONG: dict[str, Callable[[Record, Record], bool]] = {"titles differ": _titles_differ, "no author in common": authors_differ}
