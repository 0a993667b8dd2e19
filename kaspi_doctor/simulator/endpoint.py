"""A running simulator: a background thread with its own event loop, and what a client needs to reach it."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from typing import Protocol

from kaspi_doctor.simulator import ports
from kaspi_doctor.simulator.exchange import Recorded
from kaspi_doctor.simulator.scenario import Proxy, Scenario, Wire

_PATH = "/shop/api/v2"
_JOIN_TIMEOUT_S = 5.0


class _Seen(Protocol):
    requests: list[Recorded]
    connections: int
    peak_concurrency: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedApi:
    """Where a running simulator is, and what it has seen so far.

    `base_url` keeps the real name, which `arguments` lead to loopback; `local_url` is for clients that cannot be led.
    `ca_file` lives until the simulator ends. `arguments` are complete options of `check`; with `environment` they
    keep the program on loopback altogether.
    """

    base_url: str
    local_url: str
    port: int
    ca_file: Path
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    _seen: _Seen = field(repr=False)

    @property
    def requests(self) -> list[Recorded]:
        """The requests so far, in the order they came, answered or not."""
        return list(self._seen.requests)

    @property
    def connections(self) -> int:
        """The number of TCP connections accepted so far."""
        return self._seen.connections

    @property
    def peak_concurrency(self) -> int:
        """The most requests that were open at one time."""
        return self._seen.peak_concurrency


@contextmanager
def open_endpoint(scenario: Scenario, *, port: int, host: str) -> Iterator[SimulatedApi]:
    """Serve a scenario while the block runs.

    Raises:
        OSError: the port is taken.

    """
    # Not at the top: they load h11, trustme and cryptography, which listing the scenarios does without.
    from kaspi_doctor.simulator.certificates import authority_pem, server_context
    from kaspi_doctor.simulator.conversation import Log
    from kaspi_doctor.simulator.server import Server

    with ExitStack() as stack:
        ca_file = Path(stack.enter_context(TemporaryDirectory(prefix="kaspi-doctor-simulator-"))) / "ca.pem"
        ca_file.touch(mode=0o600)
        ca_file.write_bytes(authority_pem())
        server_context(scenario.certificate, old=scenario.wire is Wire.OLD_TLS)  # keys are made before the clock ticks

        listeners = _listen(scenario, host, port, stack)
        port = ports.number(listeners[0])
        proxy = _listen_proxy(scenario, host, stack)
        neutral = stack.enter_context(ports.bound(host))
        neutral.listen(16)
        words: dict[str, str | int] = {
            "host": f"[{host}]" if ":" in host else host,
            "port": port,
            "neutral_port": ports.number(neutral),
            "closed_port": ports.number(stack.enter_context(ports.bound(host))),
            "blackhole_port": ports.number(ports.blackhole(host, stack)),
            "proxy_port": ports.number(proxy) if proxy else 0,
        }
        log = Log()
        server = Server(scenario, log)

        async def work(stop: asyncio.Event) -> None:
            await server.run(listeners, proxy, (host, port), stop)

        endpoint = SimulatedApi(
            base_url=f"https://kaspi.kz{_PATH}",
            local_url=f"https://localhost:{port}{_PATH}",
            port=port,
            ca_file=ca_file,
            arguments=_arguments(scenario, ca_file, words),
            environment=_environment(scenario, words),
            _seen=log,
        )
        with _in_background(work):
            yield endpoint
        if server.fault is not None:
            raise server.fault


def _listen(scenario: Scenario, host: str, port: int, stack: ExitStack) -> list[socket]:
    if scenario.wire is Wire.BLACKHOLE:
        return [ports.blackhole(host, stack, port)]
    first = stack.enter_context(ports.bound(host, port))
    if scenario.wire is Wire.REFUSED:
        return [first]
    first.listen(128)
    if host != "127.0.0.1":
        return [first]
    try:
        # "localhost" often means ::1 first; without it every client of `local_url` would meet a dead address.
        second = stack.enter_context(ports.bound("::1", ports.number(first)))
    except OSError:
        return [first]
    second.listen(128)
    return [first, second]


def _listen_proxy(scenario: Scenario, host: str, stack: ExitStack) -> socket | None:
    if scenario.proxy is None:
        return None
    proxy = stack.enter_context(ports.bound(host))
    if scenario.proxy is not Proxy.ABSENT:
        proxy.listen(128)
    return proxy


def _arguments(scenario: Scenario, ca_file: Path, words: Mapping[str, str | int]) -> tuple[str, ...]:
    own = tuple(argument.format_map(words) for argument in scenario.arguments)
    options = {"--base-url": f"https://kaspi.kz{_PATH}", "--ca-file": str(ca_file)}
    if scenario.proxy is None:
        options["--connect-to"] = "kaspi.kz:443:{host}:{port}".format_map(words)
    options["--neutral-host"] = "{host}:{neutral_port}".format_map(words)
    given = (part for name, value in options.items() if name not in own for part in (name, value))
    return (*given, *own)


def _environment(scenario: Scenario, words: Mapping[str, str | int]) -> Mapping[str, str]:
    environment = {name: value.format_map(words) for name, value in scenario.environment.items()}
    if scenario.token is not None:
        environment["KASPI_TOKEN"] = scenario.token
    if scenario.merchant_uid is not None:
        environment["KASPI_MERCHANT_UID"] = scenario.merchant_uid
    return environment


@contextmanager
def _in_background(work: Callable[[asyncio.Event], Coroutine[object, object, None]]) -> Iterator[None]:
    started = threading.Event()
    handle: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def main() -> None:
        stop = asyncio.Event()
        handle.append((asyncio.get_running_loop(), stop))
        started.set()
        await work(stop)

    def serve_all() -> None:
        # Windows' own loop, the proactor, cannot tell when a socket of ours has something to be read.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(main())

    thread = threading.Thread(target=serve_all, name="kaspi-simulator", daemon=True)
    thread.start()
    started.wait()
    try:
        yield
    finally:
        loop, stop = handle[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(_JOIN_TIMEOUT_S)
