"""Servers of a few lines on loopback, in the test's own event loop, and the client under test pointed at them."""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from functools import cache
from pathlib import Path

import trustme

from kaspi_doctor.credentials import Secret
from kaspi_doctor.judging import list_of_orders
from kaspi_doctor.network import Network
from kaspi_doctor.network.request import ApiRequest, Exchange
from kaspi_doctor.network.trust import Store
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.simulator.ports import bound
from kaspi_doctor.target import ConnectTo, Proxy

TOKEN = "FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK="
BROWSER = "Mozilla/5.0 (made up)"
VALID = ApiRequest(
    path="/shop/api/v2/orders",
    query={},
    headers={"User-Agent": BROWSER, "X-Auth-Token": Secret(TOKEN)},
    reads=list_of_orders,
    compares=True,
)
EMPTY_LIST = b'{"data":[],"included":[],"meta":{"pageCount":0,"totalCount":0}}'
HEAD_END = b"\r\n\r\n"
LOOPBACK = "127.0.0.1"

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@cache
def authority() -> trustme.CA:
    """Return the CA that the tests trust."""
    return trustme.CA()


def write_ca(folder: Path) -> Path:
    """Write the CA's certificate; give the file."""
    path = folder / "ca.pem"
    authority().cert_pem.write_to_path(str(path))
    return path


@cache
def server_tls(*names: str) -> ssl.SSLContext:
    """Return a server's context, its certificate made out to these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(*(names or ("kaspi.kz", "localhost", LOOPBACK))).configure_cert(context)
    # As real servers do; who does not ask for HTTP/1.1 alone is then taken at its word.
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


@contextlib.asynccontextmanager
async def serving(
    handle: Handler, *, tls: ssl.SSLContext | None = None, host: str = LOOPBACK, port: int = 0
) -> AsyncIterator[int]:
    """Serve on a free port while the block runs; give the port. A connection is dropped when its handler returns."""
    tasks: set[asyncio.Task[None] | None] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await handle(reader, writer)
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(accept, host, port, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in filter(None, tasks):
            task.cancel()
        await asyncio.gather(*filter(None, tasks), return_exceptions=True)


def closed_port() -> contextlib.closing[socket.socket]:
    """Take a port that refuses connections; ``number`` of it gives its number."""
    return contextlib.closing(bound(LOOPBACK))


def reset(writer: asyncio.StreamWriter) -> None:
    """End a connection with RST instead of FIN."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def until_closed(reader: asyncio.StreamReader) -> None:
    """Wait until the client hangs up."""
    while await reader.read(65536):
        pass


async def send_all(writer: asyncio.StreamWriter, parts: Iterable[bytes]) -> None:
    """Send one part after the other for as long as the client takes them."""
    for part in parts:
        writer.write(part)
        await writer.drain()
        # asyncio's TLS never suspends by itself once the client is gone, and would not learn of it.
        await asyncio.sleep(0)


def saying(*parts: bytes, then: str = "close", requests: list[bytes] | None = None) -> Handler:
    """Make a handler that reads the request and sends these bytes; ``then`` is close, reset or hang."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(HEAD_END)
        if requests is not None:
            requests.append(request)
        await send_all(writer, parts)
        if then == "hang":
            await until_closed(reader)
        elif then == "reset":
            reset(writer)
        else:
            writer.close()
            await writer.wait_closed()

    return handle


def answer(body: bytes = EMPTY_LIST, *lines: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """Write an HTTP/1.1 answer; ``length`` may lie."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *lines]
    return "\r\n".join(head).encode("latin-1") + HEAD_END + body


def settings_for(port: int, ca_file: Path | None, *, proxy: str | None = None) -> Settings:
    """Make settings that lead kaspi.kz to a port on loopback, or through a proxy there."""
    return Settings(
        credentials=Credentials.found(TOKEN, "made up"),
        connect_to=(ConnectTo.parse(f"kaspi.kz:443:{LOOPBACK}:{port}"),),
        ca_file=ca_file,
        surroundings=Surroundings(proxy=Proxy.parse(proxy, "HTTPS_PROXY") if proxy else None),
        patience_s=0.2,
    )


async def ask(settings: Settings, request: ApiRequest = VALID, *, limit_s: float = 5) -> Exchange:
    """Make one request with a network of its own."""
    network = Network(settings)
    try:
        return await network.request(request, LOOPBACK, Store.FILE, limit_s=limit_s)
    finally:
        network.close()


def exchanged(handle: Handler, ca_file: Path, request: ApiRequest = VALID, *, limit_s: float = 5) -> Exchange:
    """Serve a handler over TLS, make one request to it, and give what came of it."""

    async def run() -> Exchange:
        async with serving(handle, tls=server_tls()) as port:
            return await ask(settings_for(port, ca_file), request, limit_s=limit_s)

    return asyncio.run(run())
