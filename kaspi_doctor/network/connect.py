"""TCP connections to every address at once, each judged apart."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kaspi_doctor.network.classify import classify
from kaspi_doctor.network.resolve import ask_dns, is_address, resolve
from kaspi_doctor.network.stream import TcpStream
from kaspi_doctor.observation import Failure, Layer

SLOWER_BY = 5
"""An address that is silent for so many times as long as the slowest one took to answer counts as silent."""
SIGNS_OF_LIFE = {Failure.CONNECTION_REFUSED, Failure.CONNECTION_RESET}
SILENCE = {Failure.DNS_TIMEOUT, Failure.DNS_FAILED}
"""What is said of a name by DNS itself when nobody said anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How one address took a connection."""

    address: str
    failure: Failure | None
    duration_s: float


Receiver = Callable[[str, TcpStream], None]
"""Given an address and the connection that it accepted, at that moment; the connection is the receiver's to close."""


async def connect(address: str, port: int, receive: Receiver, *, limit_s: float) -> Attempt:
    """Connect to one address. Never raises for what the network does; gives up after ``limit_s`` seconds."""
    started = time.perf_counter()
    failure: Failure | None = None
    try:
        async with asyncio.timeout(limit_s):
            receive(address, await TcpStream.connect(address, port))
    except OSError as error:
        failure = classify(error, Layer.TCP)
    return Attempt(address=address, failure=failure, duration_s=time.perf_counter() - started)


async def connect_each(
    addresses: Sequence[str], port: int, receive: Receiver, *, limit_s: float, patience_s: float
) -> tuple[Attempt, ...]:
    """Connect to every address at once; give one attempt for each, in the order of ``addresses``.

    Once one has accepted, the silent ones are waited for no longer than ``patience_s`` seconds
    (or five times as long as the slowest answer): silence is told from slowness by comparison.
    """
    started = time.perf_counter()
    tasks = {address: asyncio.create_task(connect(address, port, receive, limit_s=limit_s)) for address in addresses}
    pending = set(tasks.values())
    slowest_s, accepted = 0.0, False
    try:
        while pending:
            elapsed = time.perf_counter() - started
            wait_s = max(0.0, max(patience_s, SLOWER_BY * slowest_s) - elapsed) if accepted else None
            done, pending = await asyncio.wait(pending, timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
            if not done:
                break
            for attempt in (task.result() for task in done):
                slowest_s = max(slowest_s, attempt.duration_s)
                accepted = accepted or attempt.failure is None
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
    silent_s = time.perf_counter() - started
    return tuple(
        Attempt(address=address, failure=Failure.CONNECTION_TIMED_OUT, duration_s=silent_s)
        if task.cancelled()
        else task.result()
        for address, task in ((address, tasks[address]) for address in addresses)
    )


async def reach(host: str, port: int, *, limit_s: float) -> bool:
    """Return whether a host gives any sign of life to a TCP connect; a refusal or NXDOMAIN is one.

    One address of each family is tried at once: IPv6 alone may be broken here. Never raises; gives up
    after ``limit_s`` seconds.
    """
    started = time.perf_counter()
    try:
        async with asyncio.timeout(limit_s):
            addresses = (host,) if is_address(host) else await resolve(host, port)
    except (OSError, ValueError) as error:
        if classify(error, Layer.DNS) is not Failure.DNS_NXDOMAIN:
            return False
        # Windows and macOS say so of every name when there is no network at all: only DNS itself is to be believed.
        reply = await ask_dns(host, limit_s=max(0.0, limit_s - (time.perf_counter() - started)))
        return reply.failure not in SILENCE
    chosen = {":" in address: address for address in reversed(addresses)}
    left_s = limit_s - (time.perf_counter() - started)
    attempts = await connect_each(
        tuple(chosen.values()), port, lambda _, stream: stream.close(), limit_s=left_s, patience_s=0.0
    )
    return any(attempt.failure is None or attempt.failure in SIGNS_OF_LIFE for attempt in attempts)
