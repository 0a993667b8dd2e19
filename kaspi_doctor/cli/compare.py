"""``kaspi-doctor compare``: what differs between two reports."""

import json
import os
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated

import typer

from kaspi_doctor.cli.differences import as_json, as_markdown, as_text
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.saved import read_report
from kaspi_doctor.cli.streams import print_text
from kaspi_doctor.comparison import compare
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

DIFFERENT = 1


class Form(StrEnum):
    """How differences are written down."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("compare", epilog="Exit codes: 0 nothing that matters differs, 1 something does, 2 usage.")(comparing)


def comparing(
    first: Annotated[str, typer.Argument(metavar="A.json", help="A report saved as JSON; - is standard input.")],
    second: Annotated[str, typer.Argument(metavar="B.json", help="Another.")],
    *,
    form: Annotated[Form | None, typer.Option("--format", help="How to print it. [default: text]")] = None,
    in_json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
) -> int:
    """Show what differs between two reports, the most telling first."""
    language = language_from(lang, os.environ)
    if first == second == "-":
        raise SettingError(
            Text(
                en="standard input can hold only one report; pass the other as a file",
                ru="стандартный ввод содержит только один отчёт; второй укажите файлом",
                kk="стандартты енгізуде бір ғана есеп болады; екіншісін файлмен беріңіз",
            )
        )
    if in_json and form not in {None, Form.JSON}:
        raise SettingError(
            Text(
                en=f"--json and --format {form} contradict each other; use one of them",
                ru=f"--json и --format {form} противоречат друг другу; оставьте что-то одно",
                kk=f"--json пен --format {form} бір-біріне қайшы; біреуін ғана қалдырыңыз",
            )
        )
    differences = compare(read_report(first), read_report(second))
    names = _names(first, second)
    match Form.JSON if in_json else form or Form.TEXT:
        case Form.JSON:
            print_text(json.dumps(as_json(differences), ensure_ascii=False, indent=2) + "\n", for_people=False)
        case Form.MARKDOWN:
            print_text(as_markdown(differences, names, language), for_people=False)
        case _:
            print_text(as_text(differences, names, language))
    return DIFFERENT if differences else 0


def _names(first: str, second: str) -> tuple[str, str]:
    """Return the shortest names that tell the files apart."""
    short = PurePath(first).name, PurePath(second).name
    return short if short[0] != short[1] else (first, second)
