"""JavaScript's ``fetch``: as browsers copy it, and as the mended request is written."""

import re
from typing import TYPE_CHECKING, Final

from kaspi_doctor.lint.request import Address, Form, Pair, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING: Final = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
_CALL: Final = re.compile(rf"\bfetch\(\s*({_STRING})", re.DOTALL)
_HEADERS: Final = re.compile(r"[\"']?\bheaders\b[\"']?\s*:\s*(?:new\s+Headers\(\s*)?\{")
_PAIR: Final = re.compile(
    rf"({_STRING}|(?<![\w-])[A-Za-z_][\w-]{{0,99}})\s{{0,9}}:\s{{0,9}}({_STRING}|[^,\n}}]+)|(\}})", re.DOTALL
)
_METHOD: Final = re.compile(r"[\"']?\bmethod\b[\"']?\s*:\s*[\"'`]([A-Za-z]{3,7})[\"'`]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ANSWERED_AGENT: Final = ""
"""A browser's own; of Node's nobody complains."""


def read(text: str, _now_ms: int) -> list[Request]:
    """Give the requests of the calls that name their URL."""
    calls = list(_CALL.finditer(text))
    ends = [*(call.start() for call in calls[1:]), len(text)][: len(calls)]
    return [_request(_string(call[1]), text[call.end() : end]) for call, end in zip(calls, ends, strict=True)]


def _request(url: str, options: str) -> Request:
    method = _METHOD.search(options)
    return Request(
        form=Form.FETCH,
        address=Address.parse(url),
        method=method[1].upper() if method else "GET",
        headers=tuple(_headers(options)),
        client_agent=_ANSWERED_AGENT,
        has_timeout=None,
    )


def _headers(options: str) -> "Iterator[Pair]":
    start = _HEADERS.search(options)
    for found in _PAIR.finditer(options, start.end()) if start else ():
        if found[3]:
            return
        value = found[2].strip()
        is_written = value[:1] in {'"', "'", "`"}
        yield Pair(_string(found[1]), _string(value) if is_written else f"${re.sub(r'[^A-Za-z0-9_]', '_', value)}")


def _string(written: str) -> str:
    if written[:1] not in {'"', "'", "`"}:
        return written
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)) if not found[3] else found[3], written[1:-1])
