"""For pipes and logs: one line a sentence or paragraph, whatever the width."""

from collections.abc import Iterable, Iterator
from typing import Final

from kaspi_doctor.document.blocks import Block, Gap, Heading, Headline, Line, Row, Table, Verbatim, fit_to_print
from kaspi_doctor.document.view import View

INDENT: Final = "  "
OUTCOME_WIDTH: Final = len("crashed")
ID_WIDTH: Final = len("orders-without-dates")


def layout(blocks: Iterable[Block], view: View) -> str:
    """Lay blocks out line by line."""
    fit = (fit_to_print(block, view) for block in blocks)
    return "".join(f"{line.rstrip()}\n" for block in fit for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Row():
            outcome, probe_id = f"{block.outcome.value:<{OUTCOME_WIDTH}}", f"{block.probe_id:<{ID_WIDTH}}"
            yield f"{outcome}  {probe_id}  {block.summary}  {block.time}"
        case Headline():
            yield block.text
        case Heading():
            yield f"{block.text}:"
        case Line():
            yield INDENT * block.depth + (f"{block.mark} " if block.mark else "") + block.text
        case Verbatim():
            yield INDENT * block.depth + block.label + block.text
        case Table():
            width = max(map(len, block.heads))
            for name, *cells in block.rows:
                yield name
                named = zip(block.heads[1:], cells, strict=True)
                yield from (f"{INDENT}{head:<{width}}  {cell}" for head, cell in named)
        case Gap():
            yield ""
