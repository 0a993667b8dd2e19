"""Is a list without dates refused with the documented text? Observed twice, and in the founding document."""

from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, Profile, ask, transport_failure
from kaspi_doctor.probes._words import described
from kaspi_doctor.wording import Text


async def _ask(context: Context) -> Answer:
    exchange = await ask(context, Profile(user_agent=BROWSER_USER_AGENT))
    came = described(exchange, context.limit_s)
    if exchange.kind is AnswerKind.DATES_MISSING:
        return Answer(
            summary=Text(
                en=f"A list without dates is refused, as expected. {came.en}",
                ru=f"Список без дат отклоняется, как и ожидалось. {came.ru}",
                kk=f"Күндері көрсетілмеген тізім күтілгендей қабылданбады. {came.kk}",
            ),
            facts=exchange.facts,
        )
    return Answer(
        summary=Text(
            en=f"A list without dates should be refused with the known text. {came.en}",
            ru=f"Список без дат должен отклоняться с известным текстом. {came.ru}",
            kk=f"Күндері көрсетілмеген тізімге белгілі мәтінмен бас тартылуы керек еді. {came.kk}",
        ),
        failure=transport_failure(exchange),
        facts=exchange.facts,
    )


PROBE = Probe(
    id="orders-without-dates",
    question=Text(
        en="Is a list without dates refused with the known text?",
        ru="Отклоняется ли список без дат с известным текстом?",
        kk="Күндері көрсетілмеген тізімге белгілі мәтінмен бас тартыла ма?",
    ),
    layer=Layer.API,
    step=10,
    ask=_ask,
    requires=("token-format", "tls"),
    control=True,
)
