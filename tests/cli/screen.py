"""What is left to be seen on a terminal of unbounded height, as most windows show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

PART = re.compile(
    r"\x1b\[(?P<arguments>\??[\d;]*)(?P<command>[A-Za-z])"  # a control sequence
    r"|\x1b]8;[^;]*;(?P<link>[^\x1b]*)\x1b\\"  # a link, or the end of one
    r"|(?P<letter>[^\x1b])"
)


@dataclass
class Row:
    """A row of the window."""

    text: str = ""
    goes_on: bool = False
    """Whether the text was broken here for want of room: a window that becomes wider joins it again."""


@dataclass
class Screen:
    """A window with its cursor, written to with the few escape sequences that the tool uses."""

    width: int
    rows: list[Row] = field(default_factory=lambda: [Row()])
    links: list[str] = field(default_factory=list)
    """Where the links lead that were written, in their order."""
    is_cursor_shown: bool = True
    breaks_lines: bool = True
    _y: int = 0
    _x: int = 0

    def write(self, text: str) -> None:
        """Show a text and do what its escape sequences say."""
        done = 0
        for part in PART.finditer(text):
            assert part.start() == done, repr(text[done : part.end()])
            done = part.end()
            if part["command"]:
                self._obey(part["arguments"], part["command"])
            elif part["link"]:
                self.links.append(part["link"])
            elif part["letter"]:
                self._put(part["letter"])
        # The last sequence may not have come whole.
        assert re.fullmatch(r"(\x1b[^\x1b]{0,8})?", text[done:]), repr(text[done:])

    def resize(self, width: int) -> None:
        """Move what no longer fits in a row to the next, and back where there is room; take the cursor along."""
        before = self.rows
        self.rows, self.width = [Row()], width
        for y, row in enumerate(before):
            start, offset = len(self.rows) - 1, len(self.rows[-1].text)
            self._append(row.text)
            if y == self._y:
                place = offset + self._x
                cursor = start + place // width, place % width
            if not row.goes_on and y < len(before) - 1:
                self.rows.append(Row())
        self._y, self._x = cursor
        while self._y >= len(self.rows):
            self.rows.append(Row())

    @property
    def text(self) -> str:
        """The lines, whole."""
        return "".join(row.text.rstrip() + "\n" if not row.goes_on else row.text for row in self.rows).rstrip("\n")

    def _append(self, text: str) -> None:
        while len(self.rows[-1].text) + len(text) > self.width:
            room = self.width - len(self.rows[-1].text)
            self.rows[-1].text += text[:room]
            self.rows[-1].goes_on = True
            self.rows.append(Row())
            text = text[room:]
        self.rows[-1].text += text

    def _put(self, letter: str) -> None:
        match letter:
            case "\r":
                self._x = 0
            case "\n":
                self._y += 1
                if self._y == len(self.rows):
                    self.rows.append(Row())
            case _:
                if self._x == self.width and self.breaks_lines:
                    self.rows[self._y].goes_on = True
                    self._put("\r")
                    self._put("\n")
                self._x = min(self._x, self.width - 1)
                row = self.rows[self._y]
                row.text = row.text[: self._x].ljust(self._x) + letter + row.text[self._x + 1 :]
                self._x += 1

    def _obey(self, arguments: str, command: str) -> None:
        match command, arguments:
            case "m", _:
                pass
            case "K", "":
                self._erase_line()
            case "J", "":
                self._erase_line()
                del self.rows[self._y + 1 :]
            case "A", _:
                self._y = max(0, self._y - int(arguments))
            case "h" | "l", "?25":
                self.is_cursor_shown = command == "h"
            case "h" | "l", "?7":
                self.breaks_lines = command == "h"
            case _:
                raise AssertionError(f"{arguments}{command}")

    def _erase_line(self) -> None:
        row = self.rows[self._y]
        # A cursor that waits behind the last column stands on it.
        row.text, row.goes_on = row.text[: min(self._x, self.width - 1)], False
