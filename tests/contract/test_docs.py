"""Pages tell the truth: generated ones are as they would be generated now, and commands print what the pages show."""

from pathlib import Path
from types import ModuleType

import catalogue
import cli_reference
import console
import data_model
import generate
import pytest
from running import GUARD

from cpx.cli.table import COMMANDS
from cpx.registry import find_embedder
from cpx.store.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
GUARDED = {"PYTHONPATH": str(GUARD)}


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the catalogue that the pages' commands run on: the one that a fresh clone holds."""
    path = tmp_path_factory.mktemp("documented") / catalogue.NAME
    catalogue.build(path)
    return path


@pytest.mark.parametrize("module", generate.GENERATED, ids=lambda module: module.PAGE)
def test_generated_page_is_up_to_date(module: ModuleType) -> None:
    assert (ROOT / module.PAGE).read_text(encoding="utf-8") == module.render(), "give: make docs"


@pytest.mark.parametrize("page", generate.find_pages(), ids=lambda page: page.name)
def test_page_shows_what_its_commands_print(page: Path, documented: Path) -> None:
    if page.name == "semantic.md" and find_embedder() is None:
        pytest.skip("its model comes with cpx[semantic]")
    found = console.check(page.read_text(encoding="utf-8"), documented, GUARDED)
    assert not found, "give: make docs\n" + "\n\n".join(map(str, found))


def test_data_model_describes_every_table_and_column() -> None:
    page = data_model.render()
    for table in TABLES:
        assert f"### {table.name}\n\n{table.meaning}" in page
        assert all(f"| `{column.name}` | {column.type} |" in page for column in table.columns)


def test_reference_names_every_command() -> None:
    page = cli_reference.render()
    assert all(f"\n## cpx {name}\n" in page for name, entry in COMMANDS.items() if not entry.alias)
    assert "\n## cpx add doi\n" in page


PAGE = """# A page

```console
$ echo one; echo two
one
...
$ cd seeds
> ls | wc -l
5
```

```console exit=3
$ cpx show nosuch
cpx: no work 'nosuch' in this catalogue
...
```
"""


def test_check_takes_a_page_that_tells_the_truth(documented: Path) -> None:
    assert console.check(PAGE, documented, GUARDED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("\none\n", "\nwon\n"), ("\n5\n", "\n6\n"), ("exit=3", "exit=4"), ("\n...\n$ cd", "\n$ cd"), ("no work 'nosuch'", "no work")],
)
def test_check_finds_what_is_not_so(old: str, new: str, documented: Path) -> None:
    assert len(console.check(PAGE.replace(old, new, 1), documented, GUARDED)) == 1


def test_page_may_set_a_variable_for_its_commands(documented: Path) -> None:
    page = "<!-- runs with CPX_SEMANTIC={} -->\n```console\n$ echo $CPX_SEMANTIC\non\n```\n"
    assert console.check(page.format("on"), documented, GUARDED) == []
    assert console.rewrite(page.format("other"), documented) == page.format("other").replace("\non\n", "\nother\n")


def test_check_runs_programs_that_import_cpx(documented: Path) -> None:
    program = "```python\nimport cpx\n\nwith cpx.open('catalogue.db') as catalogue:\n    assert catalogue.count() {} 14\n```\n"
    assert console.check(program.format("=="), documented, GUARDED) == []
    assert console.check(program.format("!="), documented, GUARDED)[0].code == 1


def test_rewrite_puts_the_real_output_in_and_keeps_the_rest(documented: Path) -> None:
    stale = PAGE.replace("one\n...", "won\n...").replace("\n5\n", "\n6\n")
    assert console.rewrite(stale, documented) == PAGE
    assert console.rewrite(PAGE, documented) == PAGE


def test_command_runs_on_a_terminal_and_its_folder_has_a_plain_name(tmp_path: Path) -> None:
    assert console.run_command("python -c 'import os; print(*os.get_terminal_size(1))'; pwd", tmp_path) == (["80 50", console.FOLDER], 0)
    assert console.run_command("exit 7", tmp_path) == ([], 7)


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ([], [], True),
        (["a"], ["a"], True),
        (["a"], ["a", "b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "c", "..."], ["a", "c"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["at 2024-01-02T03:04:05Z"], ["at 2026-11-22T05:00:00Z"], True),
        (["at 2024-01-02"], ["at 2024-01-03"], False),
        (["a+b (c)"], ["a+b (c)"], True),
    ],
)
def test_is_same_reads_cuts_and_leaves_times_out(shown: list[str], real: list[str], same: bool) -> None:
    assert console.is_same(shown, real) is same


@pytest.mark.parametrize(
    ("shown", "real", "cut"),
    [
        (["old"], ["a", "b"], ["a", "b"]),
        (["old", "..."], ["a", "b", "c"], ["a", "..."]),
        (["old", "...", "older"], ["a", "b", "c"], ["a", "...", "c"]),
        (["old", "...", "older"], ["a", "b"], ["a", "b"]),
    ],
)
def test_cut_like_cuts_where_the_page_did(shown: list[str], real: list[str], cut: list[str]) -> None:
    assert console.cut_like(shown, real) == cut
