"""Byte streams: a TCP connection, and TLS over any stream.

TLS is done over ``ssl.MemoryBIO``, so that the chain of certificates can be read even when it was refused,
so that what came instead of TLS can be seen, and so that it goes through any tunnel.
"""

import asyncio
import contextlib
import ssl
from typing import Protocol

from kaspi_doctor.facts import TLS_FIRST_BYTES
from kaspi_doctor.network.classify import EndOfStreamError, NetworkFailure
from kaspi_doctor.observation import Failure

CHUNK = 65536
"""Bytes asked for at a time."""
TLS_RECORD_TYPES = {0x15, 0x16}
"""Alert and handshake: what a TLS server's first byte can be (RFC 8446, section 5.1)."""


class Stream(Protocol):
    """Bytes both ways."""

    async def receive(self, limit: int) -> bytes:
        """Return what came, at most ``limit`` bytes; empty at the end of the stream.

        Raises:
            OSError: the connection broke.
        """

    async def send(self, data: bytes) -> None:
        """Send all of it.

        Raises:
            OSError: the connection broke.
        """

    def close(self) -> None:
        """Drop the connection at once, without a farewell that might have to be waited for."""


class _Reader(asyncio.StreamReader):
    """A reader that gives what came before the connection broke; asyncio's own forgets it."""

    broken: Exception | None = None

    def set_exception(self, exc: Exception) -> None:
        self.broken = exc
        self.feed_eof()


class TcpStream:
    """A TCP connection."""

    def __init__(self, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        """Wrap asyncio's pair."""
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, address: str, port: int) -> "TcpStream":
        """Connect to an IP address.

        Raises:
            OSError: it was refused, reset, or not reachable. Waits as long as the system does: bound it from outside.
        """
        loop = asyncio.get_running_loop()
        reader = _Reader(limit=CHUNK, loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        transport, _ = await loop.create_connection(lambda: protocol, address, port)
        return cls(reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    async def receive(self, limit: int) -> bytes:
        """Return what came, at most ``limit`` bytes."""
        data = await self._reader.read(limit)
        if not data and self._reader.broken:
            raise self._reader.broken
        return data

    async def send(self, data: bytes) -> None:
        """Send all of it."""
        self._writer.write(data)
        await self._writer.drain()

    def close(self) -> None:
        """Drop the connection at once."""
        self._writer.transport.abort()


class TlsStream:
    """TLS over another stream."""

    def __init__(self, inner: Stream, context: ssl.SSLContext, server_hostname: str) -> None:
        """Prepare; nothing is sent before ``handshake``."""
        self._inner = inner
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.ssl_object = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_hostname)
        self._heard_anything = False

    async def handshake(self) -> None:
        """Shake hands and verify the peer.

        Raises:
            NetworkFailure: what answers does not speak TLS.
            ssl.SSLError: the handshake or the verification failed; ``ssl_object`` still knows the chain.
            OSError: the connection broke.
        """
        while not await self._shaken():
            await self._fill()

    async def _shaken(self) -> bool:
        # Nothing is waited for inside an "except": what then goes wrong would seem to come of the want for more.
        try:
            self.ssl_object.do_handshake()
            shaken = True
        except ssl.SSLWantReadError:
            shaken = False
        except ssl.SSLError:
            # The alert tells the peer why; it must not hide the error that it is about.
            with contextlib.suppress(OSError):
                await self._flush()
            raise
        await self._flush()
        return shaken

    async def receive(self, limit: int) -> bytes:
        """Return what came, decrypted, at most ``limit`` bytes."""
        while True:
            with contextlib.suppress(ssl.SSLWantReadError):
                try:
                    return self.ssl_object.read(limit)
                except ssl.SSLZeroReturnError:
                    return b""
            await self._flush()
            try:
                await self._fill()
            except EndOfStreamError:
                # Many servers end without a close_notify; whether something is missing, HTTP knows.
                return b""

    async def send(self, data: bytes) -> None:
        """Encrypt and send all of it."""
        self.ssl_object.write(data)
        await self._flush()

    def close(self) -> None:
        """Drop the connection at once."""
        self._inner.close()

    async def _flush(self) -> None:
        if pending := self._outgoing.read():
            await self._inner.send(pending)

    async def _fill(self) -> None:
        data = await self._inner.receive(CHUNK)
        if not data:
            raise EndOfStreamError
        if not self._heard_anything:
            self._heard_anything = True
            if data[0] not in TLS_RECORD_TYPES:
                raise NetworkFailure(Failure.TLS_NOT_SPOKEN, facts={TLS_FIRST_BYTES: _readable(data)})
        self._incoming.write(data)


def _readable(data: bytes) -> str:
    return data[:40].decode("ascii", "backslashreplace")
