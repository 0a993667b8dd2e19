"""A request without what only its author may see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kaspi_doctor.credentials import inspect
from kaspi_doctor.lint.names import TOKEN_HEADER, carries_token
from kaspi_doctor.lint.request import Pair, Request, without_variables
from kaspi_doctor.redaction import Redactor, names_secret, tokens_in

_JUDGED = {TOKEN_HEADER, "cookie", "proxy-authorization"}
"""Headers that rules look into, and never show."""
_LONGEST = 2000
"""Characters of any piece that is judged further."""
_SHORTEST = 4
"""Shorter values are words that would be masked all over the request."""
_SHORTEST_COOKIE = 12
"""Likewise: a cookie may be a language or a city's number."""


def redactor_for(requests: Iterable[Request], others: Iterable[str]) -> Redactor:
    """Make the redactor that knows the secrets of requests, and others known from elsewhere."""
    return Redactor([*others, *(secret for request in requests for secret in _secrets_of(request))])


def _secrets_of(request: Request) -> Iterator[str]:
    for name, value in (*request.headers, *request.address.params):
        # A plus that was not encoded has become a blank.
        yield from tokens_in(value.replace(" ", "+"))
        if name.lower() == "cookie":
            for part in value.split(";"):
                yield from (form for form in _forms(part.partition("=")[2]) if len(form) >= _SHORTEST_COOKIE)
        elif names_secret(name):
            yield from _forms(value)
    for secret in request.secrets:
        yield from _forms(secret)


def _forms(value: str) -> Iterator[str]:
    bare = re.sub(r"(?i)\A(?:bearer|basic|token|digest)\b\s*", "", without_variables(value).strip())
    found = inspect(bare)
    if not found.is_placeholder:
        yield from (form for form in (bare, found.fixed.reveal() if found.fixed else "") if len(form) >= _SHORTEST)


def without_secrets(request: Request, redactor: Redactor) -> Request:
    """Clean a request: all of it but the headers that are judged and never shown."""

    def clean(text: str) -> str:
        return redactor.foreign(text)[:_LONGEST]

    def pairs(given: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple(
            Pair(clean(name), value if name.lower() in _JUDGED or carries_token(name) else clean(value))
            for name, value in given
        )

    address = request.address
    cleaned = replace(
        address,
        host=clean(address.host),
        authority=clean(address.authority),
        path=clean(address.path),
        params=pairs(address.params),
    )
    return replace(request, address=cleaned, method=clean(request.method), headers=pairs(request.headers), secrets=())
