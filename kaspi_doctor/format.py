"""A way to write a report down."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from kaspi_doctor.document.view import View
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a report down."""

    id: str
    suffix: str
    """Of a file in this format, without the dot."""
    media_type: str
    description: Text
    render: Callable[[Report, View], str]
    """Pure. Gives the whole document, ending in a newline."""
    exit_code: Callable[[Report], int] = attrgetter("exit_code")
    """What the process returns when this format goes to standard output: monitoring systems have codes of their own."""
