"""service-failing: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def broken_down(probe_id: str) -> Observation:
    """Make the observation of an answer that is 5xx."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="server_error", http__response__status_code=503
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """An outage is no verdict on the token: exit code 3."""
    diagnosis, _ = diagnose([broken_down(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("service-failing", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_it_is_not_a_challenge() -> None:
    """A challenge page that came with 503 is a protection layer's, not an outage."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="challenge",
        http__response__status_code=503,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("blocked-by-protection", ())
