"""The server of a scenario: accepts connections, does to them what the scenario says before HTTP, and after."""

import asyncio
import contextlib
import socket
import ssl
import struct
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from kaspi_doctor.simulator.certificates import server_context
from kaspi_doctor.simulator.conversation import Conversation, Log, drop
from kaspi_doctor.simulator.exchange import Action, Reply, Request
from kaspi_doctor.simulator.orders import open_book
from kaspi_doctor.simulator.proxy import serve_proxy
from kaspi_doctor.simulator.scenario import Proxy, Scenario, Wire
from kaspi_doctor.simulator.shop import ORDERS, Shop, is_filtered

_HANDSHAKE_TIMEOUT_S = 3600.0  # a client that dawdles is its own affair: the server never ends it
_BANNER = b"SSH-2.0-made-up_1.0\r\n"

Handler = Callable[[socket.socket], Awaitable[None]]


class Server:
    """Serves one scenario on sockets that listen already; lives in one event loop."""

    def __init__(self, scenario: Scenario, log: Log) -> None:
        """Open the order book at the present moment."""
        self._scenario = scenario
        self._log = log
        self._shop = Shop(scenario.rules, open_book(time.time_ns() // 1_000_000))
        self._tasks: set[asyncio.Task[None]] = set()
        self._clients: set[socket.socket] = set()
        self.fault: Exception | None = None

    async def run(
        self, listeners: list[socket.socket], proxy: socket.socket | None, target: tuple[str, int], stop: asyncio.Event
    ) -> None:
        """Serve until `stop` is set, then leave nothing open."""
        # A peer that goes away in the middle of things is daily bread here; what matters is kept in `fault`.
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, _context: None)
        behaviour = self._scenario.proxy
        handlers: dict[socket.socket, Handler] = {}
        if self._scenario.wire not in {Wire.REFUSED, Wire.BLACKHOLE}:
            handlers |= dict.fromkeys(listeners, self._serve)
        if proxy is not None and behaviour is not None and behaviour is not Proxy.ABSENT:
            handlers[proxy] = self._proxying(behaviour, target)
        for listener, handler in handlers.items():
            loop.add_reader(listener, self._accept, listener, handler)
        await stop.wait()
        for listener in handlers:
            loop.remove_reader(listener)
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for client in self._clients:  # of tasks that were cancelled before they began
            client.close()
        for _ in range(3):  # aborted transports let go of their sockets one turn of the loop later
            await asyncio.sleep(0)

    def decide(self, request: Request) -> Action:
        """Decide what a request gets, by the scenario and the shop behind it."""
        scenario = self._scenario
        if scenario.in_front and (action := scenario.in_front(request)):
            return action
        if scenario.behind_filter and not is_filtered(request, scenario.rules):
            action = scenario.behind_filter(request)
            if action is not None:
                return action
        answer = self._shop.answer(request)
        if not isinstance(answer, Reply) or answer.status != HTTPStatus.OK or request.path != ORDERS:
            return answer
        return scenario.on_success(request, answer) if scenario.on_success else answer

    def _accept(self, listener: socket.socket, handler: Handler) -> None:
        # By callback, not `sock_accept`: cancelled at the wrong moment, that one loses the socket it accepted.
        try:
            client, _ = listener.accept()
        except OSError:
            return  # the client left before it was its turn
        client.settimeout(0)
        # asyncio does this for sockets of its own making alone; without it headers and body wait for each other's ACK.
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._clients.add(client)
        task = asyncio.get_running_loop().create_task(self._attend(client, handler))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attend(self, client: socket.socket, handler: Handler) -> None:
        try:
            await handler(client)
        except OSError:
            pass  # the client went away, or broke off the handshake
        except Exception as error:  # noqa: BLE001 - kept, and raised where the endpoint is closed
            self.fault = self.fault or error
        finally:
            client.close()
            self._clients.discard(client)

    def _proxying(self, behaviour: Proxy, target: tuple[str, int]) -> Handler:
        return lambda client: serve_proxy(client, behaviour, *target)

    async def _serve(self, client: socket.socket) -> None:
        number = self._log.connections
        self._log.connections += 1
        match self._scenario.wire:
            case Wire.HANDSHAKE_SILENT:
                await _until_gone(client)
            case Wire.HANDSHAKE_CUT | Wire.HANDSHAKE_RESET as wire:
                await asyncio.get_running_loop().sock_recv(client, 65_536)
                if wire is Wire.HANDSHAKE_RESET:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case Wire.BANNER:
                await asyncio.get_running_loop().sock_sendall(client, _BANNER)
                await _until_gone(client)
            case Wire.OLD_TLS:
                await _refuse_version(client, server_context(self._scenario.certificate, old=True))
            case Wire.PLAIN_HTTP:
                await self._talk(client, number, encrypted=False)
            case _:
                await self._talk(client, number, encrypted=True)

    async def _talk(self, client: socket.socket, number: int, *, encrypted: bool) -> None:
        loop, scenario = asyncio.get_running_loop(), self._scenario
        reader = asyncio.StreamReader(loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        context = server_context(scenario.certificate) if encrypted else None
        transport, _ = await loop.connect_accepted_socket(
            lambda: protocol,
            client,
            ssl=context,
            ssl_handshake_timeout=_HANDSHAKE_TIMEOUT_S if context else None,
        )
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        try:
            conversation = Conversation(
                reader=reader,
                writer=writer,
                number=number,
                log=self._log,
                decide=self.decide,
                clock_offset_s=scenario.clock_offset_s,
            )
            await conversation.run()
            writer.close()
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(1):
                    await writer.wait_closed()
        finally:
            drop(transport)


async def _refuse_version(client: socket.socket, context: ssl.SSLContext) -> None:
    # By hand: asyncio drops the alert that tells a client of today why its hello is refused.
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_side=True)
    incoming.write(await asyncio.get_running_loop().sock_recv(client, 65_536))
    with contextlib.suppress(ssl.SSLError):
        tls.do_handshake()
    await asyncio.get_running_loop().sock_sendall(client, outgoing.read())


async def _until_gone(client: socket.socket) -> None:
    while await asyncio.get_running_loop().sock_recv(client, 65_536):
        pass
