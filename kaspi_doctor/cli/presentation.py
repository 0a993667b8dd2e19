"""How commands that need no network show what they found: the formats, the colours, the columns."""

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

from kaspi_doctor.cli.streams import can_draw, can_print, print_text
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kaspi_doctor.formats._blocks import Block

FORMATS: Final = ("terminal", "plain", "markdown", "json")
NARROWEST, WIDEST = 40, 100


def format_for(command: str, name: str | None, *, as_json: bool) -> str:
    """Choose the format: what was asked for, else the terminal's on a terminal and plain elsewhere.

    Raises:
        SettingError: there is none of that name, or two were asked for.
    """
    if as_json and name in {None, "json"}:
        return "json"
    if name is None:
        return "terminal" if sys.stdout.isatty() else "plain"
    if as_json:
        raise SettingError(
            Text(
                en=f"--json and --format {name} contradict each other; give one of them",
                ru=f"--json и --format {name} противоречат друг другу; оставьте что-то одно",
                kk=f"--json пен --format {name} бір-біріне қайшы; біреуін ғана қалдырыңыз",
            )
        )
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
    from kaspi_doctor.format import View
    from kaspi_doctor.formats._pages import page

    forced = os.environ.get("FORCE_COLOR", "") not in {"", "0"}
    may_colour = format_id == "terminal" and not no_color and not os.environ.get("NO_COLOR")
    view = View(
        language=language,
        width=max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST)),
        colour=may_colour and (forced or can_draw(sys.stdout, os.environ)),
        ascii=ascii_only or not can_print("✓ — «»", sys.stdout),
    )
    print_text(page(blocks, view, format_id))
