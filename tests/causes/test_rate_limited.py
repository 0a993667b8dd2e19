"""rate-limited: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)


def limited(probe_id: str) -> Observation:
    """Make the observation of an answer that is 429."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="rate_limited", http__response__status_code=429
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A 429 is no verdict on the token: exit code 3."""
    diagnosis, _ = diagnose([limited(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("rate-limited", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_it_is_not_a_challenge() -> None:
    """A challenge page that came with 429 is a protection layer's, not the API's limit."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="challenge",
        http__response__status_code=429,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("blocked-by-protection", ())


def test_it_does_no_harm_to_a_run_that_succeeded() -> None:
    """A limit that only another request of the run met leaves the verdict healthy, and is told."""
    diagnosis, _ = diagnose(
        [observed("orders-valid", http__answered=True, http__answer="data"), limited("user-agent-explicit")], CATALOGUE
    )
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert "rate-limited" in diagnosis.advisories
