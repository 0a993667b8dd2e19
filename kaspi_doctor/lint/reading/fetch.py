"""JavaScript's ``fetch``, as browsers copy it and as the mended request is written, and axios."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kaspi_doctor.lint.request import MOST_HEADERS, MOST_PARAMS, Address, Form, Pair, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING: Final = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
_CALL: Final = re.compile(rf"\b(fetch|axios|axios\.(?:get|post|put|delete))\(\s*({_STRING})", re.DOTALL)
_HEADERS: Final = re.compile(r"[\"']?\bheaders\b[\"']?\s*:\s*(?:new\s+Headers\(\s*)?\{")
_PARAMS: Final = re.compile(r"[\"']?\bparams\b[\"']?\s*:\s*\{")
_PAIR: Final = re.compile(
    rf"({_STRING}|(?<![\w-])[A-Za-z_][\w-]{{0,99}})\s{{0,9}}:\s{{0,9}}({_STRING}|[^,\n}}]+)|(\}})", re.DOTALL
)
_METHOD: Final = re.compile(r"[\"']?\bmethod\b[\"']?\s*:\s*[\"'`]([A-Za-z]{3,7})[\"'`]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ANSWERED_AGENT: Final = ""
"""A browser's own; of Node's nobody complains."""
_AXIOS: Final = "axios"


def read(text: str, _now_ms: int) -> list[Request]:
    """Give the requests of the calls that name their URL."""
    calls = list(_CALL.finditer(text))
    ends = [*(call.start() for call in calls[1:]), len(text)][: len(calls)]
    return [_request(call[1], _string(call[2]), text[call.end() : end]) for call, end in zip(calls, ends, strict=True)]


def _request(function: str, url: str, options: str) -> Request:
    method = _METHOD.search(options)
    verb = method[1] if method else function.partition(".")[2] or "GET"
    address = Address.parse(url)
    params = (*address.params, *_table(_PARAMS, options))[:MOST_PARAMS]
    return Request(
        form=Form.FETCH,
        address=replace(address, params=params),
        method=verb.upper(),
        headers=tuple(_table(_HEADERS, options))[:MOST_HEADERS],
        client_agent=_AXIOS if function.startswith(_AXIOS) else _ANSWERED_AGENT,
        has_timeout=None,
    )


def _table(opening: re.Pattern[str], options: str) -> "Iterator[Pair]":
    """Read the names and values of an object."""
    start = opening.search(options)
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
