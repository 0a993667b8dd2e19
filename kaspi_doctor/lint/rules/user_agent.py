"""How the client names itself. Observed by several projects: a Python library's default is met with silence."""

import re

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint.request import CURL_AGENT, Form
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import shown
from kaspi_doctor.wording import Text

CAUSE = "user-agent-filtered"
FIXED = "User-Agent: my-shop/1.0"

_OBSERVED = re.compile(r"python-(?:requests|httpx)\b", re.IGNORECASE)
_ALIKE = re.compile(r"python|aiohttp|urllib|pycurl|httpie|scrapy|curl/|libcurl|wget|\Acurl\Z", re.IGNORECASE)
"""Of these nothing is known; they are of the same kind."""
_OTHERS = re.compile(
    r"(?:axios|node-fetch|node|undici|got|go-http-client|guzzlehttp|php|okhttp|java(?:-http-client)?|apache-httpclient|ruby|faraday"
    r"|libwww-perl|dart|reqwest|restsharp|1c\+?enterprise)\b(?:/[\w.]*)?",
    re.IGNORECASE,
)
"""Nobody complains of these."""
_PHP = {Form.PHP, Form.PHP_CURL}


@rule("user-agent-missing", Severity.WARNING, Standing.INFERRED, cause=CAUSE)
def _missing(subject: LintContext) -> Violations:
    if subject.request.header("user-agent") or not subject.knows_headers:
        return
    agent = subject.request.client_agent
    if agent is None:
        yield Violation(
            where="User-Agent",
            message=Text(
                en="The request has no User-Agent. Whether Kaspi responds to such requests is not known; it does"
                " respond to a name of your own.",
                ru="В запросе нет заголовка User-Agent. Отвечает ли Kaspi на такие запросы, неизвестно; на собственное"
                " имя отвечает.",
                kk="Сұрауда User-Agent тақырыбы жоқ. Kaspi мұндай сұрауға жауап бере ме — белгісіз; өз атауыңызға"
                " жауап береді.",
            ),
            fixed=FIXED,
            # Of PHP nobody complains, though it sends none unless it is told one.
            severity=Severity.NOTE if subject.request.form in _PHP else None,
        )
    elif agent == CURL_AGENT:
        yield Violation(
            where="User-Agent",
            message=Text(
                en="curl sends its default User-Agent. Whether Kaspi responds to it is not known; libraries' default"
                " names are met with silence. Send a name of your own.",
                ru="curl отправляет имя по умолчанию. Отвечает ли на него Kaspi, неизвестно; стандартные имена"
                " библиотек остаются без ответа. Укажите собственное имя.",
                kk="curl әдепкі атауын жібереді. Kaspi оған жауап бере ме — белгісіз; кітапханалардың әдепкі атаулары"
                " жауапсыз қалады. Өз атауыңызды көрсетіңіз.",
            ),
            fixed=FIXED,
        )


@rule("user-agent-library", Severity.ERROR, Standing.OBSERVED, cause=CAUSE)
def _library(subject: LintContext) -> Violations:
    written = subject.request.header("user-agent")
    agent = written or (subject.request.client_agent if subject.knows_headers else None)
    if not agent or agent == CURL_AGENT:
        return
    if _OBSERVED.match(agent):
        yield Violation(
            where="User-Agent",
            message=Text(
                en=f"The User-Agent is the library's default, {shown(agent)}. Kaspi does not respond to such"
                " requests at all. Send a name of your own.",
                ru=f"User-Agent — стандартное имя библиотеки, {shown(agent)}. Kaspi оставляет такие запросы вовсе без"
                " ответа. Укажите собственное имя.",
                kk=f"User-Agent — кітапхананың әдепкі атауы, {shown(agent)}. Kaspi мұндай сұрауларды мүлде жауапсыз"
                " қалдырады. Өз атауыңызды көрсетіңіз.",
            ),
            fixed=FIXED,
        )
    elif _ALIKE.match(agent):
        yield _unproven(agent, Severity.WARNING)
    elif _OTHERS.fullmatch(agent.strip()):
        yield _unproven(agent, Severity.NOTE)


def _unproven(agent: str, severity: Severity) -> Violation:
    return Violation(
        where="User-Agent",
        message=Text(
            en=f"The User-Agent is a program's default, {shown(agent)}. Whether Kaspi responds to it is not"
            " known; it does respond to a name of your own.",
            ru=f"User-Agent — стандартное имя программы, {shown(agent)}. Отвечает ли на него Kaspi, неизвестно; на"
            " собственное имя отвечает.",
            kk=f"User-Agent — бағдарламаның әдепкі атауы, {shown(agent)}. Kaspi оған жауап бере ме — белгісіз; өз"
            " атауыңызға жауап береді.",
        ),
        fixed=FIXED,
        severity=severity,
        standing=Standing.INFERRED,
    )


RULES = (_missing, _library)


def is_own(agent: str) -> bool:
    """Return whether a name can stay in the corrected request."""
    return not (_OBSERVED.match(agent) or _ALIKE.match(agent) or _OTHERS.fullmatch(agent.strip()))
