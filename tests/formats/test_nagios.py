"""The format for monitoring."""

import re
from dataclasses import replace

import pytest

from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.view import View
from kaspi_doctor.formats.nagios import FORMAT, nagios_code
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Language
from tests.formats.reports import ATTACKS, EVERY, HEALTHY, REJECTED, UNEXPLAINED, report, run, spoilt, told
from tests.making import observed

LINE = re.compile(r"KASPI (OK|WARNING|CRITICAL|UNKNOWN) - ([^|\n]+) \| ([^|\n]+)\n")
PAIR = re.compile(r"[a-z_]+=(?:U|-?\d+(?:\.\d+)?s?(?:;;;0(?:;\d+)?)?)")
SKEWED = report(run(told(observed("token-absent"), facts={"clock.offset_s": 86_400})))


def _judged(verdict: Verdict, code: int) -> Report:
    return replace(REJECTED, diagnosis=replace(REJECTED.diagnosis, verdict=verdict, verdict_code=code, advisories=()))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", Language)
def test_it_is_one_line_with_performance_data(name: str, language: Language) -> None:
    """Whatever the report, there is one line: the state, a sentence, and well-formed label=value pairs."""
    found = LINE.fullmatch(FORMAT.render(EVERY[name], View(language=language)))
    assert found
    assert all(PAIR.fullmatch(pair) for pair in found[3].split(" "))
    labels = [pair.split("=")[0] for pair in found[3].split(" ")]
    assert labels == ["duration", "connect", "tls", "first_byte", "requests", "verdict_code"]


@pytest.mark.parametrize(
    ("verdict", "code", "state"),
    [
        (Verdict.HEALTHY, 0, 0),
        (Verdict.EXPLAINED, 1, 2),
        (Verdict.EXPLAINED, 2, 3),
        (Verdict.EXPLAINED, 3, 2),
        (Verdict.EXPLAINED, 4, 2),
        (Verdict.UNEXPLAINED, 1, 2),
        (Verdict.UNEXPLAINED, 3, 2),
        (Verdict.UNEXPLAINED, 5, 3),
        (Verdict.INCONCLUSIVE, 3, 3),
        (Verdict.HEALTHY, 5, 3),
    ],
)
def test_the_state_follows_the_verdict(verdict: Verdict, code: int, state: int) -> None:
    """OK is a good verdict, CRITICAL a fault, UNKNOWN what says nothing about the service; the line says the same."""
    judged = _judged(verdict, code)
    assert nagios_code(judged) == state
    assert FORMAT.render(judged, View()).startswith(f"KASPI {('OK', 'WARNING', 'CRITICAL', 'UNKNOWN')[state]} - ")


def test_a_warning_is_a_warning_and_a_note_is_none() -> None:
    """A healthy run warns where an advisory should bother somebody, and names it."""
    assert nagios_code(HEALTHY) == 0
    assert nagios_code(SKEWED) == 1
    assert "; The clock is wrong |" in FORMAT.render(SKEWED, View())


def test_other_options_do_not_matter() -> None:
    """--exit-zero and --strict change the process's code and not the state."""
    assert nagios_code(replace(REJECTED, exit_code=0)) == nagios_code(REJECTED) == 2
    assert nagios_code(replace(HEALTHY, exit_code=1)) == 0


def test_times_are_those_of_the_deciding_request() -> None:
    """The performance data are the valid request's stages, and unknown where there was none."""
    text = FORMAT.render(HEALTHY, View())
    assert text.endswith(
        " | duration=3.210s;;;0 connect=0.021s;;;0 tls=U first_byte=0.133s;;;0 requests=7;;;0 verdict_code=0;;;0;5\n"
    )


def test_times_of_a_connection_that_was_used_again_are_those_of_the_probes_that_made_it() -> None:
    """With --quick the connection and the handshake are measured by tcp and tls."""
    made = (observed("tcp", timing__connect_s=0.05), observed("tls", timing__tls_s=0.06))
    request = observed("orders-valid", network__connection__reused=True, timing__first_byte_s=0.07)
    text = FORMAT.render(replace(HEALTHY, observations=(*made, request)), View())
    assert " connect=0.050s;;;0 tls=0.060s;;;0 first_byte=0.070s;;;0 " in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_within_the_sentence(attack: str) -> None:
    """Neither a bar nor a line break in a title forges performance data, and no title floods the console."""
    text = FORMAT.render(spoilt(UNEXPLAINED, ATTACKS[attack]), View())
    assert LINE.fullmatch(text)
    assert len(text) < 1024
