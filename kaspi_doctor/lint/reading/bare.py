"""A URL, alone or with headers: as ``-H`` options, or one a line below it."""

import re

from kaspi_doctor.lint.reading import _posix, curl
from kaspi_doctor.lint.request import Request

_BEGINS = re.compile(
    r"['\"<(]{0,2}(?:https?://\S|(?:[\w-]{1,63}\.){0,3}kaspi\.kz/\S|localhost[:/]|\{\{[\w.-]{1,80}\}\}/)", re.IGNORECASE
)
_HEADER_LINE = re.compile(r"^[ \t]*([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:[ \t]+(\S[^\r\n]*)$", re.MULTILINE)


def read(text: str, _now_ms: int) -> list[Request]:
    """Return the request of a text that begins with a URL."""
    if not _BEGINS.match(text):
        return []
    first_line, _, rest = text.partition("\n")
    if " -" not in first_line and not rest.lstrip().startswith("-"):
        headers = [part for found in _HEADER_LINE.finditer(rest) for part in ("-H", f"{found[1]}: {found[2]}")]
        url, _, behind = first_line.strip().strip("'\"<>()").partition(" ")
        if header := _HEADER_LINE.fullmatch(behind):
            headers = ["-H", f"{header[1]}: {header[2]}", *headers]
        if header or not behind.strip():
            return curl.from_url([url, *headers])
    return curl.from_url([word.text for command in _posix.commands(text) for word in command])
