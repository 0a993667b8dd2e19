"""A request as a Python library."""

import pytest

from kaspi_doctor.facts import USER_AGENT
from kaspi_doctor.observation import Outcome
from tests.probes.asking import asked

PROBE = "user-agent-library"


@pytest.mark.parametrize(
    ("scenario", "outcome"), [("documented", Outcome.PASSED), ("drift-user-agent-library-answered", Outcome.FAILED)]
)
def test_silence_passes_and_an_answer_does_not(scenario: str, outcome: Outcome) -> None:
    """The sentence names the library and says what came instead of the silence."""
    seen = asked(scenario, PROBE, "user-agent-explicit")
    assert (seen.outcome, seen.fact(USER_AGENT)) == (outcome, "python-requests/2.32.5")
    assert all("python-requests/2.32.5" in text for text in (seen.summary.en, seen.summary.ru, seen.summary.kk))
    assert ("HTTP 200" in seen.summary.ru) is (outcome is Outcome.FAILED)
