"""The day Kaspi changes the rules: one documented rule at a time no longer holds, and the valid request still works."""

from typing import Any

from kaspi_doctor.simulator.scenario import FAKE_TOKEN, FILTERED, Scenario, healthy, said
from kaspi_doctor.simulator.shop import Rules


def _without(**rules: Any) -> Rules:  # noqa: ANN401 - passed on to Rules as they are
    return Rules(tokens=(FAKE_TOKEN,), **rules)


_CHANGED = healthy("contract-changed", *FILTERED, confirmed=None)

SCENARIOS = (
    Scenario(
        id="drift-user-agent-absent-answered",
        layer="api",
        summary=said(
            "A request without a User-Agent now gets a response.",
            "Запрос без User-Agent теперь получает ответ.",
            "Енді User-Agent-сіз сұрауға жауап беріледі.",
        ),
        expected=_CHANGED,
        rules=_without(silent_when_absent=False),
    ),
    Scenario(
        id="drift-user-agent-library-answered",
        layer="api",
        summary=said(
            "A Python library's User-Agent now gets a response.",
            "Запрос с User-Agent библиотеки Python теперь получает ответ.",
            "Енді Python кітапханасының User-Agent-іне жауап беріледі.",
        ),
        expected=_CHANGED,
        rules=_without(silent_to_libraries=False),
    ),
    Scenario(
        id="drift-user-agent-filter-gone",
        layer="api",
        summary=said(
            "No User-Agent is met with silence any longer.",
            "Ни один User-Agent больше не остаётся без ответа.",
            "Енді бірде-бір User-Agent жауапсыз қалмайды.",
        ),
        expected=healthy("contract-changed", confirmed=("dates-missing", "date-range-too-wide")),
        rules=_without(silent_when_absent=False, silent_to_libraries=False),
    ),
    Scenario(
        id="drift-token-not-required",
        layer="api",
        summary=said(
            "Orders are returned without a token.", "Заказы отдаются без токена.", "Тапсырыстар токенсіз беріледі."
        ),
        expected=_CHANGED,
        rules=_without(token_required=False),
    ),
    Scenario(
        id="drift-dates-not-required",
        layer="api",
        summary=said(
            "A list without dates is now accepted.",
            "Список без дат теперь получает ответ.",
            "Енді күндерсіз тізімге жауап беріледі.",
        ),
        expected=_CHANGED,
        rules=_without(dates_required=False),
    ),
    Scenario(
        id="drift-dates-other-text",
        layer="api",
        summary=said(
            "A list without dates is refused with another text.",
            "Список без дат отвергается с другим текстом.",
            "Күндерсіз тізім басқа мәтінмен қабылданбайды.",
        ),
        expected=_CHANGED,
        rules=_without(dates_title="Made up: say since when."),
    ),
    Scenario(
        id="drift-range-other-text",
        layer="api",
        summary=said(
            "A window of 30 days is refused with another text.",
            "Период в 30 дней отвергается с другим текстом.",
            "30 күндік аралық басқа мәтінмен қабылданбайды.",
        ),
        expected=_CHANGED,
        rules=_without(over_range_title="Made up: {actual} days are more than {max}."),
    ),
    Scenario(
        id="drift-range-max-20",
        layer="api",
        summary=said(
            "The widest window has grown to 20 days.",
            "Наибольший период вырос до 20 дней.",
            "Ең ұзақ аралық 20 күнге дейін өскен.",
        ),
        expected=_CHANGED,
        rules=_without(max_days=20),
    ),
    Scenario(
        id="drift-range-max-30",
        layer="api",
        summary=said(
            "The widest window has grown to 30 days, so that 30 are accepted.",
            "Наибольший период вырос до 30 дней, и 30 принимаются.",
            "Ең ұзақ аралық 30 күнге дейін өскен, 30 күн қабылданады.",
        ),
        expected=_CHANGED,
        rules=_without(max_days=30),
    ),
    Scenario(
        id="drift-range-unlimited",
        layer="api",
        summary=said(
            "A window of any width is now accepted.",
            "Теперь принимается период любой ширины.",
            "Енді кез келген аралық қабылданады.",
        ),
        expected=_CHANGED,
        rules=_without(max_days=None),
    ),
)
