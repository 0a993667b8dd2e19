"""Blocks laid out, for what is said besides reports."""

from typing import TYPE_CHECKING, Final

from kaspi_doctor.formats._blocks import Headline, fit_to_print
from kaspi_doctor.formats.plain import _line
from kaspi_doctor.formats.terminal import _Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kaspi_doctor.format import View
    from kaspi_doctor.formats._blocks import Block

FORMATS: Final = ("terminal", "plain", "markdown")
"""The ids of the formats that blocks can be laid out in."""


def page(blocks: "Iterable[Block]", view: "View", format_id: str) -> str:
    """Lay blocks out for a terminal, a log or a ticket."""
    is_document = format_id == "markdown"
    ascii_only = view.ascii and not is_document
    fit = tuple(fit_to_print(block, language=view.language, ascii_only=ascii_only) for block in blocks)
    if is_document:
        return "\n".join(_document(fit)).rstrip("\n") + "\n"
    terminal = _Page(view, id_width=0, time_width=0)
    lines = (line for block in fit for line in (terminal.lines(block) if format_id == "terminal" else (_line(block),)))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _document(blocks: "tuple[Block, ...]") -> "Iterator[str]":
    # Not at the top: a terminal does without them, and `explain` is to start quickly.
    from kaspi_doctor.formats._outline import sections
    from kaspi_doctor.formats.markdown import _open, escaped

    for block in blocks:
        if isinstance(block, Headline):
            yield f"## {escaped(block.text)}"
            yield ""
    yield from _open(sections(blocks))
