"""One request on a connection of its own, and what came back."""

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from kaspi_doctor.judging import Received, judge, legible
from kaspi_doctor.network.answer import BODY_BOUND, HEADERS_BOUND, inflate
from kaspi_doctor.network.classify import NetworkFailure, classify
from kaspi_doctor.network.pace import Pace
from kaspi_doctor.network.profile import TOKEN_STAND_IN, Profile, as_curl, headers, query
from kaspi_doctor.observation import AnswerKind, Fact, Failure, Layer
from kaspi_doctor.settings import Settings

if TYPE_CHECKING:
    import httpx

    from kaspi_doctor.network.stream import Stream

CLOCK_TOLERANCE = timedelta(minutes=5)
SLOW_S = 5.0
"""Seconds to the first byte from which an answer counts as slow."""

# Facts that are kept of the answer's headers; nothing else of them is.
_KEPT_HEADERS = {
    "server": "http.response.header.server",
    "retry-after": "http.retry_after",
    "location": "http.redirect.location",
}
_HEADER_KEPT = 500
_HTTP = b"HTTP/"
_HEAD_KEPT = 64
_STATUS_LINE = re.compile(rb"HTTP/1\.\d [2-9]\d\d\b")
"""Of a final answer: those from 100 to 199 announce one (RFC 9110, section 15.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came back."""

    failure: Failure | None
    """What went wrong on the wire; None when an answer came, whatever it is."""
    kind: AnswerKind | None
    facts: dict[str, Fact] = field(default_factory=dict)


Dial = Callable[[], Awaitable["Stream"]]


async def exchange(  # noqa: PLR0913 - one request's whole surroundings
    profile: Profile,
    settings: Settings,
    *,
    dial: Dial,
    context: ssl.SSLContext,
    pace: Pace,
    now: Callable[[], datetime],
    limit_s: float,
) -> Exchange:
    """Make one request on a connection of its own and say what came back. Follows no redirect, retries nothing.

    Never raises for what the network or the server does; gives up after ``limit_s`` seconds, or once silence
    is concluded where the profile allows that.
    """
    watch = RequestObserver(profile, settings, now)
    waiting = asyncio.create_task(_send(watch, dial, context, pace))
    silence = asyncio.create_task(pace.silence(watch.sent)) if profile.ends_in_silence else None
    failure: Failure | None = None
    try:
        await asyncio.wait(
            {waiting, silence} if silence else {waiting}, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED
        )
        if waiting.done():
            failure = _failure_of(waiting, watch)
        elif silence and silence.done() and not watch.head:
            failure = Failure.HTTP_SILENCE
            watch.facts["http.silence_s"] = silence.result()
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

    def __init__(self, profile: Profile, settings: Settings, now: Callable[[], datetime]) -> None:
        self.profile = profile
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
        self.facts: dict[str, Fact] = {"http.answered": False}
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
    async def timing(self, layer: Layer, fact: str) -> AsyncIterator[None]:
        """Record how long a layer is at work, as a fact."""
        self.layer = layer
        started = time.perf_counter()
        yield
        self.facts[fact] = time.perf_counter() - started

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
        self.answered = self.facts["http.answered"] = True

    def exchange(self, failure: Failure | None) -> Exchange:
        """Return the exchange as it ended."""
        self.facts["timing.total_s"] = self.elapsed_s
        kind: AnswerKind | None = None
        if self.received and failure is None:
            judgement = judge(self.received)
            kind = judgement.kinds[0]
            self.facts |= judgement.facts
        elif failure is Failure.HTTP_PROTOCOL:
            kind = AnswerKind.BROKEN
        self.facts["http.answer"] = kind.value if kind else None
        return Exchange(failure=failure, kind=kind, facts=self.facts)


async def _send(watch: RequestObserver, dial: Dial, context: ssl.SSLContext, pace: Pace) -> None:
    import httpx

    from kaspi_doctor.network.transport import Transport

    settings, profile = watch.settings, watch.profile
    token = settings.credentials.inspection.fixed
    shown = headers(profile, settings, TOKEN_STAND_IN)
    # Without a client: it would add headers of its own, follow cookies, and stumble over a broken Location.
    request = httpx.Request(
        "GET",
        f"{settings.target.base_url}/orders",
        params=query(profile, watch.now()),
        headers=headers(profile, settings, token.reveal() if token else ""),
    )
    url = str(request.url)
    watch.facts |= {
        "http.request.method": "GET",
        "http.request.url": url,
        "http.request.headers": tuple(f"{name}: {value}" for name, value in shown.items()),
        "http.request.curl": as_curl(url, shown, settings),
        "user_agent.original": profile.user_agent,
    }
    async with Transport(dial, context, watch) as transport:
        pace.sent += 1
        response = await transport.handle_async_request(request)
        try:
            watch.is_answered()
            first_byte_s = watch.waited_s
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
                pace.rate_limited = True
            pace.answer(first_byte_s, compares=profile.compares)
            watch.facts |= {"timing.first_byte_s": first_byte_s, "answer.slow": first_byte_s > SLOW_S}
            watch.facts |= _facts_of_headers(response, watch.now())
            watch.received = await _read(response, watch)
            watch.facts["timing.body_s"] = watch.waited_s - first_byte_s
        finally:
            await response.aclose()


def _facts_of_headers(response: "httpx.Response", now: datetime) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "http.response.status_code": response.status_code,
        "http.response.media_type": response.headers.get("content-type", "").partition(";")[0].strip()[:100],
        "network.protocol.version": response.http_version,
    }
    for name, fact in _KEPT_HEADERS.items():
        if value := response.headers.get(name):
            facts[fact] = value[:_HEADER_KEPT]
    try:
        server_time = parsedate_to_datetime(response.headers["date"])
        offset = now - (server_time if server_time.tzinfo else server_time.replace(tzinfo=UTC))
        # A stored answer says since when it has been stored (RFC 9111, section 5.1).
        offset -= timedelta(seconds=int(response.headers.get("age", "0")))
    except (KeyError, ValueError, TypeError, OverflowError):
        return facts
    return facts | {"clock.offset_s": round(offset.total_seconds()), "clock.skewed": abs(offset) > CLOCK_TOLERANCE}


async def _read(response: "httpx.Response", watch: RequestObserver) -> Received:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > BODY_BOUND:
            break
    watch.facts["http.response.body.size"] = len(body)
    is_cut, text = len(body) > BODY_BOUND, bytes(body[:BODY_BOUND])
    long_head = sum(len(n) + len(v) + 4 for n, v in response.headers.raw) > HEADERS_BOUND
    if coding := response.headers.get("content-encoding", "").strip():
        watch.facts["http.response.header.content_encoding"] = coding[:100]
        text, bomb = inflate(text, coding)
        is_cut = is_cut or bomb
    watch.facts["http.response.body.cut"] = is_cut or long_head
    return Received(
        status=response.status_code,
        media_type=str(watch.facts["http.response.media_type"]),
        headers=legible(response.headers.multi_items()),
        body=text,
        is_cut=is_cut,
        long_head=long_head,
    )
