"""Names to addresses, and DNS itself asked for the reason: a name server of the test's own on loopback."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset
import pytest

from kaspi_doctor.network.classify import classify
from kaspi_doctor.network.resolve import DnsReply, ask_dns, is_address, is_public, resolve
from kaspi_doctor.observation import Failure, Layer

NAME = "servfail.refused.example"
"""Holds the words that a reply is known by, so that a name alone is never taken for a reply."""
Replying = Callable[[dns.message.Message], bytes | None]


def asked(reply: Replying, *, limit_s: float = 0.5) -> DnsReply:
    """Ask a name server that answers every query in one way."""

    class Server(asyncio.DatagramProtocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport

        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            if answer := reply(dns.message.from_wire(data)):
                self.transport.sendto(answer, addr)  # type: ignore[attr-defined] # a datagram transport

    async def run() -> DnsReply:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], transport.get_extra_info("sockname")[1]
        try:
            return await ask_dns(NAME, limit_s=limit_s, resolver=resolver)
        finally:
            transport.close()

    return asyncio.run(run())


def with_code(code: dns.rcode.Rcode) -> Replying:
    """Answer with a code and nothing else."""

    def reply(query: dns.message.Message) -> bytes:
        response = dns.message.make_response(query)
        response.set_rcode(code)
        return response.to_wire()

    return reply


def with_records(**records: str) -> Replying:
    """Answer with these records, by type."""

    def reply(query: dns.message.Message) -> bytes:
        response = dns.message.make_response(query)
        kind = dns.rdatatype.to_text(query.question[0].rdtype)
        if kind in records:
            response.answer.append(dns.rrset.from_text(query.question[0].name, 60, "IN", kind, records[kind]))
        return response.to_wire()

    return reply


def truncated(query: dns.message.Message) -> bytes:
    """Ask the client to come again by TCP, where nobody listens."""
    response = dns.message.make_response(query)
    response.flags |= dns.flags.TC
    return response.to_wire()


@pytest.mark.parametrize(
    ("reply", "failure", "reason"),
    [
        (with_code(dns.rcode.NXDOMAIN), Failure.DNS_NXDOMAIN, "NXDOMAIN"),
        (with_code(dns.rcode.SERVFAIL), Failure.DNS_SERVFAIL, "SERVFAIL"),
        (with_code(dns.rcode.REFUSED), Failure.DNS_REFUSED, "REFUSED"),
        (with_code(dns.rcode.NOTIMP), Failure.DNS_FAILED, "no name server gave a usable reply"),
        (with_code(dns.rcode.FORMERR), Failure.DNS_FAILED, "no name server gave a usable reply"),
        (lambda _: b"garbage", Failure.DNS_TIMEOUT, "no reply"),
        (lambda _: None, Failure.DNS_TIMEOUT, "no reply"),
        (with_records(), Failure.DNS_NO_ADDRESS, "NOERROR, no address"),
        (with_records(MX="10 mail.example."), Failure.DNS_NO_ADDRESS, "NOERROR, no address"),
    ],
    ids=["NXDOMAIN", "SERVFAIL", "REFUSED", "NOTIMP", "FORMERR", "garbage", "silence", "empty", "other type"],
)
def test_reply_of_a_name_server_has_its_word(reply: Replying, failure: Failure, reason: str) -> None:
    """Each way in which DNS can fail to give an address has a word, whatever the name looks like."""
    assert asked(reply) == DnsReply(failure=failure, reason=reason)


@pytest.mark.parametrize(
    ("records", "addresses"),
    [
        ({"A": "192.0.2.1"}, ("192.0.2.1",)),
        ({"AAAA": "2001:db8::1"}, ("2001:db8::1",)),
        ({"A": "192.0.2.1", "AAAA": "2001:db8::1"}, ("2001:db8::1", "192.0.2.1")),
    ],
)
def test_addresses_of_either_family_will_do(records: dict[str, str], addresses: tuple[str, ...]) -> None:
    """A name with addresses of one family only resolves."""
    reply = asked(with_records(**records))
    assert reply.failure is None
    assert sorted(reply.addresses) == sorted(addresses)


def test_truncated_reply_without_tcp_is_a_failure() -> None:
    """A name server that wants TCP and does not speak it gives no usable reply, within the limit."""
    assert asked(truncated).failure in {Failure.DNS_FAILED, Failure.DNS_TIMEOUT}


@pytest.mark.parametrize("host", ["x" * 64 + ".example", "a..example", "", "\ud800.example", "x." * 200])
def test_what_is_no_name_is_a_failure_and_no_error(host: str) -> None:
    """A name that cannot exist is told as a failure."""
    resolver = dns.asyncresolver.Resolver(configure=False)
    assert asyncio.run(ask_dns(host, limit_s=0.2, resolver=resolver)).failure is not None


def test_no_name_server_configured_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any name server is told as such."""

    def unconfigured(*_: object) -> None:
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.asyncresolver, "Resolver", unconfigured)
    assert asyncio.run(ask_dns(NAME, limit_s=0.2)).reason == "no name server is configured"


def test_localhost_resolves_to_loopback() -> None:
    """The hosts file is seen, each address once."""
    addresses = asyncio.run(resolve("localhost", 443))
    assert set(addresses) <= {"127.0.0.1", "::1"}
    assert len(addresses) == len(set(addresses)) > 0


@pytest.mark.parametrize("host", ["x" * 64, "a..b", "\ud800"])
def test_impossible_name_is_an_error_and_no_hang(host: str) -> None:
    """A name that the system cannot even ask for ends the wait with an error that has a word."""

    async def run() -> None:
        async with asyncio.timeout(2):
            await resolve(host, 443)

    with pytest.raises(UnicodeError) as raised:
        asyncio.run(run())
    assert classify(raised.value, Layer.DNS) is Failure.DNS_FAILED


def test_resolver_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """getaddrinfo, which obeys no time limit, keeps neither the caller nor the end of the program waiting."""
    release, done = threading.Event(), threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        release.wait()
        done.set()
        raise socket.gaierror(socket.EAI_AGAIN, "late")

    monkeypatch.setattr(socket, "getaddrinfo", hang)

    async def run() -> None:
        async with asyncio.timeout(0.1):
            await resolve("kaspi.kz", 443)

    started = time.perf_counter()
    with pytest.raises(TimeoutError):
        asyncio.run(run())
    assert time.perf_counter() - started < 1
    thread = next(t for t in threading.enumerate() if t.name == "resolve")
    assert thread.daemon
    release.set()
    assert done.wait(2)
    thread.join(2)  # the late answer reaches a closed loop, and harms nobody


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2a00:1450::1", True),
        ("10.0.0.1", False),
        ("127.0.0.1", False),
        ("198.18.0.1", False),
        ("100.64.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("0.0.0.0", False),  # noqa: S104 - what filters answer with
    ],
)
def test_public_addresses_are_told_from_others(address: str, public: bool) -> None:  # noqa: FBT001 - a column of the table
    """Private, loopback and reserved addresses are not public, a zone or not."""
    assert is_public(address) is public
    assert is_address(address)


@pytest.mark.parametrize("host", ["kaspi.kz", "localhost", "1.2.3", "999.1.1.1", "", "[::1]"])
def test_names_are_no_addresses(host: str) -> None:
    """What merely looks like an address is a name."""
    assert not is_address(host)
