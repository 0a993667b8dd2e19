"""Blocks laid out for a terminal, a log or a ticket."""

from collections.abc import Iterable
from importlib import import_module
from typing import Final

from kaspi_doctor.document.blocks import Block
from kaspi_doctor.document.view import View

LAYOUTS: Final = ("terminal", "plain", "markdown")
"""Each a module of this package, named as the format that uses it."""


def page(blocks: Iterable[Block], view: View, layout_id: str) -> str:
    """Lay blocks out; only the one layout is loaded: `explain` is to start quickly."""
    text: str = import_module(f"kaspi_doctor.document.{layout_id}").layout(blocks, view)
    return text
