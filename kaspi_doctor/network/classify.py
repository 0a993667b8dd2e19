"""From an exception to one word: the only place that knows what the platforms' errors mean."""

import errno
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import TypeAlias

from kaspi_doctor.facts import Facts
from kaspi_doctor.observation import Failure, Layer


class NetworkFailure(Exception):  # noqa: N818 - it is a failure; that is the project's word
    """A failure that was recognised where it happened."""

    def __init__(self, failure: Failure, *, detail: str = "", facts: Facts | None = None) -> None:
        """Keep the word, a detail in the platform's or the peer's own words, and what was seen."""
        super().__init__(detail or failure.value)
        self.failure = failure
        self.facts: Facts = facts or {}


class EndOfStreamError(ConnectionError):
    """The peer closed the connection where more was due."""


Row: TypeAlias = tuple[Callable[[BaseException], bool], Failure | dict[Layer, Failure]]

# https://docs.openssl.org/3.0/man1/openssl-verification-options/ and x509_vfy.h: X509_V_ERR_*
CERT_NOT_YET_VALID = 9
CERT_HAS_EXPIRED = 10
HOSTNAME_MISMATCH = 62
IP_ADDRESS_MISMATCH = 64

# Windows keeps its own numbers (winerror), and Python maps some of them only: those of Winsock from 10000 on, and those
# of the system, which asyncio's proactor gets for a connection that came to nothing.
# https://learn.microsoft.com/windows/win32/debug/system-error-codes
_UNREACHABLE = {
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.ENETDOWN,
    errno.EHOSTDOWN,
    errno.EADDRNOTAVAIL,
    errno.EAFNOSUPPORT,
    errno.EPERM,
    errno.EACCES,
    10065,
    10051,
    10013,
}
_UNREACHABLE_ON_WINDOWS = {1214, 1222, 1231, 1232}
_TIMED_OUT = {errno.ETIMEDOUT, 10060}
_TIMED_OUT_ON_WINDOWS = {121}
_REFUSED_ON_WINDOWS = {1225, 1234}
_CUT_OFF_ON_WINDOWS = {64, 1236}
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME), 11001, 11004}


def _verification(*codes: int) -> Callable[[BaseException], bool]:
    return lambda e: isinstance(e, ssl.SSLCertVerificationError) and e.verify_code in codes


def _is(*kinds: type[BaseException]) -> Callable[[BaseException], bool]:
    return lambda e: isinstance(e, kinds)


def _errno(numbers: set[int]) -> Callable[[BaseException], bool]:
    return lambda e: isinstance(e, OSError) and (e.errno in numbers or getattr(e, "winerror", None) in numbers)


def _winerror(numbers: set[int]) -> Callable[[BaseException], bool]:
    """Recognise a number of Windows' system, which means something else as an errno."""
    return lambda e: getattr(e, "winerror", None) in numbers


def _named(name: str) -> Callable[[BaseException], bool]:
    """Recognise an exception of httpx or h11 by its class, without importing them."""
    return lambda e: any(kind.__name__ == name for kind in type(e).__mro__)


_CUT_OFF: dict[Layer, Failure] = {
    Layer.TCP: Failure.CONNECTION_RESET,
    Layer.TLS: Failure.TLS_HANDSHAKE_FAILED,
    Layer.HTTP: Failure.HTTP_CONNECTION_DROPPED,
}
_TOO_LATE: dict[Layer, Failure] = {
    Layer.DNS: Failure.DNS_TIMEOUT,
    Layer.TCP: Failure.CONNECTION_TIMED_OUT,
    Layer.TLS: Failure.TLS_TIMED_OUT,
    Layer.HTTP: Failure.HTTP_TIMEOUT,
}

TABLE: tuple[Row, ...] = (
    # Most specific first: the first row that any exception of the chain fits decides.
    (_verification(CERT_HAS_EXPIRED), Failure.TLS_CERTIFICATE_EXPIRED),
    (_verification(CERT_NOT_YET_VALID), Failure.TLS_CERTIFICATE_NOT_YET_VALID),
    (_verification(HOSTNAME_MISMATCH, IP_ADDRESS_MISMATCH), Failure.TLS_HOSTNAME_MISMATCH),
    (_is(ssl.SSLCertVerificationError, ssl.CertificateError), Failure.TLS_UNTRUSTED_ISSUER),
    (lambda e: isinstance(e, socket.gaierror) and e.errno in _NO_SUCH_NAME, Failure.DNS_NXDOMAIN),
    (lambda e: isinstance(e, socket.gaierror) and e.errno == socket.EAI_AGAIN, Failure.DNS_TIMEOUT),
    (_is(socket.gaierror, UnicodeError), Failure.DNS_FAILED),
    (_is(EndOfStreamError, ssl.SSLEOFError, ssl.SSLZeroReturnError), _CUT_OFF),
    (_is(ssl.SSLError), {Layer.TLS: Failure.TLS_HANDSHAKE_FAILED, Layer.HTTP: Failure.HTTP_CONNECTION_DROPPED}),
    (_is(ConnectionRefusedError), Failure.CONNECTION_REFUSED),
    (_is(ConnectionResetError, ConnectionAbortedError, BrokenPipeError), _CUT_OFF),
    (_winerror(_REFUSED_ON_WINDOWS), Failure.CONNECTION_REFUSED),
    (_winerror(_CUT_OFF_ON_WINDOWS), _CUT_OFF),
    (_is(TimeoutError), _TOO_LATE),
    (_errno(_TIMED_OUT), _TOO_LATE),
    (_winerror(_TIMED_OUT_ON_WINDOWS), _TOO_LATE),
    (_errno(_UNREACHABLE), Failure.HOST_UNREACHABLE),
    (_winerror(_UNREACHABLE_ON_WINDOWS), Failure.HOST_UNREACHABLE),
    (_named("RemoteProtocolError"), Failure.HTTP_PROTOCOL),
)


def classify(error: BaseException, during: Layer) -> Failure:
    """Return the one word for an exception raised while a layer is at work.

    Looks along the whole chain of causes and contexts; gives ``unknown`` for what no row knows. Never raises.
    """
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, NetworkFailure):
            return link.failure
    for fits, failure in TABLE:
        if any(fits(link) for link in chain):
            return failure if isinstance(failure, Failure) else failure.get(during, Failure.UNKNOWN)
    return Failure.UNKNOWN


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
