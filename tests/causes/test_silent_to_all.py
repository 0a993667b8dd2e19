"""silent-to-all: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)


def silent(probe_id: str) -> Observation:
    """Make the observation of a request that was waited for in vain."""
    return failed(probe_id, Failure.HTTP_TIMEOUT, http__answered=False)


@pytest.mark.parametrize("probes", [DECIDING, *((probe_id,) for probe_id in DECIDING)])
def test_it_is_the_root_cause(probes: tuple[str, ...]) -> None:
    """When no request at all was answered there is no verdict on the token: exit code 3."""
    controls = [silent("user-agent-absent"), silent("user-agent-library")]
    diagnosis, _ = diagnose([*controls, *map(silent, probes)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("silent-to-all", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_one_answer_to_anybody_refutes_it() -> None:
    """As soon as any request was answered, even with a refusal, the silence is not to all."""
    control = observed("token-absent", http__answered=True, http__answer="unauthorized")
    diagnosis, _ = diagnose([control, silent("orders-valid")], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("answer-timed-out", ())


def test_a_failure_below_goes_first() -> None:
    """Where the connection itself failed, silence above it is not looked for."""
    below = failed("tls", Failure.TLS_UNTRUSTED_ISSUER)
    diagnosis, _ = diagnose([below, silent("orders-valid")], CATALOGUE)
    assert diagnosis.root_cause == "tls-untrusted-issuer"
