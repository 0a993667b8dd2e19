"""A way to write a report down, and how its reader wants it to look."""

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from kaspi_doctor.wording import Language, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kaspi_doctor.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a reader wants a report to look. Machine formats mind the language alone, or nothing."""

    language: Language = Language.EN
    width: int = 80
    """Columns."""
    colour: bool = False
    ascii: bool = False
    """No character outside ASCII but letters: for consoles that cannot print ticks and boxes."""
    verbose: bool = False
    """Every request as it was sent."""
    quiet: bool = False
    """The verdict and the way out, without the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a report down."""

    id: str
    suffix: str
    """Of a file in this format, without the dot."""
    media_type: str
    description: Text
    render: "Callable[[Report, View], str]"
    """Pure. Gives the whole document, ending in a newline."""
    exit_code: "Callable[[Report], int]" = attrgetter("exit_code")
    """What the process returns when this format goes to standard output: monitoring systems have codes of their own."""
