"""Is a Python library's default User-Agent met with silence? Observed by four to five projects."""

from kaspi_doctor.observation import Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import LIBRARY_USER_AGENT, Profile, ask, silence_expected
from kaspi_doctor.wording import Text

REQUEST = Text(
    en=f"A request as {LIBRARY_USER_AGENT}",
    ru=f"Запрос с User-Agent «{LIBRARY_USER_AGENT}»",
    kk=f"User-Agent мәні «{LIBRARY_USER_AGENT}» болған сұрау",
)


async def _ask(context: Context) -> Answer:
    profile = Profile(user_agent=LIBRARY_USER_AGENT, window_days=context.settings.window_days, ends_in_silence=True)
    return silence_expected(await ask(context, profile), context, REQUEST)


PROBE = Probe(
    id="user-agent-library",
    question=Text(
        en="Is a Python library's default User-Agent met with silence, as expected?",
        ru="Остаётся ли без ответа запрос со стандартным User-Agent библиотеки Python, как ожидается?",
        kk="Python кітапханасының әдепкі User-Agent мәні бар сұрау күтілгендей жауапсыз қала ма?",
    ),
    layer=Layer.HTTP,
    step=7,
    ask=_ask,
    requires=("token-format", "tls"),
    control=True,
)
