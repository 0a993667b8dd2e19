"""HTTP/1.1 on one accepted connection: read requests, record them, perform what was decided."""

import asyncio
import contextlib
import email.utils
import socket
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl

import h11

from kaspi_doctor.simulator.exchange import Action, Cut, Drip, Flood, Recorded, Reply, Request, Silence

# A client may send long headers; the simulator has no wish to be the one that breaks first.
_MAX_HEAD = 1 << 20
_NO_LINGER = struct.pack("ii", 1, 0)


class Log:
    """What the server has seen so far; written by its thread, read by any."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.requests: list[Recorded] = []
        self.connections = 0
        self.peak_concurrency = 0
        self._open = 0

    @contextlib.contextmanager
    def open_request(self, recorded: Recorded) -> Iterator[None]:
        """Count a request as open until it is answered or its client has gone."""
        self.requests.append(recorded)
        self._open += 1
        self.peak_concurrency = max(self.peak_concurrency, self._open)
        try:
            yield
        finally:
            self._open -= 1


def understood(event: h11.Request) -> Request:
    """Put a request in the form that the rules read; of a repeated name the last counts (a guess)."""
    target = event.target.decode("ascii", "replace")
    path, _, query = target.partition("?")
    headers = {name.decode(): value.decode("utf-8", "replace") for name, value in event.headers}
    pairs = dict(parse_qsl(query, keep_blank_values=True))
    return Request(method=event.method.decode(), path=path, query=pairs, headers=headers)


@dataclass(slots=True, kw_only=True)
class Conversation:
    """One connection after TLS (or without), for as long as the client keeps it alive."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    number: int
    log: Log
    decide: Callable[[Request], Action]
    clock_offset_s: float
    _bodiless: bool = field(init=False, default=False)
    _http: h11.Connection = field(
        init=False, default_factory=lambda: h11.Connection(h11.SERVER, max_incomplete_event_size=_MAX_HEAD)
    )

    async def run(self) -> None:
        """Answer request after request; returns when the connection is over."""
        while True:
            try:
                event = await self._read_request()
            except h11.RemoteProtocolError:
                await self._send(Reply(status=400, media_type=None))
                return
            if event is None:
                return
            self._bodiless = event.method == b"HEAD"
            recorded = Recorded(
                method=event.method.decode(),
                target=event.target.decode("ascii", "replace"),
                headers=tuple((n.decode(), v.decode("utf-8", "replace")) for n, v in event.headers.raw_items()),
                received_at=time.monotonic(),
                connection=self.number,
            )
            with self.log.open_request(recorded):
                await self._perform(self.decide(understood(event)))
            if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
                return
            self._http.start_next_cycle()

    async def _read_request(self) -> h11.Request | None:
        request = None
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                self._http.receive_data(await self.reader.read(65_536))
            elif isinstance(event, h11.Request):
                request = event
            elif isinstance(event, h11.EndOfMessage):
                return request
            elif not isinstance(event, h11.Data):
                return None

    async def _perform(self, action: Action) -> None:
        match action:
            case Reply():
                if action.delay_s and await self._client_leaves(within_s=action.delay_s):
                    return
                await self._send(action)
            case Silence():
                await self._client_leaves()
            case Cut():
                await self._write(action.sent)
                self._cut(reset=action.reset)
            case Drip():
                await self._write(action.sent)
                if not action.piece:
                    await self._client_leaves()
                while action.piece and not await self._client_leaves(within_s=action.every_s):
                    await self._write(action.piece)
            case Flood():
                await self._write(action.sent)
                while not self.writer.is_closing():
                    await self._write(action.piece)
                    await asyncio.sleep(0)  # a client that keeps pace must not keep the loop from everybody else

    async def _send(self, reply: Reply) -> None:
        body = b"" if self._bodiless else reply.body
        headers = [("Date", email.utils.formatdate(time.time() + self.clock_offset_s, usegmt=True))]
        if reply.media_type is not None:
            headers.append(("Content-Type", reply.media_type))
        headers += [("Content-Length", str(len(reply.body))), *reply.headers]
        start = h11.Response(
            status_code=reply.status,
            headers=[(name.encode(), value.encode()) for name, value in headers],
            reason=HTTPStatus(reply.status).phrase.encode(),
        )
        events: tuple[h11.Event, ...] = (start, h11.Data(data=body), h11.EndOfMessage())
        await self._write(b"".join(self._http.send(event) or b"" for event in events))

    async def _write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def _cut(self, *, reset: bool) -> None:
        if reset:
            self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        drop(self.writer.transport)

    async def _client_leaves(self, *, within_s: float | None = None) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while await self.reader.read(65_536):
                    pass
                return True
        return False


def drop(transport: asyncio.WriteTransport) -> None:
    """Drop a connection at once, also one that is gone already."""
    # Up to Python 3.11.2 a TLS transport that was dropped before fails on its missing inner one.
    with contextlib.suppress(AttributeError):
        transport.abort()
