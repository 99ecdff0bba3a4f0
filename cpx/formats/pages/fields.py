"""Lines of a page, and the labelled fields among them: ``Label: value``, or the label alone with its value on the lines below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cpx.domain.characters import fold_space
from cpx.domain.headings import NONE, heading_kinds
from cpx.formats.pages.furniture import is_furniture
from cpx.formats.pages.labels import END, IGNORED, LABELS, LONG, NEEDS_COLON, STYLES

_LABELLED = re.compile(r"(?P<label>[^:：\t]{1,60}?)\s*(?:[:：]|\t)\s*(?P<value>.*)")
_MARK = re.compile(r"(?:(?:#{1,6}|•)\s+)+")
_UNKNOWN = re.compile(r"[A-Z][\w /()&'-]{2,40}:(?:\s.*)?")
_BUTTONS = frozenset((IGNORED, END, "citation"))
"""Fields whose labels are also buttons at the head of a page."""
_LANGUAGE = re.compile(r"\t[a-z]{2,3}(?:_[A-Z]{2})?\s*$")
"""The column in which DSpace prints a field's language."""
_LABELS_ALONE = 4
"""A page with so many labels on lines of their own prints all its labels so."""
_MIN_SENTENCE, _LONGEST_TERM = 60, 60
_RULE, _CELL, _LONE_MARKS = re.compile(r"[|\s:-]+"), re.compile(r"\s*\|\s*"), frozenset(":|.•")
_FIRST = re.compile(r"1\.?\s+[A-Z]")
"""The first numbered heading of an article: its keywords end above."""
_ELEMENTS = ("dc.", "dcterms.")
"""How the names of Dublin Core's elements begin; some pages print them glued to their values."""


@dataclass(slots=True)
class Fields:
    """What a page says under labels: field -> its values, one a line; ``blocks`` has each label's lines apart.

    ``head`` stands before the first label, ``loose`` later under none; ``above`` is both, as far as the first abstract.
    """

    head: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[tuple[str, list[str]]] = field(default_factory=list)

    def lines(self, name: str) -> list[str]:
        """Give the lines of a field, all its blocks together."""
        return [line for line in self.values.get(name, ()) if line]

    def first(self, name: str) -> str | None:
        """Give the first line of a field."""
        return next(iter(self.lines(name)), None)

    def text(self, name: str) -> str:
        """Give all of a field on one line."""
        return fold_space(" ".join(self.lines(name)))


def read_lines(text: str) -> list[str]:
    """Give the lines of a page, stripped, an empty one for each gap; furniture is left out."""
    kept: list[str] = []
    terms, label = False, None
    for raw in text.split("\n"):
        line = raw.strip() if "|" not in raw else _untable(raw.strip())
        valued = label not in {None, IGNORED, END}
        label = LABELS.get(_fold(unmark(line))) if line or label is None else label
        terms = label == "keywords" if label else terms and len(line) < _LONGEST_TERM
        wanted = (terms and line[:1].islower()) or (valued and line.isdigit())
        if not line or label or wanted or not (line in _LONE_MARKS or is_furniture(line)):
            kept.append(line)
    return kept


def _untable(line: str) -> str:
    """Write a row of a table that bars part as a label with its value, and the rule under its head as nothing."""
    if _RULE.fullmatch(line):
        return ":"
    return _CELL.sub(" ", line.strip("| "), count=1) if line.endswith("|") else line


def unmark(line: str) -> str:
    """Take the mark of a heading or a list item off a line."""
    return _MARK.sub("", line, count=1)


def read_fields(lines: Sequence[str]) -> Fields:
    """Sort the lines of a page under its labels. A short field ends at an empty line once it has a value, a long one at the next label."""
    sorter = _Sorter(alone=sum(_fold(unmark(line)) in LABELS for line in lines) >= _LABELS_ALONE)
    for line in lines:
        sorter.add(line)
    found = sorter.found
    found.above = found.above or found.head
    for label, block in found.blocks:
        found.values.setdefault(label, []).extend(block)
    return found


class _Sorter:
    """Puts each line where it belongs; ``name`` and ``current`` are the field under way and its lines."""

    def __init__(self, *, alone: bool) -> None:
        self.found = Fields()
        self.alone = alone
        self.name = ""
        self.current = self.found.head

    def add(self, line: str) -> None:
        """Sort one line."""
        if self.name == "citation" and _fold(line) in STYLES:
            return
        label, value = read_label(line, inside=self.name, alone=self.alone)
        if label and not value and self._is_button(label, line):
            return
        if label:
            self._begin(label, value)
        elif self._ends(line):
            self.name, self.current = "", self.found.loose
        else:
            self.current.append(line)

    def _is_button(self, label: str, line: str) -> bool:
        return self.current is self.found.head and label in _BUTTONS and is_furniture(line)

    def _begin(self, label: str, value: str) -> None:
        if label == "abstract" and not self.found.above:
            self.found.above = [*self.found.head, *self.found.loose]
        self.name, self.current = label, [value] if value else []
        self.found.blocks.append((label, self.current))

    def _ends(self, line: str) -> bool:
        """Say whether a short field ends here: at an empty line, or at a label that we do not know."""
        short = self.name and self.name not in LONG and any(self.current)
        if short and self.name == "keywords" and _FIRST.match(line):
            return True
        return bool(short) and (not line or _UNKNOWN.fullmatch(unmark(line)) is not None)


def read_label(line: str, inside: str = "", *, alone: bool = False) -> tuple[str, str]:
    """Give the field and the value of a labelled line, ``("", "")`` for any other line.

    ``inside`` is the field that the line stands in; ``alone``: the page prints labels on lines of their own, also common words.
    """
    plain = unmark(line)
    if plain.startswith(_ELEMENTS):
        return _read_element(plain)
    lone = LABELS.get(_fold(plain))
    if lone and (alone or _fold(plain) not in NEEDS_COLON or plain.endswith((":", "："))):
        return lone, ""
    match = _LABELLED.fullmatch(plain)
    label = LABELS.get(_fold(match["label"])) if match else None
    if not match or not label or (inside == "abstract" and _is_section(match["label"], match["value"])):
        return "", ""
    return label, _LANGUAGE.sub("", match["value"]).strip()


def _read_element(plain: str) -> tuple[str, str]:
    """Read a line of Dublin Core, parted by a mark, by a tab or by nothing: the longest name that we know begins it."""
    name = next((plain[:end] for end in range(min(len(plain), _LONGEST_TERM), 2, -1) if plain[:end].lower() in LABELS), "")
    if not name:
        return IGNORED, ""
    return LABELS[name.lower()], _LANGUAGE.sub("", plain[len(name) :].lstrip(" :\t|[]")).strip()


def _fold(label: str) -> str:
    return fold_space(label.strip("*_ ").rstrip(":：")).lower()


def _is_section(label: str, value: str) -> bool:
    """Say whether a label inside an abstract is one of its own headings (``Subjects: Thirty adults took part.``)."""
    return len(value) > _MIN_SENTENCE and value.rstrip().endswith((".", "。")) and bool(heading_kinds(label) - {NONE})


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Join lines into paragraphs at the empty lines between them."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []


USELESS = frozenset((IGNORED, END))
"""Fields that no record takes."""
