"""Throw-away certificates, made in memory and trusted by nobody but a client that is given the CA file."""

import functools
import ssl
import threading
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import trustme

from kaspi_doctor.simulator.scenario import Certificate

NAMES = ("kaspi.kz", "localhost", "127.0.0.1", "::1")


# `functools.cache` alone lets two threads make one thing twice: then a CA file would not fit its server.
_MAKING = threading.RLock()


@functools.cache
def _authority() -> trustme.CA:
    return trustme.CA(organization_name="kaspi-doctor simulator")


def authority_pem() -> bytes:
    """The certificate of the CA that a client must be given; one a process."""
    with _MAKING:
        return _authority().cert_pem.bytes()


def _leaf(certificate: Certificate) -> trustme.LeafCert:
    now = datetime.now(UTC)
    dates: dict[str, Any] = {}
    names: tuple[str, ...] = NAMES
    authority = _authority()
    match certificate:
        case Certificate.EXPIRED:
            dates = {"not_before": now - timedelta(days=90), "not_after": now - timedelta(days=2)}
        case Certificate.NOT_YET_VALID:
            dates = {"not_before": now + timedelta(days=2), "not_after": now + timedelta(days=90)}
        case Certificate.WRONG_HOST:
            names = ("shop.example",)
        case Certificate.OTHER_ISSUER:
            authority = trustme.CA(organization_name="Made-up Interception Gateway")
        case _:
            pass
    return authority.issue_cert(*names, common_name=names[0], **dates)


def server_context(certificate: Certificate, *, old: bool = False) -> ssl.SSLContext:
    """Return the server's TLS context; `old` speaks nothing newer than TLS 1.1. Cached: making keys takes a while."""
    with _MAKING:
        return _make_context(certificate, old=old)


@functools.cache
def _make_context(certificate: Certificate, *, old: bool) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    if certificate is Certificate.SELF_SIGNED:
        alone = trustme.CA(organization_name="Self-signed")
        with TemporaryDirectory() as folder:
            path = Path(folder) / "chain.pem"
            path.touch(mode=0o600)
            path.write_bytes(alone.private_key_pem.bytes() + alone.cert_pem.bytes())
            context.load_cert_chain(path)
    else:
        _leaf(certificate).configure_cert(context)
    if old:
        # The deprecation is the point: clients of today refuse these versions.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
    return context
