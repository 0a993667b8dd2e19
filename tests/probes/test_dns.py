"""Names and their addresses, by the way programs resolve them."""

import asyncio
import socket
from dataclasses import replace

import pytest

from kaspi_doctor.network import Network
from kaspi_doctor.network.resolve import DnsReply
from kaspi_doctor.observation import Failure
from kaspi_doctor.probe import Answer, Context
from kaspi_doctor.probes import _dns_words as words
from kaspi_doctor.probes.dns import PROBE, _ask, _weighed
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.target import ConnectTo, Proxy, Target

SETTINGS = Settings(credentials=Credentials.found(None, None), neutral_host=None)
LOCAL_PROXY = Surroundings(proxy=Proxy.parse("http://localhost:3128", "HTTPS_PROXY"))


def asked(settings: Settings) -> Answer:
    """Ask the probe alone."""

    async def ask() -> Answer:
        return await PROBE.ask(Context(settings=settings, network=Network(settings), seen={}, limit_s=2.0))

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("settings", "answers", "shown"),
    [
        (replace(SETTINGS, target=Target.parse("https://192.0.2.7")), ("192.0.2.7",), "is an address"),
        (replace(SETTINGS, target=Target.parse("https://[::1]")), ("::1",), "is an address"),
        (replace(SETTINGS, connect_to=(ConnectTo.parse("::127.0.0.1:1"),)), ("127.0.0.1",), "--connect-to"),
        (replace(SETTINGS, surroundings=Surroundings(proxy=Proxy.parse("10.0.0.1:3128", "x"))), ("10.0.0.1",), "proxy"),
    ],
)
def test_an_address_needs_no_resolving(settings: Settings, answers: tuple[str, ...], shown: str) -> None:
    """An address is taken as it is, and the sentence says whose it is; a private one is the user's own choice."""
    answer = asked(settings)
    assert (answer.failure, answer.facts["dns.answers"]) == (None, answers)
    assert shown in answer.summary.en


def test_localhost_may_be_private() -> None:
    """A base URL that is localhost is meant that way."""
    answer = asked(replace(SETTINGS, target=Target.parse("https://localhost:1")))
    assert answer.failure is None
    assert {"127.0.0.1", "::1"} & set(answer.facts["dns.answers"] or ())  # type: ignore[arg-type]  # a tuple


def test_a_proxy_may_be_private() -> None:
    """Most are."""
    answer = asked(replace(SETTINGS, surroundings=LOCAL_PROXY))
    assert (answer.failure, answer.facts["dns.looks_at"]) == (None, "proxy")


class Elsewhere(Network):
    """A network whose resolver and whose DNS say what a test wants."""

    found: tuple[str, ...] | Exception = ()
    reply = DnsReply(failure=None, reason="NOERROR", addresses=("203.0.113.9",))
    reachable: bool | None = None

    async def resolve(self, host: str, port: int) -> tuple[str, ...]:  # noqa: ARG002 - the signature
        """Return the addresses, or fail."""
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def ask_dns(self, host: str, *, limit_s: float) -> DnsReply:  # noqa: ARG002 - the signature
        """Return DNS's own reply."""
        return self.reply

    async def reach_neutral_host(self, *, limit_s: float) -> bool | None:  # noqa: ARG002 - the signature
        """Return whether anything is reachable."""
        return self.reachable


def asked_elsewhere(
    found: tuple[str, ...] | Exception, reply: DnsReply = Elsewhere.reply, *, reachable: bool | None = None
) -> Answer:
    """Ask the probe alone, on such a network."""
    network = Elsewhere(SETTINGS)
    network.found, network.reply, network.reachable = found, reply, reachable
    return asyncio.run(_ask(Context(settings=SETTINGS, network=network, seen={}, limit_s=2.0)))


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "127.0.0.1", "192.168.1.5", "100.64.0.1", "fe80::1%eth0", "::1", "240.0.0.1"]
)
def test_a_name_that_leads_home_is_told(address: str) -> None:
    """A private, loopback or reserved address is a fault that leaves a way on; what DNS itself says is shown."""
    answer = asked_elsewhere(("8.8.8.8", address))
    assert (answer.failure, answer.passable) == (Failure.DNS_ADDRESS_NOT_PUBLIC, True)
    assert (answer.facts["dns.not_public"], answer.facts["dns.asked_directly"]) == ((address,), ("203.0.113.9",))
    assert all(address in text for text in (answer.summary.en, answer.summary.ru, answer.summary.kk))


def test_a_name_that_leads_out_is_well() -> None:
    """Public addresses of both families pass, in the order in which programs try them."""
    answer = asked_elsewhere(("2a00:1450:4001::1", "8.8.8.8"))
    assert (answer.failure, answer.facts["dns.answers"]) == (None, ("2a00:1450:4001::1", "8.8.8.8"))


@pytest.mark.parametrize(
    "error", [TimeoutError(), socket.gaierror(socket.EAI_AGAIN, "x"), UnicodeError("x"), ValueError("NUL")]
)
def test_whatever_the_resolver_raises_is_a_failure_of_dns(error: Exception) -> None:
    """A silent resolver is a time-out, and only then the neutral host is asked; a name that is none is a failure."""
    answer = asked_elsewhere(error, DnsReply(failure=Failure.DNS_TIMEOUT, reason="no reply"))
    assert answer.failure is not None
    assert ("neutral.reachable" in answer.facts) is (answer.failure is Failure.DNS_TIMEOUT)


@pytest.mark.parametrize(
    ("reachable", "direct", "failure"),
    [
        (False, Failure.DNS_TIMEOUT, Failure.DNS_TIMEOUT),
        (False, Failure.DNS_FAILED, Failure.DNS_TIMEOUT),
        (True, Failure.DNS_TIMEOUT, Failure.DNS_NXDOMAIN),
        (None, Failure.DNS_TIMEOUT, Failure.DNS_NXDOMAIN),
        (False, Failure.DNS_NXDOMAIN, Failure.DNS_NXDOMAIN),
    ],
)
def test_no_such_name_is_hearsay_where_nothing_is_reachable(
    reachable: bool | None,  # noqa: FBT001 - a fact
    direct: Failure,
    failure: Failure,
) -> None:
    """What Windows and macOS call "no such name" is a dead network where DNS itself and all else are silent."""
    reply = DnsReply(failure=direct, reason="x")
    answer = asked_elsewhere(socket.gaierror(socket.EAI_NONAME, "x"), reply, reachable=reachable)
    assert answer.failure is failure


@pytest.mark.parametrize("host", ["no-such-name.invalid", "a" * 60 + "." + "b" * 60 + ".invalid"])
def test_a_name_without_an_address_fails(host: str) -> None:
    """The failure is one of DNS, with the system's own word beside it; with a proxy it is the proxy's."""
    answer = asked(replace(SETTINGS, target=Target.parse(f"https://{host}")))
    assert answer.failure is not None
    assert answer.failure.value.startswith("dns_")
    assert answer.facts["dns.system_failure"]
    proxy = Proxy.parse(f"http://{host}:3128", "HTTPS_PROXY")
    through = asked(replace(SETTINGS, surroundings=Surroundings(proxy=proxy)))
    assert through.failure is Failure.PROXY_UNREACHABLE
    assert all(host in text for text in (through.summary.en, through.summary.ru, through.summary.kk))


@pytest.mark.parametrize(
    ("system", "direct", "failure"),
    [
        (Failure.DNS_TIMEOUT, Failure.DNS_SERVFAIL, Failure.DNS_SERVFAIL),
        (Failure.DNS_TIMEOUT, Failure.DNS_REFUSED, Failure.DNS_REFUSED),
        (Failure.DNS_FAILED, Failure.DNS_NXDOMAIN, Failure.DNS_NXDOMAIN),
        (Failure.DNS_NXDOMAIN, Failure.DNS_TIMEOUT, Failure.DNS_NXDOMAIN),
        (Failure.DNS_FAILED, Failure.DNS_TIMEOUT, Failure.DNS_TIMEOUT),
        (Failure.DNS_TIMEOUT, Failure.DNS_FAILED, Failure.DNS_TIMEOUT),
        (Failure.DNS_TIMEOUT, None, Failure.DNS_FAILED),
    ],
)
def test_what_dns_says_for_certain_is_believed(system: Failure, direct: Failure | None, failure: Failure) -> None:
    """The system answers alike for several reasons; DNS itself names them, unless it is just as silent."""
    assert _weighed(system, DnsReply(failure=direct, reason="x")) is failure


def test_an_address_that_is_not_public_is_told_with_what_dns_says() -> None:
    """Where DNS itself says otherwise, the hosts file or a local resolver is named; where it agrees, it is not."""
    overridden = words.not_public("kaspi.kz", ["10.0.0.1"], DnsReply(failure=None, reason="", addresses=("192.0.2.1",)))
    agreed = words.not_public("kaspi.kz", ["10.0.0.1"], DnsReply(failure=None, reason="", addresses=("10.0.0.1",)))
    for language in ("en", "ru", "kk"):
        assert "hosts" in getattr(overridden, language)
        assert "192.0.2.1" in getattr(overridden, language)
        assert "hosts" not in getattr(agreed, language)


def test_many_addresses_are_counted_rather_than_listed() -> None:
    """A sentence names four, and says how many more there are."""
    assert words.resolved("h", [f"192.0.2.{n}" for n in range(9)]).en.endswith("192.0.2.3 (+5)")


@pytest.mark.parametrize(("reachable", "said"), [(False, True), (True, False), (None, False)])
def test_a_dead_network_is_said_only_when_it_was_measured(reachable: bool | None, said: bool) -> None:  # noqa: FBT001 - facts
    """The neutral host is mentioned when it was asked and did not answer."""
    text = words.unresolved("h", Failure.DNS_TIMEOUT, {"neutral.reachable": reachable})
    assert ("Another host" in text.en) is said
