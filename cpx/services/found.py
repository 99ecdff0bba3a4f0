"""What the machine found in the texts of a work, written and shown: tags and facts, always both."""

from collections.abc import Sequence

from cpx.domain.concept import Assignment
from cpx.domain.fact import Fact
from cpx.domain.text import Text
from cpx.store.catalogue import Connection
from cpx.store.concepts import write_assignments
from cpx.store.facts import write_facts
from cpx.tagging.facts import find_facts


def write_found(connection: Connection, work: int, assignments: Sequence[Assignment], texts: Sequence[tuple[int, Text]]) -> None:
    """Write the tags and the facts of a work in place of those that stood there; ``texts`` are its texts with their rows."""
    rows = [row for row, _ in texts]
    write_assignments(connection, work, assignments, rows)
    write_facts(connection, work, find_facts([text for _, text in texts]), rows)


def facts_of(texts: Sequence[Text]) -> tuple[Fact, ...]:
    """Give the facts that texts state, as the output contract has them."""
    return tuple(
        Fact(
            kind=fact.kind,
            n=fact.n,
            last=fact.last,
            unit=fact.unit,
            quote=texts[fact.text].content[fact.start : fact.end],
            field=texts[fact.text].field,
            language=texts[fact.text].language,
            start=fact.start,
            end=fact.end,
            section=fact.section,
            sentence=texts[fact.text].content[slice(*fact.sentence)],
            rule=fact.rule,
        )
        for fact in find_facts(texts)
    )
