"""Kaspi's own refusals: of the token, of the dates, of what nobody has documented."""

from collections.abc import Callable

from kaspi_doctor.simulator.exchange import GUESS, Action, Reply, Request, always, refusal
from kaspi_doctor.simulator.scenario import (
    FAKE_TOKEN,
    FILTERED,
    Expected,
    Scenario,
    refused,
    said,
    unusable,
)
from kaspi_doctor.simulator.shop import Rules

_UNEXPLAINED = Expected(verdict="unexplained", root_cause="request-refused", exit_code=1, advisories=FILTERED)
# What a terminal, Rich, an HTML page, a CI log and a reader's eye must each survive.
_HOSTILE = (
    "\x1b[2J\x1b]0;made up\x07[/][bold red]<script>alert(1)</script>&amp;"
    "\r\n::error file=a.py::made up\r\n\u202egnp.exe\u2066 | `x` ${{ github.token }}"
)


def _instead(title: str, *, status: int = 400, guess: bool = False) -> Callable[[Request, Reply], Action]:
    """Answer a request that the shop would serve with this title; what it refuses stays refused as documented."""
    return lambda _request, _reply: refusal(title, status=status, guess=guess)


SCENARIOS = (
    Scenario(
        id="token-rejected",
        layer="api",
        summary=said(
            "Kaspi rejects the token: 401 with JSON.",
            "Kaspi не принимает токен: 401 с JSON.",
            "Kaspi токенді қабылдамайды: JSON-мен 401.",
        ),
        expected=unusable("token-rejected", *FILTERED),
        rules=Rules(tokens=()),
    ),
    Scenario(
        id="token-rejected-without-body",
        layer="api",
        summary=said(
            "Kaspi rejects the token: 401 with an empty body.",
            "Kaspi не принимает токен: 401 с пустым телом.",
            "Kaspi токенді қабылдамайды: денесі бос 401.",
        ),
        expected=unusable("token-rejected", *FILTERED),
        behind_filter=always(Reply(status=401, media_type=None, headers=(GUESS,))),
    ),
    Scenario(
        id="token-forbidden",
        layer="api",
        summary=said(
            "Kaspi knows the token and denies this read: 403 with JSON.",
            "Kaspi знает токен, но запрещает это чтение: 403 с JSON.",
            "Kaspi токенді таниды, бірақ бұл оқуға тыйым салады: JSON-мен 403.",
        ),
        expected=unusable("token-forbidden", *FILTERED),
        on_success=_instead("Access is denied.", status=403, guess=True),
    ),
    Scenario(
        id="request-refused",
        layer="api",
        summary=said(
            "The valid request is refused with a text nobody has documented.",
            "Верный запрос отвергнут с текстом, которого нет в описаниях.",
            "Дұрыс сұрау еш жерде сипатталмаған мәтінмен қабылданбайды.",
        ),
        expected=_UNEXPLAINED,
        on_success=_instead("Made up: the moon is in the wrong house.", guess=True),
    ),
    Scenario(
        id="dates-missing",
        layer="api",
        summary=said(
            "The valid request is told that its date filter is missing.",
            "На верный запрос приходит ответ, что нет фильтра по дате.",
            "Дұрыс сұрауға күн сүзгісі жоқ деген жауап келеді.",
        ),
        expected=refused("dates-missing", *FILTERED),
        on_success=_instead("Required filter [orders][creationDate][$ge] is empty."),
    ),
    Scenario(
        id="date-range-too-wide",
        layer="api",
        summary=said(
            "The valid request is told that its window is over 14 days.",
            "На верный запрос приходит ответ, что период больше 14 дней.",
            "Дұрыс сұрауға аралық 14 күннен асады деген жауап келеді.",
        ),
        expected=refused("date-range-too-wide", *FILTERED),
        on_success=_instead(
            "Exceeded the maximum difference for the filter[orders][creationDate] (in days). Actual [15], max [14]."
        ),
    ),
    Scenario(
        id="date-range-max-7",
        layer="api",
        summary=said(
            "The widest window has shrunk to 7 days, and 14 are refused.",
            "Наибольший период сократили до 7 дней, и 14 не принимаются.",
            "Ең ұзақ аралық 7 күнге дейін қысқарған, 14 күн қабылданбайды.",
        ),
        expected=refused("date-range-too-wide", "contract-changed", *FILTERED),
        rules=Rules(tokens=(FAKE_TOKEN,), max_days=7),
    ),
    Scenario(
        id="pagination-missing",
        layer="api",
        summary=said(
            "The valid request is told that its page number is missing.",
            "На верный запрос приходит ответ, что нет номера страницы.",
            "Дұрыс сұрауға бет нөмірі жоқ деген жауап келеді.",
        ),
        expected=refused("pagination-missing", *FILTERED),
        on_success=_instead("Required pagination value [number] is empty."),
    ),
    Scenario(
        id="title-hostile",
        layer="api",
        summary=said(
            "The refusal's text attacks terminals, web pages and CI logs.",
            "Текст отказа атакует терминалы, веб-страницы и журналы CI.",
            "Бас тарту мәтіні терминалдарға, веб-беттерге және CI журналдарына шабуыл жасайды.",
        ),
        expected=_UNEXPLAINED,
        on_success=_instead(_HOSTILE, guess=True),
    ),
    Scenario(
        id="title-long",
        layer="api",
        summary=said(
            "The refusal's text is 100 KiB long.",
            "Текст отказа длиной 100 КиБ.",
            "Бас тарту мәтінінің ұзындығы 100 КиБ.",
        ),
        expected=_UNEXPLAINED,
        on_success=_instead("made up " * 12_800, guess=True),
    ),
    Scenario(
        id="title-over-bound",
        layer="api",
        summary=said(
            "The refusal's text is 1 MiB long, more than anybody should read.",
            "Текст отказа длиной 1 МиБ: больше, чем стоит читать.",
            "Бас тарту мәтінінің ұзындығы 1 МиБ: оқуға тұрарлық шектен асады.",
        ),
        # A body over the bound is judged by its status and by what was read of it: here, no documented text.
        expected=_UNEXPLAINED,
        on_success=_instead("made up " * 131_072, guess=True),
    ),
)
