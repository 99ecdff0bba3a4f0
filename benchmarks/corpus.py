"""Made-up abstracts with the length and the words of real ones: same seed, same records, nobody's sentences."""

import random
from collections.abc import Iterator

SUBJECTS = (
    "peer workers", "family carers", "service users", "nurses", "people living with dementia", "young people in care", "commissioners",
    "community members", "older adults", "stroke survivors", "midwives", "people with learning disabilities", "patient partners",
    "volunteers", "people who use drugs", "refugees", "adolescents", "general practitioners", "social workers", "residents",
)  # fmt: skip
VERBS = (
    "shaped", "questioned", "co-designed", "took charge of", "described", "set priorities for", "resisted", "led", "shared power over",
    "tested", "rewrote", "negotiated", "evaluated", "gave feedback on", "were left out of", "agreed on",
)  # fmt: skip
OBJECTS = (
    "a discharge pathway", "the recovery college", "a decision aid", "new care plans", "the research agenda", "an outreach programme",
    "a digital tool for self-management", "the advisory group", "service budgets", "a training course", "local health policy",
    "an information leaflet", "the measures of outcome", "crisis support at home", "a neighbourhood kitchen", "the ward round",
)  # fmt: skip
PLACES = (
    "in Sweden", "in northern England", "in rural Scotland", "across three Canadian provinces", "in Melbourne", "in Denmark",
    "in two hospitals", "in a primary care network", "in community settings", "in social housing", "online", "in mental health services",
)  # fmt: skip
METHODS = (
    "We held semi-structured interviews with {n} {s} {p}.",
    "A realist review of {n} studies was carried out.",
    "Focus groups with {s} were recorded, transcribed and analysed thematically.",
    "This longitudinal case study followed {n} {s} over {m} months {p}.",
    "Using participatory action research, {s} and academics met {m} times.",
    "A survey of {n} {s} (mean age {a} years) was followed by workshops {p}.",
    "Photovoice and diaries were used by {s} aged {a} to {b} years.",
    "In a cluster randomised trial {n} {s} were allocated to co-production or usual care.",
    "Field notes and documents were coded with the Consolidated Framework for Implementation Research.",
)
ABOUT = (
    "Co-production is widely called for, yet little is known about how {s} {v} {o}.",
    "Tensions arose where {s} {v} {o} without time, money or trust.",
    "Power stayed where it was, although {s} {v} {o} {p}.",
    "Our findings suggest that {s} should be paid when they help with {o}.",
    "Further work should ask whether others benefit when {s} {v} {o}.",
)
NEUTRAL = (
    "Little has been written on what this means once the money has been spent and attention has moved on.",
    "It was seldom clear at the outset who would decide, when, and on what grounds, and {n} of {m}00 said so.",
    "After {m} months the first plans were dropped, because they took more time than anybody had foreseen.",
    "What looked like delay turned out to be the slow growth of trust, which no timetable had allowed for.",
    "Agreement was reached on {m} of {n} points; the others were put off, and some of them never came back.",
    "Where tasks were shared early, fewer had to be done twice, and the mood at the end was better ({m}.{a} against {m}.{b}).",
    "Rules that had been made for another purpose stood in the way, and nobody felt free to change them.",
    "These differences could not be explained by size, by money, or by the year in which the work began.",
    "Three things helped: time set aside, small sums that could be spent at once, and somebody to ask.",
    "We conclude that such work can last, if room is made for it and if it may take another turn than planned.",
)
TITLES = ("How {s} {v} {o}", "Co-production with {s} {p}: a study of {o}", "{S}, power and {o} {p}", "When {s} {v} {o} {p}")
FAMILIES = (
    "Abel",
    "Brandt",
    "Castillo",
    "Dlamini",
    "Eriksson",
    "Fofana",
    "Grant",
    "Hughes",
    "Ito",
    "Jansen",
    "Kaur",
    "Lopez",
    "Moyo",
    "Ng",
)
SENTENCES = (0, 1, 3, 1)
"""Sentences without a term of ours in background, methods, findings and conclusions, beside one that may have some.

With them an abstract has about 220 words and 9 tags; the seed documents have 12 a text, abstracts of medicine at large 6.
"""
HEADINGS = ("Background", "Methods", "Results", "Conclusions")


def make_records(count: int, seed: int = 2026) -> Iterator[dict[str, object]]:
    """Give plain records ``{id, title, abstract, authors, year, doi}``."""
    draw = random.Random(seed)
    for number in range(count):
        yield {
            "id": f"b{number}",
            "title": f"{_fill(draw, draw.choice(TITLES))} ({number})",
            "abstract": _abstract(draw),
            "authors": [f"{draw.choice(FAMILIES)}, {draw.choice('ABCDEFGH')}." for _ in range(draw.randint(1, 6))],
            "year": draw.randint(1998, 2025),
            "doi": f"10.5555/bench.{seed}.{number}",
        }


def _abstract(draw: random.Random) -> str:
    parts = []
    for heading, count in zip(HEADINGS, SENTENCES, strict=True):
        kinds = [METHODS if heading == "Methods" else ABOUT, *[NEUTRAL] * (count + draw.randint(0, 1))]
        parts.append(f"{heading}: " + " ".join(_fill(draw, draw.choice(patterns)) for patterns in kinds))
    return "\n".join(parts)


def _fill(draw: random.Random, pattern: str) -> str:
    subject = draw.choice(SUBJECTS)
    return pattern.format(
        s=subject,
        S=subject.capitalize(),
        v=draw.choice(VERBS),
        o=draw.choice(OBJECTS),
        p=draw.choice(PLACES),
        n=draw.randint(4, 240),
        m=draw.randint(2, 36),
        a=draw.randint(14, 70),
        b=draw.randint(71, 95),
    )
