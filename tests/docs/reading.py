"""The pages of the documentation, taken apart."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaspi_doctor.simulator import SimulatedApi

ROOT = Path(__file__).parents[2]


def blocks(page: str, language: str) -> list[str]:
    """Return the fenced blocks of a language, in the order of the page."""
    text = (ROOT / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def stand_in(folder: Path, endpoint: SimulatedApi) -> Path:
    """Make a `kaspi-doctor` that is this checkout's, and whose `check` goes to the simulator."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "kaspi-doctor"
    words = " ".join(f"'{word}'" for word in endpoint.arguments)
    path.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m kaspi_doctor \"$@\" {words}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
