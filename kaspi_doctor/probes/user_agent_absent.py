"""Is a request without a User-Agent met with silence, as the founding document tells?"""

from kaspi_doctor.probes._user_agent import silence_for
from kaspi_doctor.wording import Text

PROBE = silence_for(
    None,
    Text(en="A request without a User-Agent", ru="Запрос без заголовка User-Agent", kk="User-Agent тақырыбы жоқ сұрау"),
    id="user-agent-absent",
    step=6,
    question=Text(
        en="Is a request without a User-Agent met with silence, as expected?",
        ru="Остаётся ли без ответа запрос без заголовка User-Agent, как ожидается?",
        kk="User-Agent тақырыбы жоқ сұрау күтілгендей жауапсыз қала ма?",
    ),
)
