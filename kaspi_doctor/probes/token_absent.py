"""Is a request without a token refused? The status is assumed by every client; the body is not known."""

from kaspi_doctor.observation import Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, Profile, ask, transport_failure
from kaspi_doctor.probes._words import described
from kaspi_doctor.wording import Text

UNAUTHORIZED = 401
REFUSALS_IN_JSON = {400, 403}


async def _ask(context: Context) -> Answer:
    profile = Profile(user_agent=BROWSER_USER_AGENT, with_token=False, window_days=context.settings.window_days)
    exchange = await ask(context, profile)
    status, by_kaspi = exchange.facts.get("http.response.status_code"), exchange.facts.get("http.by_kaspi")
    if exchange.failure is None and (status == UNAUTHORIZED or (status in REFUSALS_IN_JSON and by_kaspi)):
        return Answer(
            summary=Text(
                en=f"A request without a token is refused (HTTP {status}), as expected.",
                ru=f"Запрос без токена отклоняется (HTTP {status}), как и ожидалось.",
                kk=f"Токенсіз сұрау күтілгендей қабылданбады (HTTP {status}).",
            ),
            facts=exchange.facts,
        )
    came = described(exchange, context.limit_s)
    return Answer(
        summary=Text(
            en=f"A request without a token should be refused. {came.en}",
            ru=f"Запрос без токена должен отклоняться. {came.ru}",
            kk=f"Токенсіз сұрау қабылданбауы керек еді. {came.kk}",
        ),
        failure=transport_failure(exchange),
        facts=exchange.facts,
    )


PROBE = Probe(
    id="token-absent",
    question=Text(
        en="Is a request without a token refused?",
        ru="Отклоняется ли запрос без токена?",
        kk="Токенсіз сұрауға бас тартыла ма?",
    ),
    layer=Layer.HTTP,
    step=9,
    ask=_ask,
    requires=("token-format", "tls"),
    control=True,
)
