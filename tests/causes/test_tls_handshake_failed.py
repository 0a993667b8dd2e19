"""When tls-handshake-failed is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.tls_handshake_failed import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed


@pytest.mark.parametrize("probe_id", ["tls", "orders-valid", "user-agent-explicit"])
@pytest.mark.parametrize("failure", [Failure.TLS_HANDSHAKE_FAILED, Failure.TLS_TIMED_OUT])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str, failure: Failure) -> None:
    """A handshake that breaks off or never ends explains the run, exit 3."""
    diagnosis, _ = diagnose([failed(probe_id, failure)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("tls-handshake-failed", (), 3)


@pytest.mark.parametrize("failure", [Failure.TLS_NOT_SPOKEN, Failure.CONNECTION_TIMED_OUT])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another failure of the same probe says nothing about tls-handshake-failed."""
    diagnosis, _ = diagnose([failed("tls", failure)], [CAUSE])
    assert diagnosis.root_cause is None
