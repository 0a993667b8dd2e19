"""media-type-refused: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def refused(probe_id: str) -> Observation:
    """Make the observation of an answer that is 415."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="media_type", http__response__status_code=415
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A 415 is a refusal of the request, not of the token: exit code 1."""
    diagnosis, _ = diagnose([refused(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("media-type-refused", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 1)


def test_it_is_not_a_missing_address() -> None:
    """A 404 names the address and not the media type."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="not_found",
        http__response__status_code=404,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("endpoint-not-found", ())
