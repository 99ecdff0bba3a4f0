"""What cpx can read and read with: formats and sentence models as literal tables, and the formats that plug-ins add.

A plug-in names an entry point in the group ``cpx.formats`` that leads to a ``cpx.formats.base.Format``. Looking for
plug-ins costs 60 ms, so only the commands that read files do it.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from cpx.errors import BadUsage, CpxError

if TYPE_CHECKING:
    from cpx.embedding.base import Embedder
    from cpx.formats.base import Format

FORMATS = (
    "cpx.formats.crossref_json",
    "cpx.formats.datacite_json",
    "cpx.formats.csl_json",
    "cpx.formats.jsonl",
    "cpx.formats.pages.pubmed_mirror",
    "cpx.formats.pages.repository",
    "cpx.formats.pages.listing",
    "cpx.formats.pages.article",
    "cpx.formats.pages.recommendations",
    "cpx.formats.doi_list",
    "cpx.formats.plain",
)
"""Modules that offer a ``FORMAT``; of two that fit a text equally well the first wins."""

GROUP = "cpx.formats"


@cache
def formats() -> "tuple[Format, ...]":
    """Give all formats, built-in ones first. Of two with one name the first stays; raises CpxError for a plug-in that cannot be loaded."""
    found: dict[str, Format] = {}
    for entry in (*(import_module(name).FORMAT for name in FORMATS), *_plugged_in()):
        found.setdefault(entry.name, entry)
    return tuple(found.values())


def _plugged_in() -> "Iterator[Format]":
    from importlib.metadata import entry_points

    from cpx.formats.base import Format  # a search by meaning comes here for its model alone

    for entry in entry_points(group=GROUP):
        try:
            plugged = entry.load()
        except Exception as error:
            raise CpxError(
                f"the plug-in {entry.name!r} cannot be loaded ({type(error).__name__}: {error})", "mend it, or uninstall its package"
            ) from error
        if not isinstance(plugged, Format):
            raise CpxError(f"the plug-in {entry.name!r} offers no cpx.formats.base.Format", "mend it, or uninstall its package")
        yield plugged


def find_format(name: str) -> "Format":
    """Give the format of that name; raises BadUsage with the known names."""
    known = {entry.name: entry for entry in formats()}
    if name not in known:
        raise BadUsage(f"no format {name!r}", f"one of: {', '.join(known)}")
    return known[name]


EMBEDDERS = {"ours": "cpx.embedding.minilm", "local": "cpx.embedding.local_onnx"}
"""Kind of sentence model -> a module that offers ``load(path)``; ours also ``find_file()``, which says where it is installed."""


def load_embedder(folder: Path | None = None) -> "Embedder | None":
    """Load the model of a folder, else ours; None where ours is not installed. Raises ModelRefused where it may not be used."""
    if folder is not None:
        found: Embedder = import_module(EMBEDDERS["local"]).load(folder)
        return found
    place = find_embedder()
    loaded: Embedder | None = None if place is None else import_module(EMBEDDERS["ours"]).load(place)
    return loaded


def find_embedder() -> Path | None:
    """Say where our model is installed; None where it is not."""
    found: Path | None = import_module(EMBEDDERS["ours"]).find_file()
    return found


def missing_packages() -> list[str]:
    """Name the packages that our model needs and that are not installed."""
    missing: list[str] = import_module(EMBEDDERS["ours"]).find_missing()
    return missing
