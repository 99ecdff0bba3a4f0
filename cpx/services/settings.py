"""What a user sets once for all commands: a mail address for the registries, a name for the runs, a model for meaning.

The environment comes first, then ``config.toml`` in the user's folder for settings (``$XDG_CONFIG_HOME/cpx`` on Linux).
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.setting import Setting
from cpx.errors import BadUsage, CpxError

FILE = "config.toml"
VARIABLES = {"mailto": "CPX_MAILTO", "user": "CPX_USER", "semantic": "CPX_SEMANTIC", "model": "CPX_MODEL", "pager": "CPX_PAGER"}
"""Setting -> the variable of the environment that goes before the file."""
MEANINGS = {
    "mailto": "your mail address, said to Crossref and other registries: they answer faster and can reach you",
    "user": "who you are in the log of runs and decisions",
    "semantic": "on or off: search by meaning too, where cpx[semantic] is installed (on if not said)",
    "pager": "what shows output longer than the screen ($PAGER or less if not said; cat: nothing does)",
    "model": "folder of a sentence model of your own, with model.onnx and tokenizer.json (ours if not said)",
}
_MAILTO = re.compile(r"[\w.+%-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)
_MODEL_FILES = ("model.onnx", "tokenizer.json")
_LONGEST = 250
"""Characters of a value at most."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set of whom registries and the log are told; None where it is not."""

    mailto: str | None = None
    user: str | None = None


def settings_path() -> Path:
    """Give the place of the settings file, which may not be there."""
    from platformdirs import user_config_path

    return user_config_path("cpx") / FILE


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read what is set; the file is not opened where the environment says all. Raises BadUsage for a file that cannot be read."""
    said = {field.name: environ.get(VARIABLES[field.name]) or None for field in fields(Settings)}
    if all(said.values()):
        return Settings(**said)
    held = _strings(settings_path())
    return Settings(**{name: value or held.get(name) for name, value in said.items()})


def read_user(environ: Mapping[str, str] = os.environ) -> str | None:
    """Read who the user is; the file is opened only where the environment does not say."""
    return read_setting("user", environ)


def read_setting(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """Read one setting; the file is opened only where the environment does not say."""
    return environ.get(VARIABLES[name]) or _strings(settings_path()).get(name)


def list_settings(environ: Mapping[str, str] = os.environ) -> tuple[Setting, ...]:
    """List every setting with its value and who says it."""
    held = _strings(settings_path())
    return tuple(_describe(name, environ.get(variable) or None, held.get(name)) for name, variable in VARIABLES.items())


def _describe(name: str, said: str | None, held: str | None) -> Setting:
    origin = "environment" if said else "file" if held else None
    return Setting(name=name, value=said or held, origin=origin, meaning=MEANINGS[name])


def write_setting(name: str, value: str | None) -> None:
    """Write a setting, or take it away with None; all else in the file stays as it is.

    Raises BadUsage for a name or value that is none, or a file that cannot be read.
    """
    check_name(name)
    checked = None if value is None else check_setting(name, value)
    path = settings_path()
    before = _read_text(path)
    wanted = {**{key: item for key, item in _parse(before, path).items() if key != name}, **({name: checked} if checked else {})}
    after = _replace(before, name, checked)
    if _parse(after, path) != wanted:  # the value stands in the file in a way of its own, over several lines
        raise BadUsage(f"cannot change {name} in {path}", "take its lines out with an editor, and say it again")
    _write(path, after)


def check_name(name: str) -> None:
    """Raise BadUsage for a name that is no setting's."""
    if name not in VARIABLES:
        raise BadUsage(f"no setting {name!r}", f"the settings are: {', '.join(VARIABLES)}")


def check_setting(name: str, value: str) -> str:
    """Give a value as it is kept; raises BadUsage for one that cannot be."""
    check_name(name)
    cleaned = fold_space(clean_text(value))
    if name == "mailto" and not _MAILTO.fullmatch(cleaned):
        raise BadUsage(f"not a mail address: {value!r}", "for example: cpx config mailto name@example.org")
    if name == "semantic" and cleaned not in ("on", "off"):
        raise BadUsage(f"semantic is on or off, not {value!r}", "for example: cpx config semantic off")
    if name == "model" and cleaned:
        return check_model(cleaned)
    if not cleaned or len(cleaned) > _LONGEST:
        raise BadUsage(f"{name} is empty or longer than {_LONGEST} characters", f"for example: cpx config {name} 'Ada Aho'")
    return cleaned


def check_model(value: str) -> str:
    """Give the whole path of a model's folder; raises BadUsage where it holds no model."""
    folder = Path(value).expanduser()
    folder = (folder.parent if folder.name == _MODEL_FILES[0] else folder).absolute()
    missing = [name for name in _MODEL_FILES if not (folder / name).is_file()]
    if missing:
        raise BadUsage(f"{folder} has no {' and no '.join(missing)}", f"name a folder that holds {' and '.join(_MODEL_FILES)}")
    return str(folder)


def _strings(path: Path) -> dict[str, str]:
    """Give our settings in a file; raises BadUsage where one is no string."""
    held = {name: value for name, value in _parse(_read_text(path), path).items() if name in VARIABLES}
    for name, value in held.items():
        if not isinstance(value, str):
            raise BadUsage(f"{name} in {path} is no string", f'write it as: {name} = "..."')
    return held


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = "is no UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"cannot be read: {(error.strerror or '').lower()}"
        raise BadUsage(f"{path} {reason}", "mend that file, or move it away") from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    if not text:
        return {}
    import tomllib  # only where there is a file

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # The message ends with the place: "... (at line 3, column 7)".
        raise BadUsage(f"{path} cannot be read: {str(error)[:_LONGEST]}", "mend that line, or move the file away") from error


def _replace(text: str, name: str, value: str | None) -> str:
    """Put a setting into the lines before the first table, where it stands or at their end."""
    lines = text.splitlines(keepends=True)
    table = next((number for number, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    kept = [line for line in lines[:table] if not re.match(rf"\s*{name}\s*=", line)]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    said = [] if value is None else [f"{name} = {json.dumps(value, ensure_ascii=False)}\n"]
    return "".join([*kept, *said, *lines[table:]])


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all: another cpx may be reading it."""
    import tempfile  # reading settings needs none

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = Path(os.path.realpath(path))
        number, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=place.parent)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CpxError(f"cannot write {path}: {reason}", "check that folder, and the room left there") from error
