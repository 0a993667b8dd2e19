"""Is a request without a token refused? The status is assumed by every client; the body is not known."""

from kaspi_doctor.facts import BY_KASPI, STATUS
from kaspi_doctor.network.request import Exchange
from kaspi_doctor.observation import Layer
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import control
from kaspi_doctor.wording import Text

UNAUTHORIZED = 401
REFUSALS_IN_JSON = {400, 403}


def _is_refusal(exchange: Exchange) -> bool:
    status, by_kaspi = STATUS.read(exchange.facts), BY_KASPI.read(exchange.facts)
    return exchange.failure is None and (status == UNAUTHORIZED or (status in REFUSALS_IN_JSON and bool(by_kaspi)))


PROBE = control(
    id="token-absent",
    question=Text(
        en="Is a request without a token refused?",
        ru="Отклоняется ли запрос без токена?",
        kk="Токенсіз сұрауға бас тартыла ма?",
    ),
    layer=Layer.HTTP,
    step=9,
    request=lambda context: orders(context, days=context.settings.window_days, with_token=False),
    is_expected=_is_refusal,
    expected=Text(
        en="A request without a token is refused (HTTP {status}), as expected.",
        ru="Запрос без токена отклоняется (HTTP {status}), как и ожидалось.",
        kk="Токенсіз сұрау күтілгендей қабылданбады (HTTP {status}).",
    ),
    unexpected=Text(
        en="A request without a token should be refused. {came}",
        ru="Запрос без токена должен отклоняться. {came}",
        kk="Токенсіз сұрау қабылданбауы керек еді. {came}",
    ),
)
