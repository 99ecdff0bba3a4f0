"""Find what a text calls by its initials: 'people with dementia (PwD)' makes every later PwD people with dementia."""

import re
from collections.abc import Iterator, Sequence

from cpx.tagging.matcher import Match

_LONG_FORM = 80
_INTRODUCED = re.compile(r"(?P<head> [a-z]+)? ?\((?P<short>[A-Z][A-Za-z-]{1,7})\)")
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]")


def find_abbreviated(content: str, matches: Sequence[Match]) -> Iterator[Match]:
    """Yield the later places of the initials that stand in brackets behind a match; one noun may stand between ('trial')."""
    if "(" not in content:
        return
    taken = {match.start for match in matches}
    known: dict[str, Match] = {}
    for match in matches:
        introduced = _INTRODUCED.match(content, match.end)
        if introduced and _stands_for(introduced["short"], content, match.start, introduced.start("short") - 1):
            known.setdefault(introduced["short"].removesuffix("s"), match)
    for short, match in known.items():
        for place in re.finditer(rf"\b{re.escape(short)}s?\b", content):
            if place.start() > match.end and content[place.start() - 1] != "(" and place.start() not in taken:
                yield Match(place.start(), place.end(), match.concepts, match.label)


def _stands_for(short: str, content: str, start: int, end: int) -> bool:
    """Tell whether the words up to ``end`` begin with these letters, the match among them, and few words else."""
    letters = short.removesuffix("s").replace("-", "").casefold()
    initials = list(_INITIAL.finditer(content, max(0, end - _LONG_FORM), end))
    spelt = initials[-len(letters) :]
    return (
        sum(char.isupper() for char in short) > 1
        and "".join(one.group() for one in spelt).casefold() == letters
        and spelt[0].start() <= start + len("participatory ")
    )
