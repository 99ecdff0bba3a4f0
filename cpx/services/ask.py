"""Ask: sentences of the catalogue that answer a question, each with the work to cite. Nothing is written, only found.

A sentence is worth more the more of the question's words it has, rare words counting most; words that stand near it
(heading, title, the rest of the text) count in part, as do words of like meaning. Then its role counts.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from cpx.domain.answer import Cited, FoundStatement
from cpx.domain.folding import Form, has_cjk
from cpx.domain.query import Filters, Word
from cpx.domain.question import Question, parse_question
from cpx.domain.thesaurus import RELATED, ROLE_WEIGHT
from cpx.domain.work import Work
from cpx.errors import BadUsage
from cpx.services.snippet import Highlighter
from cpx.store.catalogue import Connection
from cpx.store.statement_search import StatementRow, count_statements, find_statements
from cpx.store.stems import stem_words
from cpx.store.works import read_works

NO_FILTERS = Filters()
SAME, ALIKE, HEADING, AROUND = 1.0, 0.7, 0.6, 0.4
"""What a word counts: in the sentence, by a word of like meaning there, in its heading, elsewhere in its text or title."""
NOT_ASKED = 0.83
"""Factor for the roles that the wording of the question does not ask for, where it asks for some."""
OTHER_SCRIPT = 0.4
"""Factor for a sentence in another script than the question's."""
_LONG, _LENGTH_COST = 40, 0.1
_TWIN = 0.9


def ask(
    connection: Connection, question: str, *, filters: Filters = NO_FILTERS, roles: tuple[str, ...] = (), limit: int = 20
) -> tuple[FoundStatement, ...]:
    """Find statements that answer a question, best first; the score goes from 0 to 1, whatever the size of the catalogue.

    ``roles`` keeps only statements of these roles. A sentence that stands in two records is given once. Raises BadUsage
    where there is no word in the question, NotFound for an unknown term in a filter.
    """
    if limit < 0:
        raise BadUsage(f"a limit of {limit} is less than nothing", "write --limit 20")
    asked = parse_question(question)
    related = _related_words(asked.words)
    rows = find_statements(connection, [*asked.words, *(word for word in related if word.forms)], filters, roles)
    weights = _weigh(connection, asked)
    score = partial(_score, asked, weights, _learn([*asked.words, *related], rows))
    ranked = sorted(((score(row), row) for row in rows), key=lambda pair: (-pair[0], pair[1].id))
    best = list(_without_twins(ranked, limit))
    works = {work.id: work for work in read_works(connection, list({row.work for _, row in best}))}
    return tuple(_build(points, row, works[row.work]) for points, row in best)


def _related_words(words: Sequence[Word]) -> list[Word]:
    """Give for each word of the question one that stands for all words of like meaning (no forms where there are none)."""
    stems = stem_words([word for group in RELATED for word in group] + [word.text for word in words])
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for group in RELATED:
        by_stem = {stems[word]: word for word in group}
        for stem in by_stem:
            alike[stem] |= by_stem
    return [Word(word.text, _other_forms(alike[stems[word.text]], stems[word.text])) for word in words]


def _other_forms(by_stem: Mapping[str, str], own: str) -> tuple[Form, ...]:
    return tuple(Form((word,)) for stem, word in by_stem.items() if stem != own)


def _weigh(connection: Connection, asked: Question) -> list[float]:
    """Give the weight of each word: how rare it is among all statements (0 to about 1), times what it says."""
    total, counts = count_statements(connection, asked.words)
    scale = math.log(total + 2)
    return [
        weight * max(0.05, math.log(1 + (total + 0.5) / (count + 0.5)) / scale) for weight, count in zip(asked.weights, counts, strict=True)
    ]


def _learn(words: Sequence[Word], rows: Iterable[StatementRow]) -> Highlighter:
    highlighter = Highlighter(words)
    highlighter.learn({text for row in rows for text in (row.around, row.title, row.section or "")})
    return highlighter


def _score(asked: Question, weights: Sequence[float], highlighter: Highlighter, row: StatementRow) -> float:
    """Judge one statement: the share of the question that it covers, times what its role and script are worth."""
    own = highlighter.terms_in(row.content)
    heading = highlighter.terms_in(row.section or "")
    around = highlighter.terms_in(row.around) | highlighter.terms_in(row.title)
    size = len(weights)
    credit = [_credit(number, size, own, heading, around) for number in range(size)]
    covered = sum(weight * part for weight, part in zip(weights, credit, strict=True)) / sum(weights)
    role = 1.0 if row.role in asked.roles else ROLE_WEIGHT[row.role] * (NOT_ASKED if asked.roles else 1.0)
    script = 1.0 if has_cjk(row.content) == asked.cjk else OTHER_SCRIPT
    length = 1 + _LENGTH_COST * max(0.0, len(row.content.split()) / _LONG - 1)
    return round(covered * role * script / length, 4)


def _credit(number: int, size: int, own: set[int], heading: set[int], around: set[int]) -> float:
    """Say how far a word of the question is there; its words of like meaning carry its number plus ``size``."""
    alike = number + size
    if number in own:
        return SAME
    if alike in own:
        return ALIKE
    if number in heading:
        return HEADING
    return AROUND if number in around else ALIKE * AROUND if alike in around or alike in heading else 0.0


def _without_twins(ranked: Iterable[tuple[float, StatementRow]], limit: int) -> Iterator[tuple[float, StatementRow]]:
    """Yield the best, leaving out what has been said already in nearly the same words."""
    said: list[set[str]] = []
    for points, row in ranked:
        if len(said) == limit or points <= 0:
            return
        words = set(re.findall(r"\w+", row.content.lower()))
        if not any(len(words & other) >= _TWIN * len(words | other) for other in said):
            said.append(words)
            yield points, row


def _build(points: float, row: StatementRow, work: Work) -> FoundStatement:
    cited = Cited(
        key=work.key,
        doi=work.doi,
        title=work.title,
        title_source=work.title_source,
        type=work.type,
        year=work.year,
        authors=work.authors,
        retracted=work.retracted,
    )
    return FoundStatement(
        text=row.content,
        role=row.role,
        language=row.language,
        section=row.section,
        start=row.start,
        end=row.end,
        score=points,
        work=cited,
        citing=row.citing,
        field=row.field,
    )
