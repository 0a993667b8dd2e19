"""For CI servers: one test case a probe, and one at least is red unless all is well."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import UTC
from typing import Final

from kaspi_doctor.content.evidence import proof
from kaspi_doctor.content.report import ReportContent
from kaspi_doctor.document import plain
from kaspi_doctor.document.blocks import Block, apart
from kaspi_doctor.document.printable import shown
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
HOST: Final = "localhost"
"""The schema wants the machine's name here; a report does not tell it."""
DECIDING: Final = "orders-valid"


def render(report: Report, view: View) -> str:
    """Write the suite."""
    root = ET.Element("testsuites")
    suite = ET.SubElement(root, "testsuite")
    _properties(suite, report)
    told = ReportContent(report=report, language=view.language)
    blamed = _blamed(report)
    for observation in report.observations:
        case = ET.SubElement(
            suite,
            "testcase",
            name=_text(observation.probe_id),
            classname=f"kaspi-doctor.{observation.layer.value}",
            time=f"{observation.duration_s:.3f}",
        )
        _outcome(case, observation, told, blamed=observation.probe_id in blamed)
    ET.SubElement(suite, "system-out").text = _lines((told.rows(), *_diagnosis(told), told.advisories(), told.footer()))
    ET.SubElement(suite, "system-err")
    for name, value in _attributes(report, suite).items():
        suite.set(name, value)
    ET.indent(root)
    return DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def _blamed(report: Report) -> frozenset[str]:
    """Return the probes whose test cases are red.

    A control is evidence, never a problem in itself, and a probe that failed in a healthy run did no harm. Where the
    verdict or ``--strict`` is not content there is one at least: what could not be decided is no success.
    """
    if report.diagnosis.verdict_code == 0 and report.exit_code == 0:
        return frozenset()
    failed = {o.probe_id for o in report.observations if o.outcome is Outcome.FAILED and not o.control}
    crashed = {o.probe_id for o in report.observations if o.outcome is Outcome.CRASHED}
    if failed or crashed:
        return frozenset(failed | crashed)
    causes = (report.causes.get(cause_id) for cause_id in report.diagnosis.advisories)
    warnings = [cause.id for cause in causes if cause and cause.is_warning]
    shown = [probe_id for cause_id in warnings for probe_id in report.diagnosis.evidence.get(cause_id, ())]
    known = [o.probe_id for o in report.observations]
    return frozenset(shown[:1] or ([DECIDING] if DECIDING in known else known[-1:]))


def _outcome(case: ET.Element, observation: Observation, told: ReportContent, *, blamed: bool) -> None:
    language = told.language
    summary = _text(observation.summary.into(language))
    kind = observation.failure.value if observation.failure else told.report.diagnosis.verdict.value
    if observation.outcome is Outcome.SKIPPED and not blamed:
        ET.SubElement(case, "skipped", message=summary)
    elif blamed:
        is_failure = observation.outcome in {Outcome.FAILED, Outcome.PASSED}
        element = ET.SubElement(case, "failure" if is_failure else "error", message=summary, type=kind)
        said = [_text(text.into(language)) for text in proof(observation)]
        element.text = "\n".join((summary, *said, "", _lines(_diagnosis(told))))


def _diagnosis(told: ReportContent) -> tuple[Iterable[Block], ...]:
    return told.verdict(), told.way_out(), told.who_acts(), told.next_step()


def _lines(parts: Iterable[Iterable[Block]]) -> str:
    return plain.layout(apart(parts), View()).rstrip("\n")


def _properties(suite: ET.Element, report: Report) -> None:
    diagnosis = report.diagnosis
    listed = {
        "verdict": diagnosis.verdict.value,
        "verdict_code": str(diagnosis.verdict_code),
        "exit_code": str(report.exit_code),
        "root_cause": diagnosis.root_cause or "",
        "advisories": " ".join(diagnosis.advisories),
        "base_url": report.base_url,
        "run_id": report.run_id,
        "kaspi_doctor_version": report.tool_version,
    }
    properties = ET.SubElement(suite, "properties")
    for name, value in listed.items():
        ET.SubElement(properties, "property", name=name, value=_text(value))


def _attributes(report: Report, suite: ET.Element) -> dict[str, str]:
    return {
        "name": "kaspi-doctor",
        "timestamp": report.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "hostname": HOST,
        "tests": str(len(suite.findall("testcase"))),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": str(len(suite.findall("testcase/error"))),
        "skipped": str(len(suite.findall("testcase/skipped"))),
        "time": f"{report.duration_s:.3f}",
        "id": "0",
        "package": "kaspi-doctor",
    }


def _text(text: str) -> str:
    """Leave what XML can hold, on one line."""
    return shown(text)


FORMAT = Format(
    id="junit",
    suffix="xml",
    media_type="application/xml",
    description=Text(
        en="for CI servers: JUnit XML, one test case per probe",
        ru="для серверов CI: JUnit XML, по одному тесту на пробу",
        kk="CI серверлеріне арналған: JUnit XML, әр сынамаға бір тест",
    ),
    render=render,
)
