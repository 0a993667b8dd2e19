"""Which CAs are trusted: the system's store, certifi's, or a file the user names."""

import ssl
from enum import StrEnum
from pathlib import Path

from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text


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
    if store is Store.CERTIFI:
        import certifi

        return _with_keylog_off(ssl.create_default_context(cafile=certifi.where()))
    if store is Store.SYSTEM:
        return _with_keylog_off(ssl.create_default_context())
    try:
        return _with_keylog_off(ssl.create_default_context(cafile=str(ca_file)))
    except (OSError, ssl.SSLError):
        raise SettingError(
            Text(
                en=f"--ca-file {ca_file}: there is no readable PEM certificate in it",
                ru=f"--ca-file {ca_file}: файл не читается или в нём нет сертификата в формате PEM",
                kk=f"--ca-file {ca_file}: файл оқылмайды немесе онда PEM пішіміндегі сертификат жоқ",
            )
        ) from None


def _with_keylog_off(context: ssl.SSLContext) -> ssl.SSLContext:
    """Undo SSLKEYLOGFILE: with the keys and a capture, the token could be read; also it is a write nobody asked for."""
    context.keylog_filename = None  # type: ignore[assignment] # typeshed lacks None, which the documentation names
    return context
