"""When resolver-failing is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.resolver_failing import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed


@pytest.mark.parametrize("probe_id", ["dns", "orders-valid", "user-agent-explicit"])
@pytest.mark.parametrize(
    "failure", [Failure.DNS_SERVFAIL, Failure.DNS_REFUSED, Failure.DNS_FAILED, Failure.DNS_TIMEOUT]
)
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str, failure: Failure) -> None:
    """A resolver that fails, refuses or keeps silent explains the run, exit 3."""
    diagnosis, _ = diagnose([failed(probe_id, failure)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("resolver-failing", (), 3)


def test_a_silent_resolver_is_blamed_while_the_neutral_host_answers() -> None:
    """A resolver's silence is its own fault as long as the internet is there."""
    diagnosis, _ = diagnose([failed("dns", Failure.DNS_TIMEOUT, neutral__reachable=True)], [CAUSE])
    assert diagnosis.root_cause == "resolver-failing"


def test_a_silent_resolver_is_not_blamed_without_internet() -> None:
    """Where nothing answers at all, no-internet takes this cause's place."""
    shown = failed("dns", Failure.DNS_TIMEOUT, neutral__reachable=False)
    diagnosis, _ = diagnose([shown], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("no-internet", ())


@pytest.mark.parametrize("failure", [Failure.DNS_NXDOMAIN, Failure.DNS_NO_ADDRESS, Failure.DNS_ADDRESS_NOT_PUBLIC])
def test_a_resolver_that_answers_is_not_blamed(failure: Failure) -> None:
    """An unwelcome answer is an answer: the resolver works."""
    diagnosis, _ = diagnose([failed("dns", failure)], [CAUSE])
    assert diagnosis.root_cause is None
