"""Blocks laid out for a terminal, a log or a ticket."""

from collections.abc import Iterable
from importlib import import_module

from kaspi_doctor.document.blocks import Block
from kaspi_doctor.document.view import View


def page(blocks: Iterable[Block], view: View, layout_id: str) -> str:
    """Lay blocks out; only the one layout is loaded: `explain` is to start quickly."""
    text: str = import_module(f"kaspi_doctor.document.{layout_id}").layout(blocks, view)
    return text
