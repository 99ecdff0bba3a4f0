"""The roles that sentences play, and how to tell them from the heading above or from the wording."""

from enum import StrEnum


class Role(StrEnum):
    """What a sentence does in its work."""

    BACKGROUND = "background"
    AIM = "aim"
    METHOD = "method"
    FINDING = "finding"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"
