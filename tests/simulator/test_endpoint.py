"""A running simulator tells what it saw, and leaves nothing behind."""

import asyncio
import socket
import ssl
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.simulator.ports import bound
from tests.simulator.conftest import Served


def test_requests_are_recorded_as_they_came(served: Served) -> None:
    """A record holds the method, the target, the headers in order and case, and the connection."""
    client = served("documented")
    client.get("/orders", X_Own="1")
    client.get("/nowhere")
    first, second = client.endpoint.requests
    assert (first.method, first.target.partition("?")[0]) == ("GET", "/shop/api/v2/orders")
    assert ("X-Own", "1") in first.headers
    assert second.target.startswith("/shop/api/v2/nowhere?")
    assert first.connection == second.connection == 0
    assert first.received_at < second.received_at
    assert client.endpoint.connections == 1


def test_connections_are_kept_alive_after_errors(served: Served) -> None:
    """A refusal does not cost the connection."""
    client = served("documented")
    for path in ("/orders", "/nowhere", "/orders"):
        client.get(path)
    client.get(X_Auth_Token=None)
    assert client.endpoint.connections == 1


def test_the_default_loop_does_not_matter(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """It serves where the default loop cannot watch sockets, as that of Windows cannot."""

    class Proactor(asyncio.SelectorEventLoop):
        def add_reader(self, *_: object) -> None:
            raise NotImplementedError

    monkeypatch.setattr(asyncio.events, "new_event_loop", Proactor)
    assert served("documented").get().status_code == HTTPStatus.OK


@pytest.mark.parametrize(("platform", "shared"), [("win32", False), ("linux", True)])
def test_a_port_is_shared_only_where_that_is_safe(
    platform: str,
    shared: bool,  # noqa: FBT001 - a fact
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On Windows a port whose address may be reused can be taken from whoever has it: there it may not be."""
    monkeypatch.setattr(sys, "platform", platform)
    with bound("127.0.0.1") as sock:
        assert bool(sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)) is shared


def test_concurrency_is_counted(served: Served) -> None:
    """The peak counts requests that are open together, and not those that follow one another."""
    client = served("silent-to-all", timeout_s=0.5)
    with ThreadPoolExecutor(3) as pool:
        for future in [pool.submit(client.get) for _ in range(3)]:
            assert isinstance(future.exception(), httpx.ReadTimeout)
    assert client.endpoint.peak_concurrency == 3
    calm = served("documented")
    for _ in range(3):
        calm.get()
    assert calm.endpoint.peak_concurrency == 1


@pytest.mark.parametrize(
    "scenario", ["silent-to-all", "tls-handshake-silent", "body-trickles", "proxy-hangs", "no-internet"]
)
def test_leaving_is_quick_and_complete(scenario: str) -> None:
    """With connections hanging the simulator ends at once; its thread, its port and its files are gone."""
    with serve(SCENARIOS[scenario]) as endpoint:
        port, folder = endpoint.port, endpoint.ca_file.parent
        clients = []
        if scenario != "no-internet":
            clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
        started = time.perf_counter()
    assert time.perf_counter() - started < 0.5
    for client in clients:
        client.close()
    assert not folder.exists()
    assert "kaspi-simulator" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "MADE-UP"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    """A method other than GET is refused, HEAD without a body, and the connection goes on."""
    client = served("documented")
    response = client.get(method=method)
    assert response.status_code == 405
    assert bool(response.content) == (method != "HEAD")
    assert client.get().status_code == 200
    assert client.endpoint.connections == 1


def test_what_is_not_http_is_refused(served: Served) -> None:
    """Bytes that are no request get 400 and a farewell, and the next client is served as ever."""
    client = served("documented")
    context = ssl.create_default_context(cafile=client.endpoint.ca_file)
    with (
        socket.create_connection(("127.0.0.1", client.endpoint.port), timeout=5) as plain,
        context.wrap_socket(plain, server_hostname="kaspi.kz") as connection,
    ):
        connection.sendall(b"\x00\xff\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(4096), b""))
    assert received.startswith(b"HTTP/1.1 400 ")
    assert client.endpoint.requests == []
    assert client.get().status_code == 200


def test_ca_file_is_private() -> None:
    """Nobody else may read or change the CA file."""
    with serve(SCENARIOS["documented"]) as endpoint:
        assert endpoint.ca_file.stat().st_mode & 0o777 == 0o600
        assert b"PRIVATE" not in endpoint.ca_file.read_bytes()


def test_a_port_may_be_chosen() -> None:
    """A given port is taken; when somebody else has it, that is an OSError."""
    with serve(SCENARIOS["documented"]) as endpoint:
        with pytest.raises(OSError, match="in use"), serve(SCENARIOS["documented"], port=endpoint.port):
            pass
        port = endpoint.port
    with serve(SCENARIOS["documented"], port=port) as again:
        assert again.port == port


def test_ipv6_loopback_may_be_chosen() -> None:
    """On ::1 the options hold the address in brackets, and the port answers there."""
    with serve(SCENARIOS["documented"], host="::1") as endpoint:
        assert f"kaspi.kz:443:[::1]:{endpoint.port}" in endpoint.arguments
        socket.create_connection(("::1", endpoint.port), timeout=5).close()


def test_own_faults_come_to_light() -> None:
    """A rule that breaks is no dropped connection to puzzle over: its error is raised where the simulator ends."""

    def broken(_request: object) -> None:
        raise ZeroDivisionError

    running = serve(replace(SCENARIOS["documented"], in_front=broken))
    endpoint = running.__enter__()
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(endpoint.local_url, verify=ssl.create_default_context(cafile=endpoint.ca_file), trust_env=False)
    with pytest.raises(ZeroDivisionError):
        running.__exit__(None, None, None)


def test_arguments_and_environment() -> None:
    """The options lead the real name to loopback, and the environment holds the fake token alone."""
    with serve(SCENARIOS["documented"]) as endpoint:
        assert endpoint.base_url == "https://kaspi.kz/shop/api/v2"
        assert endpoint.local_url == f"https://localhost:{endpoint.port}/shop/api/v2"
        pairs = dict(zip(endpoint.arguments[::2], endpoint.arguments[1::2], strict=True))
        assert pairs.pop("--neutral-host").startswith("127.0.0.1:")
        assert pairs == {
            "--base-url": endpoint.base_url,
            "--connect-to": f"kaspi.kz:443:127.0.0.1:{endpoint.port}",
            "--ca-file": str(endpoint.ca_file),
        }
        assert dict(endpoint.environment) == {"KASPI_TOKEN": SCENARIOS["documented"].token}
    with serve(SCENARIOS["token-missing"]) as endpoint:
        assert dict(endpoint.environment) == {}
    with serve(SCENARIOS["path-without-shop"]) as endpoint:
        assert [part for part in endpoint.arguments if part.startswith("https://kaspi.kz")] == [
            "https://kaspi.kz/api/v2"
        ]


def test_listing_is_cheap_and_independent() -> None:
    """Listing the scenarios loads no keys, no TLS, no HTTP, and nothing of the program but the simulator."""
    code = (
        "import sys; from kaspi_doctor.simulator import SCENARIOS; assert SCENARIOS\n"
        "print(*(name for name in sys.modules if name.partition('.')[0] in "
        "('kaspi_doctor', 'h11', 'trustme', 'cryptography', 'httpx', 'asyncio', 'ssl')))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(run.stdout.split())
    assert {name for name in loaded if not name.startswith("kaspi_doctor.simulator")} == {"kaspi_doctor"}


def test_simulators_that_start_together_share_one_authority() -> None:
    """Several simulators started at once in a fresh process each hand out the CA that their certificate is from."""
    code = (
        "import httpx, ssl; from concurrent.futures import ThreadPoolExecutor\n"
        "from kaspi_doctor.simulator import SCENARIOS, serve\n"
        "def ask(_):\n"
        "    with serve(SCENARIOS['not-found-page']) as e:\n"
        "        verify = ssl.create_default_context(cafile=e.ca_file)\n"
        "        return httpx.get(e.local_url, verify=verify, trust_env=False).status_code\n"
        "print(*ThreadPoolExecutor(4).map(ask, range(4)))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["404"] * 4


def test_serving_is_independent() -> None:
    """No file of the simulator imports anything else of the program."""
    import kaspi_doctor.simulator as package

    for path in Path(package.__file__).parent.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith(("from kaspi_doctor", "import kaspi_doctor")):
                assert line.split()[1].startswith("kaspi_doctor.simulator"), (path, line)
