"""A request without User-Agent."""

import pytest

from kaspi_doctor.facts import ANSWERED, REQUEST_HEADERS
from kaspi_doctor.observation import Failure, Outcome
from tests.probes.asking import asked

PROBE = "user-agent-absent"


@pytest.mark.parametrize(
    ("scenario", "outcome", "failure", "answered"),
    [
        ("documented", Outcome.PASSED, None, False),
        ("drift-user-agent-absent-answered", Outcome.FAILED, Failure.HTTP_STATUS, True),
        ("challenge-cloudflare-403", Outcome.FAILED, Failure.HTTP_STATUS, True),
        ("dropped-before-answer", Outcome.FAILED, Failure.HTTP_CONNECTION_DROPPED, False),
        ("silent-to-all", Outcome.FAILED, Failure.HTTP_TIMEOUT, False),
    ],
)
def test_silence_passes_and_nothing_else(
    scenario: str, outcome: Outcome, failure: Failure | None, *, answered: bool
) -> None:
    """Silence is concluded by comparison with an answered request; an answer, a cut or a time-out is told as it was."""
    seen = asked(scenario, PROBE, "user-agent-explicit")
    if scenario == "drift-user-agent-absent-answered":
        failure = Failure.HTTP_BODY  # 200 with data is no failure of the status
    assert (seen.outcome, seen.failure, seen.fact(ANSWERED), seen.control) == (outcome, failure, answered, True)
    assert ("as expected" in seen.summary.en) is (outcome is Outcome.PASSED)


def test_the_header_is_absent() -> None:
    """Not empty, and not a library's: absent, as recorded."""
    seen = asked("documented", PROBE, "user-agent-explicit")
    headers = seen.fact(REQUEST_HEADERS)
    assert isinstance(headers, tuple)
    assert not any(header.lower().startswith("user-agent") for header in headers)
