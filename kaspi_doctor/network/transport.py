"""httpx over our own streams, so that every connection goes the one way that the lower probes measured."""

import logging
import ssl
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from typing import Any, Protocol

import httpcore
import httpx

from kaspi_doctor.facts import CONNECT_S, TLS_S
from kaspi_doctor.network.stream import Stream, TlsStream
from kaspi_doctor.observation import Layer

_is_ours: ContextVar[bool] = ContextVar("kaspi_doctor_request", default=False)


def _is_anothers(_record: logging.LogRecord) -> bool:
    """Return whether a log record is of another's request; our own stay unwritten.

    At DEBUG httpcore logs an answer's headers and every exception, and either may quote the token: an application that
    calls us and logs at that level would write it down.
    """
    return not _is_ours.get()


for _name in ("httpcore.connection", "httpcore.http11"):
    logging.getLogger(_name).addFilter(_is_anothers)


class Watch(Protocol):
    """Who is told how a request goes."""

    layer: Layer

    def timing(self, layer: Layer, fact: str) -> Any:  # noqa: ANN401 - an async context manager
        """Time a phase under a fact's name."""

    def reuse(self) -> None:
        """Take note that the connection has been used before."""

    def is_out(self) -> None:
        """Take note that the request has been sent whole."""

    def heard(self, data: bytes) -> None:
        """Take note of what came of the answer; empty at the end of the stream.

        Raises:
            NetworkFailure: it is no HTTP.
        """


class Transport(httpx.AsyncHTTPTransport):
    """One connection for one request: HTTP/1.1, dialled by us, nothing retried."""

    def __init__(
        self,
        dial: Callable[[], Awaitable[Stream]],
        secured: Callable[[], Stream | None],
        context: ssl.SSLContext,
        watch: Watch,
    ) -> None:
        """Take the way to connect, or a connection on which hands were shaken; whom to trust, and whom to tell."""
        # httpx has no parameter for a network backend; its pool is httpcore's, which has. Pinned below 0.29.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=1,
            http1=True,
            http2=False,
            retries=0,
            network_backend=_Backend(dial, secured, watch),
        )
        self._watch = watch

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, taking note of the moment at which the request is out."""
        watch = self._watch

        async def trace(event: str, _: object) -> None:
            if event == "http11.send_request_body.complete":
                watch.is_out()

        request.extensions["trace"] = trace
        _is_ours.set(True)  # in this request's own task
        return await super().handle_async_request(request)


class _Backend(httpcore.AsyncNetworkBackend):
    def __init__(
        self, dial: Callable[[], Awaitable[Stream]], secured: Callable[[], Stream | None], watch: Watch
    ) -> None:
        self._dial = dial
        self._secured = secured
        self._watch = watch

    async def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - where to connect is known already
        port: int,  # noqa: ARG002 - likewise
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's signature; bounded from outside
        local_address: str | None = None,  # noqa: ARG002 - likewise
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - likewise
    ) -> httpcore.AsyncNetworkStream:
        if secured := self._secured():
            self._watch.reuse()
            return _Secured(secured, self._watch)
        async with self._watch.timing(Layer.TCP, CONNECT_S):
            stream = await self._dial()
        return _Adapter(stream, self._watch)


class _Adapter(httpcore.AsyncNetworkStream):
    """Our stream in httpcore's clothes. Errors go through as they are: one classifier knows them all."""

    def __init__(self, stream: Stream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - httpcore's signature
        data = await self._stream.receive(max_bytes)
        self._watch.heard(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 - httpcore's signature
        try:
            await self._stream.send(buffer)
        except OSError as error:
            # httpcore then looks for an answer all the same: a server may refuse before it has read everything.
            raise httpcore.WriteError from error

    async def aclose(self) -> None:
        self._stream.close()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        secured = TlsStream(self._stream, ssl_context, server_hostname or "")
        try:
            async with self._watch.timing(Layer.TLS, TLS_S):
                await secured.handshake()
        except BaseException:
            # httpcore leaves that to its backend.
            self._stream.close()
            raise
        self._watch.layer = Layer.HTTP
        return _Adapter(secured, self._watch)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401, ARG002 - httpcore's signature
        return None


class _Secured(_Adapter):
    """A stream over which hands were shaken before."""

    async def start_tls(self, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        return self
