"""Is a Python library's default User-Agent met with silence? Observed by four to five projects."""

from kaspi_doctor.probes._user_agent import silence_for
from kaspi_doctor.wording import Text

LIBRARY_USER_AGENT = "python-requests/2.32.5"

PROBE = silence_for(
    LIBRARY_USER_AGENT,
    Text(
        en=f"A request as {LIBRARY_USER_AGENT}",
        ru=f"Запрос с User-Agent «{LIBRARY_USER_AGENT}»",
        kk=f"User-Agent мәні «{LIBRARY_USER_AGENT}» болған сұрау",
    ),
    id="user-agent-library",
    step=7,
    question=Text(
        en="Is a Python library's default User-Agent met with silence, as expected?",
        ru="Остаётся ли без ответа запрос со стандартным User-Agent библиотеки Python, как ожидается?",
        kk="Python кітапханасының әдепкі User-Agent мәні бар сұрау күтілгендей жауапсыз қала ма?",
    ),
)
