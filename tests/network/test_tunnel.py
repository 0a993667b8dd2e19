"""Through a proxy: HTTP CONNECT and SOCKS5, honest and odd, in one packet and byte by byte."""

import asyncio
import base64
import ssl
from pathlib import Path

import pytest

from kaspi_doctor.network import Network
from kaspi_doctor.network.classify import NetworkFailure
from kaspi_doctor.network.trust import Store
from kaspi_doctor.observation import AnswerKind, Failure
from tests.network.serving import (
    HEAD_END,
    LOOPBACK,
    VALID,
    Handler,
    answer,
    ask,
    reset,
    saying,
    send_all,
    server_tls,
    serving,
    settings_for,
    until_closed,
)

REFUSED, SIGN_IN, UNREACHABLE = (
    Failure.PROXY_REFUSED,
    Failure.PROXY_AUTHENTICATION_REQUIRED,
    Failure.PROXY_UNREACHABLE,
)
GRANTED = b"\x05\x00\x00\x01" + bytes(6)
TARGET = b"\x03\x09localhost\x01\xbb"


def tunnelled(
    handle: Handler, scheme: str, *, sign_in: str = "", tls: ssl.SSLContext | None = None
) -> bytes | NetworkFailure:
    """Open a tunnel through a proxy to a target; give what the target says, or why there is no tunnel."""

    async def run() -> bytes | NetworkFailure:
        async with serving(handle, tls=tls) as port:
            settings = settings_for(443, None, proxy=f"{scheme}://{sign_in}{LOOPBACK}:{port}")
            try:
                async with asyncio.timeout(3):
                    stream = await Network(settings).dial(LOOPBACK)
            except NetworkFailure as error:
                return error
            try:
                said = b""
                while more := await stream.receive(100):
                    said += more
                return said
            finally:
                stream.close()

    return asyncio.run(run())


def talking(*turns: tuple[bytes, bytes], seen: list[bytes] | None = None, slowly: bool = False) -> Handler:
    """Take so many bytes as each turn's first part has, and send the second; note what was taken."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for expected, reply in turns:
            took = await reader.readexactly(len(expected))
            if seen is not None:
                seen.append(took)
            await send_all(writer, [bytes([b]) for b in reply] if slowly else [reply])
        writer.write_eof()
        await until_closed(reader)

    return handle


@pytest.mark.parametrize(
    ("said", "then", "failure", "detail"),
    [
        (b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic" + HEAD_END, "close", SIGN_IN, "HTTP 407"),
        (b"HTTP/1.1 403 No\r\nContent-Length: 99" + HEAD_END, "hang", REFUSED, "HTTP 403"),
        (b"HTTP/1.0 502 Bad" + HEAD_END, "close", REFUSED, "HTTP 502"),
        (b"HTTP/1.1 302 Found\r\nLocation: /login" + HEAD_END, "close", REFUSED, "HTTP 302"),
        (b"HTTP/1.1 100 Wait" + HEAD_END + b"HTTP/1.1 503 Busy" + HEAD_END, "close", REFUSED, "HTTP 503"),
        (b"SSH-2.0-x\r\n\r\n", "hang", REFUSED, "the server is not an HTTP proxy"),
        (b"\x05\xff", "close", REFUSED, "the server is not an HTTP proxy"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000, "hang", REFUSED, "the server is not an HTTP proxy"),
        (b"HTTP/1.1 200", "close", REFUSED, "the proxy closed the connection"),
        (b"", "close", REFUSED, "the proxy closed the connection"),
        (b"", "reset", REFUSED, "the proxy broke off the connection"),
    ],
    ids=range(11),
)
def test_proxy_that_does_not_connect_has_its_word(said: bytes, then: str, failure: Failure, detail: str) -> None:
    """Each answer to CONNECT but 2xx is a refusal, 407 a wish for a password, and what was said is kept."""
    error = tunnelled(saying(said, then=then), "http")
    assert isinstance(error, NetworkFailure)
    assert (error.failure, str(error)) == (failure, detail)
    if detail.startswith("HTTP"):
        assert error.facts["proxy.status_code"] == int(detail[5:])


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 100 Continue" + HEAD_END])
@pytest.mark.parametrize("status", [b"HTTP/1.1 200 OK", b"HTTP/1.0 200 ", b"HTTP/1.1 204 x\r\nContent-Length: 7"])
def test_what_follows_the_proxys_answer_is_the_targets(before: bytes, status: bytes) -> None:
    """Bytes of the target that come in the same packet as the proxy's answer are not lost."""
    assert tunnelled(saying(before + status + HEAD_END + b"220 ready"), "http") == b"220 ready"


def test_connect_request_is_as_the_standard_has_it() -> None:
    """CONNECT names the target twice, signs in where there is something to sign in with, and says nothing else."""
    requests: list[bytes] = []
    handle = saying(b"HTTP/1.1 200 OK" + HEAD_END + b"hi", requests=requests)
    assert tunnelled(handle, "http") == b"hi"
    assert tunnelled(handle, "http", sign_in="some%40one:p%3Aw@") == b"hi"
    plain = f"CONNECT {LOOPBACK}:443 HTTP/1.1\r\nHost: {LOOPBACK}:443\r\n"
    assert requests[0].decode() == plain + "\r\n"
    signed = requests[1].decode().removeprefix(plain).removesuffix("\r\n\r\n")
    assert base64.b64decode(signed.removeprefix("Proxy-Authorization: Basic ")).decode() in {
        "some@one:p:w",
        "some%40one:p%3Aw",
    }


@pytest.mark.parametrize("slowly", [False, True], ids=["at once", "byte by byte"])
@pytest.mark.parametrize(
    "bound_to", [b"\x01" + bytes(6), b"\x04" + bytes(18), b"\x03\x05abcde\x00\x00"], ids=["v4", "v6", "name"]
)
def test_socks_tunnel_however_the_replies_are_cut(slowly: bool, bound_to: bytes) -> None:  # noqa: FBT001 - a parameter of the table
    """Replies of every form, in one piece or many, are taken whole, and the target's first bytes are left to it."""
    seen: list[bytes] = []
    turns = (
        (b"\x05\x01\x00", b"\x05\x00"),
        (b"\x05\x01\x00\x01\x7f\x00\x00\x01\x01\xbb", b"\x05\x00\x00" + bound_to + b"hello"),
    )
    assert tunnelled(talking(*turns, seen=seen, slowly=slowly), "socks5") == b"hello"
    assert seen == [turn[0] for turn in turns]


def test_socks_signs_in_where_the_proxy_asks_for_it() -> None:
    """User name and password go to a proxy that asks for them, and only there."""
    hello, wanted = b"\x05\x02\x00\x02", b"\x05\x01\x00\x01\x7f\x00\x00\x01\x01\xbb"
    signing_in = (hello, b"\x05\x02"), (b"\x01\x01u\x02pw", b"\x01\x00"), (wanted, GRANTED + b"hi")
    seen: list[bytes] = []
    assert tunnelled(talking(*signing_in, seen=seen), "socks5h", sign_in="u:pw@") == b"hi"
    assert seen[1] == b"\x01\x01u\x02pw"
    seen.clear()
    assert (
        tunnelled(talking((hello, b"\x05\x00"), (wanted, GRANTED + b"hi"), seen=seen), "socks5", sign_in="u:pw@")
        == b"hi"
    )
    assert b"pw" not in b"".join(seen)


HELLO = b"\x05\x01\x00"


@pytest.mark.parametrize(
    ("turns", "sign_in", "failure", "detail"),
    [
        (((HELLO, b"\x05\xff"),), "", SIGN_IN, "the proxy requires another authentication method"),
        (((HELLO, b"\x05\x02"),), "", SIGN_IN, "the proxy requires another authentication method"),
        (((b"1234", b"\x05\x02"), (b"12345", b"\x01\x01")), "u:p@", SIGN_IN, "the proxy refused the password"),
        (((b"1234", b"\x05\x02"),), "u" * 256 + ":p@", REFUSED, "the name or password is too long for SOCKS5"),
        (((HELLO, b"\x04\x00"),), "", REFUSED, "the server is not a SOCKS5 proxy"),
        (((HELLO, b"HTTP/1.1 400 Bad Request\r\n\r\n"),), "", REFUSED, "the server is not a SOCKS5 proxy"),
        (((HELLO, b"\x05"),), "", REFUSED, "the proxy closed the connection"),
        (
            ((HELLO, b"\x05\x00"), (b"1234567890", b"\x05\x05\x00\x01" + bytes(6))),
            "",
            REFUSED,
            "SOCKS5: connection refused",
        ),
        (
            ((HELLO, b"\x05\x00"), (b"1234567890", b"\x05\x2a\x00\x01" + bytes(6))),
            "",
            REFUSED,
            "SOCKS5: unknown reply 42",
        ),
        (
            ((HELLO, b"\x05\x00"), (b"1234567890", b"\x00\x5a\x00\x01")),
            "",
            REFUSED,
            "the server is not a SOCKS5 proxy",
        ),
        (
            ((HELLO, b"\x05\x00"), (b"1234567890", b"\x05\x00\x00\x01\x00")),
            "",
            REFUSED,
            "the proxy closed the connection",
        ),
    ],
    ids=range(11),
)
def test_socks_proxy_that_does_not_connect_has_its_word(
    turns: tuple[tuple[bytes, bytes], ...], sign_in: str, failure: Failure, detail: str
) -> None:
    """Refusals, odd replies and early ends are told apart, and the password is not in what is told."""
    error = tunnelled(talking(*turns), "socks5", sign_in=sign_in)
    assert isinstance(error, NetworkFailure)
    assert (error.failure, str(error)) == (failure, detail)


def test_proxy_over_tls_is_verified_before_it_is_told_anything(ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An HTTPS proxy works where the system trusts it; else it is unreachable, and told nothing."""
    requests: list[bytes] = []
    handle = saying(b"HTTP/1.1 200 OK" + HEAD_END + b"hi", requests=requests)
    distrusted = tunnelled(handle, "https", tls=server_tls(LOOPBACK))
    plain = tunnelled(talking((b"\x16", b"HTTP/1.1 400 Bad Request\r\n\r\n")), "https")
    gone = tunnelled(talking((b"\x16", b"")), "https")
    errors = [e for e in (distrusted, plain, gone) if isinstance(e, NetworkFailure)]
    assert [e.failure for e in errors] == [UNREACHABLE] * 3
    assert str(distrusted) == "TLS with the proxy: tls_untrusted_issuer"
    assert requests == []
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    assert tunnelled(handle, "https", tls=server_tls(LOOPBACK)) == b"hi"


async def piping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    """Be a proxy that leads everything to one port."""
    await reader.readuntil(HEAD_END)
    writer.write(b"HTTP/1.1 200 OK" + HEAD_END)
    there, back = await asyncio.open_connection(LOOPBACK, port)

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            target.write(data)

    pumps = [asyncio.create_task(pump(reader, back)), asyncio.create_task(pump(there, writer))]
    try:
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in pumps:
            task.cancel()
        back.transport.abort()


def test_request_goes_through_the_tunnel_verified_end_to_end(ca_file: Path) -> None:
    """Through a proxy the target's own certificate is verified, and the token never passes in the clear."""

    async def run() -> tuple[object, object]:
        async with (
            serving(saying(answer()), tls=server_tls()) as port,
            serving(lambda reader, writer: piping(reader, writer, port)) as proxy,
        ):
            exchange = await ask(settings_for(1, ca_file, proxy=f"http://{LOOPBACK}:{proxy}"))
            return exchange.failure, exchange.kind

    assert asyncio.run(run()) == (None, AnswerKind.DATA)


async def swallow(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Be a proxy that takes everything and says nothing."""
    await until_closed(reader)


async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Be a proxy that resets the connection."""
    await reader.read(1)
    reset(writer)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize(("handle", "failure"), [(swallow, UNREACHABLE), (break_off, REFUSED)], ids=["silent", "reset"])
def test_proxy_is_to_blame_for_what_it_does_to_a_request(
    scheme: str, handle: Handler, failure: Failure, ca_file: Path
) -> None:
    """A proxy that hangs or breaks off in the middle of a run is named, and Kaspi is not."""

    async def run() -> Failure | None:
        async with serving(handle) as port:
            network = Network(settings_for(1, ca_file, proxy=f"{scheme}://{LOOPBACK}:{port}"))
            return (await network.request(VALID, LOOPBACK, Store.FILE, limit_s=0.3)).failure

    assert asyncio.run(run()) is failure
