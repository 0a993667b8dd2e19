"""What a program's clock comes to at the instant of the reading: in milliseconds, in seconds, or not to be told."""

import re
from dataclasses import dataclass

from kaspi_doctor.lint import dates
from kaspi_doctor.lint.reading._python_values import Unknown
from kaspi_doctor.lint.reading.code.tables import VALUE, Value, variable

NOW = variable("now")
"""An object that stands for the instant, in no unit yet."""
SECONDS = Unknown(dates.SECONDS)
"""Some instant in seconds, written as a shell's, which the rules know."""
_OBJECTS = {"now", "date", "datetime", "moment", "dayjs"}
_IN_MS = {"unixmilli", "toepochmilli", "tounixtimemilliseconds", "gettime", "valueof", "gettimestampms"}
_IN_SECONDS = {"unix", "getepochsecond", "tounixtimeseconds", "toepochsecond", "timestamp"}
_RELATIVE = re.compile(r"([+-]?)\s*(\d{1,4})\s*(second|sec|minute|min|hour|day|week)s?( ago)?", re.IGNORECASE)
_LENGTHS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The instant of the reading."""

    now_ms: int
    is_php: bool
    """PHP's `getTimestamp` is in seconds, Java's in milliseconds."""

    def called(self, name: str, given: list[Value], owner: Value | None) -> Value | None:
        """Return what a function of time comes to, by its name in lower case; None if it is none."""
        worth: Value | None = None
        match name:
            case "time" if owner is None:
                worth = float(self.now_ms // 1000)
            case "microtime":
                worth = self.now_ms / 1000
            case "currenttimemillis":
                worth = float(self.now_ms)
            case "strtotime":
                worth = self._relative(given)
            case _ if name in _OBJECTS:
                worth = VALUE if given else NOW
            case _ if isinstance(owner, Unknown) and not given:
                worth = self.of(name, owner)
        return worth

    def of(self, name: str, owner: Unknown) -> Value | None:
        """Return what a member of an instant comes to, by its lower-case name; None if it is none of an instant's."""
        if name in _IN_MS:
            return float(self.now_ms) if owner is NOW else VALUE
        if name in _IN_SECONDS or (name == "gettimestamp" and self.is_php):
            return float(self.now_ms // 1000) if owner is NOW else SECONDS
        return None

    def _relative(self, given: list[Value]) -> Value:
        """Read what PHP's ``strtotime`` does, as far as it counts from now."""
        text = given[0] if len(given) == 1 and isinstance(given[0], str) else ""
        found = _RELATIVE.fullmatch(text.strip())
        if not found:
            return SECONDS
        sign = -1 if found[1] == "-" or found[4] else 1
        return float(self.now_ms // 1000 + sign * int(found[2]) * _LENGTHS[found[3].lower()])
