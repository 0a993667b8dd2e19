"""When tls-certificate-not-yet-valid is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.tls_certificate_not_yet_valid import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import before_the_release, failed


@pytest.mark.parametrize("probe_id", ["tls", "orders-valid", "user-agent-explicit"])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str) -> None:
    """A certificate from the future explains the run, exit 3, while nothing speaks against the clock."""
    shown = failed(probe_id, Failure.TLS_CERTIFICATE_NOT_YET_VALID)
    diagnosis, _ = diagnose([shown], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == (
        "tls-certificate-not-yet-valid",
        (),
        3,
    )


def test_the_certificate_is_not_judged_by_a_clock_that_is_certainly_wrong() -> None:
    """Where the local clock is certainly wrong, the clock is the one cause and the certificate is left in peace."""
    shown = before_the_release(failed("tls", Failure.TLS_CERTIFICATE_NOT_YET_VALID))
    diagnosis, _ = diagnose([shown], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("clock-skewed", ())


@pytest.mark.parametrize("failure", [Failure.TLS_CERTIFICATE_EXPIRED, Failure.TLS_UNTRUSTED_ISSUER])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another fault of the certificate says nothing about its first day."""
    diagnosis, _ = diagnose([failed("tls", failure)], [CAUSE])
    assert diagnosis.root_cause is None
