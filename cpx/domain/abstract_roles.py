"""Tell what the sentences of an abstract do: by the heading they stand under, else by their wording."""

from collections.abc import Iterator
from functools import lru_cache

from cpx.domain.advice import advises
from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.roles import Role, Spoken
from cpx.domain.sections import cut_abstract
from cpx.domain.sentences import split_spans
from cpx.domain.wording import judge_roles, speaks_of_aim


def read_abstract(content: str) -> Iterator[Spoken]:
    """Give the sentences of an abstract with their roles; what stands under 'Keywords' and its like is left out."""
    spans = [
        (cut.label, start, end)
        for cut in cut_abstract(content)
        if heading_kinds(cut.label) != {NONE}
        for start, end in split_spans(content, cut.start, cut.end)
    ]
    sentences = [content[start:end] for _, start, end in spans]
    announced = [_announced(label) for label, _, _ in spans]
    judged = zip(spans, sentences, announced, _judge(sentences, announced), strict=True)
    for at, ((label, start, end), sentence, roles, role) in enumerate(judged):
        early = at * 2 < len(spans) - 1
        yield Spoken(_settle(role, sentence, roles, early=early), start, end, label)


@lru_cache(maxsize=4096)
def _announced(label: str) -> frozenset[Role]:
    """Give the roles that a heading announces; none where it says nothing of them."""
    return frozenset(Role(kind) for kind in heading_kinds(label) if kind in set(Role))


def _judge(sentences: list[str], announced: list[frozenset[Role]]) -> list[Role]:
    """Give the role of each sentence; the wording is asked only where some heading leaves the role open."""
    if all(len(roles) == 1 for roles in announced):
        return [role for roles in announced for role in roles]
    return judge_roles(sentences, [roles - {Role.RECOMMENDATION} for roles in announced])


def _settle(role: Role, sentence: str, announced: frozenset[Role], *, early: bool) -> Role:
    """Turn the role by the sentence's own words where they are plain: an aim under 'Background', advice under 'Conclusions'."""
    if Role.RECOMMENDATION in announced:
        return Role.RECOMMENDATION
    if announced and role is Role.BACKGROUND:
        return Role.AIM if speaks_of_aim(sentence) else role
    return Role.RECOMMENDATION if _may_advise(role, sentence, announced, early=early) and advises(sentence) else role


def _may_advise(role: Role, sentence: str, announced: frozenset[Role], *, early: bool) -> bool:
    """Tell where advice may stand: among conclusions, and without headings in the later half, but for aims."""
    return role is Role.CONCLUSION or not (announced or early or speaks_of_aim(sentence))
