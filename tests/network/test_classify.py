"""From an exception to one word, on every platform's numbers."""

import errno
import socket
import ssl

import h11
import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.network.classify import EndOfStreamError, NetworkFailure, classify
from kaspi_doctor.observation import Failure, Layer

NETWORK_LAYERS = (Layer.DNS, Layer.TCP, Layer.TLS, Layer.HTTP)


def refused(code: int) -> ssl.SSLCertVerificationError:
    """Make the error that OpenSSL's code leads to."""
    error = ssl.SSLCertVerificationError(1, "made up")
    error.verify_code = code
    return error


def windows(number: int, mapped: int | None = None) -> OSError:
    """Make an error as Windows gives it: with a number of its own, beside an errno that is none of POSIX's."""
    error = OSError(mapped or number, "made up")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore] # it exists on Windows alone
    return error


class SocksError(OSError):
    """An error of a library, whose number does not choose its class as it does for OSError itself."""


UNREACHABLE = "EHOSTUNREACH ENETUNREACH ENETDOWN EHOSTDOWN EADDRNOTAVAIL EAFNOSUPPORT EPERM EACCES"
CUT = (Failure.CONNECTION_RESET, Failure.TLS_HANDSHAKE_FAILED, Failure.HTTP_CONNECTION_DROPPED)
LATE = (Failure.CONNECTION_TIMED_OUT, Failure.TLS_TIMED_OUT, Failure.HTTP_TIMEOUT)
ROWS: list[tuple[BaseException, Failure | tuple[Failure, Failure, Failure]]] = [
    (refused(10), Failure.TLS_CERTIFICATE_EXPIRED),
    (refused(9), Failure.TLS_CERTIFICATE_NOT_YET_VALID),
    (refused(62), Failure.TLS_HOSTNAME_MISMATCH),
    (refused(64), Failure.TLS_HOSTNAME_MISMATCH),
    *((refused(code), Failure.TLS_UNTRUSTED_ISSUER) for code in (2, 18, 19, 20, 21, 24, 85)),
    (socket.gaierror(socket.EAI_NONAME, ""), Failure.DNS_NXDOMAIN),
    (socket.gaierror(socket.EAI_NODATA, ""), Failure.DNS_NXDOMAIN),
    (socket.gaierror(11001, ""), Failure.DNS_NXDOMAIN),
    (socket.gaierror(11004, ""), Failure.DNS_NXDOMAIN),
    (socket.gaierror(socket.EAI_AGAIN, ""), Failure.DNS_TIMEOUT),
    (socket.gaierror(socket.EAI_FAIL, ""), Failure.DNS_FAILED),
    (UnicodeError("label too long"), Failure.DNS_FAILED),
    (ConnectionRefusedError(), Failure.CONNECTION_REFUSED),
    (EndOfStreamError(), CUT),
    (ssl.SSLEOFError(), CUT),
    (ConnectionResetError(), CUT),
    (ConnectionAbortedError(), CUT),
    (BrokenPipeError(), CUT),
    (TimeoutError(), LATE),
    (OSError(errno.ETIMEDOUT, ""), LATE),
    (SocksError(errno.ETIMEDOUT, ""), LATE),
    (windows(10060), LATE),
    (windows(10060, errno.EINVAL), LATE),
    *((OSError(getattr(errno, name), ""), Failure.HOST_UNREACHABLE) for name in UNREACHABLE.split()),
    *((windows(n), Failure.HOST_UNREACHABLE) for n in (10051, 10065, 10013)),
    *((windows(n, errno.EINVAL), Failure.HOST_UNREACHABLE) for n in (1214, 1222, 1231, 1232)),
    *((windows(n, errno.EINVAL), Failure.CONNECTION_REFUSED) for n in (1225, 1234)),
    *((windows(n, errno.EINVAL), CUT) for n in (64, 1236)),
    (windows(121, errno.EINVAL), LATE),
    *((OSError(n, "not Windows"), Failure.UNKNOWN) for n in (64, 121)),
    (h11.RemoteProtocolError("x"), Failure.HTTP_PROTOCOL),
    (httpcore.RemoteProtocolError("x"), Failure.HTTP_PROTOCOL),
    (ssl.SSLError(1, "x"), (Failure.UNKNOWN, Failure.TLS_HANDSHAKE_FAILED, Failure.HTTP_CONNECTION_DROPPED)),
    (NetworkFailure(Failure.PROXY_REFUSED), Failure.PROXY_REFUSED),
    (OSError(errno.ENOSPC, ""), Failure.UNKNOWN),
    (h11.LocalProtocolError("x"), Failure.UNKNOWN),
    (RuntimeError("x"), Failure.UNKNOWN),
]


@pytest.mark.parametrize(("error", "failure"), ROWS, ids=[f"{n}-{type(row[0]).__name__}" for n, row in enumerate(ROWS)])
@pytest.mark.parametrize("wrapped", [False, True])
def test_exception_has_its_word(error: BaseException, failure: Failure | tuple[Failure, ...], wrapped: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """Each error has one word in each layer, bare or buried in a chain."""
    outer = RuntimeError("outer")
    outer.__context__ = LookupError("between")
    outer.__context__.__cause__ = error
    wanted = (failure,) * 3 if isinstance(failure, Failure) else failure
    found = tuple(classify(outer if wrapped else error, layer) for layer in NETWORK_LAYERS[1:])
    assert found == wanted


def test_a_failed_resolution_has_words_of_its_own() -> None:
    """While a name is looked up, lateness is the resolver's; a connection that is cut there is none of the three."""
    assert classify(TimeoutError(), Layer.DNS) is Failure.DNS_TIMEOUT
    assert classify(ConnectionResetError(), Layer.DNS) is Failure.UNKNOWN


def test_a_recognised_failure_keeps_its_words_and_facts() -> None:
    """What is raised says the peer's own words, or its one word where there are none; facts are always there."""
    spoken = NetworkFailure(Failure.PROXY_REFUSED, detail="403 Forbidden", facts={"proxy.status": 403})
    assert (str(spoken), spoken.facts) == ("403 Forbidden", {"proxy.status": 403})
    bare = NetworkFailure(Failure.PROXY_REFUSED)
    assert (str(bare), bare.facts) == ("proxy_refused", {})


def test_the_most_specific_error_of_a_chain_decides() -> None:
    """A certificate that was refused is the reason, whatever went wrong because of it."""
    outer = ConnectionResetError()
    outer.__context__ = refused(10)
    assert classify(outer, Layer.TLS) is Failure.TLS_CERTIFICATE_EXPIRED


def test_a_chain_that_bites_its_tail_is_no_trap() -> None:
    """A circular chain is looked along once."""
    one, other = RuntimeError(), LookupError()
    one.__cause__, other.__cause__ = other, one
    assert classify(one, Layer.TCP) is Failure.UNKNOWN


@given(
    st.sampled_from(list(Layer)), st.integers(-20, 12_000), st.sampled_from([OSError, socket.gaierror, ssl.SSLError])
)
def test_classify_never_raises(layer: Layer, number: int, kind: type[OSError]) -> None:
    """Whatever the number and the layer, there is a word."""
    assert classify(kind(number, "made up"), layer) in Failure
