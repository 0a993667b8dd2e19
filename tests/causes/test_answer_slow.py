"""answer-slow: what it shows by, and what it must not be taken for."""

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)


def test_a_slow_success_is_healthy_with_a_warning() -> None:
    """A slow answer that came is a success, told as a warning for ``--strict`` to mind."""
    slow = observed("orders-valid", http__answered=True, http__answer="data", timing__first_byte_s=5.1)
    diagnosis, told = diagnose([slow], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.verdict_code, diagnosis.advisories) == (Verdict.HEALTHY, 0, ("answer-slow",))
    assert [(cause.id, cause.weight) for cause in told] == [("answer-slow", "warning")]


def test_a_slow_refusal_has_the_refusal_for_its_cause() -> None:
    """Slowness explains no refusal: it is told beside the root cause."""
    slow = failed("orders-valid", http__answered=True, http__answer="unauthorized", timing__first_byte_s=5.1)
    diagnosis, _ = diagnose([slow], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.advisories) == ("token-rejected", ("answer-slow",))


def test_it_is_not_an_answer_that_never_came() -> None:
    """A request without an answer is not called slow."""
    silent = failed("orders-valid", Failure.HTTP_TIMEOUT, http__answered=False, answer__slow=False)
    diagnosis, _ = diagnose([silent], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.advisories) == ("silent-to-all", ())
