"""How commands that need no network show what they found: the formats, the colours, the columns."""

import json
import os
import sys
from typing import TYPE_CHECKING, Final

from kaspi_doctor.cli.streams import print_text, view_on
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kaspi_doctor.document.blocks import Block

FORMATS: Final = ("terminal", "plain", "markdown", "json")


def format_for(command: str, name: str | None, known: "Sequence[str]" = FORMATS, *, as_json: bool) -> str:
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
                en=f"--json and --format {name} contradict each other; use one of them",
                ru=f"--json и --format {name} противоречат друг другу; оставьте что-то одно",
                kk=f"--json пен --format {name} бір-біріне қайшы; біреуін ғана қалдырыңыз",
            )
        )
    if name in known:
        return name
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    listed = ", ".join(FORMATS)
    unknown = Text(
        en=f"--format: {command} has no {name!r}",
        ru=f"--format: у {command} нет формата {name!r}",
        kk=f"--format: {command} командасында {name!r} пішімі жоқ",
    )
    hint = (
        Text(en=f"; did you mean {near[0]}?", ru=f"; может быть, {near[0]}?", kk=f"; {near[0]} емес пе?")
        if near
        else Text(en=f"; there are {listed}", ru=f"; есть {listed}", kk=f"; бар пішімдер: {listed}")
    )
    raise SettingError(unknown + hint)


def show_json(document: object) -> None:
    """Print a document for a program."""
    print_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", for_people=False)


def show(blocks: "Iterable[Block]", format_id: str, language: Language, *, no_color: bool, ascii_only: bool) -> None:
    """Print blocks for a person."""
    from kaspi_doctor.document.pages import page

    view = view_on(sys.stdout, language, os.environ, no_color=no_color, ascii_only=ascii_only)
    print_text(page(blocks, view, format_id))
