"""Blocks laid out for a terminal, a log or a ticket."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kaspi_doctor.document.blocks import Block
    from kaspi_doctor.document.view import View

LAYOUTS: Final = ("terminal", "plain", "markdown")
"""The ids of the layouts, as those of the formats that use them."""


def page(blocks: "Iterable[Block]", view: "View", layout_id: str) -> str:
    """Lay blocks out; only the one layout is loaded: `explain` is to start quickly."""
    match layout_id:
        case "terminal":
            from kaspi_doctor.document import terminal

            return terminal.layout(blocks, view)
        case "markdown":
            from kaspi_doctor.document import markdown

            return markdown.layout(blocks)
        case _:
            from kaspi_doctor.document import plain

            return plain.layout(blocks, view)
