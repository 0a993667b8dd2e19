"""Timing what a person at a terminal sees: commands in a pseudo-terminal of 80 × 24."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.timing import clean


class Shown(NamedTuple):
    """Seconds from the start of a command."""

    first_s: float
    """Until a text was on the screen; infinite, if it never was."""
    whole_s: float
    """Until the end."""


def shown(command: Sequence[str], text: str) -> Shown:
    """Run a command in a terminal; give when a text was shown, and how long it took."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = clean({"TERM": "xterm-256color"})
    started, first_s, seen = time.perf_counter(), float("inf"), b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        while data := _read(ours):
            seen += data
            if text.encode() in seen:
                first_s = min(first_s, time.perf_counter() - started)
    os.close(ours)
    process.wait()
    return Shown(first_s, time.perf_counter() - started)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux says EIO when the last process has let go of the terminal
        return b""
