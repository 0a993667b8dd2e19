"""When clock-skewed is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.clock_skewed import CAUSE
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import before_the_release, failed, observed

DATES = [Failure.TLS_CERTIFICATE_EXPIRED, Failure.TLS_CERTIFICATE_NOT_YET_VALID]


@pytest.mark.parametrize("offset_s", [301, -301])
@pytest.mark.parametrize("probe_id", ["orders-valid", "user-agent-explicit", "token-absent", "orders-without-dates"])
def test_any_answer_can_show_it(probe_id: str, offset_s: int) -> None:
    """The `Date` header of any answer gives a wrong clock away; with a healthy API it is a warning."""
    run = [
        observed("orders-valid", http__answered=True, http__answer="data"),
        observed(probe_id, http__answered=True, http__answer="data", clock__offset_s=offset_s),
    ]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.advisories, diagnosis.verdict_code) == (("clock-skewed",), 0)


def test_it_is_the_root_cause_of_a_certificate_that_is_not_valid_yet() -> None:
    """A clock that is certainly behind explains such a certificate, exit 3: it is to be set before anything else."""
    shown = before_the_release(failed("tls", Failure.TLS_CERTIFICATE_NOT_YET_VALID))
    diagnosis, told = diagnose([shown], collect(causes, "CAUSE", Cause))
    assert (diagnosis.root_cause, diagnosis.verdict_code) == ("clock-skewed", 3)
    assert told[0].kind.exit_code == 3


@pytest.mark.parametrize("failure", DATES)
def test_a_plausible_clock_is_not_blamed_for_a_certificate(failure: Failure) -> None:
    """Refused dates alone do not speak against the clock."""
    diagnosis, _ = diagnose([failed("tls", failure)], [CAUSE])
    assert (diagnosis.root_cause, diagnosis.advisories) == (None, ())


@pytest.mark.parametrize("failure", [Failure.TLS_UNTRUSTED_ISSUER, Failure.TLS_CERTIFICATE_EXPIRED])
def test_a_clock_that_is_behind_explains_no_other_refusal(failure: Failure) -> None:
    """An issuer has nothing to do with the clock, and to a clock in the past no good certificate looks expired."""
    diagnosis, _ = diagnose([before_the_release(failed("tls", failure))], [CAUSE])
    assert diagnosis.root_cause is None


@pytest.mark.parametrize("offset_s", [0, 300, -300])
def test_a_clock_that_agrees_is_not_mentioned(offset_s: int) -> None:
    """An answer whose `Date` is at most five minutes away says nothing about the clock."""
    diagnosis, _ = diagnose([observed("orders-valid", clock__offset_s=offset_s)], [CAUSE])
    assert diagnosis.advisories == ()
