"""The one way in which text from outside reaches a terminal, a file or a pipe."""

import re

_HARMFUL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_HARM = re.compile(f"[{_HARMFUL}]")
_LINE = re.compile(r"\s+")


def printable(text: str) -> str:
    """Take out what could steer a terminal: control characters, bidi marks, lone surrogates. Line feeds and tabs stay.

    A control character that parts words (a form feed, a lone carriage return) becomes a space.
    """
    return _HARM.sub(lambda found: " " if found.group().isspace() else "", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Give the printable text on one line."""
    return _LINE.sub(" ", printable(text)).strip()


def escape_json(text: str) -> str:
    """Escape the same characters in JSON text, where they can stand only within strings: nothing is lost, nothing acts."""
    return _HARM.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
