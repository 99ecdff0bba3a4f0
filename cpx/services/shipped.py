"""The vocabulary that cpx brings, with a person's own files over it, and a tagger with it.

Own files stand beside the catalogue: ``vocabulary.toml``, and every ``*.toml`` in a folder ``vocabulary``. They are read
anew by each command that needs them; what is compiled from them is kept as long as their texts stay the same.
"""

import os
from functools import cache, lru_cache
from pathlib import Path

from cpx.tagging.tagger import Tagger
from cpx.tagging.vocabulary import Vocabulary, lay_over, load_vocabulary
from cpx.tagging.vocabulary_files import Source, read_sources

OWN_FILE, OWN_FOLDER = "vocabulary.toml", "vocabulary"
_KEPT = 4
"""Vocabularies kept compiled in one process: more catalogues are seldom open at once."""


@cache
def shipped_vocabulary() -> Vocabulary:
    """Give the vocabulary of cpx alone."""
    return load_vocabulary()


def shipped_tagger() -> Tagger:
    """Give the tagger of cpx alone. It keeps no state between works, so that all runs may share it."""
    return tagger_with(shipped_vocabulary())


def own_files(catalogue: Path) -> tuple[Path, ...]:
    """Give the own file and folder that stand beside a catalogue.

    A link that leads nowhere, or a pipe, is one of them: to read it fails, where passing over it would take the own terms away.
    """
    file, folder = catalogue.parent / OWN_FILE, catalogue.parent / OWN_FOLDER
    has_file = os.path.lexists(file) and not file.is_dir()
    has_folder = folder.is_dir() or (folder.is_symlink() and not folder.exists())
    return (*((file,) if has_file else ()), *((folder,) if has_folder else ()))


def vocabulary_for(catalogue: Path | None) -> Vocabulary:
    """Give the vocabulary that holds for a catalogue; raises BadUsage, with file and line, for an own file that cannot be read."""
    own = own_files(catalogue) if catalogue else ()
    sources = tuple(read_sources(own))
    return _with_own(sources) if sources else shipped_vocabulary()


@lru_cache(_KEPT)
def _with_own(sources: tuple[Source, ...]) -> Vocabulary:
    return lay_over(sources)


_taggers: dict[str, Tagger] = {}


def tagger_with(vocabulary: Vocabulary) -> Tagger:
    """Give the tagger of a vocabulary, compiled once."""
    if vocabulary.digest not in _taggers:
        while len(_taggers) >= _KEPT:
            del _taggers[next(iter(_taggers))]
        _taggers[vocabulary.digest] = Tagger(vocabulary)
    return _taggers[vocabulary.digest]
