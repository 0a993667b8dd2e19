"""Is a list without dates refused with the documented text? Observed twice, and in the founding document."""

from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import control
from kaspi_doctor.wording import Text

PROBE = control(
    id="orders-without-dates",
    question=Text(
        en="Is a list without dates refused with the known text?",
        ru="Отклоняется ли список без дат с известным текстом?",
        kk="Күндері көрсетілмеген тізімге белгілі мәтінмен бас тартыла ма?",
    ),
    layer=Layer.API,
    step=10,
    request=lambda context: orders(context, days=None),
    is_expected=lambda exchange: exchange.kind is AnswerKind.DATES_MISSING,
    expected=Text(
        en="A list without dates is refused, as expected. {came}",
        ru="Список без дат отклоняется, как и ожидалось. {came}",
        kk="Күндері көрсетілмеген тізім күтілгендей қабылданбады. {came}",
    ),
    unexpected=Text(
        en="A list without dates should be refused with the known text. {came}",
        ru="Список без дат должен отклоняться с известным текстом. {came}",
        kk="Күндері көрсетілмеген тізімге белгілі мәтінмен бас тартылуы керек еді. {came}",
    ),
)
