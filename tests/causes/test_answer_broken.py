"""answer-broken: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed

CATALOGUE = collect(causes, "CAUSE", Cause)


def malformed(probe_id: str) -> Observation:
    """Make the observation of an answer that is not of the API's shape."""
    return failed(
        probe_id, Failure.HTTP_BODY, http__answered=True, http__answer="broken", http__response__status_code=200
    )


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """An answer of the wrong shape shows nothing of the token: exit code 1."""
    diagnosis, _ = diagnose([malformed(probe_id)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("answer-broken", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 1)


def test_it_is_not_a_web_page() -> None:
    """A web page is told from malformed JSON."""
    neighbour = failed(
        "orders-valid", Failure.HTTP_BODY, http__answered=True, http__answer="captive", http__response__status_code=200
    )
    diagnosis, _ = diagnose([neighbour], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("captive-page", ())


def test_it_covers_what_is_not_http_at_all() -> None:
    """Bytes that are not HTTP, and have no status, are a broken answer as well."""
    diagnosis, _ = diagnose(
        [failed("orders-valid", Failure.HTTP_PROTOCOL, http__answered=False, http__answer="broken")], CATALOGUE
    )
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("answer-broken", ())
