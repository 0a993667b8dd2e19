"""The README's program from Python, as a caller's type checker sees it: against a wheel that is installed apart."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import textwrap
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

import kaspi_doctor.doctor
from tests.docs.reading import ROOT, blocks

if TYPE_CHECKING:
    from pathlib import Path

(EXAMPLE,) = blocks("README.md", "python")
IMPORTS, CALL = EXAMPLE.split("\n\n")
PROGRAM = f"""\
from typing import assert_type

{IMPORTS}

async def main(token: str) -> None:
{textwrap.indent(CALL, "    ")}
    assert_type(report.exit_code, int)
    assert_type(report.diagnosis.root_cause, str | None)
    assert_type([observation.probe_id for observation in report.observations], list[str])
"""


def _run(folder: Path, *command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, command)], check=False, cwd=folder, capture_output=True, text=True, timeout=110
    )


def _installed(folder: Path) -> Path:
    """Install the wheel where nothing else of ours is; what it depends on is read from this environment."""
    built = _run(ROOT, "hatchling", "build", "-t", "wheel", "-d", folder / "dist")
    assert built.returncode == 0, built.stderr
    venv.create(folder / "venv", symlinks=True)
    libraries = next((folder / "venv").glob("[Ll]ib/**/site-packages"))
    with zipfile.ZipFile(next((folder / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(libraries)
    (libraries / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return next((folder / "venv").glob("[bS]*/python*"))


def test_the_example_stands_in_the_docstring_too() -> None:
    """Who reads the module is shown the same call as who reads the README."""
    lines = [line for line in EXAMPLE.splitlines() if not line.startswith("print")]
    assert "\n".join(lines) in (kaspi_doctor.doctor.__doc__ or "")


@pytest.mark.slow
def test_a_program_that_calls_us_is_checked(tmp_path: Path) -> None:
    """`mypy --strict` passes the documented call against the wheel, knows its types, and sees a wrong argument."""
    python = _installed(tmp_path)
    (tmp_path / "right.py").write_text(PROGRAM)
    (tmp_path / "wrong.py").write_text(PROGRAM.replace("Settings(credentials=", "Settings(timeout_s='5', credentials="))
    # From a folder of its own: mypy takes for source what lies where it is started, and needs no py.typed there.
    right = _run(tmp_path, "mypy", "--strict", f"--python-executable={python}", "right.py")
    assert right.stdout == "Success: no issues found in 1 source file\n", right.stdout + right.stderr
    wrong = _run(tmp_path, "mypy", "--strict", f"--python-executable={python}", "wrong.py")
    assert 'Argument "timeout_s" to "Settings" has incompatible type "str"' in wrong.stdout
