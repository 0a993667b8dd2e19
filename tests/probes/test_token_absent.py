"""A request without a token."""

import pytest

from kaspi_doctor.facts import REQUEST_HEADERS
from kaspi_doctor.observation import Failure, Outcome
from tests.probes.asking import asked

PROBE = "token-absent"


@pytest.mark.parametrize(
    ("scenario", "outcome", "failure"),
    [
        ("documented", Outcome.PASSED, None),
        ("token-rejected-without-body", Outcome.PASSED, None),
        ("token-forbidden", Outcome.PASSED, None),
        ("drift-token-not-required", Outcome.FAILED, Failure.HTTP_BODY),
        ("forbidden-page", Outcome.FAILED, Failure.HTTP_STATUS),
        ("server-error", Outcome.FAILED, Failure.HTTP_STATUS),
        ("reset-before-answer", Outcome.FAILED, Failure.HTTP_CONNECTION_DROPPED),
    ],
)
def test_a_refusal_by_kaspi_passes(scenario: str, outcome: Outcome, failure: Failure | None) -> None:
    """401, or Kaspi's own 400 or 403, is a refusal; a page in between, an outage or orders are not."""
    seen = asked(scenario, PROBE)
    assert (seen.outcome, seen.failure, seen.control) == (outcome, failure, True)
    assert ("as expected" in seen.summary.en) is (outcome is Outcome.PASSED)


def test_no_token_is_sent() -> None:
    """The header is absent from the request."""
    headers = asked("documented", PROBE).fact(REQUEST_HEADERS)
    assert isinstance(headers, tuple)
    assert not any(header.lower().startswith("x-auth-token") for header in headers)
