"""Tell the title of a series from that of the book in it, where a source gives both in one field and in no fixed order."""

import re
from collections.abc import Sequence

_SIGNS = (
    (3, r"\bseries\b|\blecture notes\b|briefs in\b|\bcolloquia\b|\bschriften\b|\bmonographs?\b|\bproceedings$|\bconference series\b"),
    (3, r"\b(?:studies|texts|handbooks|publications|contributions) (?:in|on|to)\b|^springer proceedings in\b|^communications in\b|^ifip\b"),
    (3, r"^advances in (?:intelligent systems|experimental medicine|chemistry series)\b|^contemporary mathematics$"),
    (3, r"^(?:methods|progress) in\b"),
    (2, r"^(?:new )?(?:directions|frontiers|perspectives|developments|topics|trends|advances|research) (?:in|on)\b"),
    (2, r"^(?:routledge|palgrave|springer|sage|policy press|cambridge|oxford|elgar|emerald|wiley|crc|acm|ieee|spie|aip|iop)\b"),
    (1, r"\b(?:library|collection|annals|archives|beiträge|collana|colección|shorts)\b"),
    (-3, r"\bproceedings of\b|\b(?:19|20)[0-9]{2}\b|\b[0-9]+(?:st|nd|rd|th)\b"),
    (-2, r"\b(?:conference|symposium|workshop|meeting|congress|handbook|encyclopa?edia|companion|festschrift)\b|[?!]"),
    (-2, r"\s(?:[IVX]+|[0-9]+)$|\bvol(?:ume|\.)"),
    (-1, r": "),
)
"""What speaks for the title of a series, and against it. The rules were made on Crossref's chapters and conference papers."""
_WEIGHED = tuple((weight, re.compile(pattern, re.IGNORECASE)) for weight, pattern in _SIGNS)


def part_series(titles: Sequence[str], event: str | None = None) -> tuple[str, str]:
    """Give the book's title and the series' title out of two or more; ``event`` is the name of the conference, whose book bears it.

    Where nothing tells them apart the second is taken for the series.
    """
    series = max([titles[1], titles[0], *titles[2:]], key=lambda title: _weigh(title, event or ""))
    return next(title for title in titles if title != series), series


def _weigh(title: str, event: str) -> int:
    named = -3 if event and (event.casefold() in title.casefold() or title.casefold() in event.casefold()) else 0
    return named + sum(weight for weight, pattern in _WEIGHED if pattern.search(title))
