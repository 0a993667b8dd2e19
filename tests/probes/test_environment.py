"""What stands between this machine and the network."""

import asyncio
from datetime import timedelta

import pytest

from kaspi_doctor.doctor import examine
from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.probes.environment import _zone
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.target import Proxy
from tests.probes.asking import seen_in

PROXY = Proxy.parse("http://somebody:made-up-1@proxy.example:3128", "HTTPS_PROXY")


def looked_at(surroundings: Surroundings) -> Observation:
    """Look around; nobody is asked."""
    settings = Settings(credentials=Credentials.found(None, None), surroundings=surroundings, only=("environment",))
    return seen_in(asyncio.run(examine(settings)), "environment")


@pytest.mark.parametrize(
    ("surroundings", "words"),
    [
        (Surroundings(), ("No proxy", "Прокси нет", "Прокси жоқ")),
        (Surroundings(proxy=PROXY), ("http://proxy.example:3128",) * 3),
        (Surroundings(proxy_bypassed=True), ("not used", "не используется", "қолданылмайды")),
    ],
)
def test_the_way_out_is_said(surroundings: Surroundings, words: tuple[str, ...]) -> None:
    """A proxy is named with its source, one that does not apply is mentioned; it never fails."""
    seen = looked_at(surroundings)
    assert seen.outcome is Outcome.PASSED
    assert all(
        word in text for word, text in zip(words, (seen.summary.en, seen.summary.ru, seen.summary.kk), strict=True)
    )
    assert "somebody" not in repr(seen)
    assert "made-up-1" not in repr(seen)


def test_the_facts_tell_what_a_supporter_would_ask() -> None:
    """Versions, zone, clock, system and what changes whom programs trust."""
    facts = looked_at(Surroundings(ca_overrides=("SSL_CERT_FILE=/x.pem",))).facts
    assert facts["tls.ca.overrides"] == ("SSL_CERT_FILE=/x.pem",)
    assert all(
        facts[name] for name in ("process.runtime.version", "openssl.version", "os.name", "clock.zone", "clock.local")
    )


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "UTC+00:00"), (300, "UTC+05:00"), (-210, "UTC-03:30"), (345, "UTC+05:45"), (-30, "UTC-00:30")],
)
def test_a_zone_is_written_by_its_offset(minutes: int, shown: str) -> None:
    """Half hours and zones west of Greenwich too."""
    assert _zone(timedelta(minutes=minutes)) == shown
