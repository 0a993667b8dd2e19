"""Causes made by hand, with texts short enough to be looked for."""

from kaspi_doctor.cause import (
    DECIDING,
    Cause,
    Confidence,
    Kind,
    Owner,
    Reference,
    Remedy,
    Standing,
    Symptom,
    Weight,
    answered_with,
)
from kaspi_doctor.facts import CLOCK_OFFSET_S, TOTAL_COUNT
from kaspi_doctor.observation import AnswerKind, Failure, Layer, Outcome
from kaspi_doctor.wording import Text

GUIDE = Reference(
    title="Kaspi Guide (Kaspi Гид)", url="https://guide.kaspi.kz/partner/ru/shop/api/orders", checked_on="2026-11-24"
)
LONG_COMMAND = (
    "kaspi-doctor check --token-file /run/secrets/kaspi-token --report markdown=report.md --report html=report.html"
)


def cause(cause_id: str, layer: Layer, kind: Kind, title: Text, **others: object) -> Cause:
    """Make a cause with texts in every language."""
    parts: dict[str, object] = {
        "confidence": Confidence.LIKELY,
        "owner": Owner.MERCHANT,
        "standing": Standing.OBSERVED,
        "explanation": Text(
            en="This is what it means. This is what it is often mistaken for, and why it is not that.",
            ru="Вот что это значит. Вот с чем это часто путают и почему это не то.",
            kk="Бұл осыны білдіреді. Оны жиі осымен шатастырады, бірақ бұл ол емес.",
        ),
        "remedies": (
            Remedy(
                en="Do this first.",
                ru="Сначала сделайте это.",
                kk="Алдымен мынаны жасаңыз.",
                command=LONG_COMMAND,
            ),
            Remedy(en="Then do that.", ru="Затем сделайте то.", kk="Содан кейін ананы жасаңыз."),
        ),
        "references": (GUIDE,),
    }
    return Cause(id=cause_id, layer=layer, kind=kind, title=title, **(parts | others))  # type: ignore[arg-type] # fields by name


SNIPPET = 'session.headers["User-Agent"] = "my-shop/1.0"'
LONG_SNIPPET = "\n".join(f"line_{number} = {number}" for number in range(9))
MENDING = {
    "requests": 'headers={"User-Agent": "my-shop/1.0"}',
    "httpx": 'headers={"User-Agent": "my-shop/1.0"}',
    "curl": '-A "my-shop/1.0"',
    "PowerShell": '-UserAgent "my-shop/1.0"',
}


def _fixes(tool: str, command: str) -> Remedy:
    return Remedy(en=f"In {tool}:", ru=f"Для {tool}:", kk=f"{tool} үшін:", command=command)


TRAPS = (
    cause(
        "user-agent-filtered",
        Layer.HTTP,
        Kind.ADVISORY,
        Text(
            en="Kaspi does not answer without a User-Agent of your own",
            ru="Kaspi не отвечает без собственного User-Agent",
            kk="Kaspi өз User-Agent атауы жоқ сұрауға жауап бермейді",
        ),
        weight=Weight.NOTE,
        remedies=(_fixes("requests", SNIPPET), _fixes("PowerShell", LONG_SNIPPET)),
        symptoms=(Symptom(probe_id="user-agent-library", outcome=Outcome.PASSED),),
        confirmed_by=(Symptom(probe_id=("user-agent-absent", "user-agent-library"), outcome=Outcome.PASSED),),
        fixes=MENDING,
    ),
    cause(
        "dates-missing",
        Layer.API,
        Kind.REFUSED,
        Text(en="The start date is missing", ru="Нет начальной даты", kk="Басталу күні жоқ"),
        symptoms=answered_with(AnswerKind.DATES_MISSING),
        confirmed_by=(Symptom(probe_id="orders-without-dates", outcome=Outcome.PASSED),),
        remedies=(_fixes("requests", SNIPPET),),
    ),
    cause(
        "date-range-too-wide",
        Layer.API,
        Kind.REFUSED,
        Text(en="The window is over 14 days", ru="Окно больше 14 дней", kk="Аралық 14 күннен асады"),
        symptoms=answered_with(AnswerKind.DATE_RANGE),
        confirmed_by=(Symptom(probe_id="orders-over-range", outcome=Outcome.PASSED),),
        remedies=(_fixes("requests", SNIPPET),),
    ),
)
CAUSES = (
    *TRAPS,
    cause(
        "token-rejected",
        Layer.API,
        Kind.CREDENTIALS,
        Text(
            en="Kaspi does not accept this token",
            ru="Kaspi не принимает этот токен",
            kk="Kaspi бұл токенді қабылдамайды",
        ),
        symptoms=answered_with(AnswerKind.UNAUTHORIZED),
    ),
    cause(
        "request-refused",
        Layer.API,
        Kind.REFUSED,
        Text(en="Kaspi refused the request", ru="Kaspi отклонил запрос", kk="Kaspi сұрауды қабылдамады"),
        names_no_reason=True,
        symptoms=answered_with(AnswerKind.REFUSED),
    ),
    cause(
        "connection-refused",
        Layer.TCP,
        Kind.UNREACHABLE,
        Text(en="The connection is refused", ru="Соединение отклонено", kk="Қосылу қабылданбады"),
        owner=Owner.NETWORK,
        standing=Standing.DOCUMENTED,
        symptoms=(Symptom(probe_id=("tcp", *DECIDING), failure=Failure.CONNECTION_REFUSED),),
    ),
    cause(
        "token-damaged",
        Layer.CREDENTIALS,
        Kind.CREDENTIALS,
        Text(en="The token is damaged", ru="Токен повреждён", kk="Токен бүлінген"),
        persists_on_success=True,
        symptoms=(Symptom(probe_id="token-format", failure=Failure.TOKEN_DAMAGED),),
    ),
    cause(
        "clock-skewed",
        Layer.ENVIRONMENT,
        Kind.ADVISORY,
        Text(en="The clock is wrong", ru="Часы идут неверно", kk="Сағат дұрыс жүрмейді"),
        symptoms=(Symptom(where=(CLOCK_OFFSET_S.beyond(300),)),),
    ),
    cause(
        "no-orders",
        Layer.API,
        Kind.ADVISORY,
        Text(en="There are no orders", ru="Заказов нет", kk="Тапсырыс жоқ"),
        weight=Weight.NOTE,
        symptoms=(Symptom(where=(TOTAL_COUNT.equals(0),)),),
    ),
)
