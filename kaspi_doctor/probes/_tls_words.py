"""What a TLS handshake comes to, as sentences."""

from kaspi_doctor.observation import Facts, Failure
from kaspi_doctor.settings import Settings
from kaspi_doctor.vocabulary import FAILURES
from kaspi_doctor.wording import Text

QUESTION = Text(
    en="Is the certificate trusted, in date, and for this host?",
    ru="Вызывает ли сертификат доверие, действует ли он и выдан ли на это имя?",
    kk="Сертификат сенімді ме, мерзімі жарамды ма және осы атауға берілген бе?",
)


def trusted(facts: Facts) -> Text:
    """Return the sentence for a good certificate: its issuer and its end."""
    version, issuer, until = facts.get("tls.protocol.version"), _issuer(facts), _day(facts, "after")
    return Text(
        en=f"TLS {version}; the certificate is good until {until}, issued by {issuer}.",
        ru=f"TLS {version}; сертификат действует до {until}, издатель: {issuer}.",
        kk=f"TLS {version}; сертификаттың мерзімі: {until} дейін, берген ұйым: {issuer}.",
    )


def refused(failure: Failure, settings: Settings, facts: Facts) -> Text:
    """Return why the server cannot be trusted, or spoken to, with the detail that proves it."""
    sentence = FAILURES.get(failure, FAILURES[Failure.UNKNOWN])
    proxy = settings.surroundings.proxy
    if proxy and failure.value.startswith("proxy_"):
        return Text.same(f"{proxy.url}: ") + sentence
    names = facts.get("tls.server.names")
    match failure:
        case Failure.TLS_CERTIFICATE_EXPIRED:
            day = _day(facts, "after")
            detail = Text(
                en=f" It was good until {day}.", ru=f" Он действовал до {day}.", kk=f" Ол {day} дейін жарамды болған."
            )
        case Failure.TLS_CERTIFICATE_NOT_YET_VALID:
            day = _day(facts, "before")
            detail = Text(
                en=f" It is good from {day} on.", ru=f" Он действует с {day}.", kk=f" Ол {day} бастап жарамды."
            )
        case Failure.TLS_HOSTNAME_MISMATCH:
            listed = (
                ", ".join(names[:5]) if names and isinstance(names, tuple) else facts.get("tls.server.subject") or "?"
            )
            detail = Text(
                en=f" It names {listed}.", ru=f" В нём указано: {listed}.", kk=f" Онда мына атау көрсетілген: {listed}."
            )
        case Failure.TLS_UNTRUSTED_ISSUER:
            issuer = facts.get("tls.chain.issuer") or _issuer(facts)
            detail = Text(en=f" Issuer: {issuer}.", ru=f" Издатель: {issuer}.", kk=f" Берген ұйым: {issuer}.")
        case _:
            error = facts.get("tls.error")
            return sentence.map(lambda words: f"{words.removesuffix('.')} ({error}).") if error else sentence
    return sentence + detail


def _issuer(facts: Facts) -> str:
    return str(facts.get("tls.server.issuer") or "?")


def _day(facts: Facts, end: str) -> str:
    return str(facts.get(f"tls.server.not_{end}") or "?")[:10]
