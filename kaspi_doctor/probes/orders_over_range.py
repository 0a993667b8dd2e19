"""Is a 30-day window refused with the documented text? Observed by three projects, and in the founding document."""

from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, Profile, ask, transport_failure
from kaspi_doctor.probes._words import described
from kaspi_doctor.settings import MAXIMUM_WINDOW_DAYS
from kaspi_doctor.wording import Text

TOO_WIDE_DAYS = 30


async def _ask(context: Context) -> Answer:
    exchange = await ask(context, Profile(user_agent=BROWSER_USER_AGENT, window_days=TOO_WIDE_DAYS))
    came = described(exchange, context.limit_s)
    maximum = exchange.facts.get("range.maximum", MAXIMUM_WINDOW_DAYS)
    if exchange.kind is AnswerKind.DATE_RANGE and maximum == MAXIMUM_WINDOW_DAYS:
        return Answer(
            summary=Text(
                en=f"A 30-day window is refused, as expected. {came.en}",
                ru=f"Период в 30 дней отклоняется, как и ожидалось. {came.ru}",
                kk=f"30 күндік кезең күтілгендей қабылданбады. {came.kk}",
            ),
            facts=exchange.facts,
        )
    return Answer(
        summary=Text(
            en=f"A 30-day window should be refused with the known text. {came.en}",
            ru=f"Период в 30 дней должен отклоняться с известным текстом. {came.ru}",
            kk=f"30 күндік кезеңге белгілі мәтінмен бас тартылуы керек еді. {came.kk}",
        ),
        failure=transport_failure(exchange),
        facts=exchange.facts,
    )


PROBE = Probe(
    id="orders-over-range",
    question=Text(
        en="Is a 30-day window refused with the known text?",
        ru="Отклоняется ли период в 30 дней с известным текстом?",
        kk="30 күндік кезеңге белгілі мәтінмен бас тартыла ма?",
    ),
    layer=Layer.API,
    step=11,
    ask=_ask,
    requires=("token-format", "tls"),
    control=True,
)
