"""Live progress: one line on stderr that names what is being waited for, and leaves nothing behind."""

import asyncio
import shutil
import sys
import time
from collections.abc import Sequence

from kaspi_doctor.observation import Observation
from kaspi_doctor.wording import Language, Text

SHOW_AFTER_S = 0.2
"""A run that is over sooner needs no progress."""
FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
FRAMES_IN_ASCII = "|/-\\"
EVERY_S = 0.1

WAITING = Text(en="waiting for", ru="жду", kk="күтудемін")


class Progress:
    """The line, while it is there."""

    def __init__(self, language: Language, *, ascii_only: bool) -> None:
        """Prepare; nothing is shown on a stderr that is no terminal."""
        self._on = sys.stderr.isatty()
        self._frames = FRAMES_IN_ASCII if ascii_only else FRAMES
        self._verb = WAITING.into(language)
        self._waiting: tuple[str, ...] = ()
        self._done = 0
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
        try:
            await asyncio.sleep(SHOW_AFTER_S)
            for number in range(sys.maxsize):
                self._draw(self._frames[number % len(self._frames)])
                await asyncio.sleep(EVERY_S)
        finally:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def _draw(self, frame: str) -> None:
        elapsed_s = time.monotonic() - self._started
        line = f"{frame} {elapsed_s:.0f} s  {self._verb} {', '.join(self._waiting)}"
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\033[K{line[:width]}")
        sys.stderr.flush()
