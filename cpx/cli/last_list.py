"""The last list that was shown on this terminal, so that ``%3`` names its third work.

Kept for each terminal and catalogue in a small file of its own in the user's folder for state, which only its owner reads.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cpx.cli.state import State, catalogue_path
from cpx.errors import BadUsage, NotFound

NUMBER = re.compile(r"%(\d{1,9})", re.ASCII)
_MOST_KEYS, _MOST_LISTS = 10_000, 50
_AGAIN = "show one first: cpx search WORDS"


def remember(keys: Sequence[str], catalogue: Path) -> None:
    """Keep the keys of a list that is shown now; where that cannot be, the next ``%3`` says so."""
    place = _place(catalogue)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, name = tempfile.mkstemp(prefix=".list-", dir=place.parent)  # readable by its owner alone
        try:
            with os.fdopen(number, "w", encoding="utf-8") as stream:
                json.dump({"catalogue": str(catalogue), "keys": list(keys[:_MOST_KEYS])}, stream)
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
        _drop_old(place.parent)


def _drop_old(folder: Path) -> None:
    lists = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in lists[_MOST_LISTS:]:
        path.unlink(missing_ok=True)


def name_work(name: str, state: State) -> str:
    """Give the key that a number of the last list stands for; another name stays as it is.

    Raises BadUsage where there is no terminal or no such number, NotFound where no list was shown here.
    """
    found = NUMBER.fullmatch(name.strip())
    return _key(int(found[1]), state) if found else name


def _key(number: int, state: State) -> str:
    if not sys.stdout.isatty():
        raise BadUsage(f"%{number} is of the list on a terminal, and this goes into a pipe or file", "name the work by its key or DOI")
    keys = _read(catalogue_path(state))
    if keys is None:
        raise NotFound("no list of this catalogue was shown on this terminal", _AGAIN)
    if not 0 < number <= len(keys):
        works = f"{len(keys) or 'no'} work{'' if len(keys) == 1 else 's'}"
        raise BadUsage(f"the last list here has {works}, and no %{number}", f"name %1 to %{len(keys)}, or show another" if keys else _AGAIN)
    return keys[number - 1]


def _read(catalogue: Path) -> list[str] | None:
    """Give the keys of the last list; None where there is none that can be read."""
    try:
        held = json.loads(_place(catalogue).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    keys = held.get("keys") if isinstance(held, dict) else None
    return keys if isinstance(keys, list) and all(isinstance(key, str) for key in keys) else None


def _place(catalogue: Path) -> Path:
    from platformdirs import user_state_path

    name = sha256(f"{_terminal()}\n{os.path.realpath(catalogue)}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return user_state_path("cpx") / "lists" / f"{name}.json"


def _terminal() -> str:
    """Name this terminal: its device and its session, since devices are given anew; else the shell that we were called from."""
    with suppress(OSError, ValueError, AttributeError):  # no device (a test's own stream), or a system without
        return f"{os.ttyname(sys.stdout.fileno())} {os.getsid(0)}"
    return f"{os.environ.get('WT_SESSION', '')} {os.getppid()}"
