"""What goes wrong within HTTP goes wrong on the wire as its scenario says."""

import email.utils
import gzip
import json
import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest

from kaspi_doctor.simulator import SCENARIOS, Scenario, SimulatedApi, serve
from tests.simulator.conftest import HEADERS, Served, window

OWN_NAME, LIBRARY = "own/1.0", "python-requests/2.32.5"


def raw(endpoint: SimulatedApi, *, at_most: int = 1 << 20, timeout_s: float = 5) -> tuple[bytes, str]:
    """Send the reference request and return the bytes of the answer, and how they ended."""
    query = httpx.QueryParams(window(14))
    lines = [f"GET /shop/api/v2/orders?{query} HTTP/1.1", "Host: kaspi.kz", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in HEADERS.items()]
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    # TLS apart from the socket: Python's SSL socket shows a reset and a cut alike.
    tls = ssl.create_default_context(cafile=endpoint.ca_file).wrap_bio(incoming, outgoing, server_hostname="kaspi.kz")
    received, asked = b"", False
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=timeout_s) as connection:
        while len(received) < at_most:
            try:
                if not asked:
                    tls.do_handshake()
                    tls.write(("\r\n".join(lines) + "\r\n\r\n").encode())
                    asked = True
                    connection.sendall(outgoing.read())
                data = tls.read(65_536)
                if not data:
                    return received, "farewell"
                received += data
            except ssl.SSLWantReadError:
                try:
                    connection.sendall(outgoing.read())
                    data = connection.recv(65_536)
                except ConnectionResetError:
                    return received, "reset"
                except TimeoutError:
                    return received, "silence"
                if not data:
                    return received, "cut"
                incoming.write(data)
    return received, "more"


@pytest.mark.parametrize(
    ("scenario", "end", "has"),
    [
        ("dropped-before-answer", "cut", None),
        ("reset-before-answer", "reset", None),
        ("dropped-within-headers", "cut", b"HTTP/1.1 200 OK\r\n"),
        ("dropped-within-body", "cut", b"\r\n\r\n{"),
        ("not-http", "cut", b"\x00\x01"),
        ("silent-to-all", "silence", None),
        ("answer-timed-out", "silence", None),
        ("body-never-ends", "silence", b"\r\n\r\n{"),
        ("body-floods", "more", b"0,0,0,"),
        ("documented", "farewell", b'"meta"'),
    ],
)
def test_ends(scenario: str, end: str, has: bytes | None) -> None:
    """An answer ends in the way its scenario names, and holds what it should until then."""
    with serve(SCENARIOS[scenario]) as endpoint:
        received, how = raw(endpoint, timeout_s=0.5 if end == "silence" else 5)
        assert how == end
        assert received == b"" if has is None else has in received
        assert len(endpoint.requests) == 1


def test_trickle() -> None:
    """A trickling body goes on, byte by byte, without the long pause that a read timeout would notice."""
    with serve(SCENARIOS["body-trickles"]) as endpoint:
        received, how = raw(endpoint, at_most=93, timeout_s=2)
        assert how == "more"
        assert received.endswith(b'{"data":[' + b" " * (len(received) - received.index(b"[") - 1))


ANSWERS: dict[str, tuple[int, Callable[[httpx.Response], object]]] = {
    "challenge-cloudflare-200": (200, lambda r: "/cdn-cgi/challenge-platform" in r.text),
    "challenge-cloudflare-403": (403, lambda r: r.headers["cf-mitigated"] == "challenge"),
    "challenge-cloudflare-429": (429, lambda r: r.headers["server"] == "cloudflare"),
    "challenge-cloudflare-503": (503, lambda r: "Just a moment..." in r.text),
    "challenge-ddos-guard": (403, lambda r: "ddos-guard" in r.text),
    "challenge-qrator": (401, lambda r: "qrator" in r.text),
    "challenge-incapsula": (200, lambda r: "_Incapsula_Resource" in r.text),
    "challenge-captcha": (200, lambda r: "captcha" in r.text),
    "unauthorised-page": (401, lambda r: r.text.startswith("<!DOCTYPE html>")),
    "forbidden-page": (403, lambda r: r.text.startswith("<!DOCTYPE html>")),
    "captive-portal": (200, lambda r: r.text.startswith("<!DOCTYPE html>")),
    "redirect-to-plain-http": (301, lambda r: r.headers["location"].startswith("http://kaspi.kz/")),
    "redirect-to-login": (302, lambda r: "login" in r.headers["location"]),
    "redirect-to-itself": (307, lambda r: r.headers["location"] == "https://kaspi.kz/shop/api/v2/orders"),
    "rate-limited": (429, lambda r: r.headers["retry-after"] == "30"),
    "rate-limited-without-retry-after": (429, lambda r: "retry-after" not in r.headers),
    "server-error": (500, lambda r: r.json()["errors"]),
    "bad-gateway": (502, lambda r: "html" in r.headers["content-type"]),
    "service-unavailable": (503, lambda r: r.headers["content-type"] == "text/plain"),
    "maintenance": (503, lambda r: "html" in r.headers["content-type"]),
    "not-found-page": (404, lambda r: "html" in r.headers["content-type"]),
    "method-not-allowed": (405, lambda r: r.content == b""),
    "not-acceptable": (406, lambda r: r.json()["errors"]),
    "unsupported-media-type": (415, lambda r: r.json()["errors"]),
    "token-rejected": (401, lambda r: r.json()["errors"]),
    "token-rejected-without-body": (401, lambda r: r.content == b""),
    "token-forbidden": (403, lambda r: r.json()["errors"]),
    "request-refused": (400, lambda r: "Made up" in r.json()["errors"][0]["title"]),
    "dates-missing": (400, lambda r: r.json()["errors"][0]["title"].endswith("[creationDate][$ge] is empty.")),
    "date-range-too-wide": (400, lambda r: r.json()["errors"][0]["title"].endswith("Actual [15], max [14].")),
    "date-range-max-7": (400, lambda r: r.json()["errors"][0]["title"].endswith("Actual [14], max [7].")),
    "pagination-missing": (400, lambda r: r.json()["errors"][0]["title"].endswith("value [number] is empty.")),
    "title-hostile": (400, lambda r: {"\x1b", "\u202e", "\n"} < set(r.json()["errors"][0]["title"])),
    "title-long": (400, lambda r: 100 * 1024 <= len(r.content) < 256 * 1024),
    "title-over-bound": (400, lambda r: len(r.content) > 1024 * 1024),
    "json-truncated": (200, lambda r: r.text.startswith('{"data"') and not r.text.endswith("}")),
    "json-malformed": (200, lambda r: "oops" in r.text),
    "json-without-data": (200, lambda r: list(r.json()) == ["included", "meta"]),
    "json-without-meta": (200, lambda r: list(r.json()) == ["data", "included"]),
    "json-counts-as-text": (200, lambda r: r.json()["meta"] == {"pageCount": "1", "totalCount": "1"}),
    "json-list": (200, lambda r: r.json() == []),
    "body-empty": (200, lambda r: r.content == b""),
    "body-too-large": (200, lambda r: len(r.content) > 256 * 1024 and r.json()["meta"]),
    "headers-too-large": (200, lambda r: sum(len(n) + len(v) for n, v in r.headers.raw) > 64 * 1024),
    "gzip-unasked": (200, lambda r: r.headers["content-encoding"] == "gzip" and r.json()["data"]),
}


@pytest.mark.parametrize("scenario", ANSWERS)
def test_answers(served: Served, scenario: str) -> None:
    """The reference request gets the status of its scenario, and what tells it from its neighbours."""
    status, holds = ANSWERS[scenario]
    response = served(scenario).get(Accept_Encoding="identity")
    assert response.status_code == status
    assert holds(response)


def test_bomb() -> None:
    """The bomb is small on the wire and inflates to more than 64 MiB."""
    with serve(SCENARIOS["gzip-bomb"]) as endpoint:
        received, _ = raw(endpoint)
    packed = received.partition(b"\r\n\r\n")[2]
    assert len(packed) < 100_000
    assert len(gzip.decompress(packed)) > 64 * 1024 * 1024


def test_clock(served: Served) -> None:
    """The Date header is an hour ahead, and in time elsewhere."""
    for scenario, offset_s in (("clock-skewed", 3600), ("documented", 0)):
        shown = email.utils.parsedate_to_datetime(served(scenario).get().headers["date"]).timestamp()
        assert abs(shown - time.time() - offset_s) < 60


def test_delay(served: Served) -> None:
    """A delayed answer comes late by what the scenario says, and then whole."""
    slow = replace(SCENARIOS["answer-slow"], on_success=lambda _request, reply: replace(reply, delay_s=0.5))
    with pytest.raises(httpx.ReadTimeout):
        served(slow, timeout_s=0.1).get()
    response = served(slow).get()
    assert response.elapsed.total_seconds() >= 0.5
    assert response.json()["data"]


@pytest.mark.parametrize(
    "scenario", ["answer-slow", "answer-timed-out", "body-never-ends", "body-trickles", "body-floods"]
)
def test_only_the_browser_suffers(served: Served, scenario: str) -> None:
    """Where the valid request alone is hit, a program under its own name and the refusals are answered at once."""
    client = served(scenario)
    assert client.get(User_Agent=OWN_NAME).status_code == 200
    assert client.get(X_Auth_Token=None).status_code == 401
    assert client.get(query=window(30)).status_code == 400


@pytest.mark.parametrize(
    "scenario",
    [s for s in SCENARIOS.values() if s.expected.verdict == "healthy" and not s.proxy and s.id != "answer-slow"],
    ids=lambda s: s.id,
)
def test_healthy_means_healthy(served: Served, scenario: Scenario) -> None:
    """Where a healthy verdict is expected, the scenario's own token gets data and counts that are numbers."""
    response = served(scenario).get(X_Auth_Token=scenario.token, X_Merchant_Uid=scenario.merchant_uid)
    document = response.json()
    assert response.status_code == 200
    assert isinstance(document["data"], list)
    assert type(document["meta"]["totalCount"]) is int
    assert (document["meta"]["totalCount"] == 0) == ("no-orders" in scenario.expected.advisories)


@pytest.mark.parametrize(
    "scenario",
    [s for s in SCENARIOS.values() if "user-agent-filtered" in s.expected.advisories and not s.proxy],
    ids=lambda s: s.id,
)
def test_filter_is_where_it_is_expected(served: Served, scenario: Scenario) -> None:
    """Where the filter is expected among the advisories, a library or no name is met with silence, one's own is not."""
    client = served(scenario)
    assert client.get(User_Agent=OWN_NAME).status_code
    # Where an answer is expected it may take its time: only silence is given little.
    one_is_answered = scenario.id.endswith("-answered")
    client.http.timeout = httpx.Timeout(5, read=1 if one_is_answered else 0.15)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(client.get, User_Agent=agent) for agent in (LIBRARY, None)]
    silent = sum(isinstance(future.exception(), httpx.ReadTimeout) for future in asked)
    assert silent == (1 if one_is_answered else 2)


@pytest.mark.parametrize(
    ("scenario", "dates", "over_range", "tokenless"),
    [
        ("documented", 400, 400, 401),
        ("drift-token-not-required", 400, 400, 200),
        ("drift-dates-not-required", 200, 400, 401),
        ("drift-dates-other-text", 400, 400, 401),
        ("drift-range-other-text", 400, 400, 401),
        ("drift-range-max-20", 400, 400, 401),
        ("drift-range-max-30", 400, 200, 401),
        ("drift-range-unlimited", 400, 200, 401),
    ],
)
def test_one_rule_drifts(served: Served, scenario: str, dates: int, over_range: int, tokenless: int) -> None:
    """In each drift one control changes, and the others stay as documented."""
    client = served(scenario)
    without_dates = client.get(query={name: None for name in window(14) if name.startswith("filter")})
    too_wide = client.get(query=window(30))
    assert (without_dates.status_code, too_wide.status_code) == (dates, over_range)
    assert client.get(X_Auth_Token=None).status_code == tokenless
    if scenario.endswith("other-text") or scenario == "drift-range-max-20":
        documented = served("documented")
        pages_alone = {name: None for name in window(14) if name.startswith("filter")}
        same = [
            without_dates.content == documented.get(query=pages_alone).content,
            too_wide.content == documented.get(query=window(30)).content,
        ]
        assert same.count(False) == 1


def test_what_is_mended_is_accepted(served: Served) -> None:
    """The damaged token works once its quotes and its newline are gone, and only then."""
    client = served("token-damaged-but-works")
    damaged = SCENARIOS["token-damaged-but-works"].token or ""
    assert client.get(X_Auth_Token=damaged.strip()).status_code == 401
    assert client.get(X_Auth_Token=json.loads(damaged)).status_code == 200


def test_path_without_shop(served: Served) -> None:
    """The base address of the scenario leads to a page that is not found."""
    client = served("path-without-shop")
    url = client.endpoint.local_url.replace("/shop", "")
    assert client.http.get(f"{url}/orders", headers=HEADERS, params=window(14)).status_code == 404
