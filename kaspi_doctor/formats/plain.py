"""For pipes and logs: the terminal's content, one line a sentence or paragraph, whatever the width."""

from kaspi_doctor.content.report import blocks
from kaspi_doctor.document.plain import layout
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text


def render(report: Report, view: View) -> str:
    """Write a report down line by line."""
    return layout(blocks(report, view), view)


FORMAT = Format(
    id="plain",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    description=Text(
        en="for pipes and logs, without colour or wrapping",
        ru="для журналов и конвейеров, без цвета и переносов",
        kk="журналдар мен конвейерлерге арналған, түссіз және жолдары бөлінбейді",
    ),
    render=render,
)
