"""TCP connections to every address at once, each judged apart."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from kaspi_doctor.network.classify import classify
from kaspi_doctor.network.resolve import is_address, resolve
from kaspi_doctor.network.stream import TcpStream
from kaspi_doctor.observation import Failure, Layer

SLOWER_BY = 5
"""An address that is silent for so many times as long as the slowest one took to answer counts as silent."""
SIGNS_OF_LIFE = {Failure.CONNECTION_REFUSED, Failure.CONNECTION_RESET, Failure.DNS_NXDOMAIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How one address took a connection."""

    address: str
    failure: Failure | None
    duration_s: float
    stream: TcpStream | None
    """Open, and the receiver's to close."""


async def connect(address: str, port: int, *, limit_s: float) -> Attempt:
    """Connect to one address. Never raises for what the network does; gives up after ``limit_s`` seconds."""
    started = time.perf_counter()
    stream: TcpStream | None = None
    failure: Failure | None = None
    try:
        async with asyncio.timeout(limit_s):
            stream = await TcpStream.connect(address, port)
    except OSError as error:
        failure = classify(error, Layer.TCP)
    return Attempt(address=address, failure=failure, duration_s=time.perf_counter() - started, stream=stream)


async def connect_each(
    addresses: Sequence[str], port: int, *, limit_s: float, patience_s: float
) -> tuple[Attempt, ...]:
    """Connect to every address at once; give one attempt for each, in the order of ``addresses``.

    Once one has accepted, the silent ones are waited for no longer than ``patience_s`` seconds
    (or five times as long as the slowest answer): silence is told from slowness by comparison.
    """
    started = time.perf_counter()
    pending = {asyncio.create_task(connect(a, port, limit_s=limit_s), name=a) for a in addresses}
    attempts: dict[str, Attempt] = {}
    accepted = False
    while pending:
        elapsed = time.perf_counter() - started
        slowest_s = max((attempt.duration_s for attempt in attempts.values()), default=0.0)
        wait_s = max(0.0, max(patience_s, SLOWER_BY * slowest_s) - elapsed) if accepted else None
        done, pending = await asyncio.wait(pending, timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            break
        for task in done:
            attempts[task.get_name()] = task.result()
            accepted = accepted or task.result().failure is None
    for task in pending:
        task.cancel()
        attempts[task.get_name()] = Attempt(
            address=task.get_name(),
            failure=Failure.CONNECTION_TIMED_OUT,
            duration_s=time.perf_counter() - started,
            stream=None,
        )
    return tuple(attempts[address] for address in addresses)


async def reach(host: str, port: int, *, limit_s: float) -> bool:
    """Tell whether a host gives any sign of life to a TCP connect; a refusal or NXDOMAIN is one.

    Never raises; gives up after ``limit_s`` seconds.
    """
    try:
        async with asyncio.timeout(limit_s):
            addresses = (host,) if is_address(host) else await resolve(host, port)
            attempt = (await connect_each(addresses[:1], port, limit_s=limit_s, patience_s=limit_s))[0]
    except (OSError, UnicodeError) as error:
        return classify(error, Layer.DNS) in SIGNS_OF_LIFE
    if attempt.stream:
        attempt.stream.close()
    return attempt.failure is None or attempt.failure in SIGNS_OF_LIFE
