"""connection-dropped: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


@pytest.mark.parametrize("answered", [False, True], ids=["before-the-answer", "within-it"])
@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str, *, answered: bool) -> None:
    """A cut before the answer or within it is no verdict on the token: exit code 3."""
    cut = failed(probe_id, Failure.HTTP_CONNECTION_DROPPED, http__answered=answered)
    diagnosis, _ = diagnose([cut], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("connection-dropped", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_it_is_not_a_connection_that_was_never_made() -> None:
    """A reset while connecting is the cause of a lower layer."""
    diagnosis, _ = diagnose([failed("tcp", Failure.CONNECTION_RESET)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("connection-reset", ())


def test_it_is_not_silence() -> None:
    """A connection that stands and says nothing was not cut."""
    diagnosis, _ = diagnose([failed("orders-valid", Failure.HTTP_TIMEOUT, http__answered=False)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("silent-to-all", ())
