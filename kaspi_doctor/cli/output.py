"""Where a report goes: standard output and files. The last wall against secrets stands here."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from kaspi_doctor.cli.options import OutputOptions
from kaspi_doctor.doctor import all_formats
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.report import Format, Report, View
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language, Text

FOR_PEOPLE = {"terminal", "plain", "short"}
"""Formats whose encoding is the console's; all others are UTF-8, whatever the console is."""
NARROWEST, WIDEST = 40, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What to write where."""

    format: Format
    view: View
    files: tuple[tuple[Format, Path], ...]

    @classmethod
    def planned(cls, options: OutputOptions, language: Language, environment: Mapping[str, str]) -> "Output":
        """Read the options, before anything is sent.

        Raises:
            SettingError: a format is unknown, or a file could not be written.
        """
        on_terminal = sys.stdout.isatty()
        default = "terminal" if on_terminal else "plain"
        chosen = "json" if options.as_json else options.format or default
        colour = on_terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        if environment.get("FORCE_COLOR"):
            colour = True
        width = shutil.get_terminal_size().columns
        view = View(
            language=language,
            width=max(NARROWEST, min(width, WIDEST)),
            colour=colour and not options.no_color,
            ascii=options.ascii or not _can_print("✓ — «»", sys.stdout),
            verbose=options.verbose,
            quiet=options.quiet,
        )
        files = tuple(_planned_file(text) for text in options.report or ())
        return cls(format=format_named(chosen, "--format"), view=view, files=files)

    def write(self, report: Report, redactor: Redactor) -> None:
        """Write the report everywhere.

        Raises:
            SettingError: a file could not be written; standard output has been.
        """
        print_text(self._rendered(self.format, report, self.view, redactor), self.format.id in FOR_PEOPLE)
        view = replace(self.view, colour=False, ascii=False, width=WIDEST)
        for file_format, path in self.files:
            write_file(path, self._rendered(file_format, report, view, redactor))

    @staticmethod
    def _rendered(file_format: Format, report: Report, view: View, redactor: Redactor) -> str:
        return redactor.document(file_format.render(report, view))


def format_named(name: str, option: str) -> Format:
    """Give a format by its id.

    Raises:
        SettingError: there is none of this name.
    """
    known = {known_format.id: known_format for known_format in all_formats()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    listed = ", ".join(known)
    raise SettingError(
        Text(
            en=f"{option}: there is no format {name!r}"
            + (f"; did you mean {near[0]}?" if near else f". Known: {listed}"),
            ru=f"{option}: формата {name!r} нет" + (f"; может быть, {near[0]}?" if near else f". Известны: {listed}"),
            kk=f"{option}: {name!r} пішімі жоқ" + (f"; {near[0]} емес пе?" if near else f". Бар пішімдер: {listed}"),
        )
    )


def print_text(text: str, for_people: bool = True) -> None:
    """Write to standard output: in the console's encoding for people, in UTF-8 for machines."""
    if for_people or not hasattr(sys.stdout, "buffer"):
        if hasattr(sys.stdout, "reconfigure"):
            # What a console cannot print becomes "?": better than a traceback.
            sys.stdout.reconfigure(errors="replace")
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone.

    Raises:
        SettingError: it cannot be written; what was there before still is.
    """
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise _unwritable(path, error) from None


def _planned_file(text: str) -> tuple[Format, Path]:
    name, separator, path = text.partition("=")
    if not separator or not path:
        raise SettingError(
            Text(
                en=f"--report {text!r}: give FORMAT=PATH, such as json=report.json",
                ru=f"--report {text!r}: нужно ФОРМАТ=ПУТЬ, например json=report.json",
                kk=f"--report {text!r}: ПІШІМ=ЖОЛ түрінде беріңіз, мысалы json=report.json",
            )
        )
    file = Path(path)
    if not file.parent.is_dir() or file.is_dir() or not os.access(file.parent, os.W_OK):
        raise _unwritable(file, None)
    return format_named(name, "--report"), file


def _unwritable(path: Path, error: OSError | None) -> SettingError:
    reason = f" ({error.strerror})" if error and error.strerror else ""
    return SettingError(
        Text(
            en=f"{path} cannot be written{reason}",
            ru=f"Не удаётся записать {path}{reason}",
            kk=f"{path} жазу мүмкін емес{reason}",
        )
    )


def _can_print(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def rows(cells: Sequence[Sequence[str]]) -> str:
    """Lay out a table in columns, two spaces apart."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "".join(f"{line.rstrip()}\n" for line in lines)
