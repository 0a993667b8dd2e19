"""The process's streams: printing that never ends in a traceback, whatever stands at the other end."""

import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Mapping
from typing import TextIO

from kaspi_doctor.document.view import View
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language

ENABLE_VIRTUAL_TERMINAL = 0x0007
"""Windows' console mode in which escape sequences act: processed output, wrapping, and the sequences themselves."""

NARROWEST, WIDEST = 40, 100
"""Columns that a document may fill, however narrow or wide the window is."""
NEAREST = dict(zip("ӘәҒғҚқҢңӨөҰұҮүҺһІі", "АаГгКкНнОоУуУуХхИи", strict=True))
"""What Kazakhs write where only Russian letters are at hand, as in cp1251 and cp866, the code pages of Windows."""


def prepare() -> None:
    """Make the process fit to speak: streams that are closed, consoles that need a mode, a polite end when told to."""
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            # Closed by whoever started us (`>&-`). Left free, the number would be taken by the next socket.
            _point_nowhere(descriptor)
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - lives on
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    if sys.platform == "win32":
        import ctypes

        for handle in (-11, -12):
            ctypes.windll.kernel32.SetConsoleMode(ctypes.windll.kernel32.GetStdHandle(handle), ENABLE_VIRTUAL_TERMINAL)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and _is_main_thread():
        # Being asked to end is an interruption like Ctrl-C: nothing half-written or half-drawn is left.
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):  # Windows has the last instead: a console that is closed
            # What was left to be ignored, by `nohup`, stays ignored.
            if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, lambda _number, _frame: signal.raise_signal(signal.SIGINT))


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def can_print(text: str, stream: TextIO) -> bool:
    """Return whether a stream's encoding has these characters."""
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def printable(text: str, stream: TextIO) -> str:
    """Return a text with Russian letters for the Kazakh ones that a stream's encoding lacks."""
    if can_print(text, stream):
        return text
    return "".join(letter if can_print(letter, stream) else NEAREST.get(letter, letter) for letter in text)


def can_draw(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether escape sequences act on a stream."""
    if sys.platform == "win32" and stream.isatty():
        from rich.console import detect_legacy_windows

        return not detect_legacy_windows()
    return stream.isatty() and environment.get("TERM") != "dumb"


def columns() -> int:
    """Return the columns that a document on standard output may fill."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def view_on(
    stream: TextIO, language: Language, environment: Mapping[str, str], *, no_color: bool, ascii_only: bool
) -> View:
    """Return how a document is to look on a stream.

    Colour is chosen as https://no-color.org and https://force-color.org have it; the option and NO_COLOR win.
    """
    is_forced = environment.get("FORCE_COLOR", "") not in {"", "0"}
    return View(
        language=language,
        width=columns(),
        colour=not no_color and not environment.get("NO_COLOR") and (is_forced or can_draw(stream, environment)),
        ascii=ascii_only or not can_print("✓ — «» ⠋", stream),
    )


def print_text(text: str, *, for_people: bool = True) -> None:
    """Write to standard output: in the console's encoding for people, in UTF-8 for machines.

    A reader that has gone away (``| head``) has read enough, which is no error.

    Raises:
        SettingError: it cannot be written, the disk being full, for instance.
    """
    try:
        if for_people or not hasattr(sys.stdout, "buffer"):
            if hasattr(sys.stdout, "reconfigure"):
                # What a console still cannot print becomes "?": better than a traceback.
                sys.stdout.reconfigure(errors="replace")
            sys.stdout.write(printable(text, sys.stdout))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except OSError as error:
        _give_up_output(error)


def gave_up(error: Exception) -> bool:
    """Return whether an error is of typer's own printing, such as the help's, to a reader that has gone away.

    Raises:
        SettingError: standard output cannot be written.
    """
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if isinstance(error, OSError) and trace and trace.tb_frame.f_code.co_name == "echo":
        _give_up_output(error)
        return True
    return False


def finish() -> None:
    """Flush what others printed, so that nothing is left to go wrong when the interpreter ends.

    Raises:
        SettingError: it cannot be written.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        _give_up_output(error)


def complain(text: str, end: str = "\n") -> None:
    """Write to standard error, a line if it is not told otherwise. If that is not possible, there is nobody to tell."""
    try:
        print(printable(text, sys.stderr), file=sys.stderr, end=end, flush=True)
    except OSError:
        _point_nowhere(2)


def _give_up_output(error: OSError) -> None:
    # What is left in the buffer goes nowhere: at its end the interpreter would try again, and complain.
    _point_nowhere(1)
    # Windows says EINVAL of a pipe whose reader has gone.
    if error.errno in {errno.EPIPE, errno.ESHUTDOWN} or (sys.platform == "win32" and error.errno == errno.EINVAL):
        return
    reason = error.strerror or type(error).__name__
    raise SettingError.of(
        en=f"standard output cannot be written ({reason})",
        ru=f"не удаётся писать в стандартный вывод ({reason})",
        kk=f"стандартты шығысқа жазу мүмкін емес ({reason})",
    ) from None


def _point_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != descriptor:
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
