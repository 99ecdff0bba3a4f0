"""The better of two spellings of one thing: titles and names in capitals, titles cut at the subtitle."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cpx.domain.parts import Name

_JOINTS = (":", " –", " —", ": ")
"""What stands between a title and its subtitle. A hyphen or a bar rather comes before the name of a site."""
_ENDS = ("?", "!", "...")
_LEAST_LETTERS = 2


def is_shouted(text: str) -> bool:
    """Tell whether a text is written in capitals throughout."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _LEAST_LETTERS


def fold_case(text: str) -> str:
    """Give the letters and digits of a text, case and marks between them left out."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def better_title(title: str, others: Sequence[str]) -> int | None:
    """Give the place of a better spelling of a title among others, the most trusted first; None where its own is the best.

    Capitals give way to the same words in small letters; a title that ends where its subtitle begins gives way to the whole.
    """
    return next((place for place, other in enumerate(others) if _is_better(title, other)), None)


def _is_better(title: str, other: str) -> bool:
    if is_shouted(other):
        return False
    same = fold_case(title) == fold_case(other)
    return (is_shouted(title) and same) or (not same and _is_cut(title, other))


def _is_cut(title: str, whole: str) -> bool:
    """Tell whether a title is the other one without its subtitle."""
    bare = title.rstrip()
    if not bare or whole[: len(bare)].casefold() != bare.casefold():
        return False
    rest = whole[len(bare) :]
    return bool(fold_case(rest)) and (rest.startswith(_JOINTS) or (bare.endswith((*_ENDS, ":")) and rest.startswith(" ")))


def better_names(names: Sequence[Name], others: Iterable[Sequence[Name]]) -> tuple[Name, ...]:
    """Write names that stand in capitals as another source writes the same ones; what nobody writes otherwise stays."""
    if not any(is_shouted(name.family or "") for name in names):
        return tuple(names)
    told = [other for listed in others for other in listed if other.family and not is_shouted(other.family)]
    return tuple(_better_name(name, told) for name in names)


def _better_name(name: Name, told: Sequence[Name]) -> Name:
    same = next((other for other in told if _is_same(other.family, name.family)), None) if is_shouted(name.family or "") else None
    if same is None:
        return name
    is_given_too = is_shouted(name.given or "") and _is_same(same.given, name.given)
    return replace(name, family=same.family, given=same.given if is_given_too else name.given)


def _is_same(one: str | None, other: str | None) -> bool:
    return fold_case(one or "") == fold_case(other or "")
