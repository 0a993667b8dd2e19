"""The format for CI servers."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import product

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.junit import FORMAT
from kaspi_doctor.observation import Outcome
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Language
from tests.formats.made_causes import LONG_COMMAND
from tests.formats.reports import (
    ATTACKS,
    CRASHED,
    EVERY,
    HEALTHY,
    INCONCLUSIVE,
    REJECTED,
    TWO_CAUSES,
    UNEXPLAINED,
    report,
    run,
    spoilt,
    told,
)
from tests.making import failed, observed

# The schema that Ant's and Jenkins' readers share (JUnit.xsd), as far as it is used: for each element its attributes,
# of which those with an asterisk are required, and its children in their order.
SCHEMA: dict[str, tuple[str, str]] = {
    "testsuites": ("", "testsuite"),
    "testsuite": (
        "name* timestamp* hostname* tests* failures* errors* skipped time* id* package*",
        "properties testcase system-out system-err",
    ),
    "properties": ("", "property"),
    "property": ("name* value*", ""),
    "testcase": ("name* classname* time*", "skipped error failure"),
    "skipped": ("message", ""),
    "error": ("message type*", ""),
    "failure": ("message type*", ""),
    "system-out": ("", ""),
    "system-err": ("", ""),
}


def _suite(made: Report, view: View | None = None) -> TestSuite:
    (suite,) = JUnitXml.fromstring(FORMAT.render(made, view or View()).encode())
    return suite


def _ended(suite: TestSuite) -> dict[str, list[type]]:
    return {case.name: [type(ending) for ending in case.result] for case in suite}


def _red(suite: TestSuite) -> set[str]:
    return {name for name, endings in _ended(suite).items() if {Error, Failure} & set(endings)}


@pytest.mark.parametrize(("name", "language"), [*product(EVERY, Language)])
def test_it_keeps_to_the_common_schema(name: str, language: Language) -> None:
    """Every element has only the attributes and children of the schema, in its order, and all that it requires."""
    root = ET.fromstring(FORMAT.render(EVERY[name], View(language=language)))  # noqa: S314 - our own document
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = (words.split() for words in SCHEMA[element.tag])
        assert set(element.attrib) <= {attribute.rstrip("*") for attribute in attributes}
        assert {attribute.rstrip("*") for attribute in attributes if attribute.endswith("*")} <= set(element.attrib)
        places = [children.index(child.tag) for child in element]
        assert places == sorted(places)
        assert element.tag != "testcase" or len(places) <= 1


@pytest.mark.parametrize("name", EVERY)
def test_there_is_one_case_a_probe_and_the_numbers_add_up(name: str) -> None:
    """A reader finds every probe once, in the report's order, and the totals that the suite names."""
    suite = _suite(EVERY[name])
    assert [case.name for case in suite] == [o.probe_id for o in EVERY[name].observations]
    endings = [ending for kinds in _ended(suite).values() for ending in kinds]
    assert suite.tests == len(EVERY[name].observations)
    assert (suite.failures, suite.errors, suite.skipped) == tuple(
        endings.count(kind) for kind in (Failure, Error, Skipped)
    )
    assert suite.time == pytest.approx(3.21)
    assert suite.timestamp == "2026-11-24T09:00:00"


@pytest.mark.parametrize("name", EVERY)
def test_a_job_is_red_exactly_where_the_verdict_is_not_good(name: str) -> None:
    """No report whose code is not 0 has only green cases, and a healthy one has no red case."""
    assert bool(_red(_suite(EVERY[name]))) is (EVERY[name].diagnosis.verdict_code != 0)


def test_a_healthy_run_passes_whole() -> None:
    """A control that was refused or ignored as documented is a passed case."""
    assert set(map(tuple, _ended(_suite(HEALTHY)).values())) == {()}


def test_what_was_diagnosed_is_a_failure_with_the_way_out() -> None:
    """The refused requests fail with the failure's word, and their body holds the cause, the remedy and its command."""
    suite = _suite(REJECTED)
    assert _red(suite) == {"user-agent-explicit", "orders-valid"}
    (failure,) = next(case for case in suite if case.name == "orders-valid").result
    assert isinstance(failure, Failure)
    assert failure.type == "http_status"
    assert failure.message == "Kaspi refused the request with HTTP 401."
    body = str(failure.text)
    parts = ["Kaspi says: “Unauthorized”", "CAUSE FOUND: Kaspi does not accept", "1. Do this first.", LONG_COMMAND]
    places = [body.index(part) for part in parts]
    assert places == sorted(places)


def test_a_crash_is_an_error() -> None:
    """A probe that broke could not be run: a fault of the tool, and no failure of the API."""
    assert _ended(_suite(CRASHED))["tls"] == [Error]
    assert _red(_suite(CRASHED)) == {"tls"}


def test_a_skipped_probe_tells_its_reason() -> None:
    """What was skipped says why; where nothing was decided, the deciding probe is an error and not a skipped case."""
    suite = _suite(INCONCLUSIVE)
    (skipped,) = next(case for case in suite if case.name == "token-absent").result
    assert isinstance(skipped, Skipped)
    assert skipped.message == INCONCLUSIVE.observations[8].summary.en
    assert _red(suite) == {"orders-valid"}


def test_a_control_that_failed_is_no_failure() -> None:
    """A control is evidence, never a problem in itself, and a probe that did no harm is none either."""
    odd = report(run(told(failed("token-absent")), told(failed("tcp"))))
    assert odd.diagnosis.verdict_code == 0
    assert _red(_suite(odd)) == set()
    assert _red(_suite(report(run(told(failed("token-absent")), told(failed("orders-valid")))))) == {"orders-valid"}


def test_a_strict_job_is_red_where_the_warning_comes_from() -> None:
    """Under --strict a warning that turned the exit code shows in the case that gave it away."""
    skewed = report(run(told(observed("token-absent"), facts={"clock.offset_s": 86_400})))
    assert skewed.diagnosis.advisories[0] == "clock-skewed"
    assert _red(_suite(skewed)) == set()
    assert _red(_suite(replace(skewed, exit_code=1))) == {"token-absent"}


def test_the_verdict_can_be_read_by_programs() -> None:
    """Verdict, codes and causes stand among the suite's properties, by their public names."""
    root = ET.fromstring(FORMAT.render(TWO_CAUSES, View()))  # noqa: S314 - our own document
    named = {entry.get("name"): entry.get("value") for entry in root.iter("property")}
    assert named["verdict"] == "explained"
    assert named["root_cause"] == "token-damaged"
    assert named["verdict_code"] == named["exit_code"] == "4"
    assert named["run_id"] == "7f3c9a1e"


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_read_back(attack: str) -> None:
    """Whatever a server sent, an XML reader reads the document, and finds no element that is not ours."""
    text = FORMAT.render(spoilt(UNEXPLAINED, ATTACKS[attack]), View())
    assert {element.tag for element in ET.fromstring(text).iter()} <= set(SCHEMA)  # noqa: S314 - our own document
    assert len(_suite(spoilt(UNEXPLAINED, ATTACKS[attack]))) == len(UNEXPLAINED.observations)


def test_each_outcome_has_its_ending() -> None:
    """Passed, failed, skipped and crashed are four different things here too."""
    seen = run(
        told(failed("orders-valid")),
        told(observed("token-absent", Outcome.SKIPPED)),
        told(observed("environment", Outcome.CRASHED)),
    )
    ended = _ended(_suite(report(seen)))
    assert (ended["orders-valid"], ended["token-absent"], ended["environment"]) == ([Failure], [Skipped], [Error])
    assert ended["dns"] == []
