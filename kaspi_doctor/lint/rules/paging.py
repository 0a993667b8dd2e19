"""The list's pages: both parameters are required, the first page is 0, at most 100 orders stand on one."""

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint.facts import LARGEST_PAGE, PAGE_NUMBER, PAGE_SIZE, USUAL_PAGE
from kaspi_doctor.lint.request import is_variable
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import shown
from kaspi_doctor.wording import Text

_LONGEST_NUMBER = 9


def number(value: str | None) -> int | None:
    """Read a whole number that is not negative; None if it is none, or a variable."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


@rule("pagination-missing", Severity.ERROR, Standing.REPORTED, cause="pagination-missing")
def _missing(subject: LintContext) -> Violations:
    needed = ((PAGE_NUMBER, 0, 0), (PAGE_SIZE, USUAL_PAGE, 1)) if subject.needs_window else ()
    for name, fixed, least in needed:
        value = subject.request.param(name)
        if not value:
            yield Violation(
                where=name,
                message=Text(
                    en=f"The list needs `{name}`; without it Kaspi refuses the request.",
                    ru=f"Для списка нужен параметр `{name}`; без него Kaspi отклоняет запрос.",
                    kk=f"Тізімге `{name}` параметрі керек; онсыз Kaspi сұрауды қабылдамайды.",
                ),
                fixed=f"{name}={fixed}",
                standing=Standing.INFERRED if name == PAGE_SIZE else None,
            )
        elif not is_variable(value) and (number(value) is None or int(value) < least):
            yield Violation(
                where=name,
                message=Text(
                    en=f"{shown(value)} is not a valid `{name}`: use a whole number from {least} up.",
                    ru=f"{shown(value)} не годится для `{name}`: нужно целое число от {least}.",
                    kk=f"{shown(value)} мәні `{name}` үшін жарамайды: {least}-ден басталатын бүтін сан керек.",
                ),
                fixed=f"{name}={fixed}",
                standing=Standing.INFERRED,
            )


@rule("page-starts-at-one", Severity.WARNING, Standing.DOCUMENTED)
def _from_one(subject: LintContext) -> Violations:
    if subject.is_list and number(subject.request.param(PAGE_NUMBER)) == 1:
        yield Violation(
            where=PAGE_NUMBER,
            message=Text(
                en="Pages are counted from 0: `page[number]=1` is the second page, and the first is skipped.",
                ru="Страницы считаются с 0: `page[number]=1` — вторая страница, первая будет пропущена.",
                kk="Беттер 0-ден саналады: `page[number]=1` — екінші бет, біріншісі қалып қояды.",
            ),
            fixed=f"{PAGE_NUMBER}=0",
        )


@rule("page-size-too-large", Severity.ERROR, Standing.DOCUMENTED)
def _too_large(subject: LintContext) -> Violations:
    value = subject.request.param(PAGE_SIZE) or ""
    if subject.is_list and value.isascii() and value.isdigit() and int(value[-18:]) > LARGEST_PAGE:
        yield Violation(
            where=PAGE_SIZE,
            message=Text(
                en=f"At most {LARGEST_PAGE} orders fit on a page; read the rest page by page, up to `meta.pageCount`.",
                ru=f"На странице помещается не больше {LARGEST_PAGE} заказов; остальные читайте постранично, до"
                " `meta.pageCount`.",
                kk=f"Бір бетке ең көбі {LARGEST_PAGE} тапсырыс сыяды; қалғандарын `meta.pageCount` санына дейін"
                " бет-бетімен оқыңыз.",
            ),
            fixed=f"{PAGE_SIZE}={LARGEST_PAGE}",
        )


RULES = (_missing, _from_one, _too_large)
