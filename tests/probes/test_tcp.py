"""Connections to every address."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.doctor import examine
from kaspi_doctor.facts import CONNECT_S, NEUTRAL_REACHABLE, TCP_DEAD, TCP_FAILED, TCP_REACHABLE
from kaspi_doctor.network import Network
from kaspi_doctor.network.connect import Attempt
from kaspi_doctor.observation import Failure, Observation, Outcome
from kaspi_doctor.probe import Answer, Context
from kaspi_doctor.probes import _tcp_words as words
from kaspi_doctor.probes.tcp import PROBE
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.simulator.ports import blackhole
from kaspi_doctor.target import ConnectTo, Endpoint
from tests.making import observed
from tests.probes.asking import asked, assert_a_sentence, seen_in, settings_for

SETTINGS = Settings(credentials=Credentials.found(None, None), neutral_host=None)
HOP = Endpoint(host="h", port=443)


@pytest.fixture
def port() -> Iterator[int]:
    """A port that accepts connections on 127.0.0.1 alone."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def connected(port: int, *addresses: str) -> Answer:
    """Ask the probe alone, about these addresses."""
    settings = replace(SETTINGS, connect_to=(ConnectTo.parse(f"::127.0.0.1:{port}"),))

    async def ask() -> Answer:
        network = Network(settings)
        seen = {"dns": observed("dns", dns__answers=addresses)}
        try:
            return await PROBE.ask(Context(settings=settings, network=network, seen=seen, limit_s=2.0))
        finally:
            network.close()

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("addresses", "failure", "dead", "passable"),
    [
        (("127.0.0.1",), None, "none", False),
        (("127.0.0.1", "::1"), None, "ipv6", False),
        (("127.0.0.1", "fe80::1%no-such-interface"), None, "ipv6", False),
        (("fe80::1%no-such-interface",), Failure.UNKNOWN, "all", False),
    ],
)
def test_each_address_is_judged_apart(
    port: int, addresses: tuple[str, ...], failure: Failure | None, dead: str, *, passable: bool
) -> None:
    """IPv6 alone does no harm, one dead address leaves a way on, and nothing a machine can answer is a crash."""
    answer = connected(port, *addresses)
    assert (answer.failure, answer.facts["tcp.dead"], answer.passable) == (failure, dead, passable)
    assert answer.facts["tcp.reachable"] == tuple(a for a in addresses if a == "127.0.0.1")


def test_one_dead_address_of_two_leaves_a_way_on() -> None:
    """IPv4 that is refused while IPv6 works is a fault, but what follows is asked all the same."""
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        answer = connected(server.getsockname()[1], "127.0.0.1", "::1")
    assert (answer.failure, answer.passable) == (Failure.CONNECTION_REFUSED, True)
    assert (answer.facts["tcp.dead"], answer.facts["tcp.reachable"]) == ("some", ("::1",))


@pytest.mark.parametrize(
    ("scenario", "failure", "neutral"),
    [
        ("connection-refused", Failure.CONNECTION_REFUSED, None),
        ("connection-timed-out", Failure.CONNECTION_TIMED_OUT, True),
        ("no-internet", Failure.CONNECTION_TIMED_OUT, False),
        ("proxy-absent", Failure.PROXY_UNREACHABLE, None),
    ],
)
def test_when_no_address_accepts(scenario: str, failure: Failure, neutral: bool | None) -> None:  # noqa: FBT001 - a fact
    """The reason is told; the neutral host is asked only where there was no answer at all."""
    seen = asked(scenario, "tcp")
    assert (seen.outcome, seen.failure, seen.fact(NEUTRAL_REACHABLE)) == (Outcome.FAILED, failure, neutral)
    assert ("Another host" in seen.summary.en) is (neutral is False)


def test_a_connection_that_works_is_told_with_its_time() -> None:
    """Where all is well the addresses are named."""
    seen = asked("documented", "tcp")
    assert (seen.outcome, seen.fact(TCP_DEAD), seen.fact(TCP_REACHABLE)) == (Outcome.PASSED, "none", ("127.0.0.1",))
    assert 0 < float(str(seen.fact(CONNECT_S))) < 1


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.3"])
@pytest.mark.parametrize(
    ("addresses", "quick"), [(("127.0.0.3", "127.0.0.1"), True), (("127.0.0.1", "127.0.0.3"), False)]
)
def test_a_dead_address_holds_up_nothing(
    addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, *, quick: bool
) -> None:
    """All else is known before a silent address is given up, which --quick does early; it is told all the same."""

    async def both(_: str, __: int) -> tuple[str, ...]:
        return addresses

    monkeypatch.setattr("kaspi_doctor.network.resolve", both)
    seen: list[Observation] = []
    with ExitStack() as stack:
        endpoint = stack.enter_context(serve(SCENARIOS["documented"]))
        port = int(endpoint.arguments[endpoint.arguments.index("--connect-to") + 1].rpartition(":")[2])
        blackhole("127.0.0.3", stack, port)
        to_both = (ConnectTo.parse(f"kaspi.kz:443:both.invalid:{port}"),)
        settings = settings_for(endpoint, connect_to=to_both, quick=quick, timeout_s=15.0, patience_s=1.8)
        report = asyncio.run(examine(settings, seen=seen.append))
    assert [o.probe_id for o in seen if o.probe_id in {"tcp", "tls", "orders-valid"}] == ["tls", "orders-valid", "tcp"]
    tcp = seen_in(report, "tcp")
    assert (tcp.outcome, tcp.failure) == (Outcome.FAILED, Failure.CONNECTION_TIMED_OUT)
    assert (tcp.fact(TCP_DEAD), tcp.fact(TCP_REACHABLE)) == ("some", ("127.0.0.1",))
    assert tcp.fact(TCP_FAILED) == ("127.0.0.3 connection_timed_out",)
    assert 1.2 <= tcp.duration_s < 1.5 if quick else tcp.duration_s >= 1.8
    assert (report.exit_code, report.diagnosis.verdict) == (0, Verdict.HEALTHY)


def test_the_dead_are_told_from_the_living() -> None:
    """Both sorts of address are named, on the right side of the sentence."""
    good = [Attempt(address="192.0.2.1", failure=None, duration_s=0.1)]
    bad = [Attempt(address="2001:db8::1", failure=Failure.CONNECTION_REFUSED, duration_s=0.1)]
    for text in (words.some_dead(good, bad), words.ipv6_dead(HOP, good, bad), words.proxy_dead(HOP, Failure.UNKNOWN)):
        assert_a_sentence(replace(observed("tcp"), summary=text))
    assert words.some_dead(good, bad).en.index("2001") < words.some_dead(good, bad).en.index("192")
