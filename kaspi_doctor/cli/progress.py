"""Live progress: one line on stderr that names what is being waited for, and leaves nothing behind."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping, Sequence

from kaspi_doctor.cli.streams import can_draw, can_print, printable
from kaspi_doctor.observation import Observation
from kaspi_doctor.wording import Language, Text

SHOW_AFTER_S = 0.2
"""A run that is over sooner needs no progress."""
FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
FRAMES_IN_ASCII = "|/-\\"
EVERY_S = 0.1
WIPE = "\r\033[J"
"""Wipes the line, and the rows below that it was broken into when the window became narrow."""

WAITING = Text(en="waiting for", ru="жду", kk="күтудемін:")


class Progress:
    """The line, while it is there."""

    def __init__(self, language: Language, environment: Mapping[str, str], *, ascii_only: bool) -> None:
        """Prepare; nothing is shown on a stderr that is no terminal, or one that cannot wipe a line."""
        self._on = can_draw(sys.stderr, environment)
        self._frames = FRAMES_IN_ASCII if ascii_only or not can_print(FRAMES, sys.stderr) else FRAMES
        self._verb = printable(WAITING.into(language), sys.stderr)
        self._unit = "s" if language is Language.EN else "с"
        self._waiting: tuple[str, ...] = ()
        self._started = time.monotonic()
        self.observations: list[Observation] = []
        """What is known so far."""

    def waiting(self, probe_ids: Sequence[str]) -> None:
        """Take note of what is being waited for."""
        self._waiting = tuple(probe_ids)

    def seen(self, observation: Observation) -> None:
        """Take note of what has come."""
        self.observations.append(observation)

    async def show(self) -> None:
        """Draw until cancelled, then wipe the line."""
        if not self._on:
            return
        await asyncio.sleep(SHOW_AFTER_S)
        try:
            for number in range(sys.maxsize):
                self._draw(self._frames[number % len(self._frames)])
                await asyncio.sleep(EVERY_S)
        finally:
            sys.stderr.write(WIPE)
            sys.stderr.flush()

    def _draw(self, frame: str) -> None:
        if not self._waiting:
            return
        elapsed_s = time.monotonic() - self._started
        line = f"{frame} {elapsed_s:.0f} {self._unit}  {self._verb} {', '.join(self._waiting)}"
        # The cursor waits at the head of the line, wherever a new width of the window moves that to.
        sys.stderr.write(f"{WIPE}{line[: columns() - 1]}\r")
        sys.stderr.flush()


def columns() -> int:
    """Return the width of the terminal behind stderr, which stdout need not have."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
