"""How commands that need no network show what they found: the formats, the colours, the columns."""

import json
import os
import sys
from typing import TYPE_CHECKING, Final

from kaspi_doctor.cli.streams import print_text, view_on
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kaspi_doctor.document.blocks import Block

FORMATS: Final = ("terminal", "plain", "markdown", "json")


def asked_for(name: str | None, *, as_json: bool) -> str:
    """Return the format that the options name, by default the terminal's on a terminal and plain elsewhere.

    Raises:
        SettingError: they name two.
    """
    if not as_json:
        return name if name is not None else "terminal" if sys.stdout.isatty() else "plain"
    if name not in {None, "json"}:
        raise SettingError.of(
            en=f"--json and --format {name} contradict each other; use one of them",
            ru=f"--json и --format {name} противоречат друг другу; оставьте что-то одно",
            kk=f"--json пен --format {name} бір-біріне қайшы; біреуін ғана қалдырыңыз",
        )
    return "json"


def format_for(command: str, option: str | None, *, as_json: bool) -> str:
    """Choose the format of a command that needs no network.

    Raises:
        SettingError: there is none of that name, or two were asked for.
    """
    name = asked_for(option, as_json=as_json)
    if name in FORMATS:
        return name
    unknown = Text(
        en=f"--format: {command} has no {name!r}",
        ru=f"--format: у {command} нет формата {name!r}",
        kk=f"--format: {command} командасында {name!r} пішімі жоқ",
    )
    raise SettingError(unknown + did_you_mean(name, FORMATS))


def show_json(document: object) -> None:
    """Print a document for a program."""
    print_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", for_people=False)


def show(blocks: "Iterable[Block]", format_id: str, language: Language, *, no_color: bool, ascii_only: bool) -> None:
    """Print blocks for a person."""
    from kaspi_doctor.document.pages import page

    view = view_on(sys.stdout, language, os.environ, no_color=no_color, ascii_only=ascii_only)
    print_text(page(blocks, view, format_id))
