"""Small vocabularies for tests."""

from collections.abc import Mapping, Sequence

from cpx.domain.concept import Concept
from cpx.tagging.vocabulary import Vocabulary, load_vocabulary

PACKAGED = load_vocabulary()


def make_vocabulary(labels: Mapping[str, Sequence[str]], lookalikes: Sequence[str] = (), scheme: str = "method") -> Vocabulary:
    """Make a vocabulary from ``{id: labels}``; an id 'a.b' stands below 'a' where there is one."""
    concepts = {}
    for key, own in labels.items():
        above = key.rpartition(".")[0]
        broader = above if above in labels else None
        concepts[key] = Concept(id=key, scheme=scheme, pref_label=key.upper(), alt_labels={"en": tuple(own)}, broader=broader)
    return Vocabulary(concepts, {"en": tuple(lookalikes)} if lookalikes else {})
