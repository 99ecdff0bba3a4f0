"""The shape of the repository: what stands at its top, who may import whom, and what no file may hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import child_environment

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "benchmarks",
    "catalogue.db",
    "cpx",
    "docs",
    "pyproject.toml",
    "seeds",
    "tests",
}
_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt)/[a-z]")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).exists()]


def test_tree_has_the_top_that_people_were_promised(tracked: list[Path]) -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked} <= TOP


def test_tree_holds_no_path_of_a_machine(tracked: list[Path]) -> None:
    own = Path(__file__)
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in tracked if path != own and path.suffix != ".db"}
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if _PATH.search(text)] == []


def test_tree_pins_no_registry(tracked: list[Path]) -> None:
    held = [path for path in tracked if path.name in ("pyproject.toml", "Makefile", "run")]
    assert not [path for path in held if re.search(r"index-url|find-links", path.read_text(encoding="utf-8"))]


def test_names_of_test_files_are_unique() -> None:
    """pytest imports each by its bare name, so that tests find the helpers beside them."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_layers_hold() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, env=child_environment())
    assert done.returncode == 0, done.stdout + done.stderr


def test_dependencies_have_upper_bounds() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [line for lines in project["project"]["optional-dependencies"].values() for line in lines]
    wanted = [*project["project"]["dependencies"], *extras, *project["build-system"]["requires"]]
    assert [line for line in wanted if not re.fullmatch(r"[\w-]+>=[\d.]+,<[\d.]+", line)] == []
