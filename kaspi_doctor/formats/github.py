"""For GitHub Actions: the verdict as one annotation."""

import re
from collections.abc import Iterator
from typing import Final

from kaspi_doctor.cause import Weight
from kaspi_doctor.content import words
from kaspi_doctor.content.surroundings import masked
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.printable import shown
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report
from kaspi_doctor.vocabulary import OWNERS, WEIGHTS
from kaspi_doctor.wording import Text

_COMMAND: Final = re.compile(r"::([a-z][\w-]*(?:\s.*?)?)::", re.IGNORECASE)
_OLD_COMMAND: Final = "##["


def render(report: Report, view: View) -> str:
    """Write the one workflow command."""
    lines = [_defused(shown(text.into(view.language))) for text in _message(report)]
    title = as_property("kaspi-doctor")
    return f"::{_command(report)} title={title}::{as_data(chr(10).join(lines))}\n"


def as_data(text: str) -> str:
    """Escape a command's message, as @actions/core does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_property(text: str) -> str:
    """Escape a command's property, as @actions/core does."""
    return as_data(text).replace(":", "%3A").replace(",", "%2C")


def _command(report: Report) -> str:
    """Choose how loud to be: a job that goes on is warned, and one that could not find out is as well."""
    diagnosis = report.diagnosis
    if diagnosis.verdict_code == 0:
        return "warning" if report.exit_code else "notice"
    return "warning" if diagnosis.verdict is Verdict.INCONCLUSIVE or report.exit_code == 0 else "error"


def _message(report: Report) -> Iterator[Text]:
    diagnosis, colon, stop = report.diagnosis, Text.same(": "), Text.same(".")
    yield words.headline(report)
    yield words.exit_code(report)
    if root := report.causes.get(diagnosis.root_cause or ""):
        yield from _evidence(report, root.id)
        yield words.WHO_ACTS + colon + OWNERS[root.owner] + stop
        for remedy in root.remedies[:1]:
            yield words.WHAT_TO_DO + colon + remedy
            if remedy.command and "\n" not in remedy.command:
                yield Text.same(remedy.command)
    if diagnosis.next_step:
        yield words.NEXT_STEP + colon + diagnosis.next_step
    for cause_id in diagnosis.advisories:
        if (cause := report.causes.get(cause_id)) and cause.is_warning:
            yield WEIGHTS[Weight.WARNING] + colon + cause.title
    yield from masked(report)
    yield words.provenance(report)


def _evidence(report: Report, cause_id: str) -> Iterator[Text]:
    """Return what the most telling probe saw: the last of the evidence, as the highest."""
    speaking = report.diagnosis.evidence.get(cause_id, ())
    for observation in [o for o in report.observations if o.probe_id in speaking][-1:]:
        yield Text.same(f"{observation.probe_id}: ") + observation.summary


def _defused(text: str) -> str:
    """Break whatever could be read as a workflow command, should the log be split where it should not."""
    return _COMMAND.sub(r": :\1: :", text).replace(_OLD_COMMAND, "## [")


FORMAT = Format(
    id="github",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    description=Text(
        en="for GitHub Actions: the verdict as an annotation",
        ru="для GitHub Actions: вывод в виде аннотации",
        kk="GitHub Actions үшін: қорытынды аннотация түрінде",
    ),
    render=render,
)
