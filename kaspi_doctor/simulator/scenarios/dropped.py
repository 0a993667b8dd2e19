"""Connections that are cut off before the answer, or within it."""

from kaspi_doctor.simulator.exchange import JSON_API, Cut, always, head
from kaspi_doctor.simulator.scenario import Scenario, said, unreachable

_HEAD = head(200, ("Content-Type", JSON_API), ("Content-Length", "5000"))

SCENARIOS = (
    Scenario(
        id="dropped-before-answer",
        layer="http",
        summary=said(
            "The connection is closed before the response.",
            "Соединение закрывается до ответа.",
            "Қосылым жауапқа дейін жабылады.",
        ),
        expected=unreachable("connection-dropped"),
        in_front=always(Cut()),
    ),
    Scenario(
        id="reset-before-answer",
        layer="http",
        summary=said(
            "The connection is reset before the response.",
            "Соединение сбрасывается до ответа.",
            "Қосылым жауапқа дейін үзіледі.",
        ),
        expected=unreachable("connection-dropped"),
        in_front=always(Cut(reset=True)),
    ),
    Scenario(
        id="dropped-within-headers",
        layer="http",
        summary=said(
            "The connection is closed in the middle of the response headers.",
            "Соединение закрывается посреди заголовков ответа.",
            "Қосылым жауап тақырыптарының ортасында жабылады.",
        ),
        expected=unreachable("connection-dropped"),
        in_front=always(Cut(sent=_HEAD[:40])),
    ),
    Scenario(
        id="dropped-within-body",
        layer="http",
        summary=said(
            "The connection is closed in the middle of the response body.",
            "Соединение закрывается посреди тела ответа.",
            "Қосылым жауап денесінің ортасында жабылады.",
        ),
        expected=unreachable("connection-dropped"),
        in_front=always(Cut(sent=_HEAD + b'{"data":[{"type":')),
    ),
)
