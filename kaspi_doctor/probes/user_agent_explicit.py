"""Is a program that gives its own name answered?"""

from kaspi_doctor import __version__
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import REQUIRES, ask, failed
from kaspi_doctor.wording import Text

OWN_NAME = f"kaspi-doctor/{__version__}"
ANSWERED = Text(
    en=f"A program that names itself ({OWN_NAME}) gets a response.",
    ru=f"Программа со своим именем ({OWN_NAME}) получает ответ.",
    kk=f"Өз атын көрсеткен бағдарлама ({OWN_NAME}) жауап алады.",
)


async def _ask(context: Context) -> Answer:
    request = orders(context, days=context.settings.window_days, user_agent=OWN_NAME, compares=True)
    exchange = await ask(context, request)
    is_answered = exchange.kind is AnswerKind.DATA
    return Answer(summary=ANSWERED, facts=exchange.facts) if is_answered else failed(exchange, context)


PROBE = Probe(
    id="user-agent-explicit",
    question=Text(
        en="Does a program that gives its own name get a response?",
        ru="Получает ли ответ программа, которая называет своё имя?",
        kk="Өз атын көрсеткен бағдарлама жауап ала ма?",
    ),
    layer=Layer.HTTP,
    step=8,
    ask=_ask,
    requires=REQUIRES,
)
