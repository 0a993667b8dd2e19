"""Is a request without a User-Agent met with silence, as the founding document tells?"""

from kaspi_doctor.observation import Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import Profile, ask, silence_expected
from kaspi_doctor.wording import Text

REQUEST = Text(
    en="A request without a User-Agent", ru="Запрос без заголовка User-Agent", kk="User-Agent тақырыбы жоқ сұрау"
)


async def _ask(context: Context) -> Answer:
    profile = Profile(user_agent=None, window_days=context.settings.window_days, ends_in_silence=True)
    return silence_expected(await ask(context, profile), context, REQUEST)


PROBE = Probe(
    id="user-agent-absent",
    question=Text(
        en="Is a request without a User-Agent met with silence, as expected?",
        ru="Остаётся ли без ответа запрос без заголовка User-Agent, как ожидается?",
        kk="User-Agent тақырыбы жоқ сұрау күтілгендей жауапсыз қала ма?",
    ),
    layer=Layer.HTTP,
    step=6,
    ask=_ask,
    requires=("token-format", "tls"),
    control=True,
)
