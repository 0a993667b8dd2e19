"""One TLS handshake, with the facts of the chain even when it is refused."""

import asyncio
import ssl
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kaspi_doctor import facts as fact
from kaspi_doctor.network.classify import NetworkFailure, classify
from kaspi_doctor.network.stream import TlsStream
from kaspi_doctor.observation import Failure, Layer

CertificateInfo = dict[str, Any]
"""The shape of ``ssl.SSLSocket.getpeercert()``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """How a handshake went."""

    failure: Failure | None
    duration_s: float
    facts: dict[str, fact.Value] = field(default_factory=dict)


async def shake_hands(tls: TlsStream, *, limit_s: float) -> Handshake:
    """Shake hands over a connected stream. Never raises for what the peer does; leaves the stream to its owner."""
    started = time.perf_counter()
    failure: Failure | None = None
    facts: dict[str, fact.Value] = {}
    try:
        async with asyncio.timeout(limit_s):
            await tls.handshake()
    except (OSError, ValueError, NetworkFailure) as error:
        failure = classify(error, Layer.TLS)
        facts |= _words_of(error)
    facts |= _facts_of(tls.ssl_object)
    return Handshake(failure=failure, duration_s=time.perf_counter() - started, facts=facts)


def _words_of(error: BaseException) -> dict[str, fact.Value]:
    if isinstance(error, NetworkFailure):
        return dict(error.facts)
    if isinstance(error, ssl.SSLCertVerificationError):
        return {fact.VERIFY_CODE: error.verify_code, fact.VERIFY_MESSAGE: error.verify_message}
    if isinstance(error, ssl.SSLError) and error.reason:
        return {fact.TLS_ERROR: error.reason}
    return {}


def _facts_of(tls: ssl.SSLObject) -> dict[str, fact.Value]:
    facts: dict[str, fact.Value] = {}
    if version := tls.version():
        facts[fact.TLS_VERSION] = version.removeprefix("TLSv")
    if cipher := tls.cipher():
        facts[fact.TLS_CIPHER] = cipher[0]
    chain = _chain(tls)
    if not chain:
        return facts
    leaf, top = chain[0], chain[-1]
    facts |= {
        fact.CERTIFICATE_SUBJECT: _name(leaf.get("subject")),
        fact.CERTIFICATE_ISSUER: _name(leaf.get("issuer")),
        fact.CERTIFICATE_NAMES: tuple(f"{value}" for _, value in leaf.get("subjectAltName", ())),
        fact.CERTIFICATE_NOT_BEFORE: _instant(leaf.get("notBefore")),
        fact.CERTIFICATE_NOT_AFTER: _instant(leaf.get("notAfter")),
        fact.CHAIN: tuple(_name(certificate.get("subject")) for certificate in chain),
        fact.CHAIN_ISSUER: _name(top.get("issuer")),
    }
    return facts


def _chain(tls: ssl.SSLObject) -> list[CertificateInfo]:
    """Return the certificates that the peer sent, leaf first; empty when there were none, or Python keeps them back.

    Public from 3.13 on as ``get_unverified_chain`` (bytes); before, and for the parsed form, only below ``_sslobj``.
    """
    try:
        return [certificate.get_info() for certificate in tls._sslobj.get_unverified_chain() or ()]  # type: ignore[attr-defined] # noqa: SLF001 - see above
    except (AttributeError, ValueError, ssl.SSLError):
        leaf = _verified_leaf(tls)
        return [leaf] if leaf else []


def _verified_leaf(tls: ssl.SSLObject) -> CertificateInfo | None:
    try:
        return tls.getpeercert()
    except ValueError:
        return None


def _name(parts: Any) -> str:  # noqa: ANN401 - the shape of getpeercert, nested tuples
    """Return the most telling part of a distinguished name, with the organisation where there is one."""
    fields = {key: value for entry in parts or () for key, value in entry}
    common, organisation = fields.get("commonName"), fields.get("organizationName")
    if common and organisation and common != organisation:
        return f"{common} ({organisation})"
    return common or organisation or next(iter(fields.values()), "")


def _instant(text: str | None) -> str | None:
    try:
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(text or ""), UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return None  # OpenSSL shows a date that it cannot read as "Bad time value"
