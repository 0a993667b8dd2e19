"""Is a 30-day window refused with the documented text? Observed by three projects, and in the founding document."""

from kaspi_doctor.facts import RANGE_MAXIMUM
from kaspi_doctor.network.request import Exchange
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import control
from kaspi_doctor.settings import MAXIMUM_WINDOW_DAYS
from kaspi_doctor.wording import Text

TOO_WIDE_DAYS = 30


def _is_refusal(exchange: Exchange) -> bool:
    maximum = RANGE_MAXIMUM.read(exchange.facts) or MAXIMUM_WINDOW_DAYS
    return exchange.kind is AnswerKind.DATE_RANGE and maximum == MAXIMUM_WINDOW_DAYS


PROBE = control(
    id="orders-over-range",
    question=Text(
        en="Is a 30-day window refused with the known text?",
        ru="Отклоняется ли период в 30 дней с известным текстом?",
        kk="30 күндік кезеңге белгілі мәтінмен бас тартыла ма?",
    ),
    layer=Layer.API,
    step=11,
    request=lambda context: orders(context, days=TOO_WIDE_DAYS),
    is_expected=_is_refusal,
    expected=Text(
        en="A 30-day window is refused, as expected. {came}",
        ru="Период в 30 дней отклоняется, как и ожидалось. {came}",
        kk="30 күндік кезең күтілгендей қабылданбады. {came}",
    ),
    unexpected=Text(
        en="A 30-day window should be refused with the known text. {came}",
        ru="Период в 30 дней должен отклоняться с известным текстом. {came}",
        kk="30 күндік кезеңге белгілі мәтінмен бас тартылуы керек еді. {came}",
    ),
)
