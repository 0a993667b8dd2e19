"""What a TLS handshake comes to, as sentences."""

from kaspi_doctor import facts as fact
from kaspi_doctor.observation import Failure
from kaspi_doctor.settings import Settings
from kaspi_doctor.vocabulary import FAILURES
from kaspi_doctor.wording import Text

QUESTION = Text(
    en="Is the certificate trusted, in date, and for this host?",
    ru="Вызывает ли сертификат доверие, действует ли он и выдан ли на это имя?",
    kk="Сертификат сенімді ме, мерзімі жарамды ма және осы атауға берілген бе?",
)


def trusted(facts: fact.Facts) -> Text:
    """Return the sentence for a good certificate: its issuer and its end."""
    version, issuer, until = fact.TLS_VERSION.read(facts), _issuer(facts), _day(facts, fact.CERTIFICATE_NOT_AFTER)
    return Text(
        en=f"TLS {version}; the certificate is valid until {until}, issued by {issuer}.",
        ru=f"TLS {version}; сертификат действует до {until}, издатель: {issuer}.",
        kk=f"TLS {version}; сертификаттың мерзімі: {until} дейін, берген ұйым: {issuer}.",
    )


def refused(failure: Failure, settings: Settings, facts: fact.Facts) -> Text:
    """Return why the server cannot be trusted, or spoken to, with the detail that proves it."""
    sentence = FAILURES.get(failure, FAILURES[Failure.UNKNOWN])
    proxy = settings.surroundings.proxy
    if proxy and failure.value.startswith("proxy_"):
        return Text.same(f"{proxy.url}: ") + sentence
    names = fact.CERTIFICATE_NAMES.read(facts)
    match failure:
        case Failure.TLS_CERTIFICATE_EXPIRED:
            day = _day(facts, fact.CERTIFICATE_NOT_AFTER)
            detail = Text(
                en=f" It was valid until {day}.", ru=f" Он действовал до {day}.", kk=f" Ол {day} дейін жарамды болған."
            )
        case Failure.TLS_CERTIFICATE_NOT_YET_VALID:
            day = _day(facts, fact.CERTIFICATE_NOT_BEFORE)
            detail = Text(en=f" It is valid from {day}.", ru=f" Он действует с {day}.", kk=f" Ол {day} бастап жарамды.")
        case Failure.TLS_HOSTNAME_MISMATCH:
            listed = ", ".join(names[:5]) if names else fact.CERTIFICATE_SUBJECT.read(facts) or "?"
            detail = Text(
                en=f" It names {listed}.", ru=f" В нём указано: {listed}.", kk=f" Онда мына атау көрсетілген: {listed}."
            )
        case Failure.TLS_UNTRUSTED_ISSUER:
            issuer = fact.CHAIN_ISSUER.read(facts) or _issuer(facts)
            detail = Text(en=f" Issuer: {issuer}.", ru=f" Издатель: {issuer}.", kk=f" Берген ұйым: {issuer}.")
        case _:
            error = fact.TLS_ERROR.read(facts)
            return sentence.map(lambda words: f"{words.removesuffix('.')} ({error}).") if error else sentence
    return sentence + detail


def _issuer(facts: fact.Facts) -> str:
    return fact.CERTIFICATE_ISSUER.read(facts) or "?"


def _day(facts: fact.Facts, end: fact.Fact[str]) -> str:
    return (end.read(facts) or "?")[:10]
