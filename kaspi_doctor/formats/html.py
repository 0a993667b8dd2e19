"""For reading, attaching and printing: one file that asks for nothing, in three languages with a switch."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from kaspi_doctor.content import surroundings as around
from kaspi_doctor.content import words
from kaspi_doctor.content.report import ReportContent
from kaspi_doctor.content.waterfall import STAGES, waterfall
from kaspi_doctor.document.blocks import MARKS, Headline, Row, fit_to_print
from kaspi_doctor.document.html import template
from kaspi_doctor.document.outline import nodes, sections
from kaspi_doctor.document.printable import shown
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.vocabulary import OUTCOMES
from kaspi_doctor.wording import Language, Text, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Template

    from kaspi_doctor.content.waterfall import Waterfall
    from kaspi_doctor.document.blocks import Block
    from kaspi_doctor.document.outline import Node, Section
    from kaspi_doctor.report import Report

NAMES: Final = {Language.RU: "Русский", Language.KK: "Қазақша", Language.EN: "English"}
"""Each language in its own words, in the order of the switch."""
PHRASES: Final = {
    "what_this_is": Text(
        en="Diagnosis of the connection to the Kaspi Shop API",
        ru="Диагностика подключения к API магазина Kaspi",
        kk="Kaspi дүкені API-іне қосылу диагностикасы",
    ),
    "probes": words.PROBES,
    "probe": words.PROBE,
    "outcome": words.OUTCOME,
    "seen": words.WHAT_WAS_SEEN,
    "time": words.TIME,
    "control": words.CONTROL,
    "waterfall": Text(en="Where the time went", ru="На что ушло время", kk="Уақыт неге жұмсалды"),
    "stages": Text(en="Stages", ru="Этапы", kk="Кезеңдер"),
    "surroundings": around.SURROUNDINGS,
    "redaction": around.REDACTION,
    "copying": Text(
        en="Click a command to select all of it.",
        ru="Щелчок по команде выделяет её целиком.",
        kk="Команданы бір рет шертсеңіз, ол түгел белгіленеді.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeRow:
    """A probe's line of the table."""

    probe_id: str
    outcome: str
    """The word for style sheets."""
    said_outcome: str
    mark: str
    is_control: bool
    summary: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The report in one language."""

    language: Language
    name: str
    phrases: "Mapping[str, str]"
    tone: str
    headline: str
    verdict: "tuple[Node, ...]"
    cause: "tuple[Section, ...]"
    rest: "tuple[Section, ...]"
    rows: tuple[ProbeRow, ...]
    legend: "tuple[Node, ...]"
    stages: "Mapping[str, str]"
    bars: "Mapping[str, str]"
    """By probe id: what its bar shows, in words."""
    times: "Mapping[float, str]"
    surroundings: tuple[tuple[str, str], ...]
    redaction: "tuple[Node, ...]"
    exchanges: "tuple[Section, ...]"
    references: "tuple[Section, ...]"
    provenance: str


def render(report: "Report", view: View) -> str:
    """Write the page, with every language in it and the view's shown first."""
    shape = waterfall(report)
    pages = [_page(ReportContent(report=report, language=language), shape) for language in NAMES]
    chosen = next(page for page in pages if page.language is view.language)
    return _template().render(pages=pages, chosen=chosen, waterfall=shape).rstrip("\n") + "\n"


@cache
def _template() -> "Template":
    return template(files("kaspi_doctor.formats").joinpath("templates", "report.html.j2").read_text(encoding="utf-8"))


def _page(told: ReportContent, shape: "Waterfall") -> Page:
    language = told.language
    verdict = tuple(told.verdict())
    headline = next(block for block in verdict if isinstance(block, Headline))
    rows = [fit_to_print(block, View()) for block in told.rows()]
    times = {time_s: seconds(time_s).into(language) for time_s in shape.ticks_s}
    return Page(
        language=language,
        name=NAMES[language],
        phrases={name: text.into(language) for name, text in PHRASES.items()},
        tone="good" if headline.is_good else "bad" if headline.is_bad else "unsure",
        headline=shown(headline.text),
        verdict=nodes(verdict),
        cause=_sections(told.why(), told.way_out(), told.who_acts(), told.next_step()),
        rest=_sections(told.traps(), told.others(), told.advisories()),
        rows=tuple(_probe_row(row, language) for row in rows if isinstance(row, Row)),
        legend=nodes(block for block in rows if not isinstance(block, Row)),
        stages={stage.value: STAGES[stage].into(language) for stage in shape.stages},
        bars={bar.probe_id: bar.told.into(language) for bar in shape.bars},
        times=times | {bar.duration_s: seconds(bar.duration_s).into(language) for bar in shape.bars},
        surroundings=tuple((n.into(language), v.into(language)) for n, v in around.surroundings(told.report)),
        redaction=nodes(around.redaction(told.report, language)),
        exchanges=_sections(told.exchanges()),
        references=_sections(told.references()),
        provenance=shown(words.provenance(told.report).into(language)),
    )


def _sections(*parts: "Iterable[Block]") -> "tuple[Section, ...]":
    return tuple(section for part in parts for section in sections(part))


def _probe_row(row: Row, language: Language) -> ProbeRow:
    return ProbeRow(
        probe_id=row.probe_id,
        outcome=row.outcome.value,
        said_outcome=OUTCOMES[row.outcome].into(language),
        mark=MARKS[row.outcome],
        is_control=row.is_control,
        summary=row.summary,
        time=row.time,
    )


FORMAT = Format(
    id="html",
    suffix="html",
    media_type="text/html; charset=utf-8",
    description=Text(
        en="for reading, attaching and printing: one file, three languages",
        ru="для чтения, отправки и печати: один файл на трёх языках",
        kk="оқуға, жіберуге және басып шығаруға арналған: үш тілдегі бір файл",
    ),
    render=render,
)
