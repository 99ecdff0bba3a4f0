"""A setting as people see it."""

from dataclasses import dataclass

from cpx.domain.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Output):
    """One setting: its value, and who says it, ``environment`` or ``file``; both None where nobody does."""

    name: str
    value: str | None = None
    origin: str | None = None
    meaning: str = ""
