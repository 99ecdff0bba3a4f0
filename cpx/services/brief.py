"""A brief: the best sentences to a question, quoted word for word and put together by what they do, with their references."""

from collections.abc import Iterable, Iterator, Sequence

from cpx.domain.answer import PAGE, Cited, FoundStatement
from cpx.domain.brief import FROM_ABSTRACT, FROM_PAGE, PARTS, WITHDRAWN, Brief, BriefCoverage, BriefPart, BriefQuote, BriefReference
from cpx.domain.query import Filters, said_filters
from cpx.domain.reference_line import say_reference
from cpx.domain.update_words import mark_of
from cpx.services.ask import GOOD, NO_FILTERS, Answers
from cpx.store.brief_coverage import count_texts, last_searched
from cpx.store.catalogue import Connection

WORTH = 0.6
"""Share of the best score that a sentence must reach to be quoted beside it."""
_FROM_ABSTRACTS = "Quoted from abstracts, not full text: read the work before you rely on it."
_CHOSEN = (
    "Chosen and put under headings by a machine, from the wording alone: "
    "{quoted} quoted, of {reached} that score {least:.2f} or more, repeats included."
)
_BELOW = "None of these sentences reaches {least:.2f}, from which on one may answer: they are only the nearest."
_SECOND_HAND = "Sentences marked 'citing' rely on somebody else: find and cite that source."


def make_brief(connection: Connection, question: str, answers: Answers, filters: Filters = NO_FILTERS, roles: Sequence[str] = ()) -> Brief:
    """Put the answers to a question together. A work that was retracted or is in doubt is quoted last, under a heading that says so."""
    found = [one for one in answers.found if one.score >= WORTH * answers.nearest]
    groups = _group(found)
    numbers = _number(one for quoted in groups.values() for one in quoted)
    parts = tuple(BriefPart(heading=heading, quotes=tuple(_quote(one, numbers) for one in quoted)) for heading, quoted in groups.items())
    return Brief(
        question=question,
        filters="; and ".join(filter(None, (said_filters(filters), " or ".join(roles)))),
        parts=parts,
        references=tuple(_references(found, numbers)),
        coverage=_coverage(connection),
        notes=tuple(_notes(found, answers)),
        nearest=answers.nearest,
    )


def _mark(work: Cited) -> str:
    return mark_of(work.updates, work.title, retracted=work.retracted)


def _group(found: Sequence[FoundStatement]) -> dict[str, list[FoundStatement]]:
    """Bring sentences that do the same under one heading, in the order of a brief."""
    groups: dict[str, list[FoundStatement]] = {heading: [] for heading in (*PARTS.values(), WITHDRAWN)}
    for one in found:
        groups[WITHDRAWN if _mark(one.work) else PARTS[one.role]].append(one)
    return {heading: quoted for heading, quoted in groups.items() if quoted}


def _sources(one: FoundStatement) -> Iterator[tuple[Cited, str]]:
    """Yield the works that say a sentence, with where it was read; one that was retracted or doubted backs nobody up."""
    yield one.work, one.quoted_from
    yield from ((other.work, other.quoted_from) for other in one.also if not _mark(other.work))


def _number(found: Iterable[FoundStatement]) -> dict[str, int]:
    keys = dict.fromkeys(work.key for one in found for work, _ in _sources(one))
    return {key: number for number, key in enumerate(keys, 1)}


def _quote(one: FoundStatement, numbers: dict[str, int]) -> BriefQuote:
    cited = tuple(sorted({numbers[work.key] for work, _ in _sources(one)}))
    return BriefQuote(text=one.text, role=one.role, numbers=cited, citing=one.citing, score=one.score)


def _references(found: Sequence[FoundStatement], numbers: dict[str, int]) -> Iterator[BriefReference]:
    sources = {work.key: (work, place) for one in found for work, place in _sources(one)}
    for key, number in numbers.items():
        work, place = sources[key]
        yield BriefReference(
            number=number,
            text=say_reference(work),
            key=key,
            doi=work.doi,
            type=work.type,
            source=FROM_PAGE if place == PAGE else FROM_ABSTRACT,
            mark=_mark(work) or None,
        )


def _notes(found: Sequence[FoundStatement], answers: Answers) -> Iterator[str]:
    if found and answers.nearest < GOOD:
        yield _BELOW.format(least=GOOD)
    elif found:
        yield _CHOSEN.format(quoted=sum(one.score >= GOOD for one in found), reached=answers.reached, least=GOOD)
    if any(one.quoted_from != PAGE for one in found):
        yield _FROM_ABSTRACTS
    if any(one.citing for one in found):
        yield _SECOND_HAND


def _coverage(connection: Connection) -> BriefCoverage:
    works, with_text, whole = count_texts(connection)
    searched, added = last_searched(connection)
    return BriefCoverage(works=works, with_text=with_text, abstracts_only=with_text - whole, searched_to=searched, added_to=added)
