"""The proxy of a scenario behaves as a client of a real one would see it."""

import socket
import ssl

import httpx
import pytest

from kaspi_doctor.simulator import SCENARIOS, SimulatedApi, serve
from tests.simulator.conftest import HEADERS, window


def through_proxy(endpoint: SimulatedApi, *, timeout_s: float = 5) -> httpx.Response:
    """Ask for the real name through the proxy that the environment names."""
    proxy = endpoint.environment["HTTPS_PROXY"]
    with httpx.Client(
        verify=ssl.create_default_context(cafile=endpoint.ca_file),
        proxy=proxy,
        timeout=timeout_s,
        trust_env=False,
    ) as client:
        return client.get(f"{endpoint.base_url}/orders", params=window(14), headers=HEADERS)


@pytest.mark.parametrize("scenario", ["proxy-works", "proxy-with-password-works", "proxy-socks-works"])
def test_works(scenario: str) -> None:
    """A proxy that works leads the real name to the simulator, with nothing else to lead it there."""
    with serve(SCENARIOS[scenario]) as endpoint:
        assert "--connect-to" not in endpoint.arguments
        assert through_proxy(endpoint).status_code == 200
        assert dict(endpoint.requests[0].headers)["Host"] == "kaspi.kz"


@pytest.mark.parametrize(
    ("scenario", "sent", "answer"),
    [
        ("proxy-works", b"GET http://kaspi.kz/ HTTP/1.1\r\nHost: kaspi.kz\r\n\r\n", b"HTTP/1.1 405 "),
        ("proxy-with-password-works", b"CONNECT kaspi.kz:443 HTTP/1.1\r\n\r\n", b"HTTP/1.1 407 "),
        ("proxy-socks-works", b"CONNECT kaspi.kz:443 HTTP/1.1\r\n\r\n", b""),
    ],
)
def test_refuses_what_it_does_not_speak(scenario: str, sent: bytes, answer: bytes) -> None:
    """A proxy lets through nothing but its own protocol, with the password where one is wanted."""
    with serve(SCENARIOS[scenario]) as endpoint:
        address = httpx.URL(endpoint.environment["HTTPS_PROXY"])
        with socket.create_connection((address.host, address.port or 0), timeout=5) as connection:
            connection.sendall(sent)
            received = connection.recv(4096)
        assert received.startswith(answer)
        assert bool(received) == bool(answer)
        assert endpoint.connections == 0


@pytest.mark.parametrize(
    ("scenario", "error", "text"),
    [
        ("proxy-refuses", httpx.ProxyError, "403"),
        ("proxy-fails", httpx.ProxyError, "502"),
        ("proxy-wants-password", httpx.ProxyError, "407"),
        ("proxy-absent", httpx.ConnectError, None),
        ("proxy-hangs", httpx.ReadTimeout, None),
    ],
)
def test_fails(scenario: str, error: type[httpx.HTTPError], text: str | None) -> None:
    """A proxy that fails does so in the way its scenario names, and the API sees nothing."""
    with serve(SCENARIOS[scenario]) as endpoint:
        with pytest.raises(error, match=text):
            through_proxy(endpoint, timeout_s=0.5 if error is httpx.ReadTimeout else 5)
        assert endpoint.connections == 0
