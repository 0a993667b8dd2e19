"""request-refused: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def refused(probe_id: str) -> Observation:
    """Make the observation of an answer that is a refusal in unknown words."""
    return failed(
        probe_id, Failure.HTTP_STATUS, http__answered=True, http__answer="refused", http__response__status_code=422
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A refusal in unknown words stays unexplained, with exit code 1 since Kaspi answered."""
    diagnosis, _ = diagnose([refused(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("request-refused", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.UNEXPLAINED, 1)


def test_it_is_not_a_refusal_in_known_words() -> None:
    """A refusal whose words are documented has a cause of its own."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="dates_missing",
        http__response__status_code=400,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("dates-missing", ())


def test_a_known_reason_goes_first() -> None:
    """Beside a refusal in known words the unknown one does not make the verdict."""
    known = failed("orders-valid", Failure.HTTP_STATUS, http__answered=True, http__answer="date_range")
    diagnosis, _ = diagnose([refused("user-agent-explicit"), known], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("date-range-too-wide", ("request-refused",))
    assert diagnosis.verdict is Verdict.EXPLAINED
