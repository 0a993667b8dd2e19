"""For pipes and logs: the terminal's content, one line a sentence or paragraph, whatever the width."""

from typing import TYPE_CHECKING, Final

from kaspi_doctor.format import Format
from kaspi_doctor.formats._blocks import Block, Gap, Heading, Headline, Line, Row, Verbatim
from kaspi_doctor.formats._content import content
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.format import View
    from kaspi_doctor.report import Report

INDENT: Final = "  "
OUTCOME_WIDTH: Final = len("crashed")
ID_WIDTH: Final = len("orders-without-dates")


def render(report: "Report", view: "View") -> str:
    """Write a report down line by line."""
    return "".join(f"{_line(block).rstrip()}\n" for block in content(report, view))


def _line(block: Block) -> str:
    match block:
        case Row():
            return (
                f"{block.outcome.value:<{OUTCOME_WIDTH}}  {block.probe_id:<{ID_WIDTH}}  {block.summary}  {block.time}"
            )
        case Headline():
            return block.text
        case Heading():
            return f"{block.text}:"
        case Line():
            return (
                f"{INDENT * block.depth}{block.mark} {block.text}" if block.mark else INDENT * block.depth + block.text
            )
        case Verbatim():
            return INDENT * block.depth + block.label + block.text
        case Gap():
            return ""


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
