"""Whom to trust: the stores, a file of the user's, and no keys written anywhere."""

import ssl
import sys
from pathlib import Path

import pytest

from kaspi_doctor.network.trust import Store, context_for
from kaspi_doctor.target import SettingError
from tests.network.serving import authority


@pytest.mark.parametrize("store", list(Store))
def test_every_store_verifies_name_and_chain(store: Store, ca_file: Path) -> None:
    """No context is ever made that would accept just any certificate."""
    context = context_for(store, ca_file)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("store", list(Store))
def test_verification_is_as_strict_as_pythons_default(store: Store, ca_file: Path) -> None:
    """What this machine's Python refuses we refuse, and nothing else."""
    assert context_for(store, ca_file).verify_flags == ssl.create_default_context().verify_flags


def test_certifi_is_more_than_one_ca_and_a_file_is_just_its_own(ca_file: Path) -> None:
    """The stores are really different ones."""
    assert len(context_for(Store.CERTIFI, None).get_ca_certs()) > 50
    assert len(context_for(Store.FILE, ca_file).get_ca_certs()) == 1


@pytest.mark.parametrize(
    "content", [None, b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n", b"\xff\xfe\x00"]
)
def test_unusable_ca_file_is_one_clear_sentence(content: bytes | None, tmp_path: Path) -> None:
    """A file that is missing, empty or no PEM is refused by its name, in every language."""
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingError, match="--ca-file") as raised:
        context_for(Store.FILE, path)
    assert all(str(path) in text for text in (raised.value.text.en, raised.value.text.ru, raised.value.text.kk))


@pytest.mark.parametrize("path", [Path("/"), Path("with\0nul")])
def test_path_that_is_no_file_is_refused_alike(path: Path) -> None:
    """A folder and an impossible path are refused like a missing file."""
    with pytest.raises(SettingError, match="--ca-file"):
        context_for(Store.FILE, path)


@pytest.mark.parametrize("store", list(Store))
def test_no_key_is_ever_logged(store: Store, ca_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SSLKEYLOGFILE is not obeyed: the file is not even made, and an impossible one is no error."""
    log = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    assert context_for(store, ca_file).keylog_filename is None
    assert not log.exists()
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "absent" / "keys.log"))
    context_for(store, ca_file)


def test_one_damaged_certificate_does_not_spoil_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python gives Windows' whole store up for one certificate in it, the sound ones are trusted all the same."""
    sound = ssl.PEM_cert_to_DER_cert(authority().cert_pem.bytes().decode())
    for_mail = "1.3.6.1.5.5.7.3.4"
    store = [(b"damaged", "x509_asn", True), (sound, "x509_asn", {ssl.Purpose.SERVER_AUTH.oid})]

    def refuse(_context: ssl.SSLContext, _purpose: ssl.Purpose) -> None:
        raise ssl.SSLError(1, "[ASN1: NOT_ENOUGH_DATA] not enough data")

    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", refuse)
    monkeypatch.setattr(sys, "platform", "win32")
    for trusted, number in ((store, 1), ([(sound, "x509_asn", {for_mail}), (sound, "pkcs_7_asn", True)], 0)):
        monkeypatch.setattr(ssl, "enum_certificates", lambda _name, trusted=trusted: trusted, raising=False)
        assert len(context_for(Store.SYSTEM, None).get_ca_certs()) == number
