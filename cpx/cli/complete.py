"""What a shell is offered where a word of a command is typed. Nothing here raises: a shell has no place for an error."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cpx.cli.sanitise import one_line
from cpx.cli.state import catalogue_path, read_common
from cpx.domain.query import CONCEPT_FIELDS, FIELDS
from cpx.errors import CpxError
from cpx.services.completing import Offer, offer_saved, offer_terms, offer_types, offer_works
from cpx.store.completing import opened_at_once

_WORD = re.compile(r"[\w@:./,+%-]+")
"""What can be put into a command line as it stands; all else some shell would take for a sign of its own, or run."""
_SIGNS = re.compile(r"[\\\"`$]")
"""Signs that shells read within quotation marks: zsh runs what a line of help has behind them."""
_FIELDS_OFFERED = tuple(name for name in FIELDS if name not in ("tiab", "headingonly"))


def offers(what: str, words: Sequence[str], incomplete: str) -> list[Offer]:
    """Give what may stand here, each with a line of help: ``what`` is a kind of value, ``words`` those of the query so far."""
    try:
        found = _find(what, words, incomplete)
    except (CpxError, OSError, ValueError):
        return []
    return [(value, text) for value, text in harmless(found) if value.startswith(incomplete)]


def harmless(found: Iterable[Offer]) -> list[Offer]:
    """Leave out what a shell would not take as it stands, and out of the help what it would run: titles and DOIs are others' words."""
    said = ((value, one_line(_SIGNS.sub(" ", text).replace("'", "’"))[:60]) for value, text in found)
    return [(value, text) for value, text in said if _WORD.fullmatch(value)]


def _find(what: str, words: Sequence[str], incomplete: str) -> list[Offer]:
    if what in _FIXED:
        return _FIXED[what]()
    if what == "query":
        return _query(list(words), incomplete)
    if what == "saved":
        return [(value.removeprefix("@"), text) for value, text in _ask(offer_saved)]
    if what == "work":
        return _ask(lambda connection: offer_works(connection, incomplete))
    if what == "type":
        return _ask(offer_types)
    return _ask(lambda connection: offer_terms(connection, what, incomplete))


def _query(words: list[str], incomplete: str) -> list[Offer]:
    """Offer the names of fields, of saved searches, and what a field may hold."""
    before = words[-2:] if len(words) > 1 else ["", *words[-1:]]
    if incomplete.startswith("@"):
        return _ask(offer_saved)
    field, colon, start = incomplete.partition(":")
    if colon:
        return [(f"{field}:{value}", text) for value, text in _values(field, start)]
    if before[-1:] == [":"] or before[-1].endswith(":"):  # bash: "method", ":", "ca"
        return _values((before[0] if before[-1] == ":" else before[-1].rstrip(":")), "" if incomplete == ":" else incomplete)
    return [(f"{name}:", "a field") for name in _FIELDS_OFFERED] if incomplete else []


def _values(field: str, start: str) -> list[Offer]:
    if field in CONCEPT_FIELDS:
        return [term for term in _ask(lambda connection: offer_terms(connection, field, start)) if term[0].startswith(start)]
    return [one for one in _ask(offer_types) if one[0].startswith(start)] if field == "type" else []


def _ask(question: Callable[[Any], list[Offer]]) -> list[Offer]:
    """Put a question to the catalogue, opened to be read and without waiting for those who write."""
    with opened_at_once(catalogue_path(read_common(_typed())[0])) as connection:
        return question(connection)


def _typed() -> list[str]:
    """Give the words of the line that is completed, for the options of every command that stand among them."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    try:
        return shlex.split(line)
    except ValueError:  # a quotation mark that is still open
        return line.split()


def ready_completion() -> None:
    """Make ready to answer a shell. Bash parts words at ``:`` and ``@``, but goes on with what follows ``:`` and with ``@`` itself."""
    from typer.completion import completion_init  # type: ignore[attr-defined] # typer does not list it

    completion_init()
    words, number = _typed(), os.environ.get("COMP_CWORD", "")
    if not number.isdigit() or int(number) != len(words) - 1:
        return
    if words[-1] == ":":
        os.environ["COMP_CWORD"] = str(len(words))
    elif words[-2] == "@":
        os.environ["COMP_WORDS"] = shlex.join([*words[:-2], "@" + words[-1]])
        os.environ["COMP_CWORD"] = str(len(words) - 2)


def _orders() -> list[Offer]:
    from cpx.store.search import ORDERS, RELEVANCE

    return [(name, "") for name in (RELEVANCE, *ORDERS)]


def _roles() -> list[Offer]:
    from cpx.domain.roles import Role

    return [(str(role), "") for role in Role]


def _parts() -> list[Offer]:
    from cpx.domain.concept import Part

    return [(str(part), "") for part in Part]


_FIXED: dict[str, Callable[[], list[Offer]]] = {"order": _orders, "role": _roles, "part": _parts}
