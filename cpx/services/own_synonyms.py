"""A person's own table of synonyms: ``cpx-synonyms.toml`` beside the catalogue."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cpx.domain.synonyms import GROUPS
from cpx.errors import BadUsage

_FORM = 'write: groups = [["service user", "client"], ["carer", "supporter"]]'


def read_groups(path: Path) -> Sequence[Sequence[str]]:
    """Read the groups of a file, after those of cpx unless it says ``shipped = false``; raises BadUsage where it cannot be read.

    A name that stands in both is looked up in the file's group.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadUsage(f"{path} cannot be read: {error}", _FORM) from error
    unknown = sorted(set(table) - {"groups", "shipped", "version"})
    if unknown:
        raise BadUsage(f"{path}: {unknown[0]!r} means nothing here", f"it may have groups and shipped; {_FORM}")
    groups = _check(path, table.get("groups", []))
    return [*(GROUPS if table.get("shipped", True) else ()), *groups]


def _check(path: Path, groups: Any) -> list[list[str]]:  # noqa: ANN401 - whatever a person wrote
    is_list = isinstance(groups, list) and all(isinstance(group, list) for group in groups)
    bad = groups if not is_list else next((group for group in groups if len(group) < 2 or not all(map(_is_name, group))), None)  # noqa: PLR2004
    if bad is not None:
        raise BadUsage(f"{path}: {str(bad)[:60]} is no group of two words or more", _FORM)
    return list(groups)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and any(map(str.isalnum, value))
