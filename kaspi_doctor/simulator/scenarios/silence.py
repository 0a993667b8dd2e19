"""Answers that do not come, come late, or never end."""

from dataclasses import replace

from kaspi_doctor.simulator.exchange import JSON_API, Action, Drip, Reply, Request, Silence, always, head
from kaspi_doctor.simulator.scenario import FILTERED, Scenario, healthy, refused, said, unreachable

_SLOW_S = 5.5
# Shorter than the usual wait, so that silence is told from slowness before the valid request is given up.
_SHORT = ("--timeout", "3", "--patience", "1")
_HEAD = head(200, ("Content-Type", JSON_API), ("Content-Length", "5000"))


def _slow(request: Request, reply: Reply) -> Action:
    return replace(reply, delay_s=_SLOW_S) if request.from_browser else reply


def _never(request: Request, reply: Reply) -> Action:
    return Silence() if request.from_browser else reply


def _stall(request: Request, reply: Reply) -> Action:
    return Drip(sent=_HEAD + reply.body[:100]) if request.from_browser else reply


def _trickle(request: Request, reply: Reply) -> Action:
    return Drip(sent=_HEAD + b'{"data":[', piece=b" ") if request.from_browser else reply


SCENARIOS = (
    Scenario(
        id="silent-to-all",
        layer="http",
        summary=said(
            "TCP and TLS work, and every request is met with silence.",
            "TCP и TLS работают, но ни один запрос не получает ответа.",
            "TCP мен TLS жұмыс істейді, бірақ бірде-бір сұрауға жауап жоқ.",
        ),
        expected=unreachable("silent-to-all"),
        arguments=("--timeout", "2"),
        in_front=always(Silence()),
    ),
    Scenario(
        id="user-agent-filtered",
        layer="http",
        summary=said(
            "The valid request itself has a Python library's User-Agent and is met with silence.",
            "Сам запрос идёт с User-Agent библиотеки Python и не получает ответа.",
            "Сұраудың өзі Python кітапханасының User-Agent-імен кетіп, жауапсыз қалады.",
        ),
        expected=refused("user-agent-filtered"),
        arguments=("--user-agent", "python-requests/2.32.5", *_SHORT),
    ),
    Scenario(
        id="answer-slow",
        layer="http",
        # Without the two silent controls: beside an answer this slow, silence would take half a minute to prove.
        summary=said(
            "The response to the valid request takes five and a half seconds.",
            "На верный запрос ответ приходит через пять с половиной секунд.",
            "Дұрыс сұрауға жауап бес жарым секундтан кейін келеді.",
        ),
        expected=healthy("answer-slow", confirmed=("dates-missing", "date-range-too-wide")),
        arguments=("--skip", "user-agent-absent,user-agent-library"),
        on_success=_slow,
    ),
    Scenario(
        id="answer-timed-out",
        layer="http",
        summary=said(
            "Other requests get a response; the valid one never does.",
            "На другие запросы ответ есть, на верный — никогда.",
            "Басқа сұрауларға жауап бар, дұрыс сұрауға — ешқашан.",
        ),
        expected=unreachable("answer-timed-out", *FILTERED),
        arguments=_SHORT,
        on_success=_never,
    ),
    Scenario(
        id="body-never-ends",
        layer="http",
        summary=said(
            "The response begins, and its body never ends.",
            "Ответ начинается, но его тело не кончается.",
            "Жауап басталады, бірақ денесі аяқталмайды.",
        ),
        expected=unreachable("answer-timed-out", *FILTERED),
        arguments=_SHORT,
        on_success=_stall,
    ),
    Scenario(
        id="body-trickles",
        layer="http",
        summary=said(
            "The body comes one byte at a time, forever.",
            "Тело ответа идёт по одному байту, без конца.",
            "Жауап денесі бір-бір байттан, шексіз келеді.",
        ),
        expected=unreachable("answer-timed-out", *FILTERED),
        arguments=_SHORT,
        on_success=_trickle,
    ),
)
