"""The certificate: trusted, in date, and for this host."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kaspi_doctor.doctor import examine
from kaspi_doctor.facts import CERTIFICATE_ISSUER, CERTIFICATE_NOT_AFTER, TRUST
from kaspi_doctor.network import Network
from kaspi_doctor.network.handshake import Handshake
from kaspi_doctor.network.trust import Store
from kaspi_doctor.observation import Failure, Outcome
from kaspi_doctor.probe import Context
from kaspi_doctor.probes import _tls_words as words
from kaspi_doctor.probes.tls import _ask
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.simulator import SCENARIOS, serve
from tests.making import observed
from tests.probes.asking import asked, assert_a_sentence, seen_in, settings_for

SETTINGS = Settings(credentials=Credentials.found(None, None))


@pytest.mark.parametrize(
    ("scenario", "failure", "proof"),
    [
        ("tls-expired", Failure.TLS_CERTIFICATE_EXPIRED, "until 20"),
        ("tls-not-yet-valid", Failure.TLS_CERTIFICATE_NOT_YET_VALID, "from 20"),
        ("tls-wrong-host", Failure.TLS_HOSTNAME_MISMATCH, "It names "),
        ("tls-untrusted-issuer", Failure.TLS_UNTRUSTED_ISSUER, "Issuer: "),
        ("tls-self-signed", Failure.TLS_UNTRUSTED_ISSUER, "Issuer: "),
        ("tls-plain-http", Failure.TLS_NOT_SPOKEN, "other than TLS"),
        ("tls-not-spoken", Failure.TLS_NOT_SPOKEN, "other than TLS"),
        ("tls-handshake-silent", Failure.TLS_TIMED_OUT, "no response"),
        ("tls-handshake-cut", Failure.TLS_HANDSHAKE_FAILED, "fails"),
        ("tls-handshake-reset", Failure.TLS_HANDSHAKE_FAILED, "fails"),
        ("tls-old-version", Failure.TLS_HANDSHAKE_FAILED, "fails"),
        ("proxy-refuses", Failure.PROXY_REFUSED, "http://127.0.0.1:"),
        ("proxy-wants-password", Failure.PROXY_AUTHENTICATION_REQUIRED, "user name and password"),
        ("proxy-hangs", Failure.PROXY_UNREACHABLE, "http://127.0.0.1:"),
    ],
)
def test_each_refusal_is_told_with_what_proves_it(scenario: str, failure: Failure, proof: str) -> None:
    """The reason is named, with the date, the name, the issuer or the proxy that shows it."""
    seen = asked(scenario, "tls")
    assert (seen.outcome, seen.failure) == (Outcome.FAILED, failure)
    assert proof in seen.summary.en


def test_a_good_certificate_is_told_by_its_date_and_issuer() -> None:
    """Version, last day and issuer are in the sentence and in the facts; the clock is plausible."""
    seen = asked("documented", "tls")
    assert (seen.outcome, seen.fact(TRUST)) == (Outcome.PASSED, "ca-file")
    assert str(seen.fact(CERTIFICATE_NOT_AFTER))[:10] in seen.summary.kk
    assert str(seen.fact(CERTIFICATE_ISSUER)) in seen.summary.ru


@pytest.mark.parametrize("quick", [True, False])
def test_neither_of_the_usual_stores_trusts_a_private_authority(quick: bool) -> None:  # noqa: FBT001 - an option
    """Without its CA file the simulator is untrusted by the system's store and by certifi's, quick or not."""
    with serve(SCENARIOS["documented"]) as endpoint:
        settings = replace(settings_for(endpoint), ca_file=None, quick=quick)
        report = asyncio.run(examine(settings))
    seen = seen_in(report, "tls")
    assert (seen.failure, seen.fact(TRUST)) == (Failure.TLS_UNTRUSTED_ISSUER, None)
    assert report.requests_sent == 0


@pytest.mark.parametrize("failure", [f for f in Failure if f.value.startswith("tls_")])
def test_a_server_that_shows_nothing_is_told_too(failure: Failure) -> None:
    """Where a Python keeps the chain back the sentences are whole all the same."""
    assert_a_sentence(
        replace(
            observed("tls"),
            summary=words.trusted(
                {"tls.protocol.version": "1.3", "tls.server.issuer": "CA", "tls.server.not_after": "2027-01-01"}
            ),
        )
    )
    summary = words.refused(
        failure, SETTINGS, {"tls.server.names": (), "tls.server.subject": "kaspi.kz", "tls.server.issuer": None}
    )
    assert all("None" not in text and " ." not in text for text in (summary.en, summary.ru, summary.kk))


class Trusting(Network):
    """A network on which each store comes to its own opinion of the server."""

    opinions: Mapping[Store, Failure | None] = {}

    async def handshake(self, address: str, store: Store, *, limit_s: float) -> Handshake:  # noqa: ARG002 - the signature
        """Return the store's opinion."""
        return Handshake(failure=self.opinions[store], duration_s=0.1, facts={"tls.protocol.version": "1.3"})


UNTRUSTED = Failure.TLS_UNTRUSTED_ISSUER


@pytest.mark.parametrize(
    ("system", "certifi", "quick", "failure", "trust"),
    [
        (None, None, False, None, "both"),
        (None, None, True, None, "system"),
        (None, UNTRUSTED, False, None, "system-only"),
        (UNTRUSTED, None, False, None, "certifi-only"),
        (UNTRUSTED, None, True, None, "certifi-only"),
        (UNTRUSTED, UNTRUSTED, False, UNTRUSTED, None),
        (Failure.TLS_CERTIFICATE_EXPIRED, None, False, Failure.TLS_CERTIFICATE_EXPIRED, None),
        (None, Failure.TLS_TIMED_OUT, False, None, "both"),
    ],
)
def test_the_stores_are_compared(
    system: Failure | None, certifi: Failure | None, failure: Failure | None, trust: str | None, *, quick: bool
) -> None:
    """One store that trusts the server is enough to go on, and that the other does not is recorded."""
    settings = replace(SETTINGS, quick=quick)
    network = Trusting(settings)
    network.opinions = {Store.SYSTEM: system, Store.CERTIFI: certifi}
    answer = asyncio.run(_ask(Context(settings=settings, network=network, seen={}, limit_s=1.0)))
    assert (answer.failure, answer.facts["tls.trust"]) == (failure, trust)
