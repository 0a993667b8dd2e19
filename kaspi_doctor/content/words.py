"""Headings and phrases that several formats share, each in three languages."""

from datetime import UTC
from typing import TYPE_CHECKING, Final

from kaspi_doctor.cause import Standing, Weight
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.facts import ANSWER
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.vocabulary import CODES, CONFIDENCES, STANDINGS, VERDICTS, WEIGHTS
from kaspi_doctor.wording import Text, russian_plural, seconds

if TYPE_CHECKING:
    from kaspi_doctor.cause import Cause
    from kaspi_doctor.report import Report

WHY: Final = Text(en="Why we think so", ru="Почему мы так считаем", kk="Неге осылай деп санаймыз")
WHAT_TO_DO: Final = Text(en="What to do now", ru="Что делать", kk="Не істеу керек")
WHO_ACTS: Final = Text(en="Who has to act", ru="Кто должен действовать", kk="Кім әрекет етуі керек")
REFERENCES: Final = Text(en="References", ru="Источники", kk="Дереккөздер")
OTHER_CAUSES: Final = Text(en="Other causes", ru="Другие причины", kk="Басқа себептер")
ADVISORIES: Final = Text(en="Worth knowing", ru="Обратите внимание", kk="Назар аударыңыз")
TRAPS: Final = Text(
    en="Common pitfalls for your own client",
    ru="Частые ошибки в программах (проверьте свою)",
    kk="Бағдарламалардағы жиі қателер (өзіңіздікін тексеріңіз)",
)
EXCHANGES: Final = Text(en="Requests as sent", ru="Отправленные запросы", kk="Жіберілген сұраулар")
NEXT_STEP: Final = Text(en="Next step", ru="Следующий шаг", kk="Келесі қадам")
PROBES: Final = Text(en="Probes", ru="Пробы", kk="Сынамалар")
OUTCOME: Final = Text(en="Outcome", ru="Итог", kk="Қорытынды")
PROBE: Final = Text(en="Probe", ru="Проба", kk="Сынама")
WHAT_WAS_SEEN: Final = Text(en="Observation", ru="Что увидели", kk="Не байқалды")
TIME: Final = Text(en="Time", ru="Время", kk="Уақыты")
NAME: Final = Text(en="Name", ru="Параметр", kk="Параметр")
VALUE: Final = Text(en="Value", ru="Значение", kk="Мәні")
CONTROL: Final = Text(en="control", ru="контроль", kk="бақылау")
CONTROLS_LEGEND: Final = Text(
    en="A control is a request that is meant to be refused or ignored: it is evidence, not a problem.",
    ru="Контроль — запрос, который и должен остаться без ответа или получить отказ: это доказательство, а не проблема.",
    kk="Бақылау — жауапсыз қалуға немесе қабылданбауға тиіс сұрау: бұл дәлел, ақау емес.",
)
TRAPS_LEAD: Final = Text(
    en="This run confirmed each of these pitfalls. If your own program fails, add the line for your client to its"
    " request:",
    ru="Этот запуск подтвердил каждую из этих ловушек. Если не работает ваша собственная программа, добавьте в её"
    " запрос строку для вашего инструмента:",
    kk="Осы тексеру бұл тұзақтардың әрқайсысын растады. Өз бағдарламаңыз жұмыс істемесе, оның сұрауына өз"
    " құралыңызға арналған жолды қосыңыз:",
)
WHOLE_EXAMPLES: Final = Text(
    en="Complete examples to copy: kaspi-doctor explain ID (here: {}).",
    ru="Примеры целиком: kaspi-doctor explain ID (здесь это {}).",
    kk="Толық мысалдар: kaspi-doctor explain ID (мұнда: {}).",
)
SAVE: Final = Text(
    en="To keep this report or attach it to a ticket, add --save or --report markdown=report.md",
    ru="Чтобы сохранить отчёт или приложить его к обращению, добавьте --save или --report markdown=report.md",
    kk="Есепті сақтау немесе өтінішке тіркеу үшін --save немесе --report markdown=report.md қосыңыз",
)
FIXED_WORKS: Final = Text(
    en="Without the extra characters this token works: there is no need for a new one.",
    ru="Без лишнего тот же токен работает: новый не нужен.",
    kk="Артық таңбаларсыз осы токеннің өзі жұмыс істейді: жаңасы қажет емес.",
)
FIXED_REFUSED: Final = Text(
    en="Even without the extra characters this token is refused: a new one is needed.",
    ru="И без лишнего он отклонён: нужен новый токен.",
    kk="Артық таңбаларсыз да ол қабылданбады: жаңа токен керек.",
)
CREDENTIALS_NOT_CHECKED: Final = Text(
    en="The credentials were not checked.", ru="Токен не проверялся.", kk="Токен тексерілген жоқ."
)
FINGERPRINT: Final = Text(en="token fingerprint", ru="отпечаток токена", kk="токеннің саусақ ізі")
RUN: Final = Text(en="run", ru="запуск", kk="іске қосу")
CHECKED_ON: Final = Text(en="checked on {}", ru="прочитано {}", kk="{} оқылды")

CHECKED_IN_PART: Final = Text(en="PARTLY CHECKED", ru="ПРОВЕРЕНО ЧАСТИЧНО", kk="ІШІНАРА ТЕКСЕРІЛДІ")
"""What stands for `healthy` where nobody asked whether the credentials are good."""
ANSWERED: Final = Text(
    en="Kaspi responds to the documented request",
    ru="Kaspi отвечает на правильный запрос",
    kk="Kaspi дұрыс сұрауға жауап береді",
)
ALL_ASKED_PASSED: Final = Text(
    en="everything that was checked passed",
    ru="всё, что проверялось, в порядке",
    kk="тексерілгеннің бәрі дұрыс",
)
NOTHING_FITS: Final = Text(
    en="no documented cause fits the observations",
    ru="увиденное не подходит ни под одну известную причину",
    kk="байқалған жайт белгілі себептердің ешқайсысына сәйкес келмейді",
)
NOT_ENOUGH: Final = Text(
    en="too little was observed to draw a conclusion",
    ru="данных недостаточно, чтобы что-то утверждать",
    kk="қорытынды жасауға дерек жеткіліксіз",
)


HOW_SURE: Final = Text(en="Confidence", ru="Насколько это достоверно", kk="Бұл қаншалықты сенімді")
IN_THE_GUIDE: Final = Text(en="documented in Kaspi's guide", ru="описано в Kaspi Гиде", kk="Kaspi Гидте сипатталған")
GUIDE_URL: Final = "https://guide.kaspi.kz/"


def trust_in(cause: "Cause") -> Text:
    """Return how sure a cause is, and what its fact rests upon.

    A documented fact is Kaspi's only where Kaspi could document it: of DNS or TLS other documents speak.
    """
    is_guides = (
        cause.standing is Standing.DOCUMENTED
        and cause.layer in {Layer.CREDENTIALS, Layer.HTTP, Layer.API}
        and any(reference.url.startswith(GUIDE_URL) for reference in cause.references)
    )
    sure, standing = CONFIDENCES[cause.confidence], IN_THE_GUIDE if is_guides else STANDINGS[cause.standing]
    return Text(
        en=f"{sure.en} ({standing.en})",
        ru=f"{sure.ru}; на чём основано: {standing.ru}",
        kk=f"{sure.kk}; неге сүйенеді: {standing.kk}",
    )


def warnings(report: "Report") -> Text | None:
    """Name in a line what a run without a root cause warns of: it may be why ``--strict`` returned 1."""
    advised = (report.causes.get(cause_id) for cause_id in report.diagnosis.advisories)
    titles = [cause.title for cause in advised if cause and cause.is_warning]
    if report.diagnosis.root_cause or not titles:
        return None
    said = WEIGHTS[Weight.WARNING] + Text.same(": ") + titles[0]
    for title in titles[1:]:
        said += Text.same("; ") + title
    return said


def headline(report: "Report") -> Text:
    """Return the verdict in a line: its name, and what it is about."""
    diagnosis = report.diagnosis
    name = VERDICTS[diagnosis.verdict]
    root = report.causes.get(diagnosis.root_cause or "")
    if root:
        said = root.title.map(lambda title: title.rstrip("."))
    elif diagnosis.verdict is Verdict.HEALTHY:
        name, said = (name, ANSWERED) if diagnosis.credentials_checked else (CHECKED_IN_PART, ALL_ASKED_PASSED)
    else:
        said = NOT_ENOUGH if diagnosis.verdict is Verdict.INCONCLUSIVE else NOTHING_FITS
    return name + Text.same(": ") + said


def exit_code(report: "Report") -> Text:
    """Return what the exit code means, and when the process returned another one."""
    code = report.diagnosis.verdict_code
    unasked = code == 0 and not report.diagnosis.credentials_checked
    number = Text(en=f"Exit code {code}: ", ru=f"Код возврата {code}: ", kk=f"Шығу коды {code}: ")
    said = number + (ALL_ASKED_PASSED if unasked else CODES.get(code, NOT_ENOUGH)) + Text.same(".")
    if report.exit_code == code:
        return said
    asked = report.exit_code
    return said + Text(
        en=f" The process returned {asked}, as its options require.",
        ru=f" Процесс вернул {asked}: так требуют его параметры.",
        kk=f" Процесс {asked} қайтарды: параметрлері солай талап етеді.",
    )


def fixed_token_note(report: "Report") -> Text | None:
    """Return what became of a damaged token's fixed form; None where there was none, or where no answer says."""
    if report.diagnosis.root_cause != "token-damaged":
        return None
    answer = report.fact("orders-valid", ANSWER)
    if answer == AnswerKind.DATA:
        return FIXED_WORKS
    return FIXED_REFUSED if answer in {AnswerKind.UNAUTHORIZED, AnswerKind.FORBIDDEN} else None


def effort(report: "Report") -> Text:
    """Return how many requests went where, and how long the run took."""
    count, took, url = report.requests_sent, seconds(report.duration_s), report.base_url
    sent = russian_plural(count, "отправлен", "отправлено", "отправлено")
    requests = russian_plural(count, "запрос", "запроса", "запросов")
    return Text(
        en=f"{count} {'request' if count == 1 else 'requests'} sent to {url} in {took.en}.",
        ru=f"За {took.ru} на {url} {sent} {count} {requests}.",
        kk=f"{took.kk} ішінде {url} мекенжайына {count} сұрау жіберілді.",
    )


def provenance(report: "Report") -> Text:
    """Return which run this is the report of: the tool's version, when, and the run's id."""
    when = report.started_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Text.same(f"kaspi-doctor {report.tool_version} · {when} · ") + RUN + Text.same(f" {report.run_id}")


def masked_in(count: int) -> Text:
    """Return how many passages are masked, after a provenance."""
    return Text(en=f" · masked: {count}", ru=f" · скрыто фрагментов: {count}", kk=f" · жасырылған үзінділер: {count}")
