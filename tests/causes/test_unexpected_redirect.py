"""unexpected-redirect: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def redirected(probe_id: str) -> Observation:
    """Make the observation of an answer that is a redirect."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="redirect", http__response__status_code=302
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A redirect is no verdict on the token, which was not sent along: exit code 3."""
    diagnosis, _ = diagnose([redirected(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("unexpected-redirect", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_it_is_not_the_page_it_leads_to() -> None:
    """A page that came with status 200 was not redirected to."""
    neighbour = failed(
        "orders-valid", Failure.HTTP_BODY, http__answered=True, http__answer="captive", http__response__status_code=200
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("captive-page", ())
