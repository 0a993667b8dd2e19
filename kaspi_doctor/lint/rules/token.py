"""Where the token stands and what it looks like. Its value is never shown."""

import re

from kaspi_doctor.cause import Standing
from kaspi_doctor.credentials import DAMAGES, Damage, inspect
from kaspi_doctor.lint.names import TOKEN_HEADER, carries_token
from kaspi_doctor.lint.request import is_variable, without_variables
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.wording import Text, listed

FIXED = "X-Auth-Token: $KASPI_TOKEN"


def _wrong_headers(subject: LintContext) -> list[str]:
    """Return the names under which the token may have been sent instead of the right one."""
    if subject.request.header(TOKEN_HEADER) is not None or not subject.knows_headers:
        return []
    headers = [name for name, _ in subject.request.headers if carries_token(name)]
    params = [name for name, _ in subject.request.address.params if carries_token(name)]
    return [*headers, *(["Authorization"] if subject.request.has_basic and not headers else []), *params]


@rule("token-header-missing", Severity.ERROR, Standing.DOCUMENTED, cause="token-missing")
def _missing(subject: LintContext) -> Violations:
    if subject.request.header(TOKEN_HEADER) is not None or _wrong_headers(subject) or not subject.knows_headers:
        return
    cookies = Text.same("")
    if subject.request.header("cookie"):
        cookies = Text(
            en=" The cabinet's cookies do not replace it.",
            ru=" Cookie из кабинета его не заменяют.",
            kk=" Кабинеттің cookie файлдары оның орнын баса алмайды.",
        )
    yield Violation(
        where="X-Auth-Token",
        message=Text(
            en="There is no X-Auth-Token header: every request needs the shop's token.",
            ru="Нет заголовка X-Auth-Token: токен магазина нужен в каждом запросе.",
            kk="X-Auth-Token тақырыбы жоқ: әр сұрауға дүкеннің токені керек.",
        )
        + cookies,
        fixed=FIXED,
    )


@rule("token-header-wrong", Severity.ERROR, Standing.DOCUMENTED, cause="token-rejected")
def _wrong(subject: LintContext) -> Violations:
    for name in _wrong_headers(subject)[:1]:
        yield Violation(
            where=name,
            message=Text(
                en="Kaspi reads the token from the X-Auth-Token header alone, as it is, without `Bearer`.",
                ru="Kaspi читает токен только из заголовка X-Auth-Token, как есть, без `Bearer`.",
                kk="Kaspi токенді тек X-Auth-Token тақырыбынан оқиды: сол қалпында, `Bearer` сөзінсіз.",
            ),
            fixed=FIXED,
        )


@rule("token-damaged", Severity.ERROR, Standing.REPORTED, cause="token-damaged")
def _damaged(subject: LintContext) -> Violations:
    value = subject.request.header(TOKEN_HEADER)
    if not value:
        return
    if is_variable(value):
        # What the variable holds is not seen here; what was put around it is.
        around = without_variables(value).strip(" \t")
        damage = [Damage.BEARER] if re.match(r"(?i)(?:bearer|token|basic)\b", around) else []
    else:
        inspection = inspect(value)
        damage = list(inspection.damage)
    if not damage:
        return
    known = listed(DAMAGES[kind] for kind in damage)
    yield Violation(
        where="X-Auth-Token",
        message=Text(
            en=f"The token contains what does not belong to it: {known.en}.",
            ru=f"В токене есть лишнее: {known.ru}.",
            kk=f"Токенде артық нәрсе бар: {known.kk}.",
        ),
        fixed=FIXED,
    )


@rule("token-placeholder", Severity.ERROR, Standing.REPORTED, cause="token-placeholder")
def _placeholder(subject: LintContext) -> Violations:
    value = subject.request.header(TOKEN_HEADER)
    if value is None or is_variable(value):
        return
    inspection = inspect(value)
    if inspection.is_placeholder or inspection.is_empty:
        yield Violation(
            where="X-Auth-Token",
            message=Text(
                en="There is a placeholder where the token belongs. Create a token in the cabinet: Настройки → Токен"
                " API.",
                ru="На месте токена стоит заглушка. Токен создаётся в кабинете: «Настройки → Токен API».",
                kk="Токеннің орнында үлгі сөз тұр. Токен кабинетте жасалады: «Настройки → Токен API».",
            ),
            fixed=FIXED,
        )


RULES = (_missing, _wrong, _damaged, _placeholder)
