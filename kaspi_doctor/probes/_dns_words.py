"""What resolving a name comes to, as sentences."""

from collections.abc import Sequence

from kaspi_doctor.network import DnsReply
from kaspi_doctor.observation import Facts, Failure
from kaspi_doctor.probes._words import FAILURES
from kaspi_doctor.target import Endpoint, Proxy
from kaspi_doctor.wording import Text

SHOWN = 4
"""Addresses named in a sentence; the facts have them all."""

QUESTION = Text(
    en="Does the host name resolve to public addresses?",
    ru="Разрешается ли имя узла в общедоступные адреса?",
    kk="Торап атауы жалпыға қолжетімді мекенжайларға айнала ма?",
)


def nothing_to_resolve(hop: Endpoint, wanted: Endpoint, proxy: Proxy | None) -> Text:
    """Say why there is no name to resolve."""
    if proxy:
        return Text(
            en=f"The proxy is given by its address ({hop.host}); it resolves {wanted.host} itself.",
            ru=f"Прокси задан адресом ({hop.host}); имя {wanted.host} он разрешает сам.",
            kk=f"Прокси мекенжайымен берілген ({hop.host}); {wanted.host} атауын ол өзі табады.",
        )
    if hop != wanted:
        return Text(
            en=f"{wanted} goes to {hop}, as --connect-to says; nothing to resolve.",
            ru=f"{wanted} направлен на {hop} параметром --connect-to; разрешать нечего.",
            kk=f"{wanted} --connect-to параметрі бойынша {hop} мекенжайына бағытталған; атау іздеу қажет емес.",
        )
    return Text(
        en=f"{hop.host} is an address; nothing to resolve.",
        ru=f"{hop.host} — это адрес, разрешать нечего.",
        kk=f"{hop.host} — мекенжай, атау іздеу қажет емес.",
    )


def resolved(host: str, addresses: Sequence[str]) -> Text:
    """Say what a name resolves to."""
    return Text.same(f"{host} → {_few(addresses)}")


def not_public(host: str, private: Sequence[str], reply: DnsReply) -> Text:
    """Say that a name leads somewhere else than to the Internet, and what DNS itself says."""
    few, public = _few(private), _few(reply.addresses)
    said = Text(
        en=f" DNS itself says {public}: the hosts file or a local resolver overrides it.",
        ru=f" Сам DNS отвечает {public}: его подменяет файл hosts или местный резолвер.",
        kk=f" DNS-тің өзі {public} деп жауап береді: оны hosts файлы немесе жергілікті резолвер алмастырып тұр.",
    )
    sentence = Text(
        en=f"{host} leads to {few}, which is not a public address.",
        ru=f"{host} ведёт на {few} — это не общедоступный адрес.",
        kk=f"{host} атауы {few} мекенжайына апарады, ол жалпыға қолжетімді емес.",
    )
    return sentence + said if reply.addresses and set(reply.addresses).isdisjoint(private) else sentence


def proxy_unknown(host: str) -> Text:
    """Say that the proxy's own name does not resolve."""
    return Text(
        en=f"The proxy's name {host} does not resolve.",
        ru=f"Имя прокси {host} не разрешается.",
        kk=f"Проксидің {host} атауы табылмады.",
    )


def unresolved(host: str, failure: Failure, facts: Facts) -> Text:
    """Say why a name does not resolve."""
    sentence = Text.same(f"{host}: ") + FAILURES.get(failure, FAILURES[Failure.DNS_FAILED])
    if facts.get("neutral.reachable") is False:
        return sentence + Text(
            en=" Nothing else on the Internet answers either.",
            ru=" Остальной Интернет тоже не отвечает.",
            kk=" Интернеттегі басқа тораптар да жауап бермейді.",
        )
    return sentence


def _few(addresses: Sequence[str]) -> str:
    more = f" (+{len(addresses) - SHOWN})" if len(addresses) > SHOWN else ""
    return ", ".join(addresses[:SHOWN]) + more
