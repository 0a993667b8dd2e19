"""The other Pythons of this machine: the tool is installed there as a user would, and finds what it finds here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kaspi_doctor.simulator import SCENARIOS
from tests.cli.running import environment_of

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
VERSIONS = tuple(f"3.{minor}" for minor in range(11, 16))
TOLD = ("documented", "token-rejected", "tls-expired", "tls-untrusted-issuer", "connection-refused")


def _found(version: str) -> str | None:
    """Find a Python of a version on the PATH, or among those of pyenv."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return None
    installed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for path in (shutil.which(f"python{version}"), *sorted(installed.glob(f"{version}.*/bin/python"))):
        if path and re.match(
            version.replace(".", r"\."), _say(path, "import platform; print(platform.python_version())")
        ):
            return str(path)
    return None


def _say(python: str | Path, code: str) -> str:
    return subprocess.run([python, "-c", code], check=False, capture_output=True, text=True, timeout=30).stdout


@pytest.mark.parametrize("version", VERSIONS)
def test_another_python_gives_the_same_verdicts(version: str, tmp_path: Path) -> None:
    """On every Python that is supported and at hand, the installed tool names the same causes without a warning."""
    python = _found(version)
    if python is None:
        pytest.skip(f"no other Python {version} on this machine")
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True, timeout=60)
    there = tmp_path / "venv" / "bin" / "python"
    installed = subprocess.run(
        [there, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", REPOSITORY],
        check=False, capture_output=True, text=True, timeout=110,
    )  # fmt: skip
    if installed.returncode:
        pytest.skip(f"it could not be installed: {installed.stderr[-200:]}")
    for name in TOLD:
        ran = subprocess.run(
            [there, "-W", "error", "-m", "kaspi_doctor", "demo", name, "--format", "short", "--patience", "0.5"],
            check=False, capture_output=True, text=True, cwd=tmp_path, env=environment_of(), timeout=60,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (SCENARIOS[name].expected.exit_code, ""), ran.stdout
