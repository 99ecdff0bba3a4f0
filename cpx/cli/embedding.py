"""After works came in: a local model reads what they are about, where one is installed."""

from cpx.cli.progress import progress_bar
from cpx.cli.render import say
from cpx.cli.state import State
from cpx.embedding.base import ModelRefused
from cpx.services.embed import embed_new
from cpx.store.catalogue import CatalogueFile


def read_new(file: CatalogueFile, state: State) -> None:
    """Have the model read what is new, and say what remains; a model that is refused is told, and what came in stays."""
    try:
        with progress_bar(state, "works") as progress:
            done = embed_new(file, progress)
    except ModelRefused as error:
        say(f"not read for meaning: {error.message}; {error.hint}", state)
        return
    if done is not None:
        left = f"; {done.waiting:,} wait, go on with: cpx embed" if done.waiting else ""
        say(f"read for meaning: {done.embedded:,} {'work' if done.embedded == 1 else 'works'}{left}", state)
