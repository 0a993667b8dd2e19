"""Where a report goes: standard output and files. The last wall against secrets stands here."""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kaspi_doctor.anonymity import anonymous
from kaspi_doctor.cli.environment import this_machine
from kaspi_doctor.cli.files import append, planned, planned_folder, write_file
from kaspi_doctor.cli.options import OutputOptions
from kaspi_doctor.cli.presentation import asked_for
from kaspi_doctor.cli.streams import WIDEST, columns, complain, print_text, view_on
from kaspi_doctor.doctor import all_formats, format_by_id
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.report import Report
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language, Text

FOR_PEOPLE = {"terminal", "plain", "short"}
"""Formats whose encoding is the console's; all others are UTF-8, whatever the console is."""
ESCAPES = re.compile(r"\x1b(?:\[[\d;]*m|]8;;[^\x1b]*\x1b\\)")
"""Those of a terminal's colours and links."""
SAVE_DIR = "reports"
SAVED_FORMATS = ("html", "markdown", "json")
LONGEST_ID = 40
SAVED = Text(en="Saved: {}", ru="Сохранено: {}", kk="Сақталды: {}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What to write where."""

    format: Format
    view: View
    files: tuple[tuple[Format, Path], ...]
    folder: Path | None = None
    """Where ``--save`` writes."""
    summary: Path | None = None
    """What GitHub shows of a job; appended to."""
    is_anonymous: bool = False

    @classmethod
    def planned(cls, options: OutputOptions, language: Language, environment: Mapping[str, str]) -> "Output":
        """Read the options, before anything is sent.

        Raises:
            SettingError: a format is unknown, or a file could not be written.
        """
        view = view_on(sys.stdout, language, environment, no_color=options.no_color, ascii_only=options.ascii)
        view = replace(view, verbose=options.verbose, quiet=options.quiet)
        files = tuple(_planned_file(text) for text in options.report or ())
        chosen = format_named(asked_for(options.format, as_json=options.as_json), "--format")
        summary = environment.get("GITHUB_STEP_SUMMARY") if chosen.id == "github" else None
        return cls(
            format=chosen,
            view=view,
            files=files,
            folder=_folder(options),
            summary=Path(summary) if summary else None,
            is_anonymous=options.anonymous,
        )

    def write(self, report: Report, redactor: Redactor) -> tuple[SettingError, ...]:
        """Write the report everywhere; give what went wrong: one place that is full takes nothing from the others."""
        if self.is_anonymous:
            report = anonymous(report, this_machine())
        failed: list[SettingError] = []
        for file_format, path in (*self.files, *self._saved(report)):
            try:
                write_file(path, self._rendered(file_format, report, self._of_files, redactor))
            except SettingError as error:
                failed.append(error)
            else:
                if path.parent == self.folder:
                    complain(redactor.document(SAVED.into(self.view.language).format(path)))
        for write in (self._print, self._summarise):
            try:
                write(report, redactor)
            except SettingError as error:
                failed.append(error)
        return tuple(failed)

    def _print(self, report: Report, redactor: Redactor) -> None:
        # The window may have another width than when the run began.
        text = self._rendered(self.format, report, replace(self.view, width=columns()), redactor)
        print_text(text, for_people=self.format.id in FOR_PEOPLE)

    def _summarise(self, report: Report, redactor: Redactor) -> None:
        if self.summary:
            markdown = format_named("markdown", "--format")
            append(self.summary, self._rendered(markdown, report, self._of_files, redactor))

    @property
    def _of_files(self) -> View:
        """What a console can print does not matter to a file."""
        return replace(self.view, colour=False, ascii=False, width=WIDEST)

    def _saved(self, report: Report) -> list[tuple[Format, Path]]:
        if self.folder is None:
            return []
        # A saved report may be anybody's: its id must not lead out of the folder.
        run_id = re.sub(r"[^0-9A-Za-z_-]", "_", report.run_id)[:LONGEST_ID]
        name = f"kaspi-doctor-{report.started_at:%Y%m%dT%H%M%SZ}-{run_id}"
        saved = [format_named(format_id, "--save") for format_id in SAVED_FORMATS]
        return [(known, self.folder / f"{name}.{known.suffix}") for known in saved]

    @staticmethod
    def _rendered(file_format: Format, report: Report, view: View, redactor: Redactor) -> str:
        text = file_format.render(report, view)
        # A secret is one whatever colours it has: where there is any, the colours go with it.
        bare = ESCAPES.sub("", text) if view.colour else text
        clean = redactor.document(bare)
        return text if clean == bare else clean


def _folder(options: OutputOptions) -> Path | None:
    """Return the folder that ``--save`` writes to, made if need be.

    Raises:
        SettingError: it cannot be.
    """
    if options.save_dir is None and not options.save:
        return None
    return planned_folder(options.save_dir if options.save_dir is not None else SAVE_DIR)


def format_named(name: str, option: str) -> Format:
    """Return a format by its id.

    Raises:
        SettingError: there is none of this name.
    """
    found = format_by_id(name)
    if found:
        return found
    unknown = Text(
        en=f"{option}: there is no format {name!r}",
        ru=f"{option}: формата {name!r} нет",
        kk=f"{option}: {name!r} пішімі жоқ",
    )
    raise SettingError(unknown + did_you_mean(name, (other.id for other in all_formats())))


def _planned_file(text: str) -> tuple[Format, Path]:
    name, separator, path = text.partition("=")
    if not separator or not path:
        raise SettingError.of(
            en=f"--report {text!r}: use FORMAT=PATH, such as json=report.json",
            ru=f"--report {text!r}: нужно ФОРМАТ=ПУТЬ, например json=report.json",
            kk=f"--report {text!r}: ПІШІМ=ЖОЛ түрінде беріңіз, мысалы json=report.json",
        )
    return format_named(name, "--report"), planned(path)


def rows(cells: Sequence[Sequence[str]]) -> str:
    """Lay out a table in columns, two spaces apart."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "".join(f"{line.rstrip()}\n" for line in lines)
