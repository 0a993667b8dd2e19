"""For reading, attaching and printing: one file that asks for nothing, in three languages with a switch."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

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
    from collections.abc import Iterable

    from jinja2 import Template

    from kaspi_doctor.content.waterfall import Waterfall
    from kaspi_doctor.document.blocks import Block
    from kaspi_doctor.document.outline import Section
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


def render(report: "Report", view: View) -> str:
    """Write the page, with every language in it and the view's shown first."""
    shape = waterfall(report)
    pages = [_page(ReportContent(report=report, language=language), shape) for language in NAMES]
    chosen = next(page for page in pages if page["language"] is view.language)
    return _template().render(pages=pages, chosen=chosen, waterfall=shape, marks=MARKS).rstrip("\n") + "\n"


@cache
def _template() -> "Template":
    return template(files("kaspi_doctor.formats").joinpath("templates", "report.html.j2").read_text(encoding="utf-8"))


def _page(told: ReportContent, shape: "Waterfall") -> dict[str, Any]:
    """Return the report in one language, for the template."""
    language = told.language
    verdict, rows = tuple(told.verdict()), tuple(told.rows())
    headline = next(block for block in verdict if isinstance(block, Headline))
    times = (*shape.ticks_s, *(bar.duration_s for bar in shape.bars))
    return {
        "language": language,
        "name": NAMES[language],
        "phrases": {name: text.into(language) for name, text in PHRASES.items()},
        "tone": "good" if headline.is_good else "bad" if headline.is_bad else "unsure",
        "headline": shown(headline.text),
        "verdict": nodes(verdict),
        "cause": _sections(told.why(), told.way_out(), told.who_acts(), told.next_step()),
        "rest": _sections(told.traps(), told.others(), told.advisories()),
        "rows": [fit_to_print(row, View()) for row in rows if isinstance(row, Row)],
        "outcomes": {outcome: text.into(language) for outcome, text in OUTCOMES.items()},
        "legend": nodes(rows),
        "stages": {stage: STAGES[stage].into(language) for stage in shape.stages},
        "bars": {bar.probe_id: bar.told.into(language) for bar in shape.bars},
        "times": {time_s: seconds(time_s).into(language) for time_s in times},
        "surroundings": [(n.into(language), v.into(language)) for n, v in around.surroundings(told.report)],
        "redaction": nodes(around.redaction(told.report, language)),
        "exchanges": _sections(told.exchanges()),
        "references": _sections(told.references()),
        "provenance": shown(words.provenance(told.report).into(language)),
    }


def _sections(*parts: "Iterable[Block]") -> "tuple[Section, ...]":
    return tuple(section for part in parts for section in sections(part))


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
