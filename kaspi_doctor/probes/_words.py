"""What went wrong, as a sentence; shared by the probes."""

from kaspi_doctor.facts import ANSWERED, SILENCE_S, STATUS, TITLE
from kaspi_doctor.network.request import Exchange
from kaspi_doctor.observation import Failure
from kaspi_doctor.vocabulary import ANSWERS, FAILURES
from kaspi_doctor.wording import Text, seconds


def described(exchange: Exchange, limit_s: float) -> Text:
    """Return a sentence on what came of a request."""
    facts = exchange.facts
    if exchange.failure is Failure.HTTP_SILENCE:
        wait = seconds(float(str(facts[SILENCE_S])))
        return Text(
            en=f"Silence: no response in {wait.en}, while other requests get one.",
            ru=f"Тишина: за {wait.ru} ответа нет, хотя на другие запросы ответы приходят.",
            kk=f"Үнсіздік: {wait.kk} ішінде жауап келмеді, ал басқа сұрауларға жауап келіп жатыр.",
        )
    if exchange.failure is Failure.HTTP_TIMEOUT:
        limit = seconds(limit_s)
        if facts.get(ANSWERED):
            # The headers may never have ended: then no status is known.
            known = facts.get(STATUS)
            code = f" (HTTP {known})" if known else ""
            return Text(
                en=f"The response began{code}, but did not end within {limit.en}.",
                ru=f"Ответ начался{code}, но за {limit.ru} не закончился.",
                kk=f"Жауап басталды{code}, бірақ {limit.kk} ішінде аяқталмады.",
            )
        return Text(
            en=f"No response within {limit.en}.",
            ru=f"За {limit.ru} ответа нет.",
            kk=f"{limit.kk} ішінде жауап келмеді.",
        )
    if exchange.failure is not None:
        return FAILURES.get(exchange.failure, FAILURES[Failure.UNKNOWN])
    status, title = facts.get(STATUS), facts.get(TITLE)
    said = ANSWERS[exchange.kind] if exchange.kind in ANSWERS else Text.same("OK")
    if title:
        said += Text(en=f" (“{title}”)", ru=f" («{title}»)", kk=f" («{title}»)")
    return said.map(lambda words: f"HTTP {status}: {words}.")
