"""When token-placeholder is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.token_placeholder import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Outcome
from kaspi_doctor.registry import collect
from tests.making import failed, observed


def test_it_is_the_root_cause_even_over_a_broken_network() -> None:
    """It explains the run, exit 4, whatever else is wrong: the network's fault is listed after it."""
    run = [
        failed("token-format", Failure.TOKEN_PLACEHOLDER),
        failed("tcp", Failure.CONNECTION_REFUSED),
        observed("orders-valid", Outcome.SKIPPED),
    ]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 4)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("token-placeholder", ("connection-refused",))


@pytest.mark.parametrize("failure", [Failure.TOKEN_MISSING, Failure.TOKEN_DAMAGED])
def test_a_neighbour_is_not_mistaken_for_it(failure: Failure) -> None:
    """Another fault of the token is another cause."""
    diagnosis, _ = diagnose([failed("token-format", failure)], [CAUSE])
    assert diagnosis.root_cause is None
