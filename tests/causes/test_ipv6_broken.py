"""When ipv6-broken is named, and when it is not."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.ipv6_broken import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.registry import collect
from tests.making import observed


def test_it_is_told_beside_a_healthy_verdict() -> None:
    """Broken IPv6 is worth a warning and no more: the run stays healthy."""
    run = [observed("tcp", tcp__dead="ipv6"), observed("orders-valid", http__answered=True, http__answer="data")]
    diagnosis, _ = diagnose(run, collect(causes, "CAUSE", Cause))
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert diagnosis.advisories == ("ipv6-broken",)


@pytest.mark.parametrize("dead", ["none", "some", "all", None])
def test_other_dead_addresses_do_not_show_it(dead: str | None) -> None:
    """It is said only where IPv6 alone fails."""
    diagnosis, _ = diagnose([observed("tcp", tcp__dead=dead)], [CAUSE])
    assert diagnosis.advisories == ()
