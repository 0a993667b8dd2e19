"""Is a program that gives its own name answered?"""

from kaspi_doctor import __version__
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import Profile, ask, transport_failure
from kaspi_doctor.probes._words import described
from kaspi_doctor.wording import Text

OWN_NAME = f"kaspi-doctor/{__version__}"


async def _ask(context: Context) -> Answer:
    profile = Profile(
        user_agent=OWN_NAME, window_days=context.settings.window_days, compares=True, ends_in_silence=True
    )
    exchange = await ask(context, profile)
    if exchange.kind is AnswerKind.DATA:
        return Answer(
            summary=Text(
                en=f"A program that names itself ({OWN_NAME}) gets a response.",
                ru=f"Программа со своим именем ({OWN_NAME}) получает ответ.",
                kk=f"Өз атын көрсеткен бағдарлама ({OWN_NAME}) жауап алады.",
            ),
            facts=exchange.facts,
        )
    return Answer(
        summary=described(exchange, context.limit_s), failure=transport_failure(exchange), facts=exchange.facts
    )


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
    requires=("token-format", "tls"),
)
