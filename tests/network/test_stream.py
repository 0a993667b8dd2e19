"""TLS over any stream: verified or refused with its facts, cut off, not spoken, and whole in both directions."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from kaspi_doctor.network.classify import classify
from kaspi_doctor.network.handshake import Handshake, _facts_of, shake_hands
from kaspi_doctor.network.stream import TcpStream, TlsStream
from kaspi_doctor.network.trust import Store, context_for
from kaspi_doctor.observation import Failure, Layer
from tests.network.serving import LOOPBACK, Handler, authority, reset, server_tls, serving, until_closed

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_OFF = datetime(2200, 1, 1, tzinfo=UTC)
BIG = bytes(range(256)) * 8192


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """Make a server's context of a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


async def wait(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Say nothing."""
    await until_closed(reader)


async def end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take the client's greeting and hang up."""
    await reader.read(1)
    writer.close()


async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take the client's greeting and reset the connection."""
    await reader.read(1)
    reset(writer)


async def alert(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Refuse every version: a fatal alert, protocol_version (RFC 8446, section 6)."""
    writer.write(bytes([0x15, 3, 3, 0, 2, 2, 70]))
    await until_closed(reader)


async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Greet like something that is not TLS, a control character included."""
    writer.write(b"SSH-2.0-\x1b[31mOpenSSH\r\n")
    await until_closed(reader)


def shaken(handle: Handler, ca_file: Path, tls: ssl.SSLContext | None = None, *, limit_s: float = 5) -> Handshake:
    """Serve, and shake hands as with kaspi.kz."""

    async def run() -> Handshake:
        async with serving(handle, tls=tls) as port:
            stream = await TcpStream.connect(LOOPBACK, port)
            try:
                return await shake_hands(
                    TlsStream(stream, context_for(Store.FILE, ca_file), "kaspi.kz"), limit_s=limit_s
                )
            finally:
                stream.close()

    return asyncio.run(run())


def test_trusted_server_gives_its_facts(ca_file: Path) -> None:
    """A handshake that succeeds says which version, which certificate, by whom, and until when."""
    result = shaken(wait, ca_file, server_tls("kaspi.kz", "*.kaspi.kz"))
    assert result.failure is None
    assert result.facts["tls.protocol.version"] == "1.3"
    assert result.facts["tls.server.names"] == ("kaspi.kz", "*.kaspi.kz")
    assert "trustme" in str(result.facts["tls.server.issuer"])
    assert str(result.facts["tls.server.not_before"]) < "2026" < str(result.facts["tls.server.not_after"])
    assert str(result.facts["tls.server.not_after"]).endswith("Z")


@pytest.mark.parametrize(
    ("certificate", "failure", "verify_code"),
    [
        (lambda: authority().issue_cert("kaspi.kz", not_after=LONG_AGO), Failure.TLS_CERTIFICATE_EXPIRED, 10),
        (lambda: authority().issue_cert("kaspi.kz", not_before=FAR_OFF), Failure.TLS_CERTIFICATE_NOT_YET_VALID, 9),
        (lambda: authority().issue_cert("else.kz"), Failure.TLS_HOSTNAME_MISMATCH, 62),
        (lambda: authority().issue_cert(LOOPBACK), Failure.TLS_HOSTNAME_MISMATCH, 62),
        (lambda: trustme.CA(organization_name="Proxy Ltd").issue_cert("kaspi.kz"), Failure.TLS_UNTRUSTED_ISSUER, 20),
        (lambda: authority().create_child_ca().create_child_ca().issue_cert("kaspi.kz"), None, None),
    ],
    ids=["expired", "not yet valid", "other host", "an address", "other issuer", "two intermediates"],
)
def test_refused_certificate_is_named_and_shown(
    certificate: Callable[[], trustme.LeafCert], failure: Failure | None, verify_code: int | None, ca_file: Path
) -> None:
    """Each reason for refusing a certificate has its own word, and the chain that was refused is still told."""
    result = shaken(wait, ca_file, context_of(certificate()))
    assert result.failure is failure
    assert result.facts.get("tls.verify_code") == verify_code
    assert result.facts["tls.chain"]
    assert result.facts["tls.server.issuer"]
    assert result.facts["tls.server.names"]


def test_self_signed_certificate_is_an_untrusted_issuer(ca_file: Path) -> None:
    """A server that shows the certificate of a CA of its own is not trusted, and the issuer is told."""
    own = trustme.CA(organization_name="Router")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with own.cert_pem.tempfile() as certificate, own.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    result = shaken(wait, ca_file, context)
    assert result.failure is Failure.TLS_UNTRUSTED_ISSUER
    assert result.facts["tls.server.issuer"] == result.facts["tls.server.subject"]
    assert "Router" in str(result.facts["tls.server.issuer"])


@pytest.mark.parametrize(
    ("handle", "failure", "facts"),
    [
        (end, Failure.TLS_HANDSHAKE_FAILED, {}),
        (break_off, Failure.TLS_HANDSHAKE_FAILED, {}),
        (wait, Failure.TLS_TIMED_OUT, {}),
        (alert, Failure.TLS_HANDSHAKE_FAILED, {"tls.error": "TLSV1_ALERT_PROTOCOL_VERSION"}),
        (greet, Failure.TLS_NOT_SPOKEN, {"tls.first_bytes": "SSH-2.0-\x1b[31mOpenSSH\r\n"}),
    ],
)
def test_handshake_that_never_ends_well_has_its_word(
    handle: Handler, failure: Failure, facts: dict[str, str], ca_file: Path
) -> None:
    """Cut off, reset, silent and not TLS at all are told apart."""
    result = shaken(handle, ca_file, limit_s=0.3)
    assert (result.failure, result.facts) == (failure, facts)


def secured(handle: Handler, use: Callable[[TlsStream], Awaitable[object]], ca_file: Path) -> object:
    """Serve over TLS and give what ``use`` makes of the secured stream."""

    async def run() -> object:
        async with serving(handle, tls=server_tls()) as port:
            tls = TlsStream(await TcpStream.connect(LOOPBACK, port), context_for(Store.FILE, ca_file), "kaspi.kz")
            try:
                await tls.handshake()
                return await use(tls)
            finally:
                tls.close()

    return asyncio.run(run())


async def everything(stream: TlsStream) -> bytes:
    """Receive until the end."""
    data = b""
    while more := await stream.receive(65536):
        data += more
    return data


@pytest.mark.parametrize("farewell", ["close_notify", "fin"])
def test_large_writes_arrive_whole_both_ways(farewell: str, ca_file: Path) -> None:
    """Two megabytes there and back are the same bytes, and both kinds of end are the end."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readexactly(len(BIG)))
        await writer.drain()
        if farewell == "fin":
            writer.get_extra_info("socket").shutdown(socket.SHUT_WR)
            await until_closed(reader)
        writer.close()
        await writer.wait_closed()

    async def use(stream: TlsStream) -> bytes:
        await stream.send(BIG)
        return await everything(stream)

    assert secured(echo, use, ca_file) == BIG


def test_reset_is_an_error_and_not_the_end(ca_file: Path) -> None:
    """A connection that is reset after the handshake is broken off, never taken for a clean end."""

    async def part(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"half")
        await writer.drain()
        await reader.readexactly(1)
        reset(writer)

    async def use(stream: TlsStream) -> tuple[bytes, Failure]:
        half = await stream.receive(100)
        await stream.send(b"!")
        with pytest.raises(ConnectionResetError) as raised:
            await everything(stream)
        return half, classify(raised.value, Layer.HTTP)

    assert secured(part, use, ca_file) == (b"half", Failure.HTTP_CONNECTION_DROPPED)


def test_what_came_before_a_reset_is_not_lost() -> None:
    """Bytes that arrived are given even when the connection has broken since; then the break is."""

    async def part(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"the whole answer")
        await writer.drain()
        await reader.readexactly(1)
        reset(writer)

    async def run() -> None:
        async with serving(part) as port:
            stream = await TcpStream.connect(LOOPBACK, port)
            with contextlib.suppress(OSError):
                while True:
                    await stream.send(b"!")
                    await asyncio.sleep(0)
            assert await stream.receive(9) == b"the whole"
            assert await stream.receive(99) == b" answer"
            with pytest.raises(ConnectionResetError):
                await stream.receive(1)
            stream.close()

    asyncio.run(run())


def test_a_name_that_cannot_be_sent_is_refused_without_a_connection(ca_file: Path) -> None:
    """A name that TLS has no room for is told before anything is sent."""
    with pytest.raises(ValueError, match=r"hostname|label|encod"):
        TlsStream(None, context_for(Store.FILE, ca_file), ".kaspi.kz")  # type: ignore[arg-type] # never used


class Withholding:
    """An SSL object of a Python that keeps the refused chain to itself."""

    def __init__(self, leaf: dict[str, object] | None) -> None:
        """Take what the public method gives; None is for its refusal."""
        self._leaf = leaf

    def version(self) -> str:
        """Return a version."""
        return "TLSv1.3"

    def cipher(self) -> None:
        """Return none."""

    def getpeercert(self) -> dict[str, object]:
        """Return the certificate, or refuse as before a handshake."""
        if self._leaf is None:
            raise ValueError
        return self._leaf


@pytest.mark.parametrize(
    ("leaf", "facts"),
    [
        (None, {"tls.protocol.version": "1.3"}),
        (
            {"issuer": ((("organizationName", "Somebody"),), (("commonName", "Root"),)), "notAfter": "Bad time value"},
            {
                "tls.protocol.version": "1.3",
                "tls.server.subject": "",
                "tls.server.issuer": "Root (Somebody)",
                "tls.server.names": (),
                "tls.server.not_before": None,
                "tls.server.not_after": None,
                "tls.chain": ("",),
                "tls.chain.issuer": "Root (Somebody)",
            },
        ),
    ],
    ids=["nothing", "an odd certificate"],
)
def test_facts_are_what_python_gives(leaf: dict[str, object] | None, facts: dict[str, object]) -> None:
    """Where the chain is withheld the verified certificate serves, and a date that cannot be read is left out."""
    assert _facts_of(Withholding(leaf)) == facts  # type: ignore[arg-type] # as much of it as is used
