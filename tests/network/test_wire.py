"""Every fault on the wire, over real TLS: what is made of it, how soon, and at what cost."""

import asyncio
import gzip
import itertools
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from kaspi_doctor.network.request import Exchange
from kaspi_doctor.observation import AnswerKind, Failure
from tests.network.serving import (
    EMPTY_LIST,
    HEAD_END,
    TOKEN,
    Handler,
    answer,
    exchanged,
    reset,
    saying,
    send_all,
    until_closed,
)

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked" + HEAD_END
OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 63\r\n"
LIMIT_S = 1.0


def dripping(head: bytes, drop: bytes, every_s: float = 0.02) -> Handler:
    """Send a head, then a little at a time for ever."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(HEAD_END)
        writer.write(head)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(every_s)

    return handle


def flooding(head: bytes, block: bytes) -> Handler:
    """Send a head, then as much as the client takes."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(HEAD_END)
        await send_all(writer, itertools.chain([head], itertools.repeat(block)))

    return handle


async def refuse_unread(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer as soon as the connection stands, and reset it with the request unread."""
    writer.write(answer(b"", status="429 Too Many Requests"))
    await writer.drain()
    await reader.readexactly(1)
    reset(writer)


async def reset_unheard(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reset the connection right after the handshake."""
    reset(writer)


DROPPED, PROTOCOL, TIMEOUT = Failure.HTTP_CONNECTION_DROPPED, Failure.HTTP_PROTOCOL, Failure.HTTP_TIMEOUT
DATA, BROKEN = AnswerKind.DATA, AnswerKind.BROKEN

FAULTS: dict[str, tuple[Handler, Failure | None, AnswerKind | None, bool]] = {
    "cut before the answer": (saying(), DROPPED, None, False),
    "reset before the answer": (saying(then="reset"), DROPPED, None, False),
    "reset after the handshake": (reset_unheard, DROPPED, None, False),
    "cut within the status line": (saying(b"HTTP/1.1 2"), DROPPED, None, False),
    "cut within the word HTTP": (saying(b"HT"), DROPPED, None, False),
    "cut within the headers": (saying(b"HTTP/1.1 200 OK\r\nServ"), DROPPED, None, True),
    "reset within the headers": (saying(b"HTTP/1.1 200 OK\r\nServ", then="reset"), DROPPED, None, True),
    "cut within the body": (saying(answer(length=64)), DROPPED, None, True),
    "reset within the body": (saying(answer(length=64), then="reset"), DROPPED, None, True),
    "cut within a chunk": (saying(CHUNKED + b"40\r\n{"), DROPPED, None, True),
    "cut before the last chunk": (saying(CHUNKED + b"2\r\n{}\r\n"), DROPPED, None, True),
    "a body to the end of the connection": (saying(b"HTTP/1.0 200 OK" + HEAD_END + EMPTY_LIST), None, DATA, True),
    "garbage": (saying(b"\x00\xff\x17garbage\r\n\r\n"), PROTOCOL, BROKEN, False),
    "garbage and then nothing": (saying(b"+OK POP3 server ready\r\n", then="hang"), PROTOCOL, BROKEN, False),
    "garbage without a line's end": (saying(b"SSH-2.0-x"), PROTOCOL, BROKEN, False),
    "HTTP/0.9": (saying(b"<html>It works!</html>"), PROTOCOL, BROKEN, False),
    "another protocol's version": (saying(b"HTTP/two 200 OK" + HEAD_END), PROTOCOL, BROKEN, False),
    "a status of two digits": (saying(b"HTTP/1.1 20 OK" + HEAD_END), PROTOCOL, BROKEN, False),
    "a status below 100": (saying(b"HTTP/1.1 099 What" + HEAD_END), PROTOCOL, BROKEN, False),
    "a header without a colon": (saying(b"HTTP/1.1 200 OK\r\nnonsense" + HEAD_END), PROTOCOL, BROKEN, True),
    "a length that is no number": (saying(OK_HEAD.replace(b"63", b"x") + b"\r\n"), PROTOCOL, BROKEN, True),
    "two lengths that differ": (saying(OK_HEAD + b"Content-Length: 5" + HEAD_END), PROTOCOL, BROKEN, True),
    "two lengths that agree": (saying(OK_HEAD + b"Content-Length: 63" + HEAD_END + EMPTY_LIST), None, DATA, True),
    "a chunk size that is none": (saying(CHUNKED + b"zz\r\n{}\r\n0" + HEAD_END), PROTOCOL, BROKEN, True),
    "a chunk size that is huge": (saying(CHUNKED + b"f" * 30 + b"\r\n{}"), PROTOCOL, BROKEN, True),
    "a chunk longer than it says": (saying(CHUNKED + b"1\r\n{}\r\n0" + HEAD_END), PROTOCOL, BROKEN, True),
    "junk after the answer": (saying(answer() + b"HTTP/1.1 500 No" + HEAD_END), None, DATA, True),
    "hints before the answer": (
        saying(b"HTTP/1.1 103 Early Hints\r\nLink: <x>" + HEAD_END + answer()),
        None,
        DATA,
        True,
    ),
    "100 before the answer": (saying(b"HTTP/1.1 100 Continue" + HEAD_END, answer()), None, DATA, True),
    "only hints, then the end": (saying(b"HTTP/1.1 103 Early Hints" + HEAD_END), DROPPED, None, False),
    "an upgrade nobody asked for": (saying(b"HTTP/1.1 101 Go\r\nUpgrade: h2c" + HEAD_END), PROTOCOL, BROKEN, False),
    "no content": (saying(answer(b"", status="204 No Content")), None, BROKEN, True),
    "not modified": (saying(answer(b"", status="304 Not Modified")), None, AnswerKind.REDIRECT, True),
    "a status nobody knows": (saying(answer(b"", status="999 Go Away")), None, BROKEN, True),
    "headers in Latin-1": (saying(answer(EMPTY_LIST, "Server: caf\xe9", "X-\x41: \xff")), None, DATA, True),
    "headers over the bound": (saying(answer(EMPTY_LIST, *("X: " + "y" * 8000,) * 9)), None, BROKEN, True),
    "headers far over the bound": (flooding(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 999), PROTOCOL, BROKEN, True),
    "one header without end": (flooding(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536), PROTOCOL, BROKEN, True),
    "a status line without end": (flooding(b"HTTP/1.1 200 ", b"y" * 65536), PROTOCOL, BROKEN, True),
    "hints without end": (flooding(b"", (b"HTTP/1.1 103 Hints" + HEAD_END) * 99), TIMEOUT, None, False),
    "a body without end": (flooding(b"HTTP/1.1 200 OK" + HEAD_END, b"y" * 65536), None, BROKEN, True),
    "chunks without end": (flooding(CHUNKED, b"ffff\r\n" + b"y" * 65535 + b"\r\n"), None, BROKEN, True),
    "a chunk extension without end": (flooding(CHUNKED + b"1;", b"x" * 65536), PROTOCOL, BROKEN, True),
    "trailers without end": (flooding(CHUNKED + b"0\r\n", b"x: y\r\n" * 999), PROTOCOL, BROKEN, True),
    "silence": (saying(then="hang"), TIMEOUT, None, False),
    "a status line, then nothing": (saying(b"HTTP/1.1 200 OK\r\n", then="hang"), TIMEOUT, None, True),
    "half a status line, then nothing": (saying(b"HTTP/1.1 2", then="hang"), TIMEOUT, None, False),
    "headers, then nothing": (saying(answer(b"", length=9), then="hang"), TIMEOUT, None, True),
    "headers that trickle": (dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y"), TIMEOUT, None, True),
    "a body that trickles": (dripping(answer(b"", length=99999), b"y"), TIMEOUT, None, True),
    "a gzip bomb": (
        saying(answer(gzip.compress(bytes(200_000_000), 1)[: 256 * 1024], "Content-Encoding: gzip")),
        None,
        BROKEN,
        True,
    ),
    "gzip that nobody asked for": (
        saying(answer(gzip.compress(EMPTY_LIST), "Content-Encoding: GZIP")),
        None,
        DATA,
        True,
    ),
    "a coding that is none": (saying(answer(EMPTY_LIST, "Content-Encoding: utf-8")), None, DATA, True),
    "a refusal before the request is read": (refuse_unread, None, AnswerKind.RATE_LIMITED, True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_on_the_wire_has_its_word(fault: str, ca_file: Path) -> None:
    """Each way in which a connection or an answer can be broken has one name, and it is told whether a status came."""
    handle, failure, kind, answered = FAULTS[fault]
    exchange = exchanged(handle, ca_file, limit_s=0.3 if failure is TIMEOUT else 5)
    assert (exchange.failure, exchange.kind) == (failure, kind)
    assert exchange.facts["http.answered"] is answered
    assert exchange.facts["http.answer"] == (kind and kind.value)


@pytest.mark.parametrize("fault", [name for name, row in FAULTS.items() if row[1] is TIMEOUT])
def test_waiting_ends_when_it_is_said_to(fault: str, ca_file: Path) -> None:
    """Whatever the server does to keep us, a request takes no more than a tenth longer than its limit."""
    exchanged(saying(answer()), ca_file)  # what is loaded once is loaded now
    started = time.perf_counter()
    exchange = exchanged(FAULTS[fault][0], ca_file, limit_s=LIMIT_S)
    assert LIMIT_S <= float(str(exchange.facts["timing.total_s"])) <= LIMIT_S * 1.1
    assert time.perf_counter() - started < LIMIT_S * 2


@pytest.mark.parametrize("fault", [name for name in FAULTS if "without end" in name or "bomb" in name])
def test_floods_are_not_hoarded(fault: str, ca_file: Path) -> None:
    """However much a server sends, no more than a few times the bound of a body is ever held."""
    handle = FAULTS[fault][0]
    exchanged(saying(answer()), ca_file)
    tracemalloc.start()
    try:
        exchanged(handle, ca_file, limit_s=LIMIT_S)
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fact_holds_the_token(fault: str, ca_file: Path) -> None:
    """What is noted down of a request never holds the token, however the request ends."""
    handle, failure, *_ = FAULTS[fault]
    exchange = exchanged(handle, ca_file, limit_s=0.1 if failure is TIMEOUT else 5)
    assert TOKEN not in repr(exchange)
    assert "X-Auth-Token: $KASPI_TOKEN" in repr(exchange.facts["http.request.headers"])


def _facts(*lines: str, status: str = "200 OK") -> Callable[[Path], Exchange]:
    return lambda ca_file: exchanged(saying(answer(EMPTY_LIST, *lines, status=status)), ca_file)


@pytest.mark.parametrize(
    "location", ["http://[", "https://kaspi.kz:99999/", "//\x80", "/login", "javascript:alert(1)", ""]
)
def test_redirect_is_told_and_not_followed(location: str, ca_file: Path) -> None:
    """A redirect is a redirect however odd its address is, and only one request is ever made."""
    requests: list[bytes] = []
    handle = saying(answer(b"", f"Location: {location}", status="302 Found"), requests=requests)
    exchange = exchanged(handle, ca_file)
    assert (exchange.failure, exchange.kind) == (None, AnswerKind.REDIRECT)
    assert exchange.facts.get("http.redirect.location") == (location or None)
    assert len(requests) == 1


def test_retry_after_and_server_are_kept_within_bounds(ca_file: Path) -> None:
    """The headers that explain something are facts, cut at 500 characters; others are not kept."""
    facts = _facts("Retry-After: 30", "Server: " + "s" * 600, "Set-Cookie: secret=1")(ca_file).facts
    assert facts["http.retry_after"] == "30"
    assert facts["http.response.header.server"] == "s" * 500
    assert "secret" not in repr(facts)


async def late_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer after 0.2 s."""
    await reader.readuntil(HEAD_END)
    await asyncio.sleep(0.2)
    writer.write(answer())
    await until_closed(reader)


def test_waiting_for_the_first_byte_is_timed_from_the_request(ca_file: Path) -> None:
    """The time to the first byte counts neither the connection nor the handshake."""
    facts = exchanged(late_answer, ca_file).facts
    assert 0.2 <= float(str(facts["timing.first_byte_s"])) <= float(str(facts["timing.total_s"])) < 1
    assert {"timing.connect_s", "timing.tls_s"} <= facts.keys()
