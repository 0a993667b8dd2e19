"""What resolving a name comes to, as sentences."""

from collections.abc import Sequence

from kaspi_doctor.facts import Facts
from kaspi_doctor.network.resolve import DnsReply
from kaspi_doctor.observation import Failure
from kaspi_doctor.probes._neutral import nor_does_another
from kaspi_doctor.target import Endpoint, Proxy
from kaspi_doctor.vocabulary import FAILURES
from kaspi_doctor.wording import Text

SHOWN = 4
"""Addresses named in a sentence; the facts have them all."""

QUESTION = Text(
    en="Does the host name resolve to public addresses?",
    ru="Ведёт ли имя сервера на адреса в Интернете?",
    kk="Сервер атауы Интернеттегі мекенжайларға апара ма?",
)


def nothing_to_resolve(hop: Endpoint, wanted: Endpoint, proxy: Proxy | None) -> Text:
    """Return why there is no name to resolve."""
    if proxy:
        return Text(
            en=f"The proxy is given as an IP address ({hop.host}); it resolves {wanted.host} itself.",
            ru=f"Прокси задан адресом ({hop.host}); адрес {wanted.host} он находит сам.",
            kk=f"Прокси IP-мекенжаймен берілген ({hop.host}); {wanted.host} мекенжайын ол өзі табады.",
        )
    if hop != wanted:
        return Text(
            en=f"{wanted} goes to {hop}, as --connect-to says; nothing to resolve.",
            ru=f"Вместо {wanted} параметр --connect-to ведёт на {hop}; искать адрес не нужно.",
            kk=f"--connect-to параметрі {wanted} орнына {hop} мекенжайына апарады; мекенжай іздеудің қажеті жоқ.",
        )
    return Text(
        en=f"{hop.host} is an address; nothing to resolve.",
        ru=f"{hop.host} — уже адрес, искать его не нужно.",
        kk=f"{hop.host} — дайын мекенжай, оны іздеудің қажеті жоқ.",
    )


def resolved(host: str, addresses: Sequence[str]) -> Text:
    """Return what a name resolves to."""
    return Text.same(f"{host} → {_few(addresses)}")


def not_public(host: str, private: Sequence[str], reply: DnsReply) -> Text:
    """Return the sentence for a name that does not lead to the Internet, and what DNS itself says."""
    few, public = _few(private), _few(reply.addresses)
    said = Text(
        en=f" DNS itself says {public}: the hosts file or a local resolver overrides it.",
        ru=f" Сам DNS отвечает {public}: его ответ подменяет файл hosts или локальный резолвер.",
        kk=f" DNS-тің өзі {public} деп жауап береді: оның жауабын hosts файлы не жергілікті резолвер алмастырып тұр.",
    )
    sentence = Text(
        en=f"{host} resolves to {few}, which is not a public address.",
        ru=f"{host} ведёт на {few} — это не адрес в Интернете.",
        kk=f"{host} атауы {few} мекенжайына апарады, бұл Интернеттегі мекенжай емес.",
    )
    return sentence + said if reply.addresses and set(reply.addresses).isdisjoint(private) else sentence


def proxy_unknown(host: str) -> Text:
    """Return the sentence for a proxy whose own name does not resolve."""
    return Text(
        en=f"The proxy's name {host} does not resolve.",
        ru=f"Не удаётся найти адрес прокси {host}.",
        kk=f"{host} проксиінің мекенжайын табу мүмкін болмады.",
    )


def unresolved(host: str, failure: Failure, facts: Facts) -> Text:
    """Return why a name does not resolve."""
    sentence = Text.same(f"{host}: ") + FAILURES.get(failure, FAILURES[Failure.DNS_FAILED])
    return sentence + nor_does_another(facts)


def _few(addresses: Sequence[str]) -> str:
    more = f" (+{len(addresses) - SHOWN})" if len(addresses) > SHOWN else ""
    return ", ".join(addresses[:SHOWN]) + more
