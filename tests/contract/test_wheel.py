"""The wheel holds all that cpx needs: it is built, installed into a new environment, and the demo runs there, far from the clone."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from running import child_environment

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def _call(*words: str | Path, cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = child_environment(**changes)
    return subprocess.run(list(map(str, words)), cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = _call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("cpx-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of programs of a new environment that holds the wheel and its dependencies, from the package index."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home)
    # pip alone may go to the package index: without the guard that closes the network to tests.
    pip = [sys.executable, "-m", "pip", "--python", home / "bin/python", "--quiet", "--disable-pip-version-check"]
    words = [*pip, "install", "--retries", "1", "--no-compile", wheel]
    done = subprocess.run(words, cwd=home, env={**os.environ, "PYTHONPATH": ""}, capture_output=True, text=True, check=False)
    if done.returncode and any(word in done.stderr for word in ("Connection", "Could not find a version", "No matching distribution")):
        if os.environ.get("CI"):
            pytest.fail(f"pip could not install the wheel's dependencies: {done.stderr}")
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    return home / "bin"


def test_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / "cpx").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert held == ours
    assert "cpx/py.typed" in held
    assert any(name.startswith("cpx/vocab/") and name.endswith(".toml") for name in held)


def test_wheel_runs_the_demo_far_from_the_clone(installed: Path, tmp_path: Path) -> None:
    path = os.pathsep.join([str(installed), os.environ["PATH"]])
    done = _call("bash", ROOT / "docs/tools/demo.sh", ROOT / "seeds", cwd=tmp_path, PATH=path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "resist" in done.stdout
    assert "To go on:" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_wheel_brings_no_tools_of_developers(installed: Path, tmp_path: Path) -> None:
    done = _call(
        installed / "python", "-c", "import cpx.api, importlib.util as u; print(u.find_spec('pytest'), cpx.__file__)", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("None ")
    assert str(ROOT) not in done.stdout


def test_wheel_says_its_version(installed: Path, wheel: Path, tmp_path: Path) -> None:
    done = _call(installed / "cpx", "--version", cwd=tmp_path)
    assert done.stdout.strip() == f"cpx {wheel.name.split('-')[1]}"
