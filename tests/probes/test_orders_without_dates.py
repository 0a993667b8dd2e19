"""A list without dates."""

import pytest

from kaspi_doctor.facts import URL
from kaspi_doctor.observation import Failure, Outcome
from tests.probes.asking import asked

PROBE = "orders-without-dates"
TITLE = "Required filter [orders][creationDate][$ge] is empty."


@pytest.mark.parametrize(
    ("scenario", "outcome", "failure"),
    [
        ("documented", Outcome.PASSED, None),
        ("drift-dates-other-text", Outcome.FAILED, Failure.HTTP_STATUS),
        ("drift-dates-not-required", Outcome.FAILED, Failure.HTTP_BODY),
        ("service-unavailable", Outcome.FAILED, Failure.HTTP_STATUS),
    ],
)
def test_the_known_text_passes_and_nothing_else(scenario: str, outcome: Outcome, failure: Failure | None) -> None:
    """Kaspi's own words are quoted in each language when they are the known ones."""
    seen = asked(scenario, PROBE)
    assert (seen.outcome, seen.failure, seen.control) == (outcome, failure, True)
    assert all(
        (TITLE in text) is (outcome is Outcome.PASSED) for text in (seen.summary.en, seen.summary.ru, seen.summary.kk)
    )
    assert "creationDate" not in str(seen.fact(URL))
