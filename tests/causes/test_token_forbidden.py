"""token-forbidden: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def forbidden(probe_id: str) -> Observation:
    """Make the observation of an answer that is 403 in JSON."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="forbidden", http__response__status_code=403
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A 403 from the API itself is about the token: exit code 4."""
    diagnosis, _ = diagnose([forbidden(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("token-forbidden", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 4)


def test_it_is_not_a_challenge() -> None:
    """A 403 that is not JSON comes from a layer that never saw the token."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="challenge",
        http__response__status_code=403,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("blocked-by-protection", ())
