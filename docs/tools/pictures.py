"""Make the README's pictures from real output: `make pictures`.

Each command runs on a terminal of its own (so that it shows people's view), and what it printed becomes an SVG that needs
no font and no address from outside.
"""

import os
import pty
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent.parent
WIDTH = 100
PICTURES = {
    "search": ["search", "power sharing", "--limit", "3"],
    "ask": ["ask", "Why do hospital staff resist co-production?", "--limit", "3"],
}
FORMAT = """<svg xmlns="http://www.w3.org/2000/svg" class="rich-terminal" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def run_on_terminal(arguments: list[str]) -> str:
    """Run a command on a pseudo-terminal of our width; give what it printed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "CPX_SEMANTIC": "off", "COLUMNS": str(WIDTH), "LINES": "60", "TERM": "xterm-256color", "NO_COLOR": ""}
    environment.pop("NO_COLOR")
    process = subprocess.Popen([sys.executable, "-m", "cpx", *arguments], stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed: the command has ended
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def draw(name: str, arguments: list[str]) -> str:
    """Give the SVG of one command and what it printed."""
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115, PTH123
    words = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    console.print(Text(f"$ cpx {words}\n", style="bold"))
    console.print(Text.from_ansi(run_on_terminal(arguments)))
    return console.export_svg(title="cpx", code_format=FORMAT, unique_id=f"cpx-{name}")


def main() -> None:
    """Draw every picture into docs/pictures."""
    for name, arguments in PICTURES.items():
        path = HERE / "pictures" / f"{name}.svg"
        path.write_text(draw(name, arguments), encoding="utf-8")
        print(f"wrote {path.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
