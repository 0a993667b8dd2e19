"""The window of the list: both ends in milliseconds, at most 14 days apart."""

from collections.abc import Iterator

from kaspi_doctor.cause import Standing
from kaspi_doctor.lint.dates import Moment, Unit, at_ms
from kaspi_doctor.lint.facts import DAY_MS, LONGEST_WINDOW_MS, SINCE, UNTIL
from kaspi_doctor.lint.rule import LintContext, Severity, Violation, Violations, rule
from kaspi_doctor.lint.rules._shown import shown
from kaspi_doctor.wording import Text

_MINUTE_MS = 60_000
_SLACK_MS = _MINUTE_MS
"""Where the window ends now: its two ends are told the time one after the other, and may be rounded apart."""
_WRONG_UNITS = {
    Unit.SECONDS: Text(
        en="The date is in seconds; Kaspi expects milliseconds, so it falls into January 1970.",
        ru="Дата указана в секундах, а Kaspi ждёт миллисекунды, поэтому она попадает в январь 1970 года.",
        kk="Күн секундпен берілген, ал Kaspi миллисекунд күтеді, сондықтан ол 1970 жылғы қаңтарға түседі.",
    ),
    Unit.FINER: Text(
        en="The date has too many digits: it is in micro- or nanoseconds, and Kaspi expects milliseconds.",
        ru="В дате слишком много цифр: она в микро- или наносекундах, а Kaspi ждёт миллисекунды.",
        kk="Күнде цифр тым көп: ол микро- немесе наносекундпен берілген, ал Kaspi миллисекунд күтеді.",
    ),
}


@rule("dates-missing", Severity.ERROR, Standing.DOCUMENTED, cause="dates-missing")
def _missing(subject: LintContext) -> Violations:
    if subject.needs_window and subject.since is None:
        yield Violation(
            where=SINCE,
            message=Text(
                en="The list needs its start date; without it Kaspi returns 400.",
                ru="Для списка нужна начальная дата; без неё Kaspi отвечает 400.",
                kk="Тізімге басталу күні керек; онсыз Kaspi 400 деп жауап береді.",
            ),
            fixed=f"{SINCE}={subject.window.since_ms}",
        )


def _ends(subject: LintContext) -> Iterator[tuple[str, Moment, int]]:
    """Return the dates that are written, with the milliseconds that each stands for."""
    if subject.is_list:
        for name, moment, otherwise_ms in (
            (SINCE, subject.since, subject.window.since_ms),
            (UNTIL, subject.until, subject.window.until_ms),
        ):
            if moment is not None:
                # Whoever names a last day means all of it.
                rest_ms = DAY_MS - 1 if moment.is_day and name == UNTIL else 0
                yield name, moment, otherwise_ms if moment.at_ms is None else moment.at_ms + rest_ms


@rule("date-in-seconds", Severity.ERROR, Standing.DOCUMENTED, cause="date-range-too-wide")
def _wrong_unit(subject: LintContext) -> Violations:
    for name, moment, fixed in _ends(subject):
        if moment.unit in _WRONG_UNITS:
            yield Violation(where=name, message=_WRONG_UNITS[moment.unit], fixed=f"{name}={fixed}")


@rule("date-not-a-number", Severity.ERROR, Standing.DOCUMENTED)
def _not_a_number(subject: LintContext) -> Violations:
    for name, moment, fixed in _ends(subject):
        if moment.unit not in {Unit.CALENDAR, Unit.UNREADABLE}:
            continue
        zone = Text.same("")
        if moment.unit is Unit.CALENDAR and not moment.has_zone:
            zone = Text(
                en=" It is read as Almaty time, UTC+5, like all of Kaspi's dates.",
                ru=" Она понята как время Алматы, UTC+5, как и все даты Kaspi.",
                kk=" Ол Kaspi-дің барлық күндері сияқты Алматы уақыты (UTC+5) деп алынды.",
            )
        elif moment.unit is Unit.CALENDAR and moment.at_ms is not None and moment.at_ms % DAY_MS == 0:
            zone = Text(
                en=" Note that it is midnight UTC: in Almaty, whose days Kaspi counts, it is already 05:00.",
                ru=" Учтите: это полночь по UTC, а в Алматы, по дням которого считает Kaspi, уже 05:00.",
                kk=" Ескеріңіз: бұл UTC бойынша түн ортасы, ал Kaspi күн санайтын Алматыда сағат 05:00.",
            )
        written = shown(subject.request.param(name) or "")
        yield Violation(
            where=name,
            message=Text(
                en=f"{written} is not a number of milliseconds since 1970.",
                ru=f"{written} — не число миллисекунд с 1970 года.",
                kk=f"{written} — 1970 жылдан бергі миллисекунд саны емес.",
            )
            + zone,
            fixed=f"{name}={fixed}",
        )


@rule("dates-reversed", Severity.ERROR, Standing.INFERRED)
def _reversed(subject: LintContext) -> Violations:
    since, until = at_ms(subject.since), at_ms(subject.until)
    if subject.is_list and since is not None and until is not None and since > until:
        yield Violation(
            where=SINCE,
            message=Text(
                en="The window begins after its end: `$ge` is the earlier date, `$le` the later one.",
                ru="Период начинается позже, чем заканчивается: `$ge` — ранняя дата, `$le` — поздняя.",
                kk="Кезең аяқталғаннан кейін басталады: `$ge` — ертерек күн, `$le` — кешірек күн.",
            ),
            fixed=f"{SINCE}={subject.window.since_ms}&{UNTIL}={subject.window.until_ms}",
        )


@rule("date-range-too-wide", Severity.ERROR, Standing.OBSERVED, cause="date-range-too-wide")
def _too_wide(subject: LintContext) -> Violations:
    if not subject.needs_window or subject.since is None or subject.since.at_ms is None:
        return
    until_ms = subject.now_ms if subject.until is None else subject.until.at_ms
    if until_ms is None:
        return
    distance_ms = until_ms - subject.since.at_ms
    ends_now = abs(until_ms - subject.now_ms) < _SLACK_MS
    if distance_ms <= LONGEST_WINDOW_MS + (_SLACK_MS if ends_now else 0):
        return
    length = _length(distance_ms)
    yield Violation(
        where=SINCE,
        message=Text(
            en=f"The window is {length.en} long; Kaspi accepts at most 14. Split a longer period into several windows.",
            ru=f"Период длиной {length.ru}; Kaspi принимает не больше 14. Более долгий срок запрашивайте по частям.",
            kk=f"Кезең ұзақтығы {length.kk}; Kaspi 14 күннен артық қабылдамайды. Ұзағырақ мерзімді бөліп сұраңыз.",
        ),
        fixed=f"{SINCE}={subject.window.since_ms}&{UNTIL}={subject.window.until_ms}",
    )


def _length(distance_ms: int) -> Text:
    """Return how long a window is, so that more than 14 days never reads as 14."""
    days = f"{distance_ms / DAY_MS:.1f}".removesuffix(".0")
    beyond_ms = distance_ms - LONGEST_WINDOW_MS
    if float(days) * DAY_MS > LONGEST_WINDOW_MS:
        comma = days.replace(".", ",")
        return Text(en=f"{days} days", ru=f"{comma} дн.", kk=f"{comma} күн")
    if beyond_ms < _MINUTE_MS:
        seconds = f"{beyond_ms / 1000:g}"
        comma = seconds.replace(".", ",")
        return Text(en=f"14 days and {seconds} s", ru=f"14 дн. и {comma} с", kk=f"14 күн {comma} с")
    minutes = beyond_ms // _MINUTE_MS
    return Text(en=f"14 days and {minutes} min", ru=f"14 дн. и {minutes} мин", kk=f"14 күн {minutes} мин")


RULES = (_missing, _wrong_unit, _not_a_number, _reversed, _too_wide)
