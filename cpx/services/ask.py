"""Ask: sentences of the catalogue that answer a question, each with the work to cite. Nothing is written, only found."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from cpx.domain.answer import AlsoSaid, Cited, Context, FoundStatement, quoted_from
from cpx.domain.folding import has_cjk
from cpx.domain.output import field_names
from cpx.domain.query import Filters, Word
from cpx.domain.question import Question, parse_question
from cpx.domain.roles import Role
from cpx.domain.thesaurus import ROLE_WEIGHT
from cpx.domain.work import Work
from cpx.errors import BadUsage
from cpx.services.ask_score import Judge, everyday_words, related_words, weigh_words
from cpx.services.ask_twins import Said, group_twins
from cpx.store.catalogue import Connection
from cpx.store.statement_search import StatementRow, count_statements, find_statements, read_neighbours, retracted_works, share_known
from cpx.store.works import read_works

NO_FILTERS = Filters()
MOST_SUGGESTED = 3
"""Words that are named of those that stand nowhere."""
QUOTES = 8
"""Sentences of a brief, unless a person asks for another number."""
GOOD = 0.3
"""Score from which on a statement may answer the question.

Measured with tests/asked_questions.py: of 106 questions that the seeds answer the best statement reaches it for 105, of 140
that nothing answers for 1. Among 20,000 works of few words: for 105, and for 5; among 5,183 abstracts of biology and
medicine: for 101, and for 12 of 92 (4 more have their answer there).
"""


class Answers(NamedTuple):
    """The statements at or above a threshold, and the score of the best, whether it is among them or not (0: none).

    ``reached`` counts all that reach ``GOOD``, also what the limit leaves out or others say as well; ``total``: all in the catalogue.
    ``unknown`` are words of the question that none of them has, nor one of like meaning.
    """

    found: tuple[FoundStatement, ...]
    nearest: float = 0.0
    reached: int = 0
    total: int = 0
    unknown: tuple[Word, ...] = ()


def ask(  # noqa: PLR0913 - the options of the command
    connection: Connection,
    question: str,
    *,
    filters: Filters = NO_FILTERS,
    roles: tuple[str, ...] = (),
    limit: int = 20,
    threshold: float = GOOD,
    context: int = 0,
) -> tuple[FoundStatement, ...]:
    """Give the statements of ``find_answers``."""
    return find_answers(connection, question, filters=filters, roles=roles, limit=limit, threshold=threshold, context=context).found


def find_answers(  # noqa: PLR0913 - same
    connection: Connection,
    question: str,
    *,
    filters: Filters = NO_FILTERS,
    roles: tuple[str, ...] = (),
    limit: int = 20,
    threshold: float = GOOD,
    context: int = 0,
) -> Answers:
    """Find statements that answer a question, best first; the score goes from 0 to 1, whatever the size of the catalogue.

    ``roles`` keeps only statements of these roles; ``context`` is how many statements before and after come along. What is
    said in nearly the same words is given once, with who else says so. Raises BadUsage where there is no word in the
    question or no such role, NotFound for an unknown term in a filter.
    """
    if limit < 0:
        raise BadUsage(f"a limit of {limit} is less than nothing", "write --limit 20")
    if unknown := [name for name in roles if name not in ROLE_WEIGHT]:
        raise BadUsage(f"no role {unknown[0]!r}", f"one of: {', '.join(Role)}")
    judge, ranked, total, nowhere = _rank(connection, parse_question(question), filters, roles)
    good = [(score, row) for score, row in ranked if score >= threshold]
    groups = group_twins(good, limit, retracted_works(connection, {row.work for _, row in good}))
    rows = {row.work for said in groups for row in (said.row, *said.twins)}
    works = {work.id: _cite(work) for work in read_works(connection, sorted(rows))}
    found = (_build(said, judge, works) for said in groups)
    if context:
        found = (replace(one, context=_read_context(connection, said.row, context)) for one, said in zip(found, groups, strict=True))
    return Answers(tuple(found), ranked[0][0] if ranked else 0.0, sum(score >= GOOD for score, _ in ranked), total, nowhere)


def say_nothing(answers: Answers, *, narrowed: bool = False) -> str:
    """Say that nothing answers, and how far the nearest statement is from it; ``narrowed``: by filters or roles."""
    if not answers.total:
        return "no statement answers this: no text is in this catalogue yet; bring some in with: cpx ingest PATH"
    where = "among what the filters leave" if narrowed else "anywhere"
    nearest = f"the nearest scores {answers.nearest:.2f}, see it with --all" if answers.nearest else f"no word of it stands {where}"
    return f"no statement above {GOOD:.2f} answers this; {nearest}"


def suggest(connection: Connection, answers: Answers) -> tuple[str, ...]:
    """Say which words of the question stand nowhere, and which were perhaps meant."""
    from cpx.services.reading_query import nearest  # only where there is no answer

    unknown = [word for word in answers.unknown if not has_cjk(word.text)][:MOST_SUGGESTED] if answers.total else []
    better = {word.text: other for word, other in nearest(connection, unknown)}
    named = [word.text for word in unknown if answers.nearest or word.text in better]
    return tuple(f'"{word}" stands nowhere here' + (f'; did you mean "{better[word]}"?' if word in better else "") for word in named)


def _rank(
    connection: Connection, asked: Question, filters: Filters, roles: tuple[str, ...]
) -> tuple[Judge, list[tuple[float, StatementRow]], int, tuple[Word, ...]]:
    """Give who judges, all statements that may answer with their scores, best first, how many there are, and words nowhere to be found."""
    related = related_words(asked.words)
    known = [word for word in related if word.forms]
    wanted = count_statements(connection, [*asked.words, *known])
    own, others = wanted.counts[: len(asked.words)], dict(zip(known, wanted.counts[len(asked.words) :], strict=True))
    rows = find_statements(connection, wanted, filters, roles)
    weights = weigh_words(asked, wanted.total, own, [others.get(word, 0) for word in related])
    judge = Judge(asked, related, weights, rows, share_known(connection, everyday_words()))
    ranked = [(judge.score(row), row) for row in rows]
    unknown = tuple(word for word, count, other in zip(asked.words, own, related, strict=True) if not (count or others.get(other)))
    return judge, sorted((pair for pair in ranked if pair[0]), key=lambda pair: (-pair[0], pair[1].id)), wanted.total, unknown


def _build(said: Said, judge: Judge, works: Mapping[int, Cited]) -> FoundStatement:
    row = said.row
    others = {twin.work: twin for twin in reversed(said.twins) if twin.work != row.work}
    return FoundStatement(
        text=row.content,
        role=row.role,
        language=row.language,
        section=row.section,
        start=row.start,
        end=row.end,
        score=said.score,
        work=works[row.work],
        citing=row.citing,
        field=row.field,
        quoted_from=quoted_from(row.field),
        why=judge.explain(row),
        also=tuple(
            AlsoSaid(text=twin.content, role=twin.role, work=works[work], quoted_from=quoted_from(twin.field))
            for work, twin in sorted(others.items())
        ),
    )


def _cite(work: Work) -> Cited:
    return Cited(**{name: getattr(work, name) for name in field_names(Cited)})


def _read_context(connection: Connection, row: StatementRow, reach: int) -> Context:
    before, after = read_neighbours(connection, row.text, row.start, reach)
    return Context(before=before, after=after)
