"""A window of 30 days."""

import pytest

from kaspi_doctor.facts import RANGE_MAXIMUM
from kaspi_doctor.observation import Failure, Outcome
from tests.probes.asking import asked

PROBE = "orders-over-range"


@pytest.mark.parametrize(
    ("scenario", "outcome", "failure", "maximum"),
    [
        ("documented", Outcome.PASSED, None, 14),
        ("drift-range-max-20", Outcome.FAILED, Failure.HTTP_STATUS, 20),
        ("drift-range-other-text", Outcome.FAILED, Failure.HTTP_STATUS, None),
        ("drift-range-unlimited", Outcome.FAILED, Failure.HTTP_BODY, None),
    ],
)
def test_the_known_text_with_the_known_maximum_passes(
    scenario: str, outcome: Outcome, failure: Failure | None, maximum: int | None
) -> None:
    """Another maximum, another text or no refusal at all is a change, and is told as one."""
    seen = asked(scenario, PROBE)
    assert (seen.outcome, seen.failure, seen.fact(RANGE_MAXIMUM), seen.control) == (outcome, failure, maximum, True)
    assert ("as expected" in seen.summary.en) is (outcome is Outcome.PASSED)
