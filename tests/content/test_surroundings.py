"""What a run stood upon, and what was masked of it."""

from dataclasses import replace

import pytest

from kaspi_doctor.content.surroundings import redaction, surroundings
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Language
from tests.formats.reports import HEALTHY, report, run, told
from tests.making import observed

MACHINE = {
    "proxy.url": None,
    "proxy.bypassed": False,
    "tls.ca.overrides": (),
    "clock.zone": "UTC+05:00",
    "os.name": "Linux",
    "os.version": "6.1",
    "process.runtime.version": "3.11.7",
    "openssl.version": "OpenSSL 3.0.19",
}


def _named(made: Report, language: Language = Language.EN) -> dict[str, str]:
    return {name.into(language): value.into(language) for name, value in surroundings(made)}


def _on(**facts: object) -> Report:
    return report(run(told(observed("environment"), facts=MACHINE | facts)))  # type: ignore[arg-type] # facts by name


def test_support_is_told_what_it_would_ask() -> None:
    """Address, time, token, machine and server are there, each under its name."""
    named = _named(_on())
    assert named["API address"] == "https://kaspi.kz/shop/api/v2"
    assert named["Started"] == "2026-11-24 09:00:00 UTC"
    assert named["Token"] == "env:KASPI_TOKEN, 44 characters"
    assert named["Token fingerprint"] == "9c1d03aa"
    assert named["X-Merchant-Uid"] == "not sent"
    assert named["Proxy"] == named["Certificate settings"] == "none"
    assert named["Time zone"] == "UTC+05:00"
    assert named["System"] == "Linux 6.1, Python 3.11.7, OpenSSL 3.0.19"
    assert named["Addresses"] == "203.0.113.7, 203.0.113.8"
    assert (named["kaspi-doctor version"], named["Run"]) == ("0.1.0", "7f3c9a1e")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"proxy.url": "http://proxy.example:3128", "proxy.source": "HTTPS_PROXY"},
            "http://proxy.example:3128 (HTTPS_PROXY)",
        ),
        ({"proxy.url": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"proxy.bypassed": True}, "configured, not used for this host"),
    ],
)
def test_the_proxy_is_told_with_where_it_is_from(facts: dict[str, object], said: str) -> None:
    """A proxy stands with the variable that names it, and one that is not used for this host says so."""
    assert _named(_on(**facts))["Proxy"] == said


def test_what_stands_in_for_the_address_and_the_certificates_is_told() -> None:
    """A connection elsewhere and a CA file of one's own explain much, so they are named."""
    named = _named(
        replace(_on(**{"tls.ca.overrides": ("SSL_CERT_FILE",)}), connect_to=("kaspi.kz:443:127.0.0.1:8443",))
    )
    assert named["Connected to instead"] == "kaspi.kz:443:127.0.0.1:8443"
    assert named["Certificate settings"] == "SSL_CERT_FILE"


def test_the_certificate_is_told_with_its_end() -> None:
    """Version, cipher, issuer and the last day of the certificate come from the handshake."""
    facts = {
        "tls.protocol.version": "1.3",
        "tls.cipher": "TLS_AES_128_GCM_SHA256",
        "tls.server.issuer": "DigiCert",
        "tls.server.not_after": "2027-03-01T00:00:00Z",
    }
    named = _named(report(run(told(observed("tls"), facts=facts))), Language.RU)
    assert named["TLS"] == "1.3, TLS_AES_128_GCM_SHA256"
    assert named["Кем выдан сертификат"] == "DigiCert, до 2027-03-01"


@pytest.mark.parametrize(("offset_s", "said"), [(0, "in sync"), (1, "in sync"), (-90, "−90 s"), (3600.0, "+3600 s")])
def test_the_clock_is_told_against_kaspis(offset_s: float, said: str) -> None:
    """A second is what the header cannot tell; more is said with its direction."""
    made = report(run(told(observed("orders-valid"), facts={"clock.offset_s": offset_s})))
    assert _named(made)["Clock against Kaspi"] == said


def test_without_a_token_there_is_none_to_describe() -> None:
    """Where no token was found there is neither length nor fingerprint."""
    none = replace(HEALTHY.credentials, source=None, length=0, fingerprint=None)
    named = _named(replace(HEALTHY, credentials=none))
    assert named["Token"] == "not set"
    assert "Token fingerprint" not in named
    unsent = replace(HEALTHY.credentials, fingerprint=None, merchant_uid_sent=True)
    assert _named(replace(HEALTHY, credentials=unsent))["X-Merchant-Uid"] == "sent"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Больше скрывать было нечего."),
        (1, "Скрыт 1 фрагмент: на его месте стоит [masked]."),
        (3, "Скрыто 3 фрагмента: на их месте стоит [masked]."),
        (11, "Скрыто 11 фрагментов: на их месте стоит [masked]."),
    ],
)
def test_what_was_masked_is_counted(count: int, said: str) -> None:
    """The note says how many passages were masked, in good Russian."""
    lines = [line.text for line in redaction(replace(HEALTHY, masked=count), Language.RU)]
    assert lines[1] == said
    assert len(lines) == 3


def test_one_passage_is_singular() -> None:
    """English agrees with its number as well."""
    lines = [line.text for line in redaction(replace(HEALTHY, masked=1), Language.EN)]
    assert lines[1] == "1 passage was replaced with [masked]."
