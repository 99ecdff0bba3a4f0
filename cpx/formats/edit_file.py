"""The file that ``cpx edit`` opens: TOML, a comment above each field, the abstract on lines of its own."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from cpx.errors import BadUsage

_HEAD = """\
# {key}: {title}
#
# Change what is wrong, save and close. What you leave as it is stays with its sources.
# A field set to "" or [] is cleared for good: no source fills it again.
# To change nothing, close without saving, or empty this file.
"""
_MOST_OF_TITLE = 100


def dump(fields: Mapping[str, Any], comments: Mapping[str, str], *, key: str, title: str) -> str:
    """Write fields (strings, lists of strings, lists of names as objects), each under its comment."""
    shown = "".join(sign if sign.isprintable() else " " for sign in title[:_MOST_OF_TITLE])
    head = _HEAD.format(key=key, title=shown)
    return head + "".join(f"\n# {comments[name]}\n{name} = {_write(value)}\n" for name, value in fields.items())


def _write(value: Any) -> str:  # noqa: ANN401 - a string or a list
    if isinstance(value, list):
        return "[\n" + "".join(f"  {_write_item(item)},\n" for item in value) + "]" if value else "[]"
    return _write_lines(value) if "\n" in value else _quote(value)


def _write_item(item: Any) -> str:  # noqa: ANN401 - a string or an object of strings
    if isinstance(item, dict):
        return "{" + ", ".join(f"{name} = {_quote(value)}" for name, value in item.items()) + "}"
    return _quote(item)


def _quote(text: str) -> str:
    """Write a string as TOML's basic string: JSON's with one more escape."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write_lines(text: str) -> str:
    body = "\n".join(_quote(line)[1:-1] for line in text.split("\n"))
    return f'"""\n{body}"""'


def load(text: str) -> dict[str, Any]:
    """Read the file again; an empty one gives no fields. Raises BadUsage with the line where it is no TOML."""
    try:
        return tomllib.loads(text.lstrip("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadUsage(f"the file cannot be read: {str(error)[0].lower()}{str(error)[1:]}", _HINT) from error


_HINT = 'text stands in quotes, and a quote or backslash within it after a backslash: title = "Sharing \\"power\\""'


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the second that the first has otherwise or not at all; one that is not in the second was left alone."""
    for name, value in after.items():
        if name not in before or _plain(before[name]) != _plain(value):
            yield name, value


def _plain(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    return value.strip() if isinstance(value, str) else value
