"""When connection-reset is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.connection_reset import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed, observed


@pytest.mark.parametrize("probe_id", ["tcp", "orders-valid", "user-agent-explicit"])
def test_it_is_the_root_cause_wherever_it_shows(probe_id: str) -> None:
    """A reset connection explains the run, exit 3, at its start or in its middle."""
    diagnosis, _ = diagnose([failed(probe_id, Failure.CONNECTION_RESET)], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.other_causes, diagnosis.verdict_code) == ("connection-reset", (), 3)


@pytest.mark.parametrize("failure", [Failure.CONNECTION_REFUSED, Failure.HTTP_CONNECTION_DROPPED])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another failure of the same probe says nothing about connection-reset."""
    diagnosis, _ = diagnose([failed("tcp", failure)], [CAUSE])
    assert diagnosis.root_cause is None


def test_one_bad_address_beside_good_ones_is_no_fault() -> None:
    """An address that fails while the API is answered through another leaves the run healthy."""
    one_dead = failed("tcp", Failure.CONNECTION_RESET, tcp__dead="some")
    answered = observed("orders-valid", http__answered=True, http__answer="data")
    diagnosis, _ = diagnose([one_dead, answered], [CAUSE])
    assert (diagnosis.advisories, diagnosis.verdict_code) == (("connection-reset",), 0)
