"""pagination-missing: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def refused(probe_id: str) -> Observation:
    """Make the observation of an answer that is the documented refusal of a list without its page."""
    return failed(
        probe_id,
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="pagination_missing",
        http__response__status_code=400,
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A list refused for its page is explained, with exit code 1."""
    diagnosis, _ = diagnose([refused(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("pagination-missing", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 1)


def test_it_is_not_missing_dates() -> None:
    """A refusal for the dates is not one for the page."""
    neighbour = failed(
        "orders-valid",
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="dates_missing",
        http__response__status_code=400,
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("dates-missing", ())
