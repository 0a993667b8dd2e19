"""Texts that speak of failures without reporting one: changelogs, commits, code, tests' output, metrics, tables."""

import re
from typing import Final

# Nothing here goes past the end of a line: thousands of empty ones would be gone through from each of them.
_MARKS: Final = re.compile(
    r"^#{1,6} \[?v?\d+\.\d+|^[0-9a-f]{7,40} \w+(?:\(\w+\))?: |^diff --git |^(?:README|CHANGELOG)\b|"
    r"^PASS |^[ \t]*[✓✔√] |^# (?:HELP|TYPE) |^\|[ \t:|-]+\|$|^(?:async )?(?:def|class|func|function) \w+.*[:{]$",
    re.MULTILINE,
)
_REPORTS: Final = re.compile(
    r"Traceback \(|HTTP/\d|^[ \t]+at \S|^(?:\w+: )*[\w.\\]+(?:Error|Exception|Timeout)\b|^\S*curl: |"
    r"^[^\w\n]*\d{4}-\d\d-\d\d",
    re.MULTILINE,
)


def is_document(text: str) -> bool:
    """Tell a text that has the shape of one of these, and no line of an error's."""
    return _MARKS.search(text) is not None and _REPORTS.search(text) is None
