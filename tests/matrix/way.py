"""What lies between the tool and the shop: a wire, an HTTP proxy, a SOCKS5 proxy; each can break at any connection."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field

from kaspi_doctor.simulator.ports import blackhole, bound
from tests.matrix.shop import Reply, play
from tests.network.serving import HEAD_END, LOOPBACK, until_closed

Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[tuple[str, int]]]
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
SOCKS_SUCCEEDED = b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00"
FLIGHT = 65536


@dataclass(kw_only=True)
class Fault:
    """What goes wrong with some of a hop's connections."""

    instead: Reply | None = None
    """Played in place of everything that the other side would have said."""
    after_hello: bool = True
    """The fault waits until the client has spoken."""
    passes: int | None = None
    """So many of the other side's bytes pass before ``instead`` is played; None: none are asked for."""
    paced: tuple[int, float] | None = None
    """The other side's bytes pass in pieces of this size, after so many seconds each."""
    closed: bool = False
    """The port refuses connections."""
    blackholed: bool = False
    """The port swallows them."""
    other_port: int | None = None
    """The connection leads elsewhere."""


@dataclass(kw_only=True)
class Hop:
    """A port that passes connections on to another, through a proxy's greeting where it is a proxy."""

    to_port: int = 0
    speak: Speak | None = None
    fault: Fault | None = None
    when: Callable[[int], bool] = lambda _: False
    """Whether the n-th connection, from 1 on, meets the fault."""
    port: int = 0
    seen: int = 0
    stack: ExitStack = field(default_factory=ExitStack)
    server: asyncio.Server | None = None

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one connection on, or break it."""
        self.seen += 1
        faulty = self.fault if self.fault and self.when(self.seen) else None
        if self.is_shut_for(self.seen + 1):
            self.shut()
        if faulty and self.speak and faulty.instead and faulty.passes is None:
            await self._break(faulty, reader, writer)
            return
        port = self.to_port
        if self.speak:
            _, port = await self.speak(reader, writer)
        if faulty and faulty.instead and faulty.passes is None:
            await self._break(faulty, reader, writer)
            return
        await self._relay(faulty, (faulty and faulty.other_port) or port, reader, writer)

    def is_shut_for(self, n: int) -> bool:
        """Return whether the n-th connection is not even accepted."""
        return self.fault is not None and (self.fault.closed or self.fault.blackholed) and self.when(n)

    def shut(self) -> None:
        """Refuse or swallow whatever comes from now on."""
        if self.server is None or self.fault is None:
            return
        self.server.close()
        self.server = None
        if self.fault.blackholed:
            blackhole(LOOPBACK, self.stack, self.port)
        else:
            self.stack.enter_context(bound(LOOPBACK, self.port))

    async def _break(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if fault.after_hello:
            await reader.read(FLIGHT)
        await play(fault.instead or Reply(), reader, writer)
        if writer.can_write_eof():
            writer.write_eof()
        await until_closed(reader)

    async def _relay(
        self, fault: Fault | None, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            there, back = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            return
        up = asyncio.create_task(_pump(reader, back))
        try:
            await _pump(there, writer, fault)
            if fault and fault.instead:
                up.cancel()
                await asyncio.gather(up, return_exceptions=True)
                await play(fault.instead, reader, writer)
                writer.write_eof()
                await until_closed(reader)
        finally:
            up.cancel()
            back.transport.abort()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter, fault: Fault | None = None) -> None:
    """Pass bytes on; with a fault, so many of them and at its pace."""
    left = fault.passes if fault and fault.passes is not None else -1
    size, pause_s = (fault.paced if fault else None) or (FLIGHT, 0.0)
    with contextlib.suppress(OSError):
        while left and (data := await source.read(min(size, left) if left > 0 else size)):
            if pause_s:
                await asyncio.sleep(pause_s)
            sink.write(data)
            await sink.drain()
            left -= len(data) if left > 0 else 0
        if not left:
            return
        sink.write_eof()


async def speak_connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Take a CONNECT and say yes."""
    head = await reader.readuntil(HEAD_END)
    host, _, port = head.split(b" ")[1].decode().rpartition(":")
    writer.write(ESTABLISHED)
    return host, int(port)


async def speak_socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Take a SOCKS5 greeting and request, and say yes."""
    _, count = await reader.readexactly(2)
    await reader.readexactly(count)
    writer.write(b"\x05\x00")
    _, _, _, kind = await reader.readexactly(4)
    size = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
    host = await reader.readexactly(size)
    port = int.from_bytes(await reader.readexactly(2))
    writer.write(SOCKS_SUCCEEDED)
    return host.hex(), port


@contextlib.asynccontextmanager
async def opened(hop: Hop) -> AsyncIterator[int]:
    """Open a hop while the block runs; give its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            tasks.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await hop.handle(reader, writer)
        finally:
            writer.transport.abort()

    async with AsyncExitStack() as cleaning:
        cleaning.enter_context(hop.stack)
        hop.server = await asyncio.start_server(accept, LOOPBACK, 0)
        hop.port = hop.server.sockets[0].getsockname()[1]
        if hop.is_shut_for(1):
            hop.shut()
        try:
            yield hop.port
        finally:
            if hop.server is not None:
                hop.server.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
