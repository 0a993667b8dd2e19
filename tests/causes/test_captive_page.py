"""captive-page: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def html(probe_id: str) -> Observation:
    """Make the observation of an answer that is a web page with status 200."""
    return failed(
        probe_id, Failure.HTTP_BODY, http__answered=True, http__answer="captive", http__response__status_code=200
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A web page in place of the API's answer is no verdict on the token: exit code 3."""
    diagnosis, _ = diagnose([html(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("captive-page", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_it_is_not_a_challenge() -> None:
    """A page with the marks of a challenge is a protection layer's, not a captive portal's."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_BODY,
        http__answered=True,
        http__answer="challenge",
        http__response__status_code=200,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("blocked-by-protection", ())
