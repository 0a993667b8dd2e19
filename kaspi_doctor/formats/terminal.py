"""For a person at a terminal: marks, columns, and colour where it is wanted."""

from kaspi_doctor.content.report import blocks
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text


def render(report: Report, view: View) -> str:
    """Lay a report out in the view's columns."""
    # Not at the top: what it loads is loaded while answers are waited for.
    from kaspi_doctor.document.terminal import layout

    return layout(blocks(report, view), view)


FORMAT = Format(
    id="terminal",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    description=Text(
        en="for a person at a terminal, with marks and colour",
        ru="для чтения в терминале, с отметками и цветом",
        kk="терминалда оқуға арналған, белгілерімен және түстерімен",
    ),
    render=render,
)
