"""What commands are given to read: files, pipes, standard input; bounded, and with one sentence when it cannot be."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from kaspi_doctor.cli.files import path_from
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

STANDARD_INPUT = "-"
CHUNK_BYTES = 1 << 18
_DESCRIPTOR = 0
_Value = TypeVar("_Value")

ON_STANDARD_INPUT = Text(en="standard input", ru="стандартный ввод", kk="стандартты енгізу")


def given(text: str, file: str | None, command: str) -> Iterator[bytes]:
    """Return the bytes that a command is to look at: a text's, a file's, or those of standard input.

    Raises:
        SettingError: there is nothing to read, or it cannot be read.
    """
    if file not in {None, STANDARD_INPUT}:
        return chunks(str(file), f"--file {file}")
    if text not in {"", STANDARD_INPUT}:
        return iter([text.encode("utf-8", "surrogateescape")])
    if text or file or not sys.stdin.isatty():
        return chunks(STANDARD_INPUT, STANDARD_INPUT)
    raise SettingError.of(
        en=f"give it as an argument, or - to paste it; see `kaspi-doctor {command} --help`",
        ru=f"укажите, что прочитать, или -, чтобы вставить; см. `kaspi-doctor {command} --help`",
        kk=f"нені оқу керегін немесе кірістіру үшін - беріңіз; `kaspi-doctor {command} --help` қараңыз",
    )


def chunks(name: str, what: str) -> Iterator[bytes]:
    """Return the bytes of a file, or of standard input for ``-``, piece by piece.

    Raises:
        SettingError: it cannot be read; ``what`` names it, such as ``--file app.log``.
    """
    is_file = name != STANDARD_INPUT
    try:
        # Unbuffered: a thread left behind in a buffered read would hold a lock that the interpreter's end needs.
        with open(path_from(name) if is_file else _DESCRIPTOR, "rb", buffering=0, closefd=is_file) as raw:
            while piece := raw.read(CHUNK_BYTES):
                yield piece
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise cannot_read(what, Text.same(reason or type(error).__name__)) from None


def whole(pieces: Iterator[bytes], what: str, largest: int) -> bytes:
    """Put the pieces together.

    Raises:
        SettingError: they are more bytes than ``largest``, or cannot be read.
    """
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > largest:
            raise cannot_read(what, _larger_than(largest))
    return bytes(data)


def decoded(data: bytes) -> str:
    """Return a text in UTF-8, or in the UTF-16 that Windows PowerShell writes; a mark of UTF-8 stays.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")


def within(limit_s: float, work: Callable[[], _Value]) -> _Value:
    """Do what may block for ever, opening a pipe for instance, and leave it behind when it does.

    Raises:
        TimeoutError: it is not done in time.
    """
    done: list[_Value] = []
    failed: list[Exception] = []

    def attempt() -> None:
        try:
            done.append(work())
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(limit_s)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]


def cannot_read(what: str, reason: Text) -> SettingError:
    """Return the complaint about what cannot be read."""
    named = ON_STANDARD_INPUT if what == STANDARD_INPUT else Text.same(what)
    return SettingError.of(
        en=f"{named.en}: cannot be read ({reason.en})",
        ru=f"{named.ru}: не удаётся прочитать ({reason.ru})",
        kk=f"{named.kk}: оқу мүмкін емес ({reason.kk})",
    )


def is_file(name: str) -> bool:
    """Return whether a text names a file that there is."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _larger_than(largest: int) -> Text:
    size, units = (largest >> 20, ("MiB", "МиБ")) if largest >> 20 else (largest >> 10, ("KiB", "КиБ"))
    return Text(en=f"larger than {size} {units[0]}", ru=f"больше {size} {units[1]}", kk=f"{size} {units[1]}-тан үлкен")
