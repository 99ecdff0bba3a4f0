"""What an answer must hold by the wording of its question: a number for "how many", a time for "when", a place for "where"."""

import re
from collections.abc import Sequence

NUMBER, TIME, PLACE = "number", "time", "place"

_COUNTS = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|single)"
)
_ASKED = (
    (NUMBER, r"\bhow many\b|\bnumber of\b|多少|几[次个位名]"),
    (TIME, r"^\W*when\b|\bhow long\b|\b(?:which|what) (?:years?|months?|period|dates?)\b|何时|什么时候|多久"),
    (PLACE, r"^\W*where\b|\b(?:which|what) (?:countr|place|region|cit)(?:y|ies|s)?\b|哪里|何地|哪个国家"),
)
_HELD = {
    NUMBER: rf"\b{_COUNTS}\b|[0-9一二三四五六七八九十百两]+[次个位名]",
    TIME: rf"\b(?:1[89]|20)\d\d\b|\b{_COUNTS}[- ](?:\w+ )?(?:year|month|week|day|hour|decade)s?\b|[0-9一二三四五六七八九十]+[年月周天]",
    PLACE: r"\b(?:in|at|from|of|across|near|within|throughout|between)\s+(?:\w+\s+){0,2}?[A-Z]\w+|[省市县国州]",
}
WORDS = {
    TIME: frozenset(["year", "years", "month", "months", "period", "date", "dates", "long"]),
    PLACE: frozenset(["place", "country", "countries", "region", "city", "cities"]),
}
"""Words that ask for a time or a place: an answer names one, and hardly repeats them."""
_REACH = 40
"""Characters between a number and the noun that it counts."""


def expected(question: str) -> str | None:
    """Name what an answer to a question in small letters must hold; None where its wording does not say."""
    return next((name for name, pattern in _ASKED if re.search(pattern, question)), None)


def holds(kind: str, text: str, counted: Sequence[int] = ()) -> bool:
    """Tell whether a text holds a number, a time or a place. A number must stand before what is ``counted`` at these places, if any."""
    ends = [match.end() for match in re.finditer(_HELD[kind], text, 0 if kind == PLACE else re.IGNORECASE)]
    if kind != NUMBER or not counted:
        return bool(ends)
    return any(0 <= place - end <= _REACH for end in ends for place in counted)
