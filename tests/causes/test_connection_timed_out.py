"""When connection-timed-out is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.connection_timed_out import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed


@pytest.mark.parametrize("neutral", [True, None])
@pytest.mark.parametrize("probe_id", ["tcp", "orders-valid", "user-agent-explicit"])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str, neutral: bool | None) -> None:  # noqa: FBT001 - a fact
    """It explains the run, exit 3, unless the neutral host was asked and gave no answer either."""
    shown = failed(probe_id, Failure.CONNECTION_TIMED_OUT, neutral__reachable=neutral)
    diagnosis, _ = diagnose([shown], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("connection-timed-out", (), 3)


@pytest.mark.parametrize("failure", [Failure.HOST_UNREACHABLE, Failure.CONNECTION_REFUSED, Failure.TLS_TIMED_OUT])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another failure says nothing about connection-timed-out."""
    diagnosis, _ = diagnose([failed("tcp", failure)], [CAUSE])
    assert diagnosis.root_cause is None


def test_a_machine_without_internet_is_not_blamed_on_kaspi() -> None:
    """Where the neutral host gives no answer either, no-internet takes this cause's place."""
    shown = failed("tcp", Failure.CONNECTION_TIMED_OUT, neutral__reachable=False)
    diagnosis, _ = diagnose([shown], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("no-internet", ())
