"""When tls-certificate-expired is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.tls_certificate_expired import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed


@pytest.mark.parametrize("probe_id", ["tls", "orders-valid", "user-agent-explicit"])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str) -> None:
    """An expired certificate explains the run, exit 3, while nothing speaks against the clock."""
    diagnosis, _ = diagnose([failed(probe_id, Failure.TLS_CERTIFICATE_EXPIRED)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("tls-certificate-expired", (), 3)


@pytest.mark.parametrize("failure", [Failure.TLS_CERTIFICATE_NOT_YET_VALID, Failure.TLS_UNTRUSTED_ISSUER])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another failure of the same probe says nothing about tls-certificate-expired."""
    diagnosis, _ = diagnose([failed("tls", failure)], [CAUSE])
    assert diagnosis.root_cause is None
