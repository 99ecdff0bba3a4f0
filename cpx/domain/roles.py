"""The roles that sentences play."""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a sentence does in its work."""

    BACKGROUND = "background"
    AIM = "aim"
    METHOD = "method"
    FINDING = "finding"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"


class Spoken(NamedTuple):
    """A stretch of a text with its role, and the heading it stands under ('' where there is none)."""

    role: Role
    start: int
    end: int
    heading: str
