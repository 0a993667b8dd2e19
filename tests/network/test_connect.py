"""Every address at once: alive, refusing, swallowing; and how long the silent ones are waited for."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from kaspi_doctor.network import Network
from kaspi_doctor.network.classify import NetworkFailure
from kaspi_doctor.network.connect import Attempt, Receiver, connect_each, reach
from kaspi_doctor.network.resolve import DnsReply
from kaspi_doctor.network.stream import TcpStream
from kaspi_doctor.observation import Failure
from kaspi_doctor.simulator.ports import blackhole, bound, number
from tests.network.serving import LOOPBACK, closed_port, serving, settings_for, until_closed

SECOND, THIRD = "127.0.0.2", "127.0.0.3"
"""Further addresses of the loopback interface."""


@pytest.fixture
def mixed() -> Iterator[int]:
    """A port that accepts on the first address, refuses on the second, and swallows on the third."""
    with ExitStack() as stack:
        listener = stack.enter_context(bound(LOOPBACK))
        listener.listen(8)
        port = number(listener)
        stack.enter_context(bound(SECOND, port))
        blackhole(THIRD, stack, port)
        yield port


def close(_: str, stream: TcpStream) -> None:
    """Receive a connection, and have no use for it."""
    stream.close()


def attempted(
    port: int, *addresses: str, receive: Receiver = close, limit_s: float = 3, patience_s: float = 0.1
) -> tuple[Attempt, ...]:
    """Try to connect."""
    return asyncio.run(connect_each(addresses, port, receive, limit_s=limit_s, patience_s=patience_s))


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "127.0.0.3"])
def test_each_address_is_judged_apart(mixed: int) -> None:
    """A dead address does not hide a live one, and they come in the order asked for."""
    received: list[str] = []

    def receive(address: str, stream: TcpStream) -> None:
        received.append(address)
        stream.close()

    attempts = attempted(mixed, THIRD, LOOPBACK, SECOND, receive=receive)
    assert [(a.address, a.failure) for a in attempts] == [
        (THIRD, Failure.CONNECTION_TIMED_OUT),
        (LOOPBACK, None),
        (SECOND, Failure.CONNECTION_REFUSED),
    ]
    assert received == [LOOPBACK]


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "127.0.0.3"])
def test_silent_address_is_waited_for_with_patience_once_another_accepts(mixed: int) -> None:
    """With a live address beside it a silent one costs the patience; alone, or beside a refusal, the whole limit."""
    started = time.perf_counter()
    attempted(mixed, THIRD, LOOPBACK, patience_s=0.15)
    assert 0.15 <= time.perf_counter() - started < 2
    started = time.perf_counter()
    attempts = attempted(mixed, THIRD, SECOND, patience_s=0.05, limit_s=0.4)
    assert 0.4 <= time.perf_counter() - started < 2
    assert [a.failure for a in attempts] == [Failure.CONNECTION_TIMED_OUT, Failure.CONNECTION_REFUSED]


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.3"])
def test_giving_up_leaves_no_connection_behind(mixed: int) -> None:
    """A caller that stops waiting leaves no task; what was accepted before is with the receiver."""

    async def run() -> int:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await connect_each((LOOPBACK, THIRD), mixed, close, limit_s=30, patience_s=30)
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1


def test_no_address_is_no_attempt() -> None:
    """Nothing asked, nothing said."""
    assert attempted(1) == ()


def test_any_sign_of_life_means_that_the_network_is_up() -> None:
    """A host that accepts or refuses is reachable; one that swallows is not, and neither costs more than the limit."""

    async def run() -> list[bool]:
        with ExitStack() as stack:
            refusing = stack.enter_context(closed_port())
            swallowing = blackhole(LOOPBACK, stack)
            async with serving(lambda reader, _: until_closed(reader)) as port:
                ports = (port, number(refusing), number(swallowing))
                return [await reach("localhost" if p == port else LOOPBACK, p, limit_s=0.3) for p in ports]

    started = time.perf_counter()
    assert asyncio.run(run()) == [True, True, False]
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("alive", [LOOPBACK, "::1"])
def test_one_family_is_enough(alive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken IPv6 does not make a reachable host look unreachable, nor broken IPv4."""

    async def both(_: str, __: int) -> tuple[str, ...]:
        return ("::1", "::2", LOOPBACK) if alive == LOOPBACK else (LOOPBACK, "::1")

    monkeypatch.setattr("kaspi_doctor.network.connect.resolve", both)

    async def run() -> bool:
        with ExitStack() as stack:
            dead = blackhole("::1" if alive == LOOPBACK else LOOPBACK, stack)
            listener = stack.enter_context(bound(alive, number(dead)))
            listener.listen(8)
            return await reach("made.up", number(dead), limit_s=0.5)

    assert asyncio.run(run()) is True


def test_impossible_neutral_host_is_no_sign_of_life() -> None:
    """A neutral host that cannot be asked for says nothing about the network, and raises nothing."""
    assert asyncio.run(reach("a..b", 443, limit_s=0.5)) is False


@pytest.mark.parametrize(
    ("said", "alive"),
    [(Failure.DNS_TIMEOUT, False), (Failure.DNS_FAILED, False), (Failure.DNS_NXDOMAIN, True), (None, True)],
)
def test_no_such_name_is_a_sign_of_life_only_by_dns_itself(
    said: Failure | None,
    alive: bool,  # noqa: FBT001 - a fact
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows and macOS say "no such name" without a network too; no name server does."""

    async def no_such_name(_: str, __: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "made up")

    async def ask(_: str, *, limit_s: float) -> DnsReply:  # noqa: ARG001 - the signature
        return DnsReply(failure=said, reason="made up")

    monkeypatch.setattr("kaspi_doctor.network.connect.resolve", no_such_name)
    monkeypatch.setattr("kaspi_doctor.network.connect.ask_dns", ask)
    assert asyncio.run(reach("made.up", 443, limit_s=0.5)) is alive


class Counting:
    """A handler that counts who comes and who goes, each on a queue of its own."""

    def __init__(self) -> None:
        self.accepted: asyncio.Queue[int] = asyncio.Queue()
        self.ended: asyncio.Queue[int] = asyncio.Queue()

    async def __call__(self, reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        """Take note, and wait for the end."""
        self.accepted.put_nowait(1)
        await until_closed(reader)
        self.ended.put_nowait(1)


def test_accepted_connection_serves_the_handshake_that_follows() -> None:
    """The first connection that was accepted is used again, once; it is closed when the run ends without that."""

    async def run() -> None:
        handler = Counting()
        async with asyncio.timeout(3), serving(handler) as port:
            network = Network(settings_for(port, None))
            await network.connect((LOOPBACK,), lambda: None, limit_s=1)
            await handler.accepted.get()
            first = await network.dial(LOOPBACK)
            assert handler.accepted.empty()
            second = await network.dial(LOOPBACK)
            await handler.accepted.get()
            for stream in (first, second):
                stream.close()
                await handler.ended.get()
            await network.connect((LOOPBACK,), lambda: None, limit_s=1)
            network.close()
            await handler.ended.get()

    asyncio.run(run())


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
def test_only_one_connection_is_kept() -> None:
    """Of several addresses that accept, the first alone is kept; the others are hung up on at once."""

    async def run() -> None:
        handler, other = Counting(), Counting()
        async with asyncio.timeout(3), serving(handler) as port, serving(other, host=SECOND, port=port):
            network = Network(settings_for(port, None))
            await network.connect((LOOPBACK, SECOND), lambda: None, limit_s=1)
            await other.ended.get()
            assert handler.ended.empty()
            (await network.dial(LOOPBACK)).close()
            assert handler.accepted.qsize() == 1

    asyncio.run(run())


def test_connection_that_has_been_idle_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection kept for longer than a server may put up with is dropped, and a new one made."""
    monkeypatch.setattr("kaspi_doctor.network.SPARE_FOR_S", -1.0)

    async def run() -> None:
        handler = Counting()
        async with asyncio.timeout(3), serving(handler) as port:
            network = Network(settings_for(port, None))
            await network.connect((LOOPBACK,), lambda: None, limit_s=1)
            await handler.accepted.get()
            stream = await network.dial(LOOPBACK)
            await handler.accepted.get()
            await handler.ended.get()
            stream.close()

    asyncio.run(run())


def test_proxy_that_has_gone_is_unreachable_and_the_target_is_not_blamed() -> None:
    """Behind a proxy, a refused connection is the proxy's; without one, it is the target's."""

    async def run() -> None:
        with closed_port() as refusing:
            port = number(refusing)
            with pytest.raises(NetworkFailure) as raised:
                await Network(settings_for(1, None, proxy=f"http://{LOOPBACK}:{port}")).dial(LOOPBACK)
            assert raised.value.failure is Failure.PROXY_UNREACHABLE
            with pytest.raises(ConnectionRefusedError):
                await Network(settings_for(port, None)).dial(LOOPBACK)

    asyncio.run(run())
