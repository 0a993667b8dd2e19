"""For a ticket: GitHub's and GitLab's Markdown, a summary on top, the rest folded."""

from collections.abc import Iterator

from kaspi_doctor.content import words
from kaspi_doctor.content.report import ReportContent
from kaspi_doctor.document.markdown import escaped, folded, headline, opened
from kaspi_doctor.document.printable import shown
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text


def render(report: Report, view: View) -> str:
    """Write a report down for pasting."""
    return "\n".join(_lines(ReportContent(report=report, language=view.language))) + "\n"


def _lines(told: ReportContent) -> Iterator[str]:
    yield from headline(told.verdict(), signed=True)
    for part in (told.verdict(), told.way_out(), told.who_acts(), told.next_step()):
        yield from opened(part)
    for part in (told.why(), told.traps(), told.others(), told.advisories(), told.table(), told.surroundings()):
        yield from folded(part)
    for part in (told.exchanges(), told.references()):
        yield from folded(part)
    yield f"<sub>{escaped(shown(words.provenance(told.report).into(told.language)))}</sub>"


FORMAT = Format(
    id="markdown",
    suffix="md",
    media_type="text/markdown; charset=utf-8",
    description=Text(
        en="for a ticket: a summary, with the rest folded",
        ru="для обращения: сверху итог, остальное свёрнуто",
        kk="өтінішке арналған: басында қорытынды, қалғаны жиналған",
    ),
    render=render,
)
