"""Characters that may be stored. Everything that enters the catalogue as text goes through ``clean_text`` once.

Its patterns are compiled when they are needed: a start of cpx must not pay for them.
"""

import re
from functools import cache


@cache
def _sequences() -> re.Pattern[str]:
    """Find commands to a terminal, whole: colours (CSI), links and titles (OSC) and their kin."""
    return re.compile(
        "(?:\x1b\\[|\x9b)[0-?]{0,40}[ -/]{0,4}[@-~]|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\\\|\x9c)"
    )


@cache
def _newlines() -> re.Pattern[str]:
    return re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@cache
def _unwanted() -> re.Pattern[str]:
    return re.compile(
        "["
        "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but newline and tab: they drive terminals
        "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates: they make a line read as another
        "\ufeff"  # a byte order mark that is not at the start
        "\ud800-\udfff"  # lone surrogates: SQLite and UTF-8 refuse them
        "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
    )


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[\s\u200b]+")


def clean_text(text: str) -> str:
    """Take out what must never be stored, and give every kind of line end as a newline.

    Gone are control characters (newline and tab stay), bidi overrides and isolates, inner byte order marks,
    noncharacters and lone surrogates. Nothing else changes: no normal form is forced, and the joiners of emoji and of
    Indic scripts stay. Applying it twice gives the same as once.
    """
    if text.isascii() and text.replace("\n", "").isprintable():  # most of what comes, told at once
        return text
    return _unwanted().sub("", _newlines().sub("\n", drop_commands(text)))


def drop_commands(text: str) -> str:
    """Take out commands to a terminal, whole: of a coloured word the word stays, of a link what it stands under."""
    return _sequences().sub("", text)


def fold_space(text: str) -> str:
    """Give a text on one line: every run of white space is one space, none at the ends."""
    if text.isprintable() and text.isascii() and "  " not in text:  # most of what comes, told at once
        return text.strip()
    return _spaces().sub(" ", text).strip()


def words(text: str) -> frozenset[str]:
    """Give the words of a table that is written as one string."""
    return frozenset(text.split())
