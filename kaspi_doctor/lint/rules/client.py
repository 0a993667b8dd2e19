"""What the client and the shell make of the request. These facts are documented by the makers of the two."""

from typing import TYPE_CHECKING, Final

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint.request import Form
from kaspi_doctor.lint.rule import Rule, Severity, Slip, Subject
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMEOUTS: Final = {
    Form.CURL: "--max-time 30",
    Form.POWERSHELL: "-TimeoutSec 30",
    Form.PYTHON: "timeout=30",
}
_SWITCHES: Final = {
    Form.CURL: "-k, --insecure",
    Form.POWERSHELL: "-SkipCertificateCheck",
    Form.PYTHON: "verify=False",
}


def _certificate(subject: Subject) -> "Iterator[Slip]":
    if not subject.request.checks_certificate:
        yield Slip(
            where=_SWITCHES.get(subject.request.form, "TLS"),
            message=Text(
                en="The server's certificate is not looked at: whoever stands between gets the token. If the"
                " certificate is refused, find out why.",
                ru="Сертификат сервера не проверяется: токен достанется любому посреднику. Если сертификат отклоняется,"
                " выясните почему.",
                kk="Сервердің сертификаты тексерілмейді: токен ортадағы кез келген адамның қолына түседі. Сертификат"
                " қабылданбаса, себебін анықтаңыз.",
            ),
            mended="kaspi-doctor check --only tls",
        )


def _timeout(subject: Subject) -> "Iterator[Slip]":
    form = subject.request.form
    if subject.request.has_timeout is False:
        yield Slip(
            where=_TIMEOUTS.get(form, "timeout").partition(" ")[0].partition("=")[0],
            message=Text(
                en="There is no time-out: if Kaspi keeps silent, the program waits for ever.",
                ru="Нет тайм-аута: если Kaspi промолчит, программа будет ждать вечно.",
                kk="Күту шегі (timeout) жоқ: Kaspi үндемесе, бағдарлама шексіз күтеді.",
            ),
            mended=_TIMEOUTS.get(form, "timeout=30"),
            # A person at a terminal sees the silence and ends it; a program does not.
            severity=Severity.WARNING if form is Form.PYTHON else None,
        )


def _globbing(subject: Subject) -> "Iterator[Slip]":
    if subject.request.globs:
        yield Slip(
            where="-g",
            message=Text(
                en="curl takes the brackets of `page[number]` for a range and sends nothing (`bad range in URL`)."
                " `-g` turns that off.",
                ru="curl принимает скобки в `page[number]` за диапазон и ничего не отправляет (`bad range in URL`)."
                " `-g` это отключает.",
                kk="curl `page[number]` ішіндегі жақшаларды ауқым деп түсініп, ештеңе жібермейді (`bad range in"
                " URL`). `-g` мұны өшіреді.",
            ),
            mended="curl -g",
        )


def _dollar(subject: Subject) -> "Iterator[Slip]":
    if subject.request.eaten:
        names = ", ".join(f"`{name}`" for name in subject.request.eaten)
        yield Slip(
            where=", ".join(subject.request.eaten),
            message=Text(
                en=f"The shell takes {names} for a variable, and sends the name of the filter without it. Single"
                " quotes leave it alone.",
                ru=f"Оболочка принимает {names} за переменную и отправляет имя фильтра без неё. В одинарных кавычках"
                " этого не происходит.",
                kk=f"Қабық {names} дегенді айнымалы деп түсініп, сүзгі атауын онсыз жібереді. Дара тырнақша ішінде олай"
                " болмайды.",
            ),
            mended="'filter[orders][creationDate][$ge]=…'",
        )


RULES: Final = (
    Rule(
        id="certificate-check-off",
        severity=Severity.ERROR,
        standing=Standing.DOCUMENTED,
        cause="tls-untrusted-issuer",
        find=_certificate,
    ),
    Rule(
        id="no-timeout",
        severity=Severity.NOTE,
        standing=Standing.DOCUMENTED,
        cause="user-agent-filtered",
        find=_timeout,
    ),
    Rule(id="curl-globbing", severity=Severity.ERROR, standing=Standing.DOCUMENTED, find=_globbing),
    Rule(
        id="shell-eats-dollar",
        severity=Severity.ERROR,
        standing=Standing.DOCUMENTED,
        cause="dates-missing",
        find=_dollar,
    ),
)
