"""The headers besides the User-Agent and the token."""

import re

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint.facts import MEDIA_TYPE, Family
from kaspi_doctor.lint.request import is_variable
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import shown
from kaspi_doctor.wording import Text

UID_HEADER = "x-merchant-uid"
_TAKES_ALL = re.compile(r"(?:\*|application)/\*", re.IGNORECASE)


@rule("accept-missing", Severity.WARNING, Standing.OBSERVED, cause="endpoint-not-found")
def _accept(subject: LintContext) -> Violations:
    if subject.family is Family.GOODS:
        return
    accept = subject.request.header("accept")
    fixed = f"Accept: {MEDIA_TYPE}"
    if not accept and subject.knows_headers:
        yield Violation(
            where="Accept",
            message=Text(
                en=f"The request sets no Accept header. One client got 404 with an HTML page until it sent"
                f" `{MEDIA_TYPE}`.",
                ru=f"В запросе не задан заголовок Accept. Один клиент получал 404 с HTML-страницей, пока не стал"
                f" отправлять `{MEDIA_TYPE}`.",
                kk=f"Сұрауда Accept тақырыбы берілмеген. Бір клиент `{MEDIA_TYPE}` жібере бастағанша HTML беті бар 404"
                " алып келген.",
            ),
            fixed=fixed,
        )
    elif accept and MEDIA_TYPE not in accept.lower() and not _TAKES_ALL.search(accept) and not is_variable(accept):
        yield Violation(
            where="Accept",
            message=Text(
                en=f"Accept is {shown(accept)}; the documented type is `{MEDIA_TYPE}`.",
                ru=f"В Accept указано {shown(accept)}, в документации — `{MEDIA_TYPE}`.",
                kk=f"Accept ішінде {shown(accept)} тұр, құжаттамада — `{MEDIA_TYPE}`.",
            ),
            fixed=fixed,
            severity=Severity.NOTE,
            standing=Standing.INFERRED,
        )


@rule("content-type-missing", Severity.NOTE, Standing.DOCUMENTED, cause="media-type-refused")
def _content_type(subject: LintContext) -> Violations:
    given = subject.request.header("content-type")
    is_wrong = not (MEDIA_TYPE in given.lower() or is_variable(given)) if given else subject.knows_headers
    if subject.family is not Family.GOODS and is_wrong:
        yield Violation(
            where="Content-Type",
            message=Text(
                en=f"The guide lists `Content-Type: {MEDIA_TYPE}` as required, on GET too; many clients leave it out"
                " without harm.",
                ru=f"В гиде `Content-Type: {MEDIA_TYPE}` указан как обязательный и для GET; многие клиенты без него"
                " обходятся.",
                kk=f"Анықтамалықта `Content-Type: {MEDIA_TYPE}` GET үшін де міндетті деп жазылған; көп клиент онсыз да"
                " жұмыс істейді.",
            ),
            fixed=f"Content-Type: {MEDIA_TYPE}",
        )


@rule("merchant-uid-missing", Severity.NOTE, Standing.OBSERVED, cause="no-orders")
def _merchant_uid(subject: LintContext) -> Violations:
    if subject.is_list and subject.knows_headers and not subject.request.header(UID_HEADER):
        yield Violation(
            where="X-Merchant-Uid",
            message=Text(
                en="If the response is 200 without a single order, send the shop's id (cabinet → Настройки → ID"
                " магазина): two projects got their orders only with it.",
                ru="Если ответ — 200 без единого заказа, отправьте ID магазина (кабинет → «Настройки → ID магазина»):"
                " два проекта получили заказы только с ним.",
                kk="Жауап 200 болып, бірде-бір тапсырыс болмаса, дүкен идентификаторын жіберіңіз (кабинет →"
                " «Настройки → ID магазина»): екі жоба тапсырыстарын тек сонымен алған.",
            ),
            fixed="X-Merchant-Uid: $KASPI_MERCHANT_UID",
        )


RULES = (_accept, _content_type, _merchant_uid)
