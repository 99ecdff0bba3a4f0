"""Write the generated pages, and the real output into the console blocks of the others; ``--check`` only compares."""

import difflib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import catalogue
import cli_reference
import console
import data_model

ROOT = Path(__file__).resolve().parents[2]
GENERATED = (data_model, cli_reference)
"""Modules that give one page each."""


def find_pages() -> list[Path]:
    """Give the pages that people write: README.md and docs/*.md, generated ones left out."""
    made = {ROOT / module.PAGE for module in GENERATED}
    return [page for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if page not in made]


def make_pages() -> Iterator[tuple[Path, str]]:
    """Give each page with the content that it should have."""
    for module in GENERATED:
        yield ROOT / module.PAGE, module.render()
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / catalogue.NAME
        catalogue.build(built)
        for page in find_pages():
            yield page, console.rewrite(page.read_text(encoding="utf-8"), built)


def main(arguments: list[str]) -> int:
    """Write the pages that differ; with ``--check`` print what differs and exit with 1."""
    stale = False
    for page, content in make_pages():
        old = page.read_text(encoding="utf-8") if page.exists() else ""
        if old == content:
            continue
        stale, name = True, str(page.relative_to(ROOT))
        if "--check" in arguments:
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(keepends=True), content.splitlines(keepends=True), name, "as it should be")
            )
            sys.stdout.write(f"{name} is not as `make docs` would write it\n")
        else:
            page.write_text(content, encoding="utf-8")
            sys.stdout.write(f"wrote {name}\n")
    return int(stale and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
