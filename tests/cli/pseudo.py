"""A pseudo-terminal with the tool in it, driven as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.cli.running import COMMAND, environment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LONGEST_S = 30.0
"""Seconds that a test waits for anything to be shown."""


class Terminal:
    """What a person sees and types."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        """Take over the terminal's end of the pseudo-terminal."""
        self._master = master
        self.process = process
        self.raw = ""
        """All that was written so far, escape sequences included."""

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._master, text.encode())

    def resize(self, columns: int) -> None:
        """Change the window's width."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def see(self, pattern: str) -> None:
        """Read on until something is shown."""
        ends_at = time.monotonic() + LONGEST_S
        while not re.search(pattern, self.raw):
            if not self._read(ends_at - time.monotonic()):
                raise AssertionError(f"{pattern!r} is never shown: {self.raw!r}")

    def end(self) -> int:
        """Read to the end; give the exit code."""
        while self._read(LONGEST_S):
            pass
        return self.process.wait(LONGEST_S)

    @property
    def screen(self) -> str:
        """What is left to be seen, without colours: wiped lines are gone."""
        text = re.sub(r"\x1b\[[0-9;]*m", "", self.raw).replace("\r\n", "\n")
        return "\n".join(re.split(r"\r\x1b\[K", line)[-1] for line in text.split("\n"))

    def _read(self, limit_s: float) -> bool:
        if not select.select([self._master], [], [], max(0.0, limit_s))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says EIO when the last process has let go of the terminal
            return False
        self.raw += data.decode(errors="replace")
        return bool(data)


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(
    *arguments: str, cwd: Path, environment: Mapping[str, str | None] | None = None, columns: int = 80
) -> Iterator[Terminal]:
    """Start the tool in a terminal of so many columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment_of({"TERM": "xterm-256color", **(environment or {})}),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - Ctrl-C needs a controlling terminal; the test has one thread
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(master)
