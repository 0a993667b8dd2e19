"""The format for the textfile collector."""

import re
from dataclasses import replace
from itertools import product

import pytest

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.prometheus import FORMAT
from kaspi_doctor.observation import Outcome
from kaspi_doctor.wording import Language
from tests.formats.reports import (
    ATTACKS,
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
from tests.making import observed

NAMES = [
    "kaspi_doctor_info",
    "kaspi_doctor_run_timestamp_seconds",
    "kaspi_doctor_run_duration_seconds",
    "kaspi_doctor_healthy",
    "kaspi_doctor_verdict_code",
    "kaspi_doctor_verdict",
    "kaspi_doctor_credentials_checked",
    "kaspi_doctor_requests_sent",
    "kaspi_doctor_cause",
    "kaspi_doctor_probe_outcome",
    "kaspi_doctor_probe_duration_seconds",
    "kaspi_doctor_probe_stage_duration_seconds",
    "kaspi_doctor_clock_offset_seconds",
    "kaspi_doctor_certificate_not_after_timestamp_seconds",
]
"""Public: dashboards and alerts are built on them."""
LABEL = r'[a-z_]+="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"(?P<name>[a-z_]+)(?:\{{(?P<labels>{LABEL}(?:,{LABEL})*)\}})? (?P<value>-?\d+(?:\.\d+)?)")

Samples = dict[tuple[str, str], float]


def _read(text: str) -> Samples:
    """Read the exposition format as its grammar has it, and prove that no series comes twice."""
    samples: Samples = {}
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith("#"):
            continue
        found = SAMPLE.fullmatch(line)
        assert found, line
        series = (found["name"], found["labels"] or "")
        assert series not in samples
        samples[series] = float(found["value"])
    return samples


@pytest.mark.parametrize(("name", "language"), [*product(EVERY, Language)])
def test_it_is_the_text_format(name: str, language: Language) -> None:
    """Each metric has HELP and TYPE once and before its samples, and the document is the same in every language."""
    text = FORMAT.render(EVERY[name], View(language=language))
    assert text == FORMAT.render(EVERY[name], View())
    assert text.isascii()
    samples = _read(text)
    told_names = re.findall(r"^# HELP (\w+) \S.*\n# TYPE \1 gauge$", text, re.MULTILINE)
    assert told_names == [name for name in NAMES if name in {series for series, _ in samples}]
    assert text.count("#") == 2 * len(told_names)


def test_the_run_can_be_alerted_on() -> None:
    """When the run began, whether it went well and what its code was stand as plain numbers."""
    samples = _read(FORMAT.render(REJECTED, View()))
    assert samples["kaspi_doctor_run_timestamp_seconds", ""] == 1795510800
    assert samples["kaspi_doctor_run_duration_seconds", ""] == 3.21
    assert samples["kaspi_doctor_healthy", ""] == 0
    assert samples["kaspi_doctor_verdict_code", ""] == 4
    assert samples["kaspi_doctor_verdict", 'verdict="explained"'] == 1
    assert samples["kaspi_doctor_verdict", 'verdict="healthy"'] == 0
    assert samples["kaspi_doctor_cause", 'cause="token-rejected",layer="api",role="root"'] == 1
    assert _read(FORMAT.render(HEALTHY, View()))["kaspi_doctor_healthy", ""] == 1


@pytest.mark.parametrize("name", EVERY)
def test_each_probe_has_exactly_one_outcome(name: str) -> None:
    """For each probe the four outcomes are all there, one of them 1, so that a series never vanishes."""
    samples = _read(FORMAT.render(EVERY[name], View()))
    for observation in EVERY[name].observations:
        of_probe = {
            labels: value
            for (metric, labels), value in samples.items()
            if metric == "kaspi_doctor_probe_outcome" and f'probe="{observation.probe_id}"' in labels
        }
        assert len(of_probe) == len(Outcome)
        assert [f'outcome="{observation.outcome}"' in labels for labels, value in of_probe.items() if value] == [True]


def test_durations_are_in_seconds_by_stage() -> None:
    """The stages of an exchange are those that were measured, in seconds."""
    samples = _read(FORMAT.render(HEALTHY, View()))
    probe = 'probe="orders-valid",layer="api",control="false"'
    assert samples["kaspi_doctor_probe_duration_seconds", probe] == 0.163
    assert samples["kaspi_doctor_probe_stage_duration_seconds", f'{probe},stage="first_byte"'] == 0.133
    assert ("kaspi_doctor_probe_stage_duration_seconds", f'{probe},stage="tls"') not in samples


def test_what_was_not_learnt_has_no_value() -> None:
    """A skipped probe has no duration, and an unknown offset or expiry is no zero."""
    text = FORMAT.render(INCONCLUSIVE, View())
    assert 'kaspi_doctor_probe_duration_seconds{probe="orders-valid"' not in text
    assert "clock_offset" not in text
    assert "not_after" not in text


def test_clock_and_certificate_are_there_where_known() -> None:
    """The offset of the clock, and the end of the certificate's life, come from the facts."""
    assert _read(FORMAT.render(TWO_CAUSES, View()))["kaspi_doctor_clock_offset_seconds", ""] == 86400
    dated = report(run(told(observed("tls"), facts={"tls.server.not_after": "2027-03-01T00:00:00Z"})))
    name = "kaspi_doctor_certificate_not_after_timestamp_seconds"
    assert _read(FORMAT.render(dated, View()))[name, ""] == 1803859200
    odd = report(run(told(observed("tls"), facts={"tls.server.not_after": "never"})))
    assert name not in FORMAT.render(odd, View())


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_within_its_label(attack: str) -> None:
    """Quotes, backslashes and line breaks in a label are escaped, and forge no series."""
    hostile, harmless = (_read(FORMAT.render(spoilt(UNEXPLAINED, text), View())) for text in (ATTACKS[attack], "x"))
    assert [name for name, _ in hostile] == [name for name, _ in harmless]


def test_a_label_is_escaped_as_the_format_has_it() -> None:
    """A backslash and a quote are written with a backslash before them."""
    odd = replace(HEALTHY, base_url='https://x/"\\n')
    assert 'base_url="https://x/\\"\\\\n"} 1\n' in FORMAT.render(odd, View())
