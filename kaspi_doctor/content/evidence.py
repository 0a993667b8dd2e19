"""What an observation's facts say in words: the proof behind a sentence, and the exchange behind a probe."""

from collections.abc import Iterator
from typing import Final

from kaspi_doctor import facts
from kaspi_doctor.observation import Observation
from kaspi_doctor.wording import Text, seconds

NOTABLE_OFFSET_S: Final = 300
"""A smaller difference between two clocks proves nothing."""

STATUS: Final = (facts.STATUS, Text.same("HTTP {}"))
TITLE: Final = (
    facts.TITLE,
    Text(en="Kaspi says: “{}”", ru="Kaspi сообщает: «{}»", kk="Kaspi хабарлайды: «{}»"),
)
MEDIA_TYPE: Final = (
    facts.MEDIA_TYPE,
    Text(en="response type: {}", ru="вид ответа: {}", kk="жауап түрі: {}"),
)
ANY_ANSWER: Final = (
    STATUS,
    TITLE,
    (facts.RETRY_AFTER, Text.same("Retry-After: {}")),
    (facts.LOCATION, Text.same("Location: {}")),
)
STRANGE_ANSWER: Final = (MEDIA_TYPE, (facts.SERVER, Text.same("Server: {}")))
BELOW_HTTP: Final = (
    (facts.DNS_ANSWERS, Text(en="addresses: {}", ru="адреса: {}", kk="мекенжайлар: {}")),
    (
        facts.CERTIFICATE_ISSUER,
        Text(en="certificate issued by: {}", ru="сертификат выдан: {}", kk="сертификатты берген: {}"),
    ),
    (
        facts.CERTIFICATE_NOT_AFTER,
        Text(en="certificate valid until: {}", ru="сертификат действует до: {}", kk="сертификаттың мерзімі: {}"),
    ),
    (facts.PROXY_URL, Text(en="proxy: {}", ru="прокси: {}", kk="прокси: {}")),
    (facts.TOKEN_SOURCE, Text(en="source of the token: {}", ru="источник токена: {}", kk="токен көзі: {}")),
)
TIMINGS: Final = (
    (facts.DNS_S, Text(en="DNS {}", ru="имя {}", kk="атау {}")),
    (facts.CONNECT_S, Text(en="connection {}", ru="соединение {}", kk="қосылу {}")),
    (facts.TLS_S, Text.same("TLS {}")),
    (facts.FIRST_BYTE_S, Text(en="first byte {}", ru="первый байт {}", kk="бірінші байт {}")),
    (facts.BODY_S, Text(en="body {}", ru="тело {}", kk="денесі {}")),
    (facts.TOTAL_S, Text(en="total {}", ru="всего {}", kk="барлығы {}")),
)


def proof(observation: Observation) -> tuple[Text, ...]:
    """Return the facts that bear an observation's summary out, in words, but those that the summary itself tells."""
    media_type = observation.fact(facts.MEDIA_TYPE)
    strange = STRANGE_ANSWER if media_type and "json" not in media_type else ()
    told = [
        filled
        for fact, words in (*ANY_ANSWER, *strange, *BELOW_HTTP)
        if (filled := _filled(words, observation, fact)) and _word(observation, fact) not in observation.summary.en
    ]
    return (*told, *_clock(observation), *_neutral(observation))


def answer(observation: Observation) -> tuple[Text, ...]:
    """Return the status, the kind and the title of the answer, whatever the summary tells."""
    return tuple(f for fact, words in (STATUS, MEDIA_TYPE, TITLE) if (f := _filled(words, observation, fact)))


def timings(observation: Observation) -> tuple[Text, ...]:
    """Return how long each stage of the exchange took."""
    taken = ((words, observation.fact(stage)) for stage, words in TIMINGS)
    return tuple(_put(words, seconds(taken_s)) for words, taken_s in taken if taken_s is not None)


def _clock(observation: Observation) -> Iterator[Text]:
    offset = observation.fact(facts.CLOCK_OFFSET_S)
    if offset and abs(offset) > NOTABLE_OFFSET_S:
        words = Text(
            en="this clock and Kaspi's differ by {}",
            ru="часы здесь и у Kaspi расходятся на {}",
            kk="осындағы және Kaspi сағаттарының айырмасы: {}",
        )
        minutes = round(abs(offset) / 60)
        yield _put(words, Text(en=f"{minutes} min", ru=f"{minutes} мин", kk=f"{minutes} мин"))


def _neutral(observation: Observation) -> Iterator[Text]:
    host, reachable = observation.fact(facts.NEUTRAL_HOST), observation.fact(facts.NEUTRAL_REACHABLE)
    if host is None or reachable is None:
        return
    words = (
        Text(en="{} responds", ru="{} отвечает", kk="{} жауап береді")
        if reachable
        else Text(en="{} does not respond either", ru="{} тоже не отвечает", kk="{} де жауап бермейді")
    )
    yield _put(words, Text.same(host))


def _filled(words: Text, observation: Observation, fact: str) -> Text | None:
    word = _word(observation, fact)
    return _put(words, Text.same(word)) if word else None


def _word(observation: Observation, fact: str) -> str:
    value = observation.facts.get(fact)
    if fact == facts.CERTIFICATE_NOT_AFTER:
        return str(value or "").partition("T")[0]  # the day says enough
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _put(words: Text, value: Text) -> Text:
    """Fill in a value as it stands: what a server sent is never read as a template."""
    return Text(
        en=words.en.replace("{}", value.en), ru=words.ru.replace("{}", value.ru), kk=words.kk.replace("{}", value.kk)
    )
