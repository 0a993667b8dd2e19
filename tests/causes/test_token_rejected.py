"""token-rejected: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)


def unauthorized(probe_id: str) -> Observation:
    """Make the observation of an answer that is 401 from the API itself."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="unauthorized", http__response__status_code=401
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A 401 from the API itself is about the token: exit code 4."""
    diagnosis, _ = diagnose([unauthorized(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("token-rejected", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 4)


def test_it_is_not_a_challenge() -> None:
    """A 401 that is a web page comes from a layer that never saw the token."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="challenge",
        http__response__status_code=401,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("blocked-by-protection", ())


def test_the_control_without_a_token_says_nothing_of_the_token() -> None:
    """That a request without a token is refused, as it should be, does not speak against the token."""
    control = observed(
        "token-absent", http__answered=True, http__answer="unauthorized", http__response__status_code=401
    )
    diagnosis, _ = diagnose([control, observed("orders-valid", http__answered=True, http__answer="data")], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.root_cause, diagnosis.advisories) == (Verdict.HEALTHY, None, ())
