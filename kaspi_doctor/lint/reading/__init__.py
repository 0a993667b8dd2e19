"""Recognising what a request is written as: one module a form, each gives the requests it finds or nothing."""

import re
from collections.abc import Callable, Sequence

from kaspi_doctor.lint.reading import bare, code, curl, http, httpie, json_documents, powershell, python, wget
from kaspi_doctor.lint.request import NotARequestError, Request

_PROGRAMS = (curl.PROGRAM, wget.PROGRAM, httpie.PROGRAM)
_READERS: tuple[Callable[[str, int], Sequence[Request]], ...] = (
    json_documents.read,
    powershell.read,
    *(program.read for program in _PROGRAMS),
    python.read,
    code.read,
    http.read,
    bare.read,
)
"""In the order of how sure they can be. Each takes the text and the time, in milliseconds since 1970."""

_FENCE = re.compile(r"^[ \t]{0,9}```[\w+-]{0,20}[ \t]*\r?$", re.MULTILINE)
"""What stands around code in Markdown."""

MOST_REQUESTS = 200
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
    found = [request for program in _PROGRAMS for request in program.read_words(words)] or curl.from_url(words)
    if not found:
        raise NotARequestError
    return tuple(found[:1])


def _is_ours(request: Request) -> bool:
    """Return whether a request is to the API, or meant for it, rather than for a page's pictures and scripts."""
    if request.address.host and "kaspi" not in request.address.host and not request.address.is_loopback:
        return False
    return "/api" in request.address.path or "/orders" in request.address.path or not request.address.host
