"""A run: what every command that writes goes through, so that it can be read in the log and taken back."""

import getpass
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from cpx.domain.characters import clean_text, fold_space
from cpx.errors import CpxError, Interrupted
from cpx.services.settings import read_user
from cpx.services.shipped import tagger_with, vocabulary_for
from cpx.store import runs
from cpx.store.catalogue import CatalogueFile
from cpx.store.concepts import vocabulary_digest, write_vocabulary
from cpx.store.replacing import follow_replacements
from cpx.store.runs import Search
from cpx.tagging.tagger import Tagger
from cpx.tagging.vocabulary import Vocabulary


@dataclass(slots=True)
class Run:
    """A run at work: its row, who gave the command, and the counts so far."""

    id: int
    by: str
    vocabulary: Vocabulary
    totals: Counter[str] = field(default_factory=Counter)

    @property
    def tagger(self) -> Tagger:
        """Give the tagger with the file's vocabulary; a run that tags nothing does not pay for it."""
        return tagger_with(self.vocabulary)


def whoami(by: str | None = None, environ: Mapping[str, str] | None = None) -> str:
    """Say who gives the command: ``--by``, else ``$CPX_USER``, else ``cpx config user``, else the login."""
    named = (by, read_user(os.environ if environ is None else environ))
    if name := next(filter(None, (fold_space(clean_text(one or "")) for one in named)), ""):
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name: a container without a user entry
        return "unknown"


@contextmanager
def writing_run(
    file: CatalogueFile, command: str, arguments: dict[str, Any], *, by: str | None = None, search: Search | None = None
) -> Iterator[Run]:
    """Open a run, and close it as done, or as interrupted where the block ends by an error or Ctrl-C.

    Raises Interrupted for Ctrl-C: what was saved stays saved. A vocabulary that changed since is written into the file first.
    """
    vocabulary = vocabulary_for(file.path)
    who = whoami(by)
    with file.batch() as connection:
        row = runs.open_run(connection, command, who, arguments, _clean(search))
        if vocabulary_digest(connection) != vocabulary.digest:
            freed = write_vocabulary(connection, vocabulary.concepts.values(), vocabulary.version, vocabulary.digest)
            follow_replacements(connection, row, freed)
    run = Run(row, who, vocabulary)
    try:
        yield run
    except KeyboardInterrupt:
        _close_if_possible(file, run)
        hint = "the same command goes on from there"
        raise Interrupted(f"interrupted; {run.totals.get('read', 0)} records read, and what was saved stays saved", hint) from None
    except BaseException:
        _close_if_possible(file, run)
        raise
    _close(file, run, "done")


def _clean(search: Search | None) -> Search | None:
    """Clean what a person typed of what must not be stored."""
    return search and replace(search, **{name: clean_text(value) for name, value in asdict(search).items() if value})


def _close(file: CatalogueFile, run: Run, state: str) -> None:
    with file.batch() as connection:
        runs.close_run(connection, run.id, state, dict(run.totals))


def _close_if_possible(file: CatalogueFile, run: Run) -> None:
    """Mark the run on the way out of an error; a full disk or a lost file must not hide that error."""
    try:
        _close(file, run, "interrupted")
    except CpxError:
        return
