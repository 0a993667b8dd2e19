"""What of a request only its author may see, and the request without it."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kaspi_doctor.credentials import inspect
from kaspi_doctor.lint.request import Pair, is_variable, without_variables
from kaspi_doctor.redaction import MASK, Redactor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kaspi_doctor.lint.request import Request

TOKEN_HEADER: Final = "x-auth-token"  # noqa: S105 - a header's name
_CARRIERS: Final = re.compile(
    r"(?:x|http)?(?:proxy)?(?:kaspi|shop|merchant|access|api|auth|bearer|secret|private)*(?:token|authorization|auth|key|secret)"
)
_OTHER_TOKENS: Final = re.compile(r"csrf|xsrf|page|proxy|idempotency")
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/_ %-])(?:[A-Za-z0-9+/_ -]|%2[BbFf]){43,}(?:=|%3[Dd])")
"""The usual shape of a token, and of what ends with one; a plus in a query has become a space."""
_TOKEN: Final = re.compile(r"(?:[A-Za-z0-9+/_-]|%2[BbFf]){43}(?:=|%3[Dd])")
"""Exactly a token's shape, before a URL is taken apart at its last character. That one tells where it ends, so that
anything may stand before it: a URL's slash, the rest of an escape, a letter.
"""
_LONGEST: Final = 2000
"""Characters of any piece that is judged further."""
_SHORTEST: Final = 4
"""Shorter values are words that would be masked all over the request."""
_SHORTEST_COOKIE: Final = 12
"""Likewise: a cookie may be a language or a city's number."""


def carries_token(name: str) -> bool:
    """Return whether people send tokens under this name, other than the right one."""
    plain = re.sub(r"[^a-z]", "", name.lower()[:80])
    return name.lower() != TOKEN_HEADER and _CARRIERS.fullmatch(plain) is not None and not _OTHER_TOKENS.search(plain)


def tokens_in(text: str) -> "Iterator[str]":
    """Return whatever has a token's shape, wherever it stands in a text."""
    yield from (unquote(found.group()) for found in _TOKEN.finditer(text))


def secrets_of(request: "Request") -> "Iterator[str]":
    """Return the values that must not be shown."""
    for name, value in (*request.headers, *request.address.params):
        if name.lower() in {TOKEN_HEADER, "proxy-authorization"} or carries_token(name):
            yield from _forms(value)
        elif name.lower() == "cookie":
            for part in value.split(";"):
                yield from (form for form in _forms(part.partition("=")[2]) if len(form) >= _SHORTEST_COOKIE)
    for secret in request.secrets:
        yield from _forms(secret)


def _forms(value: str) -> "Iterator[str]":
    inspection = inspect(value)
    if inspection.is_placeholder:
        return
    bare = without_variables(value).strip() if is_variable(value) else value
    bare = re.sub(r"(?i)\A(?:bearer|basic|token|digest)\b\s*", "", bare)
    fixed = inspection.fixed.reveal() if inspection.fixed and not is_variable(value) else ""
    yield from (form for form in {bare, fixed, fixed.replace("+", " ")} if len(form) >= _SHORTEST)


class SecretMasker:
    """Masks the secrets of the requests at hand, and what looks like a token, wherever else they turn up."""

    def __init__(self, requests: "Iterable[Request]", others: "Iterable[str]" = ()) -> None:
        """Learn the secrets; ``others`` are known from elsewhere, such as the environment."""
        self._redactor = Redactor([*others, *(secret for request in requests for secret in secrets_of(request))])

    def text(self, text: str) -> str:
        """Clean one piece of text."""
        return _BASE64.sub(MASK, self._redactor.foreign(text))[:_LONGEST]

    def request(self, request: "Request") -> "Request":
        """Clean a request: all of it but the headers that are judged and never shown."""
        address = request.address
        headers = tuple(
            Pair(self.text(name), value if _is_hidden(name) else self.text(value)) for name, value in request.headers
        )
        params = tuple(
            Pair(self.text(name), value if _is_hidden(name) else self.text(value)) for name, value in address.params
        )
        cleaned = replace(
            address,
            host=self.text(address.host),
            authority=self.text(address.authority),
            path=self.text(address.path),
            params=params,
        )
        method = self.text(request.method)
        return replace(request, address=cleaned, method=method, headers=headers, secrets=())


def _is_hidden(name: str) -> bool:
    return name.lower() in {TOKEN_HEADER, "cookie", "proxy-authorization"} or carries_token(name)
