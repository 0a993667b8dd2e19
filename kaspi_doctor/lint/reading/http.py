"""A raw HTTP request: as sent, as ``curl -v`` shows it, as DevTools lists it, as an ``.http`` file has it."""

import re
from collections.abc import Iterable

from kaspi_doctor.lint.request import MOST_HEADERS, Address, Form, Pair, Request

_VERBS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
_FIRST_LINE = re.compile(rf"^(?:> ?)?({_VERBS})[ \t]+(\S+)(?:[ \t]+HTTP/[\d.]+)?[ \t]*\r?$", re.MULTILINE)
_PSEUDO = re.compile(r"^[<>\[\]* \t]{0,4}:(method|scheme|authority|path)\]?:[ \t]*(\S+)", re.MULTILINE)
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)")


def read(text: str, _now_ms: int) -> list[Request]:
    """Return the requests whose first lines stand in a text."""
    starts = list(_FIRST_LINE.finditer(text))
    if not starts:
        return _from_pseudo_headers(text)
    ends = [*(start.start() for start in starts[1:]), len(text)]
    found = (_request(start[1], start[2], text[start.end() : end]) for start, end in zip(starts, ends, strict=True))
    return [request for request in found if request]


def _request(method: str, target: str, rest: str) -> Request | None:
    headers = _headers(rest.lstrip("\r\n").splitlines())
    host = next((value for name, value in headers if name.lower() == "host"), "")
    if target.startswith("/"):
        if not host and "api" not in target and "orders" not in target:
            return None
        target = f"https://{host or 'kaspi.kz'}{target}"
    elif "://" not in target and "." not in target and "{" not in target:
        return None
    return Request(form=Form.HTTP, address=Address.parse(target), method=method, headers=_without_host(headers))


def _headers(lines: Iterable[str]) -> list[Pair]:
    """Read headers up to the empty line."""
    headers: list[Pair] = []
    for line in lines:
        found = _HEADER.fullmatch(line.removeprefix(">").strip())
        if found:
            headers.append(Pair(found[1], found[2].strip()))
        elif not line.removeprefix(">").strip() or line.startswith("<"):
            break
    return headers


def _from_pseudo_headers(text: str) -> list[Request]:
    """Read HTTP/2 as browsers list it: ``:method: GET`` and its like, then the headers."""
    pseudo = {found[1]: found[2] for found in _PSEUDO.finditer(text)}
    if "path" not in pseudo:
        return []
    headers = _headers(line for line in text.splitlines() if line.strip() and not line.lstrip("> ").startswith(":"))
    url = f"{pseudo.get('scheme', 'https')}://{pseudo.get('authority', 'kaspi.kz')}{pseudo['path']}"
    method = pseudo.get("method", "GET").upper()
    return [Request(form=Form.HTTP, address=Address.parse(url), method=method, headers=_without_host(headers))]


def _without_host(headers: list[Pair]) -> tuple[Pair, ...]:
    return tuple(header for header in headers if header.name.lower() != "host")[:MOST_HEADERS]
