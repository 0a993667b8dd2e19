"""When host-unknown is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.host_unknown import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed


@pytest.mark.parametrize("probe_id", ["dns", "orders-valid", "user-agent-explicit"])
@pytest.mark.parametrize("failure", [Failure.DNS_NXDOMAIN, Failure.DNS_NO_ADDRESS])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str, failure: Failure) -> None:
    """A name without an address explains the run, exit 3, at its start or in its middle."""
    diagnosis, _ = diagnose([failed(probe_id, failure)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("host-unknown", (), 3)


@pytest.mark.parametrize("failure", [Failure.DNS_SERVFAIL, Failure.DNS_TIMEOUT])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another failure of the same probe says nothing about host-unknown."""
    diagnosis, _ = diagnose([failed("dns", failure)], [CAUSE])
    assert diagnosis.root_cause is None
