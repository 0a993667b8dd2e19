"""Files that reports are written to, whole or not at all."""

import contextlib
import os
from pathlib import Path

from kaspi_doctor.target import SettingError


def path_from(text: str) -> Path:
    """Return a path, ``~`` resolved: after a ``=`` most shells leave it alone."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # there is no home
        return Path(text)


def planned(text: str) -> Path:
    """Return the path of a file that is to be written later, sure that it can be as far as that shows now.

    Raises:
        SettingError: it cannot.
    """
    path = path_from(text)
    if path.is_dir() or not path.parent.is_dir() or not os.access(_place(path), os.W_OK):
        raise _unwritable(path, "")
    return path


def planned_folder(text: str) -> Path:
    """Return a folder that files are to be written into, made if need be.

    Raises:
        SettingError: it cannot be made, or nothing can be written there.
    """
    folder = path_from(text)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error.strerror or "") from None
    if not os.access(folder, os.W_OK):
        raise _unwritable(folder, "")
    return folder


def append(path: Path, text: str) -> None:
    """Add to a file that others write to as well, an empty line after what is there: it may lack its line's end.

    Raises:
        SettingError: it cannot be written.
    """
    try:
        with path.open("ab") as file:
            # In one piece, so that what others add at this moment stands before or after it.
            file.write((b"\n\n" if file.tell() else b"") + text.encode("utf-8", "replace"))
    except OSError as error:
        raise _unwritable(path, error.strerror or "") from None


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone; a device or pipe is simply written to.

    Raises:
        SettingError: it cannot be written; what was there before still is.
    """
    import tempfile  # not at the top: what only reads does without

    data = text.encode("utf-8", "replace")
    temporary: str | None = None
    try:
        if _is_special(path):
            number = _descriptor(path)
            with path.open("wb", buffering=0) if number is None else os.fdopen(os.dup(number), "wb", 0) as device:
                device.write(data)
            return
        # Through a symbolic link, so that the link stays one.
        target = path.resolve()
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise _unwritable(path, error.strerror or "") from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _is_special(path: Path) -> bool:
    """Return whether a path is a device or a pipe, such as /dev/null, which must never be replaced by a file."""
    return path.exists() and (not path.is_file() or _descriptor(path) is not None)


def _descriptor(path: Path) -> int | None:
    """Return the number of the open file that a path like /dev/stdout or /dev/fd/3 names.

    Opened anew by its name instead, a file would be written over from its start.
    """
    number = path.name if path.parent == Path("/dev/fd") else {"/dev/stdout": "1", "/dev/stderr": "2"}.get(str(path))
    return int(number) if number and number.isdecimal() else None


def _place(path: Path) -> Path:
    """Return what has to be writable: the device itself, else the folder that the file is put into."""
    return path if _is_special(path) else path.resolve().parent


def _unwritable(path: Path, reason: str) -> SettingError:
    because = f" ({reason})" if reason else ""
    return SettingError.of(
        en=f"{path} cannot be written{because}",
        ru=f"Не удаётся записать {path}{because}",
        kk=f"{path} жазу мүмкін емес{because}",
    )
