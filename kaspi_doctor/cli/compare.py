"""``kaspi-doctor compare``: what differs between two reports."""

import os
from pathlib import PurePath
from typing import Annotated

import typer

from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.presentation import FORMATS, format_for, show, show_json
from kaspi_doctor.cli.saved import read_report
from kaspi_doctor.comparison import as_json, compare
from kaspi_doctor.content.comparison import blocks
from kaspi_doctor.target import SettingError

DIFFERENT = 1
PLAIN_TOO = "text"
"""An older name of ``plain``."""


def comparing(
    first: Annotated[str, typer.Argument(metavar="A.json", help="A report saved as JSON; - is standard input.")],
    second: Annotated[str, typer.Argument(metavar="B.json", help="Another.")],
    *,
    form: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help="[default: terminal, piped plain]")
    ] = None,
    in_json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour (also: NO_COLOR).")] = False,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="No signs outside ASCII.")] = False,
) -> int:
    """Show what differs between two reports, the most telling first."""
    language = language_from(lang, os.environ)
    format_id = format_for("compare", "plain" if form == PLAIN_TOO else form, as_json=in_json)
    if first == second == "-":
        raise SettingError.of(
            en="standard input can hold only one report; pass the other as a file",
            ru="стандартный ввод содержит только один отчёт; второй укажите файлом",
            kk="стандартты енгізуде бір ғана есеп болады; екіншісін файлмен беріңіз",
        )
    differences = compare(read_report(first), read_report(second))
    if format_id == "json":
        show_json(as_json(differences))
    else:
        told = blocks(differences, _names(first, second), language)
        show(told, format_id, language, no_color=no_color, ascii_only=ascii_only)
    return DIFFERENT if differences else 0


def _names(first: str, second: str) -> tuple[str, str]:
    """Return the shortest names that tell the files apart."""
    short = PurePath(first).name, PurePath(second).name
    return short if short[0] != short[1] else (first, second)


COMMAND = Command(comparing, epilog="Exit codes: 0 nothing that matters differs, 1 something does, 2 usage.")
