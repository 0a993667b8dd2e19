"""What goes wrong before HTTP goes wrong on the wire as its scenario says."""

import socket
import ssl

import httpx
import pytest

from kaspi_doctor.simulator import SCENARIOS, SimulatedApi, serve
from tests.simulator.conftest import Served

EXPIRED, NOT_YET_VALID, SELF_SIGNED, UNKNOWN_ISSUER, OTHER_HOST = 10, 9, 18, 20, 62


def handshake(endpoint: SimulatedApi, *, name: str = "kaspi.kz", timeout_s: float = 5) -> ssl.SSLSocket:
    """Connect and shake hands, as a client that trusts the CA file."""
    context = ssl.create_default_context(cafile=endpoint.ca_file)
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=timeout_s) as plain:
        return context.wrap_socket(plain, server_hostname=name)


@pytest.mark.parametrize("name", ["kaspi.kz", "localhost", "127.0.0.1", "::1"])
def test_certificate_is_for_each_name(name: str) -> None:
    """The usual certificate is trusted by the CA file for the real name and for loopback."""
    with serve(SCENARIOS["documented"]) as endpoint, handshake(endpoint, name=name) as connection:
        assert connection.version() == "TLSv1.3"


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("tls-expired", EXPIRED),
        ("tls-not-yet-valid", NOT_YET_VALID),
        ("tls-wrong-host", OTHER_HOST),
        ("tls-untrusted-issuer", UNKNOWN_ISSUER),
        ("tls-self-signed", SELF_SIGNED),
        ("token-damaged-and-tls-expired", EXPIRED),
    ],
)
def test_certificates_are_wrong_in_one_way(scenario: str, code: int) -> None:
    """A wrong certificate is refused for the one reason its scenario names."""
    with serve(SCENARIOS[scenario]) as endpoint:
        with pytest.raises(ssl.SSLCertVerificationError) as caught:
            handshake(endpoint)
        assert caught.value.verify_code == code
        assert endpoint.requests == []


@pytest.mark.parametrize(
    ("scenario", "error", "text"),
    [
        ("tls-old-version", ssl.SSLError, None),
        ("tls-plain-http", ssl.SSLError, "WRONG_VERSION_NUMBER"),
        ("tls-not-spoken", ssl.SSLError, "WRONG_VERSION_NUMBER"),
        ("tls-handshake-cut", ssl.SSLError, "EOF"),
        ("tls-handshake-reset", ConnectionResetError, None),
        ("tls-handshake-silent", TimeoutError, None),
    ],
)
def test_handshakes_fail(scenario: str, error: type[OSError], text: str | None) -> None:
    """A handshake fails in the way its scenario names."""
    with serve(SCENARIOS[scenario]) as endpoint:
        with pytest.raises(error, match=text):
            handshake(endpoint, timeout_s=0.5 if error is TimeoutError else 5)
        assert endpoint.connections == 1


def test_plain_http_is_http(served: Served) -> None:
    """The port without TLS answers a plain request, so that it is TLS alone which is missing."""
    client = served("tls-plain-http")
    url = client.endpoint.local_url.replace("https://localhost", "http://127.0.0.1")
    assert httpx.get(f"{url}/nowhere", headers={"User-Agent": "own/1"}, trust_env=False).status_code == 404


def test_refused() -> None:
    """The port of the scenario refuses a connection."""
    with serve(SCENARIOS["connection-refused"]) as endpoint, pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", endpoint.port), timeout=5)


@pytest.mark.parametrize(("scenario", "neutral_answers"), [("connection-timed-out", True), ("no-internet", False)])
def test_blackhole(scenario: str, *, neutral_answers: bool) -> None:
    """Packets to the port vanish, time after time; the neutral host tells a dead host from a dead network."""
    with serve(SCENARIOS[scenario]) as endpoint:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                socket.create_connection(("127.0.0.1", endpoint.port), timeout=0.1)
        host, port = endpoint.arguments[endpoint.arguments.index("--neutral-host") + 1].split(":")
        if neutral_answers:
            socket.create_connection((host, int(port)), timeout=5).close()
        else:
            with pytest.raises(TimeoutError):
                socket.create_connection((host, int(port)), timeout=0.1)
