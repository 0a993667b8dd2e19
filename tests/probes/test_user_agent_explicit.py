"""A program with a name of its own."""

import pytest

from kaspi_doctor import __version__
from kaspi_doctor.observation import Failure, Outcome
from tests.probes.asking import asked

PROBE = "user-agent-explicit"


@pytest.mark.parametrize(
    ("scenario", "outcome", "failure", "words"),
    [
        ("documented", Outcome.PASSED, None, f"kaspi-doctor/{__version__}"),
        ("token-rejected", Outcome.FAILED, Failure.HTTP_STATUS, "HTTP 401"),
        ("challenge-cloudflare-403", Outcome.FAILED, Failure.HTTP_STATUS, "protection page"),
        ("captive-portal", Outcome.FAILED, Failure.HTTP_BODY, "a web page"),
        ("redirect-to-login", Outcome.FAILED, Failure.HTTP_STATUS, "not followed"),
        ("maintenance", Outcome.FAILED, Failure.HTTP_STATUS, "server-side"),
        ("not-http", Outcome.FAILED, Failure.HTTP_PROTOCOL, "not valid HTTP"),
        ("dropped-within-body", Outcome.FAILED, Failure.HTTP_CONNECTION_DROPPED, "cut off"),
        ("silent-to-all", Outcome.FAILED, Failure.HTTP_TIMEOUT, "No response within"),
    ],
)
def test_only_orders_are_a_success(scenario: str, outcome: Outcome, failure: Failure | None, words: str) -> None:
    """Whatever else comes is told by its status and what it amounts to."""
    seen = asked(scenario, PROBE)
    assert (seen.outcome, seen.failure, seen.control) == (outcome, failure, False)
    assert words in seen.summary.en
