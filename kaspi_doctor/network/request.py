"""One request, and what came back."""

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kaspi_doctor import facts as fact
from kaspi_doctor.credentials import Secret
from kaspi_doctor.judging import Reader, Received, judge
from kaspi_doctor.network.classify import NetworkFailure, classify
from kaspi_doctor.network.curl import TOKEN_STAND_IN, as_curl
from kaspi_doctor.network.pace import Pace
from kaspi_doctor.network.response import facts_of_head, read
from kaspi_doctor.observation import AnswerKind, Failure, Layer
from kaspi_doctor.settings import Settings

if TYPE_CHECKING:
    from kaspi_doctor.network.stream import Stream


_HTTP = b"HTTP/"
_HEAD_KEPT = 64
_STATUS_LINE = re.compile(rb"HTTP/1\.\d [2-9]\d\d\b")
"""Of a final answer: those from 100 to 199 announce one (RFC 9110, section 15.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """What one GET asks for; no request of any other method can be made."""

    path: str
    """From the root of the target's host, the only one that is ever asked."""
    query: Mapping[str, str]
    headers: Mapping[str, str | Secret]
    """All that is sent beside Host, in this order; a secret is revealed on the wire alone."""
    reads: Reader
    """What a good 200 holds."""
    compares: bool = False
    """It is meant to succeed, so how long it takes tells how long an answer takes."""
    ends_in_silence: bool = False
    """It may be given up as soon as it has been met with silence, by comparison."""

    def headers_with(self, in_place_of: Callable[[Secret], str]) -> dict[str, str]:
        """Return the headers with a text in the place of each secret."""
        return {name: in_place_of(v) if isinstance(v, Secret) else v for name, v in self.headers.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came back."""

    failure: Failure | None
    """What went wrong on the wire; None when an answer came, whatever it is."""
    kind: AnswerKind | None
    facts: dict[str, fact.Value] = field(default_factory=dict)


Dial = Callable[[], Awaitable["Stream"]]
Secured = Callable[[], "Stream | None"]
"""Hands out a connection on which hands were shaken before, if there is one."""


async def exchange(  # noqa: PLR0913 - one request's whole surroundings
    request: ApiRequest,
    settings: Settings,
    *,
    dial: Dial,
    secured: Secured = lambda: None,
    context: ssl.SSLContext,
    pace: Pace,
    now: Callable[[], datetime],
    limit_s: float,
) -> Exchange:
    """Make one request and say what came back. Follows no redirect, retries nothing.

    It goes over the connection that ``secured`` hands out, else over one of its own, made by ``dial``. Never raises
    for what the network or the server does; gives up after ``limit_s`` seconds, or once silence is concluded where
    the request allows that.
    """
    watch = RequestObserver(request, settings, now)
    waiting = asyncio.create_task(_send(watch, dial, secured, context, pace))
    silence = asyncio.create_task(pace.silence(watch.sent)) if request.ends_in_silence else None
    failure: Failure | None = None
    try:
        await asyncio.wait(
            {waiting, silence} if silence else {waiting}, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED
        )
        if waiting.done():
            failure = _failure_of(waiting, watch)
        elif silence and silence.done() and not watch.head:
            failure = Failure.HTTP_SILENCE
            watch.facts[fact.SILENCE_S] = silence.result()
        elif silence and silence.done():
            # Something came while silence was being concluded: it is no silence, so wait for its end.
            await asyncio.wait({waiting}, timeout=max(0.0, limit_s - watch.elapsed_s))
            failure = _failure_of(waiting, watch) if waiting.done() else watch.late()
        else:
            failure = watch.late()
    finally:
        await _end(waiting, silence)
    if failure is Failure.HTTP_TIMEOUT and not watch.answered:
        pace.unanswered += 1
    return watch.exchange(failure)


async def _end(*tasks: "asyncio.Task[Any] | None") -> None:
    for task in tasks:
        if task and not task.done():
            task.cancel()
    await asyncio.gather(*(task for task in tasks if task), return_exceptions=True)


def _failure_of(task: "asyncio.Task[None]", watch: "RequestObserver") -> Failure | None:
    error = task.exception()
    if error is None:
        return None
    if isinstance(error, NetworkFailure):
        watch.facts |= error.facts
    failure = classify(error, watch.layer)
    cut_off = failure is Failure.HTTP_PROTOCOL and watch.ended
    return Failure.HTTP_CONNECTION_DROPPED if cut_off else failure


class RequestObserver:
    """What is learnt while one request is under way."""

    def __init__(self, request: ApiRequest, settings: Settings, now: Callable[[], datetime]) -> None:
        self.request = request
        self.settings = settings
        self.now = now
        self.sent = asyncio.Event()
        self.answered = False
        """A status line came."""
        self.head = b""
        """The first bytes of the answer."""
        self.ended = False
        """The peer ended the stream."""
        self.layer = Layer.TCP
        """What is at work."""
        self.received: Received | None = None
        self.facts: dict[str, fact.Value] = {fact.ANSWERED: False}
        self._started = time.perf_counter()
        self._sent_at = self._started

    @property
    def elapsed_s(self) -> float:
        """Seconds since the request was begun."""
        return time.perf_counter() - self._started

    @property
    def waited_s(self) -> float:
        """Seconds since the request was out."""
        return time.perf_counter() - self._sent_at

    def late(self) -> Failure:
        """Return what running out of time means at this point."""
        if self.layer is Layer.TCP and self.settings.surroundings.proxy:
            return Failure.PROXY_UNREACHABLE
        return classify(TimeoutError(), self.layer)

    @asynccontextmanager
    async def timing(self, layer: Layer, stage: str) -> AsyncIterator[None]:
        """Record how long a layer is at work, as a fact."""
        self.layer = layer
        started = time.perf_counter()
        yield
        self.facts[stage] = time.perf_counter() - started

    def reuse(self) -> None:
        """Note that the request goes over a connection on which hands were shaken before."""
        self.layer = Layer.HTTP
        self.facts[fact.REUSED] = True

    def is_out(self) -> None:
        """Note that the request has been written."""
        self._sent_at = time.perf_counter()
        self.sent.set()

    def heard(self, data: bytes) -> None:
        """Look at what was read.

        Raises:
            NetworkFailure: it does not begin as HTTP does.
        """
        self.ended = not data
        if len(self.head) >= _HEAD_KEPT:
            return
        self.head += data[: _HEAD_KEPT - len(self.head)]
        if not self.head.startswith(_HTTP[: len(self.head)]):
            raise NetworkFailure(Failure.HTTP_PROTOCOL)
        if _STATUS_LINE.match(self.head):
            self.is_answered()

    def is_answered(self) -> None:
        """Note that a final status line came."""
        self.answered = self.facts[fact.ANSWERED] = True

    def exchange(self, failure: Failure | None) -> Exchange:
        """Return the exchange as it ended."""
        self.facts[fact.TOTAL_S] = self.elapsed_s
        kind: AnswerKind | None = None
        if self.received and failure is None:
            judgement = judge(self.received, self.request.reads)
            kind = judgement.kinds[0]
            self.facts |= judgement.facts
        elif failure is Failure.HTTP_PROTOCOL:
            kind = AnswerKind.BROKEN
        self.facts[fact.ANSWER] = kind.value if kind else None
        return Exchange(failure=failure, kind=kind, facts=self.facts)


async def _send(watch: RequestObserver, dial: Dial, secured: Secured, context: ssl.SSLContext, pace: Pace) -> None:
    import httpx

    from kaspi_doctor.network.transport import Transport

    asked, settings = watch.request, watch.settings
    shown = asked.headers_with(lambda _: TOKEN_STAND_IN)
    # Without a client: it would add headers of its own, follow cookies, and stumble over a broken Location.
    # The path apart from the origin: whatever it is, it names no other host.
    address = httpx.URL(settings.target.origin, path=asked.path, params=asked.query)
    request = httpx.Request("GET", address, headers=asked.headers_with(Secret.reveal))
    url = str(address)
    watch.facts |= {
        fact.METHOD: "GET",
        fact.URL: url,
        fact.REQUEST_HEADERS: tuple(f"{name}: {value}" for name, value in shown.items()),
        fact.CURL: as_curl(url, shown, settings),
        fact.USER_AGENT: shown.get("User-Agent"),
    }
    async with Transport(dial, secured, context, watch) as transport:
        pace.sent += 1
        response = await transport.handle_async_request(request)
        try:
            watch.is_answered()
            first_byte_s = watch.waited_s
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
                pace.rate_limited = True
            pace.answer(first_byte_s, compares=asked.compares)
            watch.facts[fact.FIRST_BYTE_S] = first_byte_s
            watch.facts |= facts_of_head(response, watch.now())
            watch.received = await read(response, watch.facts)
            watch.facts[fact.BODY_S] = watch.waited_s - first_byte_s
        finally:
            await response.aclose()
