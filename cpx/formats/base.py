"""What a format is: something that can say how sure it is that a text is its kind, and read records from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cpx.domain.record import Record


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given: decoded text, the HTML it was cleaned from where it was HTML, and the file's name for messages."""

    text: str
    html: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that could not be read, and where (``line 12``, ``record 3``)."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of input. ``score`` gives 0..1 from the content alone; ``load`` yields records, and problems in their place."""

    name: str
    label: str
    score: Callable[[Source], float]
    load: Callable[[Source], Iterable[Record | Problem]]
