"""What an observation's facts say in words: the proof behind a sentence, and the exchange behind a probe."""

from typing import TYPE_CHECKING, Final

from kaspi_doctor.wording import Text, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kaspi_doctor.observation import Observation

NOTABLE_OFFSET_S: Final = 300.0
"""A smaller difference between two clocks proves nothing."""

EXPIRY: Final = "tls.server.not_after"
"""The day says enough."""
STATUS: Final = ("http.response.status_code", Text.same("HTTP {}"))
TITLE: Final = (
    "api.error.title",
    Text(en="Kaspi says: “{}”", ru="Kaspi сообщает: «{}»", kk="Kaspi хабарлайды: «{}»"),
)
MEDIA_TYPE: Final = (
    "http.response.media_type",
    Text(en="kind of answer: {}", ru="вид ответа: {}", kk="жауап түрі: {}"),
)
ANY_ANSWER: Final = (
    STATUS,
    TITLE,
    ("http.retry_after", Text.same("Retry-After: {}")),
    ("http.redirect.location", Text.same("Location: {}")),
)
STRANGE_ANSWER: Final = (MEDIA_TYPE, ("http.response.header.server", Text.same("Server: {}")))
BELOW_HTTP: Final = (
    ("dns.answers", Text(en="addresses: {}", ru="адреса: {}", kk="мекенжайлар: {}")),
    (
        "tls.server.issuer",
        Text(en="certificate issued by: {}", ru="сертификат выдан: {}", kk="сертификатты берген: {}"),
    ),
    (
        EXPIRY,
        Text(en="certificate valid until: {}", ru="сертификат действует до: {}", kk="сертификаттың мерзімі: {}"),
    ),
    ("proxy.url", Text(en="proxy: {}", ru="прокси: {}", kk="прокси: {}")),
    ("token.source", Text(en="source of the token: {}", ru="источник токена: {}", kk="токен көзі: {}")),
)
TIMINGS: Final = (
    ("timing.dns_s", Text(en="name {}", ru="имя {}", kk="атау {}")),
    ("timing.connect_s", Text(en="connection {}", ru="соединение {}", kk="қосылу {}")),
    ("timing.tls_s", Text.same("TLS {}")),
    ("timing.first_byte_s", Text(en="first byte {}", ru="первый байт {}", kk="бірінші байт {}")),
    ("timing.body_s", Text(en="body {}", ru="тело {}", kk="денесі {}")),
    ("timing.total_s", Text(en="in all {}", ru="всего {}", kk="барлығы {}")),
)


def proof(observation: "Observation") -> tuple[Text, ...]:
    """Return the facts that bear an observation's summary out, in words, but those that the summary itself tells."""
    media_type = observation.fact(MEDIA_TYPE[0])
    strange = STRANGE_ANSWER if media_type and "json" not in str(media_type) else ()
    told = [
        filled
        for name, words in (*ANY_ANSWER, *strange, *BELOW_HTTP)
        if (filled := _filled(words, observation, name)) and _word(observation, name) not in observation.summary.en
    ]
    return (*told, *_clock(observation), *_neutral(observation))


def answer(observation: "Observation") -> tuple[Text, ...]:
    """Return the status, the kind and the title of the answer, whatever the summary tells."""
    return tuple(f for name, words in (STATUS, MEDIA_TYPE, TITLE) if (f := _filled(words, observation, name)))


def timings(observation: "Observation") -> tuple[Text, ...]:
    """Return how long each stage of the exchange took."""
    return tuple(
        _put(words, seconds(taken))
        for name, words in TIMINGS
        if isinstance(taken := observation.fact(name), int | float)
    )


def _clock(observation: "Observation") -> "Iterator[Text]":
    offset = observation.fact("clock.offset_s")
    if isinstance(offset, int | float) and abs(offset) > NOTABLE_OFFSET_S:
        words = Text(
            en="clock here and at Kaspi differ by {}",
            ru="часы здесь и у Kaspi расходятся на {}",
            kk="осындағы және Kaspi сағаттарының айырмасы: {}",
        )
        minutes = round(abs(offset) / 60)
        yield _put(words, Text(en=f"{minutes} min", ru=f"{minutes} мин", kk=f"{minutes} мин"))


def _neutral(observation: "Observation") -> "Iterator[Text]":
    host, reachable = observation.fact("neutral.host"), observation.fact("neutral.reachable")
    if host is None or reachable is None:
        return
    words = (
        Text(en="{} answers", ru="{} отвечает", kk="{} жауап береді")
        if reachable
        else Text(en="{} does not answer either", ru="{} тоже не отвечает", kk="{} де жауап бермейді")
    )
    yield _put(words, Text.same(str(host)))


def _filled(words: Text, observation: "Observation", name: str) -> Text | None:
    word = _word(observation, name)
    return _put(words, Text.same(word)) if word else None


def _word(observation: "Observation", name: str) -> str:
    fact = observation.fact(name)
    if name == EXPIRY and isinstance(fact, str):
        return fact.partition("T")[0]
    return ", ".join(fact) if isinstance(fact, tuple) else "" if fact is None else str(fact)


def _put(words: Text, value: Text) -> Text:
    """Fill in a value as it stands: what a server sent is never read as a template."""
    return Text(
        en=words.en.replace("{}", value.en), ru=words.ru.replace("{}", value.ru), kk=words.kk.replace("{}", value.kk)
    )
