"""Texts that try to steer a terminal, break a table or get lost; as titles, names, keywords and abstracts."""

import json
from collections.abc import Iterator
from pathlib import Path

ESC, BEL, CSI, OSC, ST = "\x1b", "\x07", "\x9b", "\x9d", "\x9c"

HOSTILE: dict[str, str] = {
    "colours": f"Red {ESC}[31;5malert{ESC}[0m ends",
    "clear screen": f"Gone {ESC}[2J{ESC}[H{ESC}c soon",
    "window title": f"Named {ESC}]0;pwned{BEL} anew",
    "link": f"A {ESC}]8;;http://evil.example/{ESC}\\click{ESC}]8;;{ESC}\\ here",
    "clipboard": f"Copied {ESC}]52;c;cm0gLXJm{BEL} text",
    "C1": f"Eight {CSI}31mbit{OSC}52;c;eA=={ST} codes",
    "bidi": "Order \u202eesrever\u202c and \u2066isolate\u2069 held",
    "backspace": "Lie\x08\x08\x08Truth \x7fstays",
    "markup": "Quoted [sic] and [/] and [bold]loud[/bold] [link=x]y",
    "emoji code": "A :skull: and :warning: kept",
    "NUL": "Nul\x00byte within",
    "surrogate": "Half \ud83d of a pair",
    "long word": "Word " + "abcdefghij" * 30,
    "right to left": "שותפות בשירות and شراكة في الرعاية",
    "joined emoji": "Family 👨‍👩‍👧‍👦 and flag 🏳️‍🌈 study",
    "wide": "共同生产与公共服务" * 6,
    "combining": "Zoe\u0308 and a\u0301\u0323\u0302 stack",
    "formula": "=HYPERLINK(1) sums",
    "quotes": "\"Quoted\", 'single'; and\\back",
    "template": "{work.title} %s {0} $(id) `id` names",
}
"""Name -> the text as it comes."""


def write_hostile(path: Path) -> Path:
    """Write them as JSON lines: each the title, an author, the journal, a keyword and part of the abstract of a work."""
    path.write_text("".join(json.dumps(row) + "\n" for row in _rows()), encoding="utf-8")
    return path


def _rows() -> Iterator[dict[str, object]]:
    for number, text in enumerate(HOSTILE.values()):
        yield {
            "id": f"h{number}",
            "title": text,
            "abstract": f"We held interviews with carers. Results: {text} was the finding of peer support on wards.",
            "authors": [{"family": text, "given": "A"}],
            "journal": text,
            "keywords": [text],
            "year": 2000 + number,
            "doi": f"10.5555/hostile.{number}",
        }
