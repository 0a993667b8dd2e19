"""How the tool behaves towards a server, as the server sees it."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from kaspi_doctor import __version__
from kaspi_doctor.simulator import SCENARIOS, Recorded, serve
from kaspi_doctor.simulator.certificates import authority_pem, server_context
from kaspi_doctor.simulator.scenario import Certificate
from tests.cli.running import TOKEN, check, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY_MS = 86_400_000
QUICKLY = ("--json", "--patience", "0.5")
ACCEPTED = "application/vnd.api+json"
GE, LE = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
PAGE = {"page[number]": "0", "page[size]": "1"}
UID = "30000000"


def _query(request: Recorded) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(request.target).query, keep_blank_values=True))


def _headers(request: Recorded) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers}


def _days(request: Recorded) -> float | None:
    query = _query(request)
    return (int(query[LE]) - int(query[GE])) / DAY_MS if GE in query else None


def _who_asked(request: Recorded) -> str:
    """Name the probe by what sets its request apart, as the contract's table has it."""
    agent, days = _headers(request).get("user-agent"), _days(request)
    if agent is None:
        return "user-agent-absent"
    if agent.startswith("python-requests/"):
        return "user-agent-library"
    if agent.startswith("kaspi-doctor/"):
        return "user-agent-explicit"
    if "x-auth-token" not in _headers(request):
        return "token-absent"
    return {None: "orders-without-dates", 30.0: "orders-over-range"}.get(days, "orders-valid")


def test_the_requests_are_those_of_the_table(tmp_path: Path) -> None:
    """Each probe's request has exactly the contract's headers and parameters, and there is one a probe."""
    with serve(SCENARIOS["documented"]) as endpoint:
        ran = check(endpoint, *QUICKLY, "--merchant-uid", UID, "--window-days", "9", cwd=tmp_path)
        seen = {_who_asked(request): request for request in endpoint.requests}
        assert len(endpoint.requests) == len(seen) == ran.report["requests_sent"] == 7
    browser = _headers(seen["orders-valid"])["user-agent"]
    assert browser.startswith("Mozilla/5.0 (")
    reference = {
        "host": "kaspi.kz",
        "user-agent": browser,
        "accept": ACCEPTED,
        "content-type": ACCEPTED,
        "accept-encoding": "identity",
        "x-auth-token": TOKEN,
        "x-merchant-uid": UID,
    }
    differing: dict[str, dict[str, str | None]] = {
        "user-agent-absent": {"user-agent": None},
        "user-agent-library": {"user-agent": "python-requests/2.32.5"},
        "user-agent-explicit": {"user-agent": f"kaspi-doctor/{__version__}"},
        "token-absent": {"x-auth-token": None},
    }
    days = {"orders-without-dates": None, "orders-over-range": 30.0}
    for probe_id, request in seen.items():
        wanted = {**reference, **differing.get(probe_id, {})}
        assert _headers(request) == {name: value for name, value in wanted.items() if value is not None}, probe_id
        assert _days(request) == days.get(probe_id, 9.0), probe_id
        assert _query(request).keys() - {GE, LE} == PAGE.keys(), probe_id
        assert PAGE.items() <= _query(request).items(), probe_id
        assert (request.method, urlsplit(request.target).path) == ("GET", "/shop/api/v2/orders"), probe_id


def test_a_user_agent_of_the_users_is_for_the_valid_request_alone(tmp_path: Path) -> None:
    """`--user-agent` changes orders-valid and no other request."""
    with serve(SCENARIOS["documented"]) as endpoint:
        check(endpoint, *QUICKLY, "--user-agent", "MyShop/1.0", cwd=tmp_path)
        named = [request for request in endpoint.requests if _headers(request).get("user-agent") == "MyShop/1.0"]
    assert [_days(request) for request in named] == [14.0]


@pytest.mark.parametrize("parallel", [1, 2, 4])
def test_no_more_at_once_than_allowed(parallel: int, tmp_path: Path) -> None:
    """At most `--parallel` requests are open at any time, and all seven are asked all the same."""
    with serve(SCENARIOS["documented"]) as endpoint:
        ran = check(endpoint, *QUICKLY, "--parallel", str(parallel), cwd=tmp_path)
        assert endpoint.peak_concurrency <= parallel
        assert len(endpoint.requests) == 7
    assert ran.code == 0


def test_nothing_is_started_after_a_429(tmp_path: Path) -> None:
    """Once Kaspi says that there are too many requests, it gets no further one."""
    with serve(SCENARIOS["rate-limited"]) as endpoint:
        ran = check(endpoint, *QUICKLY, "--parallel", "1", cwd=tmp_path)
        assert len(endpoint.requests) == 1
    assert ran.report["requests_sent"] == 1


@pytest.mark.parametrize("scenario", ["redirect-to-plain-http", "redirect-to-login", "redirect-to-itself"])
def test_no_redirect_is_followed(scenario: str, tmp_path: Path) -> None:
    """Whatever a redirect points to is not asked for, and the same is not asked twice."""
    with serve(SCENARIOS[scenario]) as endpoint:
        check(endpoint, *QUICKLY, cwd=tmp_path)
        asked = [_who_asked(request) for request in endpoint.requests]
        assert {urlsplit(request.target).path for request in endpoint.requests} == {"/shop/api/v2/orders"}
    assert len(asked) == len(set(asked)) <= 7


@contextmanager
def _eavesdropper(certificate: Certificate) -> Iterator[tuple[int, list[bytes]]]:
    """A TLS server that completes every handshake it can, and keeps what it is told."""
    heard: list[bytes] = []
    context = server_context(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    client.settimeout(5)
                    try:
                        with context.wrap_socket(client, server_side=True) as secure:
                            heard.append(secure.recv(65536))
                    except OSError:
                        continue

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.mark.parametrize(
    "certificate",
    [
        Certificate.EXPIRED,
        Certificate.NOT_YET_VALID,
        Certificate.WRONG_HOST,
        Certificate.OTHER_ISSUER,
        Certificate.SELF_SIGNED,
    ],
)
def test_nothing_is_said_to_a_server_that_cannot_prove_itself(certificate: Certificate, tmp_path: Path) -> None:
    """Over TLS that is not verified not a byte of HTTP is sent, let alone the token."""
    ca_file = tmp_path / "ca.pem"
    ca_file.write_bytes(authority_pem())
    with _eavesdropper(certificate) as (port, heard):
        ran = run(
            *("check", *QUICKLY, "--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", "--ca-file", ca_file),
            *("--neutral-host", "none"),
            cwd=tmp_path,
            environment={"KASPI_TOKEN": TOKEN},
        )
    assert b"".join(heard) == b""
    assert (ran.code, ran.report["requests_sent"]) == (3, 0)


def test_a_server_that_proves_itself_is_heard(tmp_path: Path) -> None:
    """The eavesdropper does hear what is said over verified TLS: its silence elsewhere proves something."""
    ca_file = tmp_path / "ca.pem"
    ca_file.write_bytes(authority_pem())
    with _eavesdropper(Certificate.TRUSTED) as (port, heard):
        run(
            *("check", *QUICKLY, "--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", "--ca-file", ca_file),
            *("--neutral-host", "none", "--timeout", "2"),
            cwd=tmp_path,
            environment={"KASPI_TOKEN": TOKEN},
        )
    assert TOKEN.encode() in b"".join(heard)
    assert isinstance(server_context(Certificate.TRUSTED), ssl.SSLContext)


@pytest.mark.parametrize(
    "damaged",
    [
        f'"{TOKEN}"',
        f"{TOKEN}\n",
        f"Bearer {TOKEN}",
        f"X-Auth-Token: {TOKEN}",
        f"\ufeff{TOKEN}",
        TOKEN.replace("=", "%3D"),
    ],
)
def test_a_damaged_token_is_never_sent(damaged: str, tmp_path: Path) -> None:
    """Only the mended form of a damaged token reaches the server."""
    with serve(replace(SCENARIOS["documented"], token=damaged)) as endpoint:
        ran = check(endpoint, *QUICKLY, "--quick", cwd=tmp_path)
        sent = [value for request in endpoint.requests for name, value in request.headers if name == "X-Auth-Token"]
    assert sent == [TOKEN]
    assert (ran.code, ran.report["diagnosis"]["root_cause"]) == (4, "token-damaged")


@pytest.mark.parametrize("scenario", ["token-missing", "token-placeholder"])
def test_without_a_token_no_request_is_made(scenario: str, tmp_path: Path) -> None:
    """A missing token and a placeholder lead to no HTTP at all, while the network below is looked at."""
    with serve(SCENARIOS[scenario]) as endpoint:
        ran = check(endpoint, *QUICKLY, cwd=tmp_path)
        assert endpoint.requests == []
    assert ran.observation("tls")["outcome"] == "passed"
