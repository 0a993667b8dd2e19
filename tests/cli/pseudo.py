"""A pseudo-terminal with the tool in it, driven as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from codecs import getincrementaldecoder
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.cli.running import COMMAND, environment_of
from tests.cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LONGEST_S = 30.0
"""Seconds that a test waits for anything to be shown."""


class Terminal:
    """What a person sees and types."""

    def __init__(self, master: int, process: subprocess.Popen[bytes], columns: int) -> None:
        """Take over the terminal's end of the pseudo-terminal."""
        self._master = master
        self._widths = [(0, columns)]
        """From which character on the window was how wide."""
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self.process = process
        self.raw = ""
        """All that was written so far, escape sequences included."""

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._master, text.encode())

    def resize(self, columns: int) -> None:
        """Change the window's width between two of the tool's writes, as it then tells whoever asks."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)
        while self._read(0.0):
            pass
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self._widths.append((len(self.raw), columns))
        self.process.send_signal(signal.SIGCONT)

    def see(self, pattern: str, *, since: int = 0) -> None:
        """Read on until something is shown, after so many characters."""
        ends_at = time.monotonic() + LONGEST_S
        while not re.search(pattern, self.raw[since:]):
            if not self._read(ends_at - time.monotonic()):
                raise AssertionError(f"{pattern!r} is never shown: {self.raw!r}")

    def end(self) -> int:
        """Read to the end; give the exit code."""
        while self._read(LONGEST_S):
            pass
        return self.process.wait(LONGEST_S)

    @property
    def screen(self) -> str:
        """What is left to be seen, a line each, without colours."""
        return self.window.text

    @property
    def window(self) -> Screen:
        """The window, as what was written so far has left it."""
        ends = [start for start, _ in self._widths[1:]] + [len(self.raw)]
        window = Screen(width=self._widths[0][1])
        for (start, width), end in zip(self._widths, ends, strict=True):
            if width != window.width:
                window.resize(width)
            window.write(self.raw[start:end])
        return window

    def _read(self, limit_s: float) -> bool:
        if not select.select([self._master], [], [], max(0.0, limit_s))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says EIO when the last process has let go of the terminal
            return False
        self.raw += self._decoder.decode(data)
        return bool(data)


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(
    *arguments: str,
    cwd: Path,
    environment: Mapping[str, str | None] | None = None,
    columns: int = 80,
    output: Path | None = None,
) -> Iterator[Terminal]:
    """Start the tool in a terminal of so many columns, with stdout in a file where one is given."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    written = os.open(output, os.O_WRONLY | os.O_CREAT) if output else slave
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment_of({"TERM": "xterm-256color", **(environment or {})}),
        stdin=slave,
        stdout=written,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - Ctrl-C needs a controlling terminal; the test has one thread
    )
    for descriptor in {slave, written}:
        os.close(descriptor)
    try:
        yield Terminal(master, process, columns)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(master)
