"""A date filter's value as people write it, and the moment they mean."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, auto

from kaspi_doctor.lint.facts import DAY_MS, LONGEST_WINDOW_MS
from kaspi_doctor.lint.request import is_variable

ALMATY = timezone(timedelta(hours=5))
"""Documented: all dates are in the Almaty time zone."""
MEANT_MS = range(10**11, 10**13)
"""From 1973 to 2286. Others have so few or so many digits that they are taken for another unit; nobody means them."""
_LONGEST = 64

_FORMATS = (
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%Y/%m/%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%Y.%m.%d",
    "%Y%m%d%H%M%S",
)
SECONDS = "$(date +%s)"
"""How a reader writes some instant in seconds."""
_SECONDS_NOW = re.compile(
    r"\$\(\s*date\s(?:-d\s[^)]*|-u\s*)?[+ ][\"']?%s[\"']?\s*\)|\{\{\$timestamp\}\}"
    r"|\$\([^*+]{0,200}\.ToUnixTimeSeconds\(\)\s{0,9}\)",
    re.IGNORECASE,
)
"""The clock of a shell, PowerShell and Postman, in seconds. The plus is a space where it was decoded as a query's."""


class Unit(Enum):
    """How a moment is written."""

    MILLISECONDS = auto()
    SECONDS = auto()
    FINER = auto()
    """Microseconds or nanoseconds."""
    CALENDAR = auto()
    UNREADABLE = auto()
    UNWRITTEN = auto()
    """A variable, which is taken to hold what it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a date filter means."""

    unit: Unit
    at_ms: int | None = None
    """Milliseconds since 1970; None where it cannot be told."""
    is_day: bool = False
    """It names a day, without an hour."""
    has_zone: bool = False


def read(value: str) -> Moment:
    """Read a value. Never raises."""
    text = value.strip()
    if _SECONDS_NOW.fullmatch(text):
        return Moment(unit=Unit.SECONDS)
    if is_variable(text):
        return Moment(unit=Unit.UNWRITTEN)
    if len(text) > _LONGEST:
        return Moment(unit=Unit.UNREADABLE)
    return _number(text) or _calendar(text) or Moment(unit=Unit.UNREADABLE)


def _number(text: str) -> Moment | None:
    """Return the unit by the number of digits: in milliseconds, 12 to 14 are the years 1973 to 5138."""
    found = re.fullmatch(r"([0-9]{1,20})(\.[0-9]*)?", text)
    if not found or re.fullmatch(r"(?:19|20)[0-9]{6}|20[0-9]{12}", text):
        # The second is a date without any separators.
        return None
    whole, fraction = found.groups()
    digits = len(whole)
    if digits in range(9, 12):
        return Moment(unit=Unit.SECONDS, at_ms=int(whole) * 1000 + int(float(f"0{fraction or ''}") * 1000))
    if digits in range(15, 18):
        return Moment(unit=Unit.FINER, at_ms=int(whole) // 1000)
    if digits in range(18, 21):
        return Moment(unit=Unit.FINER, at_ms=int(whole) // 1_000_000)
    return Moment(unit=Unit.UNREADABLE if fraction else Unit.MILLISECONDS, at_ms=int(whole))


def _calendar(text: str) -> Moment | None:
    # A plus in a query is a space: "2025-11-01T00:00:00 05:00".
    fixed = re.sub(r"(T[\d:.]+) (\d\d:?\d\d)\Z", r"\1+\2", text)
    for pattern in ("", *_FORMATS):
        try:
            # The zone is added below.
            moment = datetime.strptime(fixed, pattern) if pattern else datetime.fromisoformat(fixed)  # noqa: DTZ007
            has_zone = moment.tzinfo is not None
            at = moment if has_zone else moment.replace(tzinfo=ALMATY)
            at_ms = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        except (ValueError, OverflowError):
            continue
        is_day = len(re.sub(r"\D", "", text)) <= len("20251101")
        return Moment(unit=Unit.CALENDAR, at_ms=max(at_ms, 0), is_day=is_day, has_zone=has_zone)
    return None


def at_ms(moment: Moment | None) -> int | None:
    """Return a moment's milliseconds, None if there is none."""
    return moment.at_ms if moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The two ends of a list of orders."""

    since_ms: int
    until_ms: int


def fixed_window(since: Moment | None, until: Moment | None, now_ms: int) -> Window:
    """Return a window that is accepted and comes nearest to what was meant: at most 14 days, the latest of them."""
    start, end = at_ms(since), at_ms(until)
    if start is not None and end is not None and start > end:
        start, end = end, start
    elif end is not None and until and until.is_day:
        # Whoever names a last day means all of it.
        end = min(end + DAY_MS - 1, start + LONGEST_WINDOW_MS) if start is not None else end + DAY_MS - 1
    if end is None:
        end = now_ms if start is None or start < now_ms else start + LONGEST_WINDOW_MS
    if start is None or end - start > LONGEST_WINDOW_MS:
        start = end - LONGEST_WINDOW_MS
    if start not in MEANT_MS or end not in MEANT_MS:
        start, end = now_ms - LONGEST_WINDOW_MS, now_ms
    return Window(since_ms=start, until_ms=end)
