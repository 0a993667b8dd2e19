"""blocked-by-protection: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def challenged(probe_id: str) -> Observation:
    """Make the observation of an answer that is a protection layer's page."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="challenge", http__response__status_code=403
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A protection layer's page is no verdict on the token: exit code 3."""
    diagnosis, _ = diagnose([challenged(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("blocked-by-protection", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_it_is_not_a_refusal_by_the_api() -> None:
    """A 403 that the API itself gave in JSON is about the token, not about a protection layer."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="forbidden",
        http__response__status_code=403,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("token-forbidden", ())
