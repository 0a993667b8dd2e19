"""For a person at a terminal: marks, columns, links, and colour where it is wanted. Rich draws them.

Every text goes to Rich as a ``Text``, never as its markup: what a server sent stays text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import groupby
from operator import attrgetter
from typing import Final, TextIO

from rich import box
from rich.console import Console, OverflowMethod, RenderableType
from rich.spinner import Spinner
from rich.style import Style
from rich.table import Column
from rich.table import Table as Columns
from rich.text import Text

from kaspi_doctor.document.blocks import MARKS, Block, Heading, Headline, Line, Row, Table, Verbatim, fit_to_print
from kaspi_doctor.document.plain import INDENT
from kaspi_doctor.document.view import View
from kaspi_doctor.observation import Outcome

NARROWEST, WIDEST = 20, 100
"""Columns: longer lines are hard to read, however wide the window is."""
ROOMY: Final = 76
"""From this width on a summary stands beside its probe's id, below it under the id."""

ASCII_MARKS: Final = {
    Outcome.PASSED: "[ok]",
    Outcome.FAILED: "[x] ",
    Outcome.SKIPPED: "[-] ",
    Outcome.CRASHED: "[!] ",
}
COLOURS: Final = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "bold red",
    Outcome.SKIPPED: "dim",
    Outcome.CRASHED: "bold yellow",
}
_KEPT_TOGETHER: Final = "\ue000"
"""Stands for a blank at which no line is to be broken: Rich breaks at any other. No text of ours holds it."""
_DASH: Final = re.compile(" (?=[—–-] )")
_LINK_ID: Final = re.compile(r"(?<=\x1b\]8;)id=[^;]*(?=;)")
"""Drawn by lot. It ties together the parts of a link that is broken over lines, and ours are not."""

_TRAILING: Final = re.compile(r" *(\x1b\[0m|) *$")


def layout(blocks: Iterable[Block], view: View) -> str:
    """Lay blocks out in the view's columns."""
    view = replace(view, width=max(NARROWEST, min(view.width, WIDEST)))
    console = _console(view)
    fit = (fit_to_print(block, view) for block in blocks)
    with console.capture() as captured:
        for kind, group in groupby(fit, key=type):
            for drawn in _drawn(kind, tuple(group), view, console):
                # What is a text here is broken into lines already, or to be copied whole.
                console.print(drawn, soft_wrap=isinstance(drawn, Text))
    return "".join(f"{line}\n" for line in _lines(captured.get()))


def live(rows: Iterable[Row], view: View, longest_id: int) -> list[str]:
    """Lay rows out in a line each; give the lines.

    ``longest_id``: its columns, so that whatever comes the summaries stay where they are.
    """
    console = _console(view)
    with console.capture() as captured:
        console.print(_columns([fit_to_print(row, view) for row in rows], view, longest_id))
    return _lines(captured.get())


def spinner(number: int, view: View) -> str:
    """Return a mark that turns from number to number, for what is under way."""
    frames = Spinner("line" if view.ascii else "dots").frames
    return frames[number % len(frames)].ljust(len((ASCII_MARKS if view.ascii else MARKS)[Outcome.PASSED]))


def size_of(stream: TextIO) -> tuple[int, int]:
    """Return the columns and lines of the terminal that a stream leads to."""
    return Console(file=stream, _environ={}).size


def _console(view: View) -> Console:
    """Make a console that writes to memory, whatever the environment says."""
    return Console(
        file=StringIO(),
        width=view.width,
        height=100,
        color_system="standard" if view.colour else None,
        force_terminal=view.colour,
        no_color=False,
        legacy_windows=False,
        highlight=False,
        _environ={},
    )


def _lines(printed: str) -> list[str]:
    text = _LINK_ID.sub("", printed.replace(_KEPT_TOGETHER, " "))
    return [_TRAILING.sub(r"\1", line) for line in text.removesuffix("\n").split("\n")]


def _text(text: str, style: str = "") -> Text:
    """Make a text of which no line begins with a dash, as Russian and Kazakh have it."""
    return Text(_DASH.sub(_KEPT_TOGETHER, text), style)


def _drawn(kind: type, group: Sequence[Block], view: View, console: Console) -> Iterator[RenderableType]:
    """Return what a run of blocks of one kind looks like, piece by piece."""
    if kind is Row and console.width >= ROOMY:
        yield _columns([block for block in group if isinstance(block, Row)], view)
    elif kind is Verbatim:
        yield from _code([block for block in group if isinstance(block, Verbatim)], view)
    else:
        for block in group:
            yield from _pieces(block, view, console)


def _pieces(block: Block, view: View, console: Console) -> Iterator[RenderableType]:
    match block:
        case Row():
            head = Columns.grid(Column(ratio=1), Column(justify="right"), expand=True)
            head.add_row(_head(block, view), Text(block.time, "dim"))
            yield head
            yield from _hanging(Text(" " * (len(_mark(block, view)) + 1)), _text(block.summary, _faint(block)), console)
        case Headline():
            shade = "green" if block.is_good else "red" if block.is_bad else "yellow"
            yield from _hanging(Text(), _text(block.text, f"bold {shade}"), console)
        case Heading():
            yield from _hanging(Text(), _text(block.text, "bold"), console)
        case Line():
            style = "dim" if block.is_faint else "bold" if block.is_strong else ""
            mark = (f"{block.mark} " if block.mark else "", "bold yellow" if block.mark == "!" else "")
            yield from _hanging(Text.assemble(INDENT * block.depth, mark), _text(block.text, style), console)
        case Table():
            yield _table(block, view)
        case _:
            yield Text()


def _hanging(lead: Text, text: Text, console: Console) -> Iterator[Text]:
    """Return the lines of a text that hangs from what leads it."""
    for number, line in enumerate(text.wrap(console, max(1, console.width - lead.cell_len))):
        yield Text.assemble(" " * lead.cell_len if number else lead, line)


def _columns(rows: Sequence[Row], view: View, longest_id: int = 0) -> Columns:
    """Lay rows out side by side; where the longest id is given each keeps to its line."""
    is_live, is_roomy = bool(longest_id), view.width >= ROOMY
    overflow: OverflowMethod = "ellipsis" if is_live else "fold"
    columns = [
        Column(no_wrap=True, min_width=len(_mark(rows[0], view)) + 1 + longest_id if rows and is_roomy else None),
        Column(ratio=1, no_wrap=is_live, overflow=overflow, justify="default"),
        Column(no_wrap=True, justify="right"),
    ]
    shown = 3 if is_roomy else 2
    grid = Columns.grid(*columns[:shown], padding=(0, 2), expand=True)
    for row in rows:
        time = Text(row.time, "dim" if row.time.strip() else "")
        grid.add_row(*(_head(row, view), _text(row.summary, _faint(row)), time)[:shown])
    return grid


def _head(row: Row, view: View) -> Text:
    shade = "cyan" if row.mark else _faint(row) or COLOURS[row.outcome]
    return Text.assemble((_mark(row, view), shade), " ", (row.probe_id, "" if row.mark else _faint(row)))


def _mark(row: Row, view: View) -> str:
    return row.mark or (ASCII_MARKS if view.ascii else MARKS)[row.outcome]


def _faint(row: Row) -> str:
    return "dim" if row.is_control or row.outcome is Outcome.SKIPPED else ""


def _table(table: Table, view: View) -> Columns:
    drawn = Columns(box=box.ASCII2 if view.ascii else box.ROUNDED, show_lines=True)
    for head in table.heads:
        drawn.add_column(Text(head), overflow="fold")
    for name, *cells in table.rows:
        drawn.add_row(_text(name, "bold"), *map(_text, cells))
    return drawn


def _code(lines: Sequence[Verbatim], view: View) -> Iterator[Text]:
    """Return lines to copy, coloured by the language that they are written in."""
    for language, group in groupby(lines, key=attrgetter("language")):
        held = tuple(group)
        for line, text in zip(held, _highlighted([line.text for line in held], language, view), strict=True):
            if line.is_address and line.text.startswith("https://"):
                text.stylize(Style(underline=True, link=line.text))
            yield Text.assemble(INDENT * line.depth, (line.label, "dim"), text)


def _highlighted(lines: Sequence[str], language: str, view: View) -> Sequence[Text]:
    plain = [*map(Text, lines)]
    if not language or not view.colour:
        return plain
    # What Pygments has to load takes as long as Rich itself. This theme's colours are read on black and on white.
    from rich.syntax import Syntax

    syntax = Syntax("\n".join(lines), language, theme="ansi_light")
    code = syntax.highlight(syntax.code)
    code.spans = [span for span in code.spans if code.plain[span.start : span.end].strip()]
    coloured = code.split("\n", allow_blank=True)[: len(lines)]
    return coloured if [text.plain for text in coloured] == list(lines) else plain
