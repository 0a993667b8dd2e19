"""The faults of an answer, and what the contract calls each: http, where it is broken; api, where it is refused."""

from __future__ import annotations

import gzip
import json

from tests.matrix.shop import JSON, ORDERS, Reply
from tests.network.serving import HEAD_END, answer

Named = tuple[str, str, Reply, tuple[str | None, ...], int]
"""The kind of fault, its name, what is sent, the root causes that the contract allows, and the exit code."""

OK = b"HTTP/1.1 200 OK\r\n"
LONG = OK + b"Content-Length: 99999\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked" + HEAD_END
WHOLE = answer(ORDERS, JSON)
HTML = b"<!doctype html><html><head><title>Welcome</title></head><body>Sign in to the Wi-Fi</body></html>"
PADDING = b" " * 300_000
BOMB = gzip.compress(bytes(50_000_000), 1)
DROPPED, LATE, BROKEN = ("connection-dropped",), ("answer-timed-out",), ("answer-broken",)
NEARLY_SILENT = ("answer-timed-out", "silent-to-all")
"""Bytes came, but no answer: the contract knows silence, and answers that do not end; this lies between."""


def _reply(*steps: bytes | float | str, repeat: bool = False) -> Reply:
    return Reply(steps=steps, repeat=repeat)


def _slices(data: bytes, size: int, pause_s: float) -> Reply:
    steps: list[bytes | float | str] = []
    for start in range(0, len(data), size):
        steps += [data[start : start + size], pause_s]
    return Reply(steps=tuple(steps))


def _body(body: bytes, *lines: str, status: str = "200 OK") -> Reply:
    return _reply(answer(body, *(lines or (JSON,)), status=status))


HTTP: tuple[Named, ...] = (
    ("reset", "before the answer", _reply("reset"), DROPPED, 3),
    ("reset", "within the status line", _reply(b"HTTP/1.1 2", "reset"), DROPPED, 3),
    ("reset", "within the headers", _reply(OK + b"Server: x", "reset"), DROPPED, 3),
    ("reset", "within the body", _reply(LONG + b"\r\n" + ORDERS, "reset"), DROPPED, 3),
    ("truncate", "before the answer", _reply(), DROPPED, 3),
    ("truncate", "within the status line", _reply(b"HTTP/1."), DROPPED, 3),
    ("truncate", "within the headers", _reply(OK + b"Serv"), DROPPED, 3),
    ("truncate", "within the body", _reply(LONG + b"\r\n" + ORDERS[:20]), DROPPED, 3),
    ("truncate", "within a chunk", _reply(CHUNKED + b"40\r\n{"), DROPPED, 3),
    ("truncate", "before the last chunk", _reply(CHUNKED + b"2\r\n{}\r\n"), DROPPED, 3),
    ("hang", "headers, then nothing", _reply(LONG + b"\r\n", "hang"), LATE, 3),
    ("hang", "half a body, then nothing", _reply(LONG + b"\r\n" + ORDERS, "hang"), LATE, 3),
    ("hang", "a chunk, then nothing", _reply(CHUNKED + b"2\r\n{}\r\n", "hang"), LATE, 3),
    ("slow", "an answer after 0.2 s", _reply(0.2, WHOLE), (None,), 0),
    ("slow", "a body after 0.2 s", _reply(WHOLE[:-40], 0.2, WHOLE[-40:]), (None,), 0),
    ("trickle", "a whole answer, little by little", _slices(WHOLE, 20, 0.01), (None,), 0),
    ("trickle", "a body without end", _reply(LONG + b"\r\n", b" ", 0.05, repeat=True), LATE, 3),
    ("trickle", "chunks without end", _reply(CHUNKED, b"1\r\n \r\n", 0.05, repeat=True), LATE, 3),
    ("garbage", "binary", _reply(b"\x00\xff\x17\x80" * 9), BROKEN, 1),
    ("garbage", "another protocol", _reply(b"+OK POP3 ready\r\n", "hang"), BROKEN, 1),
    ("garbage", "HTTP/0.9", _reply(b"<html>It works!</html>"), BROKEN, 1),
    ("garbage", "HTTP/2 frames", _reply(b"\x00\x00\x12\x04" + bytes(23)), BROKEN, 1),
    ("garbage", "a status that is none", _reply(b"HTTP/1.1 two OK" + HEAD_END), BROKEN, 1),
    ("garbage", "a header that is none", _reply(OK + b"no colon here" + HEAD_END), BROKEN, 1),
    ("garbage", "a chunk size that is none", _reply(CHUNKED + b"zz\r\n{}\r\n"), BROKEN, 1),
    ("garbage", "an upgrade nobody asked for", _reply(b"HTTP/1.1 101 Go\r\nUpgrade: h2c" + HEAD_END), BROKEN, 1),
    ("garbage", "junk behind a whole answer", _reply(WHOLE + b"\x00junk"), (None,), 0),
    ("garbage", "a body that is no JSON", _body(b"\xff\xfe{"), BROKEN, 1),
    ("garbage", "JSON that is too deep", _body(b"[" * 100_000), BROKEN, 1),
    ("oversize", "a body over the bound", _body(ORDERS + PADDING), BROKEN, 1),
    ("oversize", "a body without end", _reply(OK + b"\r\n", b" " * 65536, 0.0, repeat=True), BROKEN, 1),
    (
        "oversize",
        "chunks without end",
        _reply(CHUNKED, b"8000\r\n" + bytes(32768) + b"\r\n", 0.0, repeat=True),
        BROKEN,
        1,
    ),
    ("oversize", "headers without end", _reply(OK, b"X: " + b"y" * 8000 + b"\r\n", 0.0, repeat=True), BROKEN, 1),
    ("oversize", "a status line without end", _reply(b"HTTP/1.1 200 ", b"y" * 8000, 0.0, repeat=True), BROKEN, 1),
    ("oversize", "a gzip bomb", _body(BOMB, JSON, "Content-Encoding: gzip"), BROKEN, 1),
)

SILENT: tuple[Named, ...] = (
    ("hang", "no answer at all", _reply("hang"), ("silent-to-all",), 3),
    ("hang", "half a status line", _reply(b"HTTP/1.1 2", "hang"), NEARLY_SILENT, 3),
    ("hang", "a status line", _reply(OK, "hang"), NEARLY_SILENT, 3),
    ("trickle", "a header without end", _reply(OK + b"X: ", b"y", 0.05, repeat=True), NEARLY_SILENT, 3),
    ("trickle", "hints without end", _reply(b"HTTP/1.1 103 Hints" + HEAD_END, 0.05, repeat=True), NEARLY_SILENT, 3),
)
"""Where everybody gets it. Where others are answered, each of these is ``answer-timed-out``."""


def _titled(title: str) -> bytes:
    return json.dumps({"errors": [{"title": title}]}).encode()


def _page(mark: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{mark}</body></html>".encode()


BLOCKED, CAPTIVE, REDIRECT = ("blocked-by-protection",), ("captive-page",), ("unexpected-redirect",)
REJECTED, FAILING, LIMITED = ("token-rejected",), ("service-failing",), ("rate-limited",)
NOT_FOUND, MEDIA, REFUSED = ("endpoint-not-found",), ("media-type-refused",), ("request-refused",)
DATES = "Required filter [orders][creationDate][$ge] is empty."
RANGE = "Exceeded the maximum difference for the filter[orders][creationDate] (in days). Actual [15], max [14]."
PAGE = "Required pagination value [number] is empty."
WEB = "Content-Type: text/html"
TOO_LATE_S = 5.3
SLOW: tuple[Named, ...] = (
    ("slow", "an answer after 5.3 s", _reply(TOO_LATE_S, WHOLE), (None,), 0),
    ("slow", "a body after 5.3 s", _reply(WHOLE[:-40], TOO_LATE_S, WHOLE[-40:]), (None,), 0),
    ("slow", "401 after 5.3 s", _reply(TOO_LATE_S, answer(b"", JSON, status="401 No")), REJECTED, 4),
)
CHALLENGE = _page("Just a moment... <script src=/cdn-cgi/challenge-platform/x></script>")
EMPTY = b'{"data":[],"included":[],"meta":{"pageCount":0,"totalCount":0}}'

_ROWS: tuple[tuple[str, bytes, str, tuple[str | None, ...], int], ...] = (
    *((status, b"", WEB, REDIRECT, 3) for status in ("301 Moved", "302 Found", "303 See", "307 Away", "308 Away")),
    ("304 Not Modified", b"", JSON, REDIRECT, 3),
    ("200 OK", CHALLENGE, WEB, BLOCKED, 3),
    ("200 OK", _page("ddos-guard"), WEB, BLOCKED, 3),
    ("200 OK", _page("qrator"), WEB, BLOCKED, 3),
    ("200 OK", _page("_Incapsula_Resource"), WEB, BLOCKED, 3),
    ("200 OK", _page("captcha"), WEB, BLOCKED, 3),
    ("200 OK", HTML, WEB, CAPTIVE, 3),
    ("200 OK", HTML, JSON, CAPTIVE, 3),
    ("200 OK", EMPTY, JSON, (None,), 0),
    ("200 OK", b"", JSON, BROKEN, 1),
    ("200 OK", b"[]", JSON, BROKEN, 1),
    ("200 OK", b"null", JSON, BROKEN, 1),
    ("200 OK", b'{"data":[]}', JSON, BROKEN, 1),
    ("200 OK", b'{"meta":{"pageCount":0,"totalCount":0}}', JSON, BROKEN, 1),
    ("200 OK", EMPTY.replace(b"0", b'"0"'), JSON, BROKEN, 1),
    ("200 OK", EMPTY.replace(b"0", b"NaN"), JSON, BROKEN, 1),
    ("200 OK", EMPTY.replace(b"0", b"1e999"), JSON, BROKEN, 1),
    ("200 OK", _titled("oops"), JSON, BROKEN, 1),
    ("201 Created", ORDERS, JSON, BROKEN, 1),
    ("204 No Content", b"", JSON, BROKEN, 1),
    ("206 Partial Content", ORDERS, JSON, BROKEN, 1),
    ("401 Unauthorized", b"", JSON, REJECTED, 4),
    ("401 Unauthorized", _titled("Unauthorized"), JSON, REJECTED, 4),
    ("401 Unauthorized", HTML, WEB, BLOCKED, 3),
    ("401 Unauthorized", b"go away", "Content-Type: text/plain", BLOCKED, 3),
    ("401 Unauthorized", _titled("Unauthorized") + PADDING, JSON, REJECTED, 4),
    ("401 Unauthorized", HTML + PADDING, WEB, BLOCKED, 3),
    ("403 Forbidden", _titled("Forbidden"), JSON, ("token-forbidden",), 4),
    ("403 Forbidden", HTML, WEB, BLOCKED, 3),
    ("403 Forbidden", b"", JSON, BLOCKED, 3),
    ("429 Too Many Requests", b"", JSON, LIMITED, 3),
    ("429 Too Many Requests", HTML, WEB, BLOCKED, 3),
    ("429 Too Many Requests", CHALLENGE, WEB, BLOCKED, 3),
    *((f"{status} Wrong", b"", WEB, FAILING, 3) for status in (500, 501, 502, 503, 504, 520, 599)),
    ("503 Service Unavailable", CHALLENGE, WEB, BLOCKED, 3),
    ("503 Service Unavailable", HTML, WEB, FAILING, 3),
    *((f"{status} Gone", HTML, WEB, NOT_FOUND, 1) for status in (404, 405, 410)),
    *((f"{status} Media", b"", WEB, MEDIA, 1) for status in (406, 415)),
    ("400 Bad Request", _titled(DATES), JSON, ("dates-missing",), 1),
    ("400 Bad Request", _titled(RANGE), JSON, ("date-range-too-wide",), 1),
    ("400 Bad Request", _titled(PAGE), JSON, ("pagination-missing",), 1),
    ("400 Bad Request", _titled(DATES)[:-3], JSON, ("dates-missing",), 1),
    ("400 Bad Request", _titled(DATES) + PADDING, JSON, ("dates-missing",), 1),
    ("400 Bad Request", _titled("Something new"), JSON, REFUSED, 1),
    ("400 Bad Request", HTML, WEB, REFUSED, 1),
    ("400 Bad Request", CHALLENGE, WEB, BLOCKED, 3),
    ("404 Not Found", CHALLENGE, WEB, BLOCKED, 3),
    ("302 Found", CHALLENGE, WEB, BLOCKED, 3),
    *((f"{status} No", b"", JSON, REFUSED, 1) for status in (402, 407, 408, 418, 426, 431)),
    *((f"{status} No", b"", JSON, BLOCKED, 3) for status in (421, 451)),
    ("999 Go Away", b"", JSON, BROKEN, 1),
)

API: tuple[Named, ...] = tuple(
    (
        "answer",
        f"{number}: {status[:16]}, {line[14:24]}, {body[:10].decode()}",
        _body(body, line, status=status),
        roots,
        code,
    )
    for number, (status, body, line, roots, code) in enumerate(_ROWS, start=1)
)
