"""For Nagios, Icinga, Zabbix and the like: one line with performance data."""

from collections.abc import Iterator
from typing import Final

from kaspi_doctor.content import words
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.printable import printable
from kaspi_doctor.document.view import View
from kaspi_doctor.facts import CONNECT_S, FIRST_BYTE_S, REUSED, TLS_S
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text

OK, WARNING, CRITICAL, UNKNOWN = range(4)
STATES: Final = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
USAGE_CODE, CRASHED_CODE = 2, 5
DECIDING: Final = "orders-valid"
LONGEST: Final = 600
"""Characters of the text: old servers cut a plugin's output at 1 KiB."""


def nagios_code(report: Report) -> int:
    """Return the plugin's exit code: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.

    Unknown is what says nothing about the service: nothing configured, nothing decided, a fault of our own.
    ``--strict`` and ``--exit-zero`` do not matter here.
    """
    diagnosis = report.diagnosis
    if diagnosis.verdict_code in {USAGE_CODE, CRASHED_CODE} or diagnosis.verdict is Verdict.INCONCLUSIVE:
        return UNKNOWN
    if diagnosis.verdict_code:
        return CRITICAL
    causes = (report.causes.get(cause_id) for cause_id in diagnosis.advisories)
    return WARNING if any(cause and cause.is_warning for cause in causes) else OK


def render(report: Report, view: View) -> str:
    """Write the line."""
    code = nagios_code(report)
    said = [words.headline(report), *_causes(report)]
    text = "; ".join(printable(part.into(view.language)[:LONGEST]) for part in said).replace("|", "/")[:LONGEST]
    return f"KASPI {STATES[code]} - {text} | {' '.join(_performance(report))}\n"


def _causes(report: Report) -> Iterator[Text]:
    """Return the titles of what else bothers: no note, and not the root cause, which the headline tells."""
    diagnosis = report.diagnosis
    for cause_id in (*diagnosis.other_causes, *diagnosis.advisories):
        if (cause := report.causes.get(cause_id)) and cause.is_warning:
            yield cause.title.map(lambda title: title.rstrip("."))


def _performance(report: Report) -> Iterator[str]:
    """Return label=value pairs in Nagios' own syntax, the same labels in the same order in every run."""
    yield f"duration={report.duration_s:.3f}s;;;0"
    made_by = {CONNECT_S: "tcp", TLS_S: "tls"} if report.fact(DECIDING, REUSED) else {}
    for label, stage in (("connect", CONNECT_S), ("tls", TLS_S), ("first_byte", FIRST_BYTE_S)):
        taken = report.fact(made_by.get(stage, DECIDING), stage)
        yield f"{label}=U" if taken is None else f"{label}={taken:.3f}s;;;0"
    yield f"requests={report.requests_sent};;;0"
    yield f"verdict_code={report.diagnosis.verdict_code};;;0;5"


FORMAT = Format(
    id="nagios",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    description=Text(
        en="for monitoring: one line with performance data; exits 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN",
        ru="для мониторинга: одна строка с метриками; коды возврата 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN",
        kk="мониторингке арналған: көрсеткіштері бар бір жол; шығу кодтары 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN",
    ),
    render=render,
    exit_code=nagios_code,
)
