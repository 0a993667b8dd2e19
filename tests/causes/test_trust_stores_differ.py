"""When trust-stores-differ is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.trust_stores_differ import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure
from kaspi_doctor.registry import collect
from tests.making import failed, observed


@pytest.mark.parametrize("trust", ["system-only", "certifi-only"])
def test_it_is_told_beside_a_healthy_verdict(trust: str) -> None:
    """A certificate that one store alone trusts is worth a warning and no more: the run stays healthy."""
    run = [observed("tls", tls__trust=trust), observed("orders-valid", http__answered=True, http__answer="data")]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert diagnosis.advisories == ("trust-stores-differ",)


@pytest.mark.parametrize("trust", ["both", "ca-file", None])
def test_stores_that_agree_do_not_show_it(trust: str | None) -> None:
    """Where both stores trust it, or a file given by hand decides, there is nothing to say."""
    diagnosis, _ = diagnose([observed("tls", tls__trust=trust)], [CAUSE])
    assert diagnosis.advisories == ()


def test_a_certificate_that_nobody_trusts_does_not_show_it() -> None:
    """Where verification fails, the untrusted issuer is the cause, not a difference."""
    for trust in (None, "system-only", "certifi-only"):
        diagnosis, _ = diagnose([failed("tls", Failure.TLS_UNTRUSTED_ISSUER, tls__trust=trust)], [CAUSE])
        assert diagnosis.advisories == ()
