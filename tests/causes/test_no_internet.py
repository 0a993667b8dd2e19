"""When no-internet is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.no_internet import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed

SILENT = [
    ("dns", Failure.DNS_TIMEOUT),
    ("tcp", Failure.CONNECTION_TIMED_OUT),
    ("tcp", Failure.HOST_UNREACHABLE),
]


@pytest.mark.parametrize(("probe_id", "failure"), SILENT)
def test_it_is_the_root_cause_when_the_neutral_host_is_silent_too(probe_id: str, failure: Failure) -> None:
    """No answer from Kaspi and none from the neutral host is no internet, and nothing else, exit 3."""
    diagnosis, _ = diagnose([failed(probe_id, failure, neutral__reachable=False)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("no-internet", (), 3)


@pytest.mark.parametrize("neutral", [True, None])
@pytest.mark.parametrize(("probe_id", "failure"), SILENT)
def test_it_is_never_concluded_without_comparison(probe_id: str, failure: Failure, neutral: bool | None) -> None:  # noqa: FBT001 - a fact
    """A neutral host that answers, or was not asked, leaves the silence to its own cause."""
    diagnosis, _ = diagnose([failed(probe_id, failure, neutral__reachable=neutral)], [CAUSE])
    assert diagnosis.root_cause is None


@pytest.mark.parametrize(
    ("probe_id", "failure"),
    [("dns", Failure.DNS_NXDOMAIN), ("dns", Failure.DNS_SERVFAIL), ("tcp", Failure.CONNECTION_REFUSED)],
)
def test_an_answer_is_not_silence(probe_id: str, failure: Failure) -> None:
    """NXDOMAIN, a resolver's failure or a refusal came from somewhere: there is a network."""
    diagnosis, _ = diagnose([failed(probe_id, failure, neutral__reachable=False)], [CAUSE])
    assert diagnosis.root_cause is None
