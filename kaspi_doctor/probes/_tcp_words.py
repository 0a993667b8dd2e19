"""What connecting comes to, as sentences."""

from collections.abc import Sequence

from kaspi_doctor.facts import Facts
from kaspi_doctor.network.connect import Attempt
from kaspi_doctor.observation import Failure
from kaspi_doctor.probes._neutral import nor_does_another
from kaspi_doctor.target import Endpoint
from kaspi_doctor.vocabulary import FAILURES
from kaspi_doctor.wording import Text

QUESTION = Text(
    en="Does every address accept a connection?",
    ru="Принимает ли соединение каждый адрес?",
    kk="Әр мекенжай қосылымды қабылдай ма?",
)


def accepted(hop: Endpoint, attempts: Sequence[Attempt]) -> Text:
    """Return the sentence for every address accepting."""
    names = _names(attempts)
    return Text(
        en=f"Port {hop.port} accepts connections: {names}.",
        ru=f"Порт {hop.port} принимает соединения: {names}.",
        kk=f"{hop.port}-порт қосылымдарды қабылдайды: {names}.",
    )


def ipv6_dead(hop: Endpoint, good: Sequence[Attempt], bad: Sequence[Attempt]) -> Text:
    """Return the sentence for IPv4 alone working."""
    return Text(
        en=f"Port {hop.port} accepts IPv4 ({_names(good)}), but not IPv6 ({_names(bad)}).",
        ru=f"Порт {hop.port} принимает соединения по IPv4 ({_names(good)}), но не по IPv6 ({_names(bad)}).",
        kk=f"{hop.port}-порт қосылымды IPv4 арқылы қабылдайды ({_names(good)}),"
        f" ал IPv6 арқылы қабылдамайды ({_names(bad)}).",
    )


def some_dead(good: Sequence[Attempt], bad: Sequence[Attempt]) -> Text:
    """Return the sentence for some addresses not accepting."""
    return Text(
        en=f"Some addresses accept no connection: {_names(bad)}. Others do: {_names(good)}.",
        ru=f"Часть адресов не принимает соединения: {_names(bad)}. Остальные принимают: {_names(good)}.",
        kk=f"Кейбір мекенжайлар қосылымды қабылдамайды: {_names(bad)}. Қалғандары қабылдайды: {_names(good)}.",
    )


def all_dead(hop: Endpoint, failure: Failure, facts: Facts) -> Text:
    """Return the sentence for no address accepting, and whether anything else answers."""
    sentence = Text.same(f"{hop}: ") + FAILURES.get(failure, FAILURES[Failure.UNKNOWN])
    return sentence + nor_does_another(facts)


def proxy_dead(hop: Endpoint, failure: Failure) -> Text:
    """Return the sentence for a proxy that does not accept connections."""
    proxy = Text(en=f"The proxy {hop}: ", ru=f"Прокси {hop}: ", kk=f"{hop} проксиі: ")
    return proxy + FAILURES.get(failure, FAILURES[Failure.UNKNOWN])


def _names(attempts: Sequence[Attempt]) -> str:
    return ", ".join(attempt.address for attempt in attempts)
