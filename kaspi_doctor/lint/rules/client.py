"""What the client and the shell make of the request. These facts are documented by the makers of the two."""

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint.request import Form
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import CONNECTION
from kaspi_doctor.wording import Text

_TIMEOUTS = {
    Form.CURL: "--max-time 30",
    Form.HTTPIE: "--timeout=30",
    Form.POWERSHELL: "-TimeoutSec 30",
    Form.PYTHON: "timeout=30",
    Form.PHP_CURL: "CURLOPT_TIMEOUT => 30",
    Form.GUZZLE: "'timeout' => 30",
    Form.GO: "Timeout: 30 * time.Second",
    Form.AXIOS: "timeout: 30000",
    Form.ONE_C: CONNECTION,
}
_PLACES = {Form.ONE_C: "Таймаут"}
"""Where a time-out is not named in the line that sets it."""
_ENDLESS = {
    Form.AXIOS: Text(
        en="axios has no timeout by default (its `timeout` is 0): if Kaspi stays silent, the program waits forever."
        " `timeout` is in milliseconds.",
        ru="Своего тайм-аута у axios нет (`timeout` равен 0): если Kaspi промолчит, программа будет ждать вечно."
        " `timeout` задаётся в миллисекундах.",
        kk="axios-тың өз күту шегі жоқ (`timeout` 0-ге тең): Kaspi үндемесе, бағдарлама шексіз күтеді. `timeout`"
        " миллисекундпен беріледі.",
    ),
    Form.ONE_C: Text(
        en="The connection has no timeout, its sixth argument, in seconds: if Kaspi stays silent, 1C waits forever.",
        ru="У соединения нет таймаута, шестого аргумента, в секундах: если Kaspi промолчит, 1С будет ждать вечно.",
        kk="Қосылымда күту шегі (алтыншы аргумент, секундпен) жоқ: Kaspi үндемесе, 1С шексіз күтеді.",
    ),
}
_WAITS = Text(
    en="There is no timeout: if Kaspi stays silent, the program waits forever.",
    ru="Нет тайм-аута: если Kaspi промолчит, программа будет ждать вечно.",
    kk="Күту шегі (timeout) жоқ: Kaspi үндемесе, бағдарлама шексіз күтеді.",
)
_SWITCHES = {
    Form.CURL: "-k, --insecure",
    Form.WGET: "--no-check-certificate",
    Form.HTTPIE: "--verify=no",
    Form.POWERSHELL: "-SkipCertificateCheck",
    Form.PYTHON: "verify=False",
    Form.PHP_CURL: "CURLOPT_SSL_VERIFYPEER",
    Form.GUZZLE: "'verify' => false",
    Form.GO: "InsecureSkipVerify",
    Form.AXIOS: "rejectUnauthorized",
    Form.FETCH: "rejectUnauthorized",
}
_SHELL = Text(en="(or without any) the shell", ru="(и без кавычек) оболочка", kk="(және тырнақшасыз) қабық")
_PHP = Text.same("PHP")
_TAKERS = {Form.PHP: _PHP, Form.PHP_CURL: _PHP, Form.GUZZLE: _PHP}
_QUOTES = Text(en="Use single quotes.", ru="Возьмите одинарные кавычки.", kk="Дара тырнақша қойыңыз.")
_AT_A_TERMINAL = {Form.CURL, Form.HTTPIE, Form.POWERSHELL}


@rule("certificate-check-off", Severity.ERROR, Standing.DOCUMENTED, cause="tls-untrusted-issuer")
def _certificate(subject: LintContext) -> Violations:
    if not subject.request.checks_certificate:
        yield Violation(
            where=_SWITCHES.get(subject.request.form, "TLS"),
            message=Text(
                en="The server's certificate is not checked: anyone between you and Kaspi can steal the token. If the"
                " certificate is rejected, find out why.",
                ru="Сертификат сервера не проверяется: токен достанется любому, кто окажется между вами и Kaspi. Если"
                " сертификат отклоняется, выясните почему.",
                kk="Сервердің сертификаты тексерілмейді: токен ортадағы кез келген адамның қолына түседі. Сертификат"
                " қабылданбаса, себебін анықтаңыз.",
            ),
            fixed="kaspi-doctor check --only tls",
        )


@rule("no-timeout", Severity.NOTE, Standing.DOCUMENTED, cause="user-agent-filtered")
def _timeout(subject: LintContext) -> Violations:
    form = subject.request.form
    if subject.request.has_timeout is False:
        yield Violation(
            where=_PLACES.get(form) or _TIMEOUTS.get(form, "timeout").partition(" ")[0].partition("=")[0].strip("':"),
            message=_ENDLESS.get(form, _WAITS),
            fixed=_TIMEOUTS.get(form, "timeout=30"),
            # A person at a terminal sees the silence and ends it; a program does not.
            severity=None if form in _AT_A_TERMINAL else Severity.WARNING,
        )


@rule("curl-globbing", Severity.ERROR, Standing.DOCUMENTED)
def _globbing(subject: LintContext) -> Violations:
    if subject.request.globs:
        yield Violation(
            where="-g",
            message=Text(
                en="curl takes the brackets of `page[number]` for a range and sends nothing (`bad range in URL`)."
                " `-g` turns that off.",
                ru="curl принимает скобки в `page[number]` за диапазон и ничего не отправляет (`bad range in URL`)."
                " `-g` это отключает.",
                kk="curl `page[number]` ішіндегі жақшаларды ауқым деп түсініп, ештеңе жібермейді (`bad range in"
                " URL`). `-g` мұны өшіреді.",
            ),
            fixed="curl -g",
        )


def _escape(subject: LintContext) -> tuple[Text, str]:
    """Return the advice that leaves the author's own variables as they are, and the sign to put before the name."""
    form = subject.request.form
    if form is Form.POWERSHELL:
        return Text(
            en="Put a backtick before this `$`; the rest may stay.",
            ru="Поставьте перед этим `$` обратный апостроф, остальное не трогайте.",
            kk="Осы `$` алдына кері апостроф қойыңыз, қалғанына тиіспеңіз.",
        ), "`"
    if form in _TAKERS:
        return Text(
            en="Put a backslash before this `$`; the rest may stay.",
            ru="Поставьте перед этим `$` обратную косую черту, остальное не трогайте.",
            kk="Осы `$` алдына кері қиғаш сызық қойыңыз, қалғанына тиіспеңіз.",
        ), "\\"
    return Text(
        en="Put a backslash before this `$`, in PowerShell a backtick; the rest may stay.",
        ru="Поставьте перед этим `$` обратную косую черту (в PowerShell — обратный апостроф), остальное не трогайте.",
        kk="Осы `$` алдына кері қиғаш сызық (PowerShell-де кері апостроф) қойыңыз, қалғанына тиіспеңіз.",
    ), "\\"


@rule("shell-eats-dollar", Severity.ERROR, Standing.DOCUMENTED, cause="dates-missing")
def _shell(subject: LintContext) -> Violations:
    operators = [name for name in subject.request.expanded_by_shell if name != "&"]
    if operators:
        names = ", ".join(f"`{name}`" for name in operators)
        taker = _TAKERS.get(subject.request.form, _SHELL)
        advice, name = _QUOTES, f"'filter[orders][creationDate][{operators[0]}]=…'"
        # PHP's variables are worked out where they are known, so they are not seen any more: there it is always said.
        if subject.shows_variables or subject.request.form in _TAKERS:
            advice, sign = _escape(subject)
            name = f'"filter[orders][creationDate][{sign}{operators[0]}]=…"'
        yield Violation(
            where=", ".join(operators),
            message=Text(
                en=f"In double quotes {taker.en} takes {names} for a variable, and sends the name of the filter without"
                " it. ",
                ru=f"В двойных кавычках {taker.ru} принимает {names} за переменную и отправляет имя фильтра без неё. ",
                kk=f"Қос тырнақшада {taker.kk} {names} дегенді айнымалы деп түсініп, сүзгі атауын онсыз жібереді. ",
            )
            + advice,
            fixed=name,
        )
    if "&" in subject.request.expanded_by_shell:
        yield Violation(
            where="&",
            message=Text(
                en="The address is not in quotes, so the command ends at the first `&`: the parameters after it are"
                " not sent (PowerShell rejects the whole line). Put the address in quotes.",
                ru="Адрес стоит без кавычек, поэтому команда обрывается на первом `&`: параметры после него не"
                " отправляются (PowerShell отвергает всю строку). Возьмите адрес в кавычки.",
                kk="Мекенжай тырнақшасыз тұр, сондықтан команда бірінші `&` таңбасында үзіледі: одан кейінгі"
                " параметрлер жіберілмейді (PowerShell бүкіл жолды қабылдамайды). Мекенжайды тырнақшаға алыңыз.",
            ),
            fixed="'https://kaspi.kz/shop/api/v2/orders?…&…'",
        )


RULES = (_certificate, _timeout, _globbing, _shell)
