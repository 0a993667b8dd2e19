"""Which CAs are trusted: the system's store, certifi's, or a file the user names."""

import contextlib
import ssl
import sys
from enum import StrEnum
from pathlib import Path

from kaspi_doctor.facts import CA_CERTIFI, CA_SYSTEM
from kaspi_doctor.target import SettingError

_STRICT = ssl.VERIFY_X509_PARTIAL_CHAIN | ssl.VERIFY_X509_STRICT if sys.version_info >= (3, 13) else ssl.VerifyFlags(0)
"""What Python's own default has become stricter by in 3.13: we judge as the programs of this machine do."""


class Store(StrEnum):
    """A set of trusted CAs."""

    SYSTEM = "system"
    CERTIFI = "certifi"
    FILE = "ca-file"


def context_for(store: Store, ca_file: Path | None) -> ssl.SSLContext:
    """Make a context that verifies against one store. Costs tens of milliseconds: make it once.

    Raises:
        SettingError: the file cannot be read or holds no certificate.
    """
    # As ssl.create_default_context does, but without its SSLKEYLOGFILE: that is a write nobody asked for, and with
    # the keys and a capture the token could be read.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= _STRICT
    # Python's own default, but some distributions leave it to the configuration of OpenSSL.
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if store is Store.SYSTEM:
        try:
            context.load_default_certs(ssl.Purpose.SERVER_AUTH)
        except ssl.SSLError:
            _load_what_is_sound(context)
        return context
    if store is Store.CERTIFI:
        import certifi

        context.load_verify_locations(cafile=certifi.where())
        return context
    try:
        context.load_verify_locations(cafile=str(ca_file))
    except (OSError, ssl.SSLError, ValueError):
        raise SettingError.of(
            en=f"--ca-file {ca_file}: there is no readable PEM certificate in it",
            ru=f"--ca-file {ca_file}: файл не читается или в нём нет сертификата в формате PEM",
            kk=f"--ca-file {ca_file}: файл оқылмайды немесе онда PEM пішіміндегі сертификат жоқ",
        ) from None
    return context


def _load_what_is_sound(context: ssl.SSLContext) -> None:
    """Load Windows' store one by one: a single damaged certificate makes Python 3.11 and 3.12 refuse all of it.

    https://github.com/python/cpython/issues/79846
    """
    if sys.platform == "win32":
        for name in ("CA", "ROOT"):
            for certificate, encoding, trust in ssl.enum_certificates(name):
                if encoding == "x509_asn" and (trust is True or ssl.Purpose.SERVER_AUTH.oid in trust):
                    with contextlib.suppress(ssl.SSLError):
                        context.load_verify_locations(cadata=certificate)


def where_stores_are() -> dict[str, str | None]:
    """Return where OpenSSL looks for the system's CAs, and which certifi there is; None for what is not there."""
    import certifi

    paths = ssl.get_default_verify_paths()
    return {CA_SYSTEM: paths.cafile or paths.capath, CA_CERTIFI: certifi.__version__}
