"""Where the request goes, and whether it only reads."""

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint import facts
from kaspi_doctor.lint.request import is_variable
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import CONNECTION, shown
from kaspi_doctor.wording import Text

CAUSE = "endpoint-not-found"


def _is_elsewhere(subject: LintContext) -> bool:
    address = subject.request.address
    return bool(address.host) and address.host != facts.HOST and not address.is_loopback


@rule("wrong-host", Severity.ERROR, Standing.DOCUMENTED, cause=CAUSE)
def _host(subject: LintContext) -> Violations:
    if _is_elsewhere(subject):
        host = shown(subject.request.address.host)
        yield Violation(
            where="URL",
            message=Text(
                en=f"The shop API is at `kaspi.kz`, not at {host}.",
                ru=f"API магазина находится на `kaspi.kz`, а не на {host}.",
                kk=f"Дүкен API-і {host} емес, `kaspi.kz` мекенжайында.",
            ),
            fixed=f"https://{facts.HOST}{subject.path}",
        )


@rule("plain-http", Severity.ERROR, Standing.DOCUMENTED)
def _plain(subject: LintContext) -> Violations:
    address = subject.request.address
    if address.host and not address.is_loopback and subject.request.connects_plainly:
        yield Violation(
            where="HTTPСоединение",
            message=Text(
                en="The connection has no seventh argument, `ЗащищенноеСоединение`: without it 1C encrypts nothing,"
                " and the token would travel in the clear, readable by anyone on the way.",
                ru="У соединения нет седьмого аргумента, `ЗащищенноеСоединение`: без него 1С ничего не шифрует, и токен"
                " пойдёт открытым текстом — его прочтёт любой на пути.",
                kk="Қосылымда жетінші аргумент (`ЗащищенноеСоединение`) жоқ: онсыз 1С ештеңе шифрламайды, токен ашық"
                " түрде кетеді, оны жолдағы кез келген адам оқи алады.",
            ),
            fixed=CONNECTION,
        )
    elif address.scheme not in {"", "https"} and not address.is_loopback:
        yield Violation(
            where="URL",
            message=Text(
                en="The address does not start with `https://`: the token would travel in the clear, readable by anyone"
                " on the way.",
                ru="Адрес начинается не с `https://`: токен пойдёт открытым текстом, и его прочтёт любой на пути.",
                kk="Мекенжай `https://` деп басталмайды: токен ашық түрде кетеді, оны жолдағы кез келген адам оқи"
                " алады.",
            ),
            fixed=f"https://{facts.HOST}{subject.path}",
        )


def _is_judged(subject: LintContext) -> bool:
    """Return whether the whole path is written out, on a host whose paths are known."""
    return bool(subject.request.address.host) and not _is_elsewhere(subject)


@rule("path-without-shop", Severity.ERROR, Standing.DOCUMENTED, cause=CAUSE)
def _without_shop(subject: LintContext) -> Violations:
    path = subject.request.address.path
    if _is_judged(subject) and facts.is_known_path(f"/shop{path}"):
        yield Violation(
            where="URL",
            message=Text(
                en="The path lacks `/shop`. Parts of the guide print it that way; it leads nowhere.",
                ru="В пути нет `/shop`. Так он напечатан в части гида, но никуда не ведёт.",
                kk="Жолда `/shop` жоқ. Анықтамалықтың кей жерінде солай басылған, бірақ ол ешқайда апармайды.",
            ),
            fixed=f"https://{facts.HOST}/shop{path}",
        )


@rule("unknown-path", Severity.ERROR, Standing.DOCUMENTED, cause=CAUSE)
def _unknown(subject: LintContext) -> Violations:
    path = subject.request.address.path
    is_known = facts.is_known_path(path) or facts.is_known_path(f"/shop{path}")
    if _is_judged(subject) and not is_known and not is_variable(path):
        yield Violation(
            where="URL",
            message=Text(
                en=f"There is no known address {shown(path or '/')}. The nearest one is `{subject.path}`.",
                ru=f"Адрес {shown(path or '/')} неизвестен. Ближайший — `{subject.path}`.",
                kk=f"{shown(path or '/')} мекенжайы белгісіз. Ең жақыны — `{subject.path}`.",
            ),
            fixed=f"https://{facts.HOST}{subject.path}",
        )


@rule("code-used-as-id", Severity.ERROR, Standing.OBSERVED, cause=CAUSE)
def _code(subject: LintContext) -> Violations:
    code = facts.code_in(subject.path)
    if code:
        yield Violation(
            where="URL",
            message=Text(
                en=f"{shown(code)} looks like an order's number; the path needs its `id`, which is a different value."
                " Look the order up by its number and take `id` from the response.",
                ru=f"{shown(code)} похоже на номер заказа, а в пути нужен его `id` — это другое значение. Запросите"
                " заказ по номеру и возьмите `id` из ответа.",
                kk=f"{shown(code)} тапсырыс нөміріне ұқсайды, ал жолда оның `id` мәні керек — ол басқа мән."
                " Тапсырысты нөмірі бойынша сұрап, `id` мәнін жауаптан алыңыз.",
            ),
            fixed=f"https://{facts.HOST}{facts.LIST}?{facts.CODE}={code}",
        )


@rule("write-method", Severity.WARNING, Standing.REPORTED)
def _method(subject: LintContext) -> Violations:
    request = subject.request
    method = shown(request.method)
    if request.body_by_data:
        yield Violation(
            where="-d",
            message=Text(
                en="With `-d` curl sends POST, and the parameters go into the body. With `-G` they go into the URL of"
                " a GET.",
                ru="С `-d` curl отправляет POST, и параметры уходят в тело. С `-G` они попадают в URL запроса GET.",
                kk="`-d` болса, curl POST жібереді де, параметрлер денеге түседі. `-G` қосылса, олар GET сұрауының URL"
                " мекенжайына жазылады.",
            ),
            fixed="-G",
            severity=Severity.ERROR,
        )
    elif request.method not in {"GET", "HEAD"}:
        yield Violation(
            where=request.method[:10],
            message=Text(
                en=f"{method} changes something in the shop. Never repeat it blindly: a second ASSEMBLE creates a"
                " second waybill. The request below only reads.",
                ru=f"{method} что-то меняет в магазине. Не повторяйте его вслепую: второй ASSEMBLE создаёт вторую"
                " накладную. Запрос ниже только читает.",
                kk=f"{method} дүкенде бірдеңені өзгертеді. Оны ойланбай қайталамаңыз: екінші ASSEMBLE екінші жүкқұжат"
                " жасайды. Төмендегі сұрау тек оқиды.",
            ),
            fixed="GET",
        )


RULES = (_host, _plain, _without_shop, _unknown, _code, _method)
