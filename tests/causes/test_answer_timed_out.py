"""answer-timed-out: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)


def timed_out(probe_id: str, *, answered: bool) -> Observation:
    """Make the observation of a request whose answer did not begin, or did not end, in time."""
    return failed(probe_id, Failure.HTTP_TIMEOUT, http__answered=answered)


def answered(probe_id: str) -> Observation:
    """Make the observation of a request that was answered as it should."""
    return observed(probe_id, http__answered=True, http__answer="data")


@pytest.mark.parametrize(
    "observations",
    [
        pytest.param([answered("user-agent-explicit"), timed_out("orders-valid", answered=False)], id="never-begun"),
        pytest.param([timed_out("orders-valid", answered=True)], id="never-ended"),
        pytest.param([timed_out("user-agent-explicit", answered=True)], id="the-other-request"),
    ],
)
def test_it_is_the_root_cause(observations: list[Observation]) -> None:
    """Where Kaspi answers in general, a valid request without a whole answer is explained, with exit code 3."""
    diagnosis, _ = diagnose(observations, CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("answer-timed-out", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 3)


def test_the_answered_request_is_evidence() -> None:
    """The request that was answered stands in the evidence: the conclusion rests on the comparison."""
    diagnosis, _ = diagnose([answered("user-agent-explicit"), timed_out("orders-valid", answered=False)], CATALOGUE)
    assert diagnosis.evidence["answer-timed-out"] == ("user-agent-explicit", "orders-valid")


def test_it_is_not_silence_to_all() -> None:
    """Without any answer in the run there is nothing to compare with: that is silence to all."""
    diagnosis, _ = diagnose([timed_out("orders-valid", answered=False)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("silent-to-all", ())


def test_a_control_without_an_answer_is_not_it() -> None:
    """A control whose wait was ended by the deadline supports no cause and leaves the verdict alone."""
    control = timed_out("user-agent-library", answered=False)
    diagnosis, _ = diagnose([control, answered("orders-valid")], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.advisories) == (Verdict.HEALTHY, ())
