"""What is found about one candidate for a work's DOI: taken or not, how well it agrees, and why, in words."""

from dataclasses import dataclass

from cpx.matching.doi_people import Shared
from cpx.matching.doi_places import Places

FLOOR = 0.6
"""A candidate that scores less is not worth a person's time."""
MOST = 0.99
"""Nothing is certain."""
_HINDRANCE = 0.05


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a candidate may be taken by rule, its score (0 to 1), and the reasons for and against."""

    accepted: bool
    score: float
    reasons: tuple[str, ...]


def refuse(reason: str) -> Judgement:
    """Give the judgement of a candidate that is out of the question."""
    return Judgement(accepted=False, score=0.0, reasons=(reason,))


def conclude(score: float, reasons: list[str], hindrances: list[str]) -> Judgement:
    """Sum up: taken where nothing stands against it; each hindrance costs a little."""
    counted = max(0.0, min(score, MOST) - _HINDRANCE * len(hindrances))
    return Judgement(accepted=not hindrances and counted >= FLOOR, score=round(counted, 2), reasons=(*reasons, *hindrances))


def say_people(shared: Shared) -> str:
    """Say how many names are shared."""
    if not shared.of:
        return "no authors given"
    if not shared.others:
        return "the candidate names no authors"
    return f"{shared.count} of {shared.of} surnames" + ("" if shared.first else ", not the first")


def year_points(places: Places) -> float:
    """Weigh the years: the same 1, one apart 0.7, not known 0.5."""
    apart = places.apart
    return 0.5 if apart is None else {0: 1.0, 1: 0.7}.get(apart, 0.0)


def say_places(places: Places) -> list[str]:
    """Say what agrees of year, journal or book, volume, page and ISBN."""
    wanted, found = places.years
    years = {None: [], 0: [f"year {wanted}"], 1: [f"year {found}, here {wanted}"]}.get(places.apart, [])
    names = {"same journal or book": places.container, "same volume": places.volume, "same page": places.page, "same ISBN": places.isbn}
    return [*years, *(name for name, agrees in names.items() if agrees)]


def hinder_by_year(places: Places) -> list[str]:
    """Say where the years speak against it."""
    apart = places.apart
    wanted, found = places.years
    if apart is not None:
        return [f"year {found}, not {wanted}"] if apart > 1 else []
    said = "no year given" if wanted is None else "the candidate has no year"
    return [] if places.some else [said]


def hinder_by_place(places: Places) -> list[str]:
    """Say where journal, volume and page speak against it: a volume alone is a misprint."""
    if places.container is False and not (places.volume and places.page):
        return ["another journal or book"]
    return (
        ["another page"] if places.page is False and places.volume is not True else ["another page of that volume"] * (places.page is False)
    )
