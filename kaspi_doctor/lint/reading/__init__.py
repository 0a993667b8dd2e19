"""Recognising what a request is written as: one module a form, each gives the requests it finds or nothing."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from kaspi_doctor.lint.reading.bare import read as read_bare
from kaspi_doctor.lint.reading.code import read as read_code
from kaspi_doctor.lint.reading.curl import from_words as from_curl
from kaspi_doctor.lint.reading.curl import read as read_curl
from kaspi_doctor.lint.reading.http import read as read_http
from kaspi_doctor.lint.reading.httpie import from_words as from_httpie
from kaspi_doctor.lint.reading.httpie import read as read_httpie
from kaspi_doctor.lint.reading.json_documents import read as read_json
from kaspi_doctor.lint.reading.powershell import read as read_powershell
from kaspi_doctor.lint.reading.python import read as read_python
from kaspi_doctor.lint.reading.wget import from_words as from_wget
from kaspi_doctor.lint.reading.wget import read as read_wget
from kaspi_doctor.lint.request import NotARequestError, Request

_READERS: Final[tuple[Callable[[str, int], Sequence[Request]], ...]] = (
    read_json,
    read_powershell,
    read_curl,
    read_wget,
    read_httpie,
    read_python,
    read_code,
    read_http,
    read_bare,
)
"""In the order of how sure they can be. Each takes the text and the time, in milliseconds since 1970."""

_FENCE: Final = re.compile(r"^[ \t]{0,9}```[\w+-]{0,20}[ \t]*\r?$", re.MULTILINE)
"""What stands around code in Markdown."""

MOST_REQUESTS: Final = 200
"""Of one text; a browser's recording may hold thousands."""


def read(text: str, now_ms: int) -> tuple[Request, ...]:
    """Return the requests of a text, those to Kaspi if there are any, else the first.

    Raises:
        NotARequestError: there is none.
    """
    cleaned = _FENCE.sub("", text.lstrip("\ufeff").replace("\0", "")).strip()
    for reader in _READERS:
        found = reader(cleaned, now_ms)
        if found:
            ours = tuple(request for request in found if _is_ours(request))
            return (ours or tuple(found)[:1])[:MOST_REQUESTS]
    raise NotARequestError


def read_words(words: Sequence[str]) -> tuple[Request, ...]:
    """Return the request of a command line that a shell has already taken apart.

    Raises:
        NotARequestError: it is none.
    """
    request = from_curl(words) or from_wget(words) or from_httpie(words)
    if request is None:
        raise NotARequestError
    return (request,)


def _is_ours(request: Request) -> bool:
    """Return whether a request is to the API, or meant for it, rather than for a page's pictures and scripts."""
    if request.address.host and "kaspi" not in request.address.host and not request.address.is_loopback:
        return False
    return "/api" in request.address.path or "/orders" in request.address.path or not request.address.host
