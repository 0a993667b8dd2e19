"""What a command loads: nobody waits for what is not shown."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import OFFLINE, environment_of

if TYPE_CHECKING:
    from pathlib import Path

LOADED = """
import sys
from kaspi_doctor.cli import main
code = main(sys.argv[1:])
print(code, *sorted({"rich", "pygments", "jinja2"} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (("--version",), "0"),
        (("--help",), "0"),
        (("check", *OFFLINE), "2"),
        (("demo", "--quick"), "0"),
        (("demo", "--quick", "--json"), "0"),
        (("explain", "token-rejected"), "0"),
        (("explain", "token-rejected", "--format", "markdown"), "0"),
        (("lint", "https://kaspi.kz/shop/api/v2/orders"), "1"),
        (("list", "causes"), "0"),
        (("demo", "--quick", "--format", "terminal"), "0 rich"),
        (("demo", "--quick", "--format", "html"), "0 jinja2"),
        (("explain", "token-rejected", "--format", "terminal"), "0 rich"),
    ],
)
def test_rich_is_loaded_for_a_terminal_alone(words: tuple[str, ...], loaded: str, tmp_path: Path) -> None:
    """Piped output, the version and the help come without Rich; without colour nothing loads Pygments."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        check=False,
        cwd=tmp_path,
        env=environment_of(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr.splitlines()[-1] == loaded
