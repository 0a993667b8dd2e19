"""When token-damaged is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.token_damaged import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Outcome
from kaspi_doctor.registry import collect
from tests.making import failed, observed


def test_it_is_the_root_cause_even_over_a_broken_network() -> None:
    """It explains the run, exit 4, whatever else is wrong: the network's fault is listed after it."""
    run = [
        failed("token-format", Failure.TOKEN_DAMAGED),
        failed("tcp", Failure.CONNECTION_REFUSED),
        observed("orders-valid", Outcome.SKIPPED),
    ]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 4)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("token-damaged", ("connection-refused",))


@pytest.mark.parametrize("failure", [Failure.TOKEN_MISSING, Failure.TOKEN_PLACEHOLDER])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another fault of the token is another cause."""
    diagnosis, _ = diagnose([failed("token-format", failure)], [CAUSE])
    assert diagnosis.root_cause is None


def test_it_stands_though_the_mended_token_works() -> None:
    """A valid request with the mended token does not make the damaged one good: still exit 4."""
    run = [
        failed("token-format", Failure.TOKEN_DAMAGED),
        observed("orders-valid", http__answered=True, http__answer="data"),
    ]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.verdict_code) == ("token-damaged", 4)
