"""From a name to addresses: as programs resolve it, and, on trouble, by asking DNS itself for the reason."""

import asyncio
import ipaddress
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaspi_doctor.observation import Failure

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsReply:
    """What DNS itself says about a name."""

    failure: Failure | None
    reason: str
    """NOERROR, NXDOMAIN, SERVFAIL, REFUSED, or in plain words why there is no reply."""
    addresses: tuple[str, ...] = ()


async def resolve(host: str, port: int) -> tuple[str, ...]:
    """Resolve a name as every program on this machine does, hosts file included.

    Gives addresses of both families, in the order in which the system would try them.
    ``getaddrinfo`` obeys no time limit, so it runs in a daemon thread, which is left behind when the caller gives up.

    Raises:
        OSError: it cannot be resolved.
        ValueError: it is no name.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def settle(addresses: tuple[str, ...], error: Exception | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(error)

    def ask() -> None:
        addresses: tuple[str, ...] = ()
        error: Exception | None = None
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        except (OSError, ValueError) as caught:  # ValueError: a name that cannot be encoded, or holds a NUL
            error = caught
        try:
            loop.call_soon_threadsafe(settle, addresses, error)
        except RuntimeError:
            return  # the loop is closed: nobody waits any more

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    return await answer


async def ask_dns(host: str, *, limit_s: float, resolver: "Resolver | None" = None) -> DnsReply:
    """Ask the configured name servers directly why a name does not resolve, or what they say it resolves to.

    Never raises; gives up after ``limit_s`` seconds.
    """
    import dns.asyncresolver
    import dns.exception

    try:
        asker = resolver or dns.asyncresolver.Resolver()
        asker.lifetime = limit_s
        async with asyncio.timeout(limit_s):
            answers = await asker.resolve_name(host, search=False)
    except (dns.exception.DNSException, OSError, ValueError) as error:
        failure, reason = _meaning(error)
        return DnsReply(failure=failure, reason=reason)
    return DnsReply(failure=None, reason="NOERROR", addresses=tuple(answers.addresses()))


def _meaning(error: Exception) -> tuple[Failure, str]:
    import dns.exception
    import dns.rcode
    import dns.resolver

    if isinstance(error, dns.resolver.NoNameservers):
        replies = {reply.rcode() for *_, reply in error.kwargs["errors"] if reply}
        for rcode, failure in ((dns.rcode.SERVFAIL, Failure.DNS_SERVFAIL), (dns.rcode.REFUSED, Failure.DNS_REFUSED)):
            if rcode in replies:
                return failure, rcode.name
        return Failure.DNS_FAILED, "no name server gave a usable reply"
    if isinstance(error, dns.exception.Timeout | TimeoutError):
        # Where the network is down no query ever leaves: dnspython tells that as a time-out with the reason inside.
        unreachable = "unreachable" in str(error)
        return Failure.DNS_TIMEOUT, "network unreachable" if unreachable else "no reply"
    plain: tuple[tuple[type[Exception], Failure, str], ...] = (
        (dns.resolver.NXDOMAIN, Failure.DNS_NXDOMAIN, "NXDOMAIN"),
        (dns.resolver.NoAnswer, Failure.DNS_NO_ADDRESS, "NOERROR, no address"),
        (dns.resolver.NoResolverConfiguration, Failure.DNS_FAILED, "no name server is configured"),
        (Exception, Failure.DNS_FAILED, type(error).__name__),
    )
    return next((failure, reason) for kind, failure, reason in plain if isinstance(error, kind))


def is_public(address: str) -> bool:
    """Return whether an address is reachable from the whole Internet."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def is_address(host: str) -> bool:
    """Return whether a host is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
