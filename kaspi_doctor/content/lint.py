"""What is told of a request that was checked."""

from collections.abc import Iterator
from typing import Final

from kaspi_doctor.cause import Weight
from kaspi_doctor.content.cause import code
from kaspi_doctor.document.blocks import BULLET, Block, Gap, Heading, Headline, Line, Verbatim
from kaspi_doctor.lint import Linted
from kaspi_doctor.lint.rule import Finding, Severity
from kaspi_doctor.vocabulary import STANDINGS, WEIGHTS
from kaspi_doctor.wording import Language, Text, russian_plural

SEVERITIES: Final = {
    Severity.ERROR: Text(en="error", ru="ошибка", kk="қате"),
    Severity.WARNING: WEIGHTS[Weight.WARNING],
    Severity.NOTE: Text(en="note", ru="заметка", kk="ескертпе"),
}
CLIENTS: Final = {
    "curl": "curl",
    "httpx": "Python httpx",
    "requests": "Python requests",
    "powershell": "PowerShell",
    "fetch": "JavaScript fetch",
}
CLEAN: Final = Text(
    en="No known mistake in this request.",
    ru="Известных ошибок в этом запросе нет.",
    kk="Бұл сұрауда белгілі қате жоқ.",
)
INCOMPLETE: Final = Text(
    en="The address, headers and parameters that this text does not show were not judged.",
    ru="Адрес, заголовки и параметры, которых в этом тексте не видно, не проверялись.",
    kk="Бұл мәтінде көрінбейтін мекенжай, тақырыптар мен параметрлер тексерілген жоқ.",
)
CLEAN_AS_SHOWN: Final = Text(
    en="No known mistake in the part that this text shows.",
    ru="В той части запроса, которая видна в тексте, известных ошибок нет.",
    kk="Сұраудың мәтінде көрінетін бөлігінде белгілі қате жоқ.",
)
NO_ADDRESS: Final = Text(
    en="This text does not show the address, so the address, the dates and the pages were not judged. The request"
    " below asks for the list of orders as an example: put your own address there. Or paste the request again with the"
    " address written out.",
    ru="Адреса запроса в этом тексте не видно, поэтому адрес, даты и страницы не проверялись. Запрос ниже — пример со"
    " списком заказов: подставьте в него свой адрес. Или вставьте запрос ещё раз, уже с написанным адресом.",
    kk="Бұл мәтінде сұраудың мекенжайы көрінбейді, сондықтан мекенжай, күндер мен беттер тексерілген жоқ. Төмендегі"
    " сұрау — тапсырыстар тізімінің үлгісі: оған өз мекенжайыңызды қойыңыз. Немесе сұрауды мекенжайын толық жазып,"
    " қайта кірістіріңіз.",
)
FIXED: Final = Text(en="The corrected request", ru="Исправленный запрос", kk="Түзетілген сұрау")
TOKEN: Final = Text(
    en="The token is read from the environment variable KASPI_TOKEN.",
    ru="Токен берётся из переменной окружения KASPI_TOKEN.",
    kk="Токен KASPI_TOKEN орта айнымалысынан алынады.",
)
REQUEST: Final = Text(en="request", ru="запрос", kk="сұрау")


def blocks(linted: Linted, language: Language) -> Iterator[Block]:
    """Return the whole: the sum, each finding with its fixed line, the fixed request for each client."""
    yield Headline(text=_sum(linted).into(language), is_good=linted.is_clean, is_bad=not linted.is_clean)
    if not linted.shows_address:
        yield Line(text=NO_ADDRESS.into(language))
    elif not linted.is_complete:
        yield Line(text=INCOMPLETE.into(language))
    for finding in linted.findings:
        yield Gap()
        yield from _finding(finding, linted, language)
    yield Gap()
    number = f" ({REQUEST.into(language)} {linted.fixed_request})" if linted.requests > 1 else ""
    yield Heading(text=FIXED.into(language) + number)
    yield Line(text=TOKEN.into(language), is_faint=True)
    for client, text in linted.fixed.items():
        yield Gap()
        yield Heading(text=CLIENTS[client])
        # Not indented: Python would mind.
        yield from code(text, client, depth=0)


def _finding(finding: Finding, linted: Linted, language: Language) -> Iterator[Block]:
    severity = SEVERITIES[finding.severity].into(language)
    mark = BULLET if finding.severity is Severity.NOTE else "!"
    yield Line(text=f"{severity}: {finding.message.into(language)}", mark=mark, depth=0)
    if finding.fixed:
        yield Verbatim(text=finding.fixed, depth=2)
    about = [finding.id]
    if not finding.fixed.startswith((f"{finding.where}=", f"{finding.where}:")):
        about.append(finding.where)
    about.append(STANDINGS[finding.standing].into(language))
    if linted.requests > 1:
        about.append(f"{REQUEST.into(language)} {finding.request}")
    if finding.cause:
        about.append(f"kaspi-doctor explain {finding.cause}")
    yield Line(text=" · ".join(about), depth=2, is_faint=True, is_foreign=True)


def _sum(linted: Linted) -> Text:
    clean = CLEAN if linted.is_complete else CLEAN_AS_SHOWN
    if not linted.findings:
        return clean
    counts = {severity: sum(finding.severity is severity for finding in linted.findings) for severity in Severity}
    said = [_counted(severity, count) for severity, count in counts.items() if count]
    if linted.is_clean:
        said = [clean.map(lambda text: text.rstrip(".")), *said]
    en, ru, kk = (", ".join(text.into(language) for text in said) for language in Language)
    return Text(en=en, ru=ru, kk=kk)


def _counted(severity: Severity, count: int) -> Text:
    forms = {
        Severity.ERROR: ("ошибка", "ошибки", "ошибок"),
        Severity.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
        Severity.NOTE: ("заметка", "заметки", "заметок"),
    }[severity]
    name = SEVERITIES[severity]
    return Text(
        en=f"{count} {name.en}{'s' if count != 1 else ''}",
        ru=f"{count} {russian_plural(count, *forms)}",
        kk=f"{count} {name.kk}",
    )
