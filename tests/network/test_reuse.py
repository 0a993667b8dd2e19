"""One connection in ``--quick``: the request goes over the one on which the handshake was measured."""

import asyncio

import pytest

from kaspi_doctor.doctor import examine
from kaspi_doctor.facts import CONNECT_S, REUSED, TLS_S
from kaspi_doctor.observation import Outcome
from kaspi_doctor.report import Report
from kaspi_doctor.simulator import SCENARIOS, serve
from tests.probes.asking import seen_in, settings_for


def counted(scenario: str = "documented", **changes: object) -> tuple[Report, int]:
    """Examine a scenario; give the report, and how many connections its server saw."""
    with serve(SCENARIOS[scenario]) as endpoint:
        report = asyncio.run(examine(settings_for(endpoint, **changes)))
        return report, endpoint.connections


def test_quick_takes_one_connection() -> None:
    """The server sees one; tcp and tls tell their own times, and the request tells that it came after them."""
    report, connections = counted(quick=True)
    request = seen_in(report, "orders-valid")
    assert (connections, request.outcome, request.fact(REUSED)) == (1, Outcome.PASSED, True)
    assert seen_in(report, "tcp").fact(CONNECT_S) is not None
    assert seen_in(report, "tls").fact(TLS_S) is not None
    assert (request.fact(CONNECT_S), request.fact(TLS_S)) == (None, None)


def test_quick_takes_one_tunnel() -> None:
    """The request goes through the proxy on the connection that the handshake went through it."""
    report, _ = counted("proxy-works", quick=True)
    request = seen_in(report, "orders-valid")
    assert (request.outcome, request.fact(REUSED)) == (Outcome.PASSED, True)


def test_whole_runs_keep_connections_apart() -> None:
    """The request differs from its controls in nothing but what it sends: each has a connection of its own."""
    report, connections = counted()
    assert connections == report.requests_sent + 1
    assert {o.fact(REUSED) for o in report.observations} == {None}


def test_a_secured_connection_that_has_been_idle_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the request comes late it takes a connection of its own, and tells how long that took."""
    monkeypatch.setattr("kaspi_doctor.network.SPARE_FOR_S", -1.0)
    report, _ = counted(quick=True)
    request = seen_in(report, "orders-valid")
    assert (request.outcome, request.fact(REUSED)) == (Outcome.PASSED, None)
    assert request.fact(TLS_S) is not None


@pytest.mark.parametrize("scenario", ["answer-timed-out", "dropped-before-answer"])
def test_a_request_on_a_used_connection_fails_as_any_other(scenario: str) -> None:
    """What befalls it is told as it is on a connection of its own."""
    quick, whole = (counted(scenario, quick=quick, only=("orders-valid",))[0] for quick in (True, False))
    failures = {(seen_in(report, "orders-valid").failure, report.diagnosis.root_cause) for report in (quick, whole)}
    assert (len(failures), seen_in(quick, "orders-valid").fact(REUSED)) == (1, True)
