"""For a person at a terminal: marks, columns, and colour where it is wanted."""

from typing import TYPE_CHECKING, Final

from kaspi_doctor.document.blocks import MARKS, Block, Gap, Heading, Headline, Line, Row, Table, Verbatim, fit_to_print
from kaspi_doctor.document.plain import records
from kaspi_doctor.document.printable import cells, wrapped
from kaspi_doctor.observation import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kaspi_doctor.document.view import View

WIDEST: Final = 100
"""Columns: longer lines are hard to read, however wide the window is."""
NARROWEST: Final = 20
ROOMY: Final = 76
"""From this width on a summary stands beside its probe's id, below it under the id."""
INDENT: Final = "  "

BOLD, DIM, RED, GREEN, YELLOW = "1", "2", "31", "32", "33"

ASCII_MARKS: Final = {
    Outcome.PASSED: "[ok]",
    Outcome.FAILED: "[x] ",
    Outcome.SKIPPED: "[-] ",
    Outcome.CRASHED: "[!] ",
}
COLOURS: Final = {
    Outcome.PASSED: (GREEN,),
    Outcome.FAILED: (BOLD, RED),
    Outcome.SKIPPED: (DIM,),
    Outcome.CRASHED: (BOLD, YELLOW),
}


def layout(blocks: "Iterable[Block]", view: "View") -> str:
    """Lay blocks out in the view's columns."""
    fit = [fit_to_print(block, view) for block in blocks]
    rows = [block for block in fit if isinstance(block, Row)]
    page = _Page(
        view,
        id_width=max((cells(row.probe_id) for row in rows), default=0),
        time_width=max((cells(row.time) for row in rows), default=0),
    )
    return "".join(f"{line.rstrip()}\n" for block in fit for line in page.lines(block))


class _Page:
    """The columns and the colours of one rendering."""

    def __init__(self, view: "View", *, id_width: int, time_width: int) -> None:
        self.width = max(NARROWEST, min(view.width, WIDEST))
        self.colour = view.colour
        self.marks = ASCII_MARKS if view.ascii else MARKS
        self.id_width = id_width
        self.time_width = time_width

    def lines(self, block: Block) -> "Iterator[str]":
        match block:
            case Row():
                yield from self.row(block)
            case Headline():
                shade = GREEN if block.is_good else RED if block.is_bad else YELLOW
                yield from (self.paint(line, BOLD, shade) for line in wrapped(block.text, self.width))
            case Heading():
                yield from (self.paint(line, BOLD) for line in wrapped(block.text, self.width))
            case Line():
                yield from self.line(block)
            case Verbatim():
                yield INDENT * block.depth + self.paint(block.label, DIM) + block.text
            case Table():
                for name, text in records(block):
                    lead = f"{INDENT}{name}  " if name else ""
                    first, *rest = wrapped(text, self.width - cells(lead))
                    yield lead + (first if name else self.paint(first, BOLD))
                    yield from (" " * cells(lead) + more for more in rest)
            case Gap():
                yield ""

    def row(self, row: Row) -> "Iterator[str]":
        faint = (DIM,) if row.is_control or row.outcome is Outcome.SKIPPED else ()
        plain_mark = self.marks[row.outcome]
        mark = self.paint(plain_mark, *(faint or COLOURS[row.outcome]))
        hang = cells(plain_mark) + 1
        beside = self.width - hang - self.id_width - 2 - self.time_width - 2
        if self.width >= ROOMY:
            first, *rest = wrapped(row.summary, beside)
            name, gap = self.paint(row.probe_id, *faint), " " * (self.id_width - cells(row.probe_id) + 2)
            text = self.paint(first, *faint)
            space = " " * (beside - cells(first) + 2 + self.time_width - cells(row.time))
            yield f"{mark} {name}{gap}{text}{space}{self.paint(row.time, DIM)}"
            hang += self.id_width + 2
        else:
            space = " " * (self.width - hang - cells(row.probe_id) - cells(row.time))
            yield f"{mark} {self.paint(row.probe_id, *faint)}{space or ' '}{self.paint(row.time, DIM)}"
            rest = wrapped(row.summary, self.width - hang)
        yield from (" " * hang + self.paint(line, *faint) for line in rest)

    def line(self, line: Line) -> "Iterator[str]":
        codes = (DIM,) if line.is_faint else (BOLD,) if line.is_strong else ()
        indent = INDENT * line.depth
        lead = f"{line.mark} " if line.mark else ""
        first, *rest = wrapped(line.text, self.width - cells(indent + lead))
        yield indent + self.paint_mark(lead) + self.paint(first, *codes)
        yield from (indent + " " * cells(lead) + self.paint(more, *codes) for more in rest)

    def paint_mark(self, lead: str) -> str:
        return self.paint(lead, BOLD, YELLOW) if lead.startswith("!") else lead

    def paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and codes and text else text
