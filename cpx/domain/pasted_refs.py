"""References to other lines of a search."""

import re
from collections.abc import Mapping

from cpx.domain.query import And, Node, Or
from cpx.domain.query_shape import join


def find_lines(text: str, lines: Mapping[str, Node | None]) -> Node | None:
    """Give the lines that ``3``, ``#3``, ``or/1-5`` or ``1-5/or`` stand for; None where one of them is not there."""
    numbers = [
        str(number)
        for first, last in re.findall(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?", text)
        for number in range(int(first), int(last or first) + 1)
    ]
    if not numbers or any(number not in lines for number in numbers):
        return None
    return join(And if re.search(r"\band\b", text, re.IGNORECASE) else Or, [lines[number] for number in numbers])
