"""When token-unusual-shape is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.token_unusual_shape import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed, observed


def test_it_is_a_note_beside_a_healthy_verdict() -> None:
    """Another shape than usual is noted and never held against a token that works."""
    run = [
        observed("token-format", token__usual_shape=False),
        observed("orders-valid", http__answered=True, http__answer="data"),
    ]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert diagnosis.advisories == ("token-unusual-shape",)


@pytest.mark.parametrize("usual", [True, None])
def test_a_usual_token_is_not_mentioned(usual: bool | None) -> None:  # noqa: FBT001 - a fact
    """The usual shape, or one not looked at, gives no note."""
    diagnosis, _ = diagnose([observed("token-format", token__usual_shape=usual)], [CAUSE])
    assert diagnosis.advisories == ()


@pytest.mark.parametrize("failure", [Failure.TOKEN_DAMAGED, Failure.TOKEN_PLACEHOLDER])
def test_a_worse_fault_is_not_doubled(failure: Failure) -> None:
    """A damaged token or a placeholder has its own cause; its shape is not remarked on as well."""
    diagnosis, _ = diagnose([failed("token-format", failure, token__usual_shape=False)], [CAUSE])
    assert diagnosis.advisories == ()
