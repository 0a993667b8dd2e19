"""Records of logs: where one begins, and when it was written."""

import re
from typing import Final

CONTEXT: Final = 4000
"""Bytes around a line in which the host is looked for that it does not name."""
LINES_WITHOUT_TIME: Final = 60
"""Lines before one without a time in which it is looked for: a traceback's length."""
RECORD: Final = re.compile(
    r"^\W{0,3}(?:\d{4}[-/.]\d\d[-/.]\d\d[ T]|\d\d[./]\d\d[./]\d{4}|\d\d/\w{3}/\d{4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:|(?:DEBUG|INFO|WARN(?:ING)?|ERROR|"
    r"CRITICAL|FATAL)\b)",
    re.MULTILINE,
)
TIME: Final = re.compile(
    r"\d{4}[-/.]\d\d[-/.]\d\d[ T]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|\d\d\.\d\d\.\d{4},? \d\d?:\d\d(?::\d\d)?|\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d"
)


def time_of(data: bytes, start: int, raw: str) -> str | None:
    """Return the time that a line has, or else the nearest line before it."""
    if match := TIME.search(raw):
        return match[0]
    for _ in range(LINES_WITHOUT_TIME):
        end = start - 1
        start = data.rfind(b"\n", max(0, end - CONTEXT), max(0, end)) + 1
        if end <= 0:
            return None
        if match := TIME.search(data[start : min(end, start + 100)].decode("utf-8", "replace")):
            return match[0]
    return None
