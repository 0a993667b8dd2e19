"""The one door to the network: resolve, connect, handshake, request."""

import asyncio
import ssl
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from kaspi_doctor.network.classify import NetworkFailure, classify
from kaspi_doctor.network.connect import Attempt, connect_each, reach
from kaspi_doctor.network.handshake import Handshake, shake_hands
from kaspi_doctor.network.pace import Pace
from kaspi_doctor.network.request import ApiRequest, Exchange, exchange
from kaspi_doctor.network.resolve import DnsReply, ask_dns, resolve
from kaspi_doctor.network.stream import Stream, TcpStream, TlsStream
from kaspi_doctor.network.trust import Store, context_for
from kaspi_doctor.network.tunnel import tunnel
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.settings import Settings
from kaspi_doctor.target import Endpoint

SPARE_FOR_S = 1.0
"""Seconds for which a connection is kept for the handshake, or for the request after it."""
QUICK_PATIENCE_S = 1.2
"""Seconds for which ``--quick`` waits for a silent address beside a live one: a lost SYN is sent again after 1 s."""
OPENSSL_VERSION = ssl.OPENSSL_VERSION


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Network:
    """What probes may do on the network. One for a run; close it at its end."""

    def __init__(self, settings: Settings, *, now: Callable[[], datetime] = _utc_now) -> None:
        """Prepare; nothing is sent."""
        self._settings = settings
        self._contexts: dict[Store, asyncio.Task[ssl.SSLContext]] = {}
        self._spare: dict[str | Store, tuple[Stream, float]] = {}
        """Connections to an address, and such on which hands have been shaken trusting a store; since when."""
        self.way = ""
        """The address of the first hop that was the first to accept a connection."""
        self.now = now
        self.pace = Pace(settings.patience_s)

    @property
    def first_hop(self) -> Endpoint:
        """Where TCP connections go: the proxy, or the target after ``--connect-to``."""
        proxy = self._settings.surroundings.proxy
        return proxy.endpoint if proxy else self._settings.connects_to

    def classified(self, error: BaseException, during: Layer) -> Failure:
        """Return the one word for an exception of the network."""
        return classify(error, during)

    async def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Resolve as programs on this machine do.

        Raises:
            OSError: it cannot be resolved.
        """
        return await resolve(host, port)

    async def ask_dns(self, host: str, *, limit_s: float) -> DnsReply:
        """Ask DNS itself."""
        return await ask_dns(host, limit_s=limit_s)

    async def connect(
        self, addresses: Sequence[str], opened: Callable[[], None], *, limit_s: float
    ) -> tuple[Attempt, ...]:
        """Connect to every address of the first hop; the first that accepts is kept for the handshake that follows.

        ``opened`` is called as soon as there is one; the silent ones are waited for beside what goes on there.
        """

        def receive(address: str, stream: TcpStream) -> None:
            if self.way:
                stream.close()
                return
            self.way = address
            self._spare[address] = stream, time.perf_counter()
            opened()

        settings = self._settings
        patience_s = min(settings.patience_s, QUICK_PATIENCE_S) if settings.quick else settings.patience_s
        return await connect_each(addresses, self.first_hop.port, receive, limit_s=limit_s, patience_s=patience_s)

    async def reach_neutral_host(self, *, limit_s: float) -> bool | None:
        """Return whether a host that is not Kaspi's gives a sign of life; None when none is to be asked."""
        neutral = self._settings.neutral_host
        return await reach(neutral.host, neutral.port, limit_s=limit_s) if neutral else None

    async def dial(self, address: str) -> Stream:
        """Connect to the target by way of an address of the first hop, through the proxy if there is one.

        Raises:
            NetworkFailure: the proxy cannot be reached, or does not pass it on.
            OSError: the connection cannot be made. Waits without bound.
        """
        proxy = self._settings.surroundings.proxy
        try:
            stream = self._fresh_spare(address) or await TcpStream.connect(address, self.first_hop.port)
        except OSError as error:
            if proxy:
                raise NetworkFailure(Failure.PROXY_UNREACHABLE, detail=classify(error, Layer.TCP)) from None
            raise
        if not proxy:
            return stream
        try:
            return await tunnel(stream, proxy, self._settings.connects_to)
        except BaseException:
            stream.close()
            raise

    def _fresh_spare(self, kept_for: str | Store) -> Stream | None:
        """Return the connection that was kept, unless it has been idle so long that the server may be tired of it."""
        stream, since = self._spare.pop(kept_for, (None, 0.0))
        if stream and time.perf_counter() - since > SPARE_FOR_S:
            stream.close()
            return None
        return stream

    async def context(self, store: Store) -> ssl.SSLContext:
        """Return the context that verifies against a store, made once a run, off the loop: it takes long.

        Raises:
            SettingError: the user's CA file is unusable.
        """
        return await asyncio.shield(self._context(store))

    def _context(self, store: Store) -> asyncio.Task[ssl.SSLContext]:
        if store not in self._contexts:
            making = asyncio.create_task(asyncio.to_thread(context_for, store, self._settings.ca_file))
            # It may come to nothing without anybody having asked for it.
            making.add_done_callback(lambda task: task.cancelled() or task.exception())
            self._contexts[store] = making
        return self._contexts[store]

    async def handshake(self, address: str, store: Store, *, limit_s: float) -> Handshake:
        """Connect to the target and shake hands, trusting one store; nothing more is sent.

        In ``--quick`` the connection is kept for the request that follows. Other runs keep them apart, so that
        controls differ from the valid request in one thing only.

        Raises:
            NetworkFailure: the proxy does not pass it on.
            OSError: the connection cannot be made, or not in time.
        """
        started = time.perf_counter()
        context = await self.context(store)
        # A context takes long to make: what that took is no longer there to connect in.
        async with asyncio.timeout(max(0.0, limit_s - (time.perf_counter() - started))):
            stream = await self.dial(address)
        is_kept = False
        try:
            tls = TlsStream(stream, context, self._settings.target.endpoint.host)
            shaken = await shake_hands(tls, limit_s=limit_s - (time.perf_counter() - started))
            if self._settings.quick and shaken.failure is None:
                self._spare[store], is_kept = (tls, time.perf_counter()), True
            return shaken
        finally:
            if not is_kept:
                stream.close()

    async def request(self, request: ApiRequest, address: str, store: Store, *, limit_s: float) -> Exchange:
        """Make one request, over TLS verified against a store."""
        return await exchange(
            request,
            self._settings,
            dial=lambda: self.dial(address),
            secured=lambda: self._fresh_spare(store),
            context=await self.context(store),
            pace=self.pace,
            now=self.now,
            limit_s=limit_s,
        )

    async def warm_up(self) -> None:
        """Load what requests need: a store to verify against, and httpx with all it loads when first used."""
        making = self._context(Store.FILE if self._settings.ca_file else Store.SYSTEM)
        await asyncio.to_thread(_load_transport)
        await asyncio.wait([making])

    def close(self) -> None:
        """Drop what is left open."""
        for stream, _ in self._spare.values():
            stream.close()
        self._spare.clear()


def _load_transport() -> None:
    import anyio

    # httpx brings its own command line along, and with it click, pygments and rich, unless that cannot be imported.
    hidden: dict[str, Any] = {"httpx._main": None} if "httpx._main" not in sys.modules else {}
    sys.modules.update(hidden)
    import_module("kaspi_doctor.network.transport")
    for name in hidden:
        sys.modules.pop(name, None)
    # httpcore locks by way of anyio, which loads itself bit by bit.
    anyio.run(anyio.sleep, 0)
