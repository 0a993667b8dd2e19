"""When proxy-authentication-required is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.proxy_authentication_required import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed


@pytest.mark.parametrize("probe_id", ["dns", "tcp", "tls", "orders-valid", "user-agent-explicit"])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str) -> None:
    """A proxy's 407 explains the run, exit 3, and is never taken for a refused token."""
    diagnosis, _ = diagnose([failed(probe_id, Failure.PROXY_AUTHENTICATION_REQUIRED)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == (
        "proxy-authentication-required",
        (),
        3,
    )


@pytest.mark.parametrize("failure", [Failure.PROXY_REFUSED, Failure.HTTP_STATUS])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another failure of the same probe says nothing about proxy-authentication-required."""
    diagnosis, _ = diagnose([failed("dns", failure)], [CAUSE])
    assert diagnosis.root_cause is None
