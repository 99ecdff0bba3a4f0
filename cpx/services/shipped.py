"""The vocabulary that cpx brings, and a tagger with it: read and compiled once a process, and only where they are needed."""

from functools import cache

from cpx.tagging.tagger import Tagger
from cpx.tagging.vocabulary import Vocabulary, load_vocabulary


@cache
def shipped_vocabulary() -> Vocabulary:
    """Give the vocabulary."""
    return load_vocabulary()


@cache
def shipped_tagger() -> Tagger:
    """Give the tagger. It keeps no state between works, so that all runs may share it."""
    return Tagger(shipped_vocabulary())
