"""A request as its author wrote it, whatever program it was written for."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, Self
from urllib.parse import parse_qsl, unquote, urlsplit

CURL_AGENT = "curl"
"""What curl calls itself, its version left out."""
ANSWERED_AGENT = ""
"""A browser's name, or any other that is known to be answered, or of which nothing is known: nothing is said of it."""


class Form(StrEnum):
    """What a request was written as; it tells what the client adds, and what it does to the text."""

    CURL = "curl"
    WGET = "wget"
    HTTPIE = "httpie"
    POWERSHELL = "powershell"
    URL = "url"
    HTTP = "http"
    HAR = "har"
    POSTMAN = "postman"
    PYTHON = "python"
    FETCH = "fetch"
    AXIOS = "axios"
    PHP = "php"
    PHP_CURL = "php-curl"
    GUZZLE = "guzzle"
    GO = "go"
    JAVA = "java"
    CSHARP = "csharp"
    ONE_C = "1c"


class NotARequestError(ValueError):
    """The text is no request in any form that is known. The message never quotes the text."""


MOST_PARAMS = 200
MOST_HEADERS = 200
"""Whatever has more is no request to this API; what is beyond is not looked at."""


class Pair(NamedTuple):
    """A header or a parameter, decoded."""

    name: str
    value: str


HIDDEN = Pair("$more", "$more")
"""Stands for what only the running program knows."""
_VARIABLE = re.compile(
    r"\$\{\{.{1,200}?\}\} | \$\{[^{}]{1,200}\} | \$env:\w+ | \$[A-Za-z_][\w:.]* | \$\(.* | `[^`]+`"
    r" | %[A-Za-z_]\w{2,}% | \{\{.{1,200}?\}\} | <\?.*",
    re.VERBOSE | re.DOTALL,
)


def is_variable(value: str) -> bool:
    """Return whether what will be sent is not written here: a variable of a shell, of Postman, of a program."""
    return _VARIABLE.search(value) is not None


_OPERATOR = re.compile(r"\[\$(?:[gl]te?|[gl]e|eq|ne)\]")
"""Also as other APIs write them, which this one does not know."""


def is_named_by_variable(name: str) -> bool:
    """Return whether a header's or parameter's name is not written here, or not all of it."""
    return is_variable(_OPERATOR.sub("", name))


def without_variables(value: str) -> str:
    """Leave of a value what is written in it."""
    return _VARIABLE.sub("", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a URL."""

    scheme: str = ""
    """Lower case; empty: none is written."""
    host: str = ""
    """Lower case; empty where the URL is not written out."""
    authority: str = ""
    """The host with its port, without a user's name."""
    path: str = ""
    """Percent-decoded, of single slashes, without one at its end."""
    params: tuple[Pair, ...] = ()

    @property
    def is_loopback(self) -> bool:
        """Whether it leads to this very machine: somebody's stand-in for the API."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.") or self.host.endswith(".localhost")

    def over_http(self) -> Self:
        """Return it with the scheme that a client takes where a host is written without one: http."""
        return replace(self, scheme=self.scheme or ("http" if self.host else ""))

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read a URL, also one without a scheme or one whose beginning is a variable. Never raises."""
        text = url.strip().strip("<>")
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]{0,20}(?=://)", text)
        rest = text[scheme.end() + 1 :] if scheme else text
        if not scheme and not rest.startswith("/"):
            rest = f"//{rest}"
        try:
            parts = urlsplit(rest)
            host, authority = parts.hostname or "", parts.netloc.rpartition("@")[2].lower()
        except ValueError:
            # Brackets that hold no IPv6 address.
            return cls(scheme=scheme.group().lower() if scheme else "", host="?", authority="?")
        if is_variable(authority):
            host = authority = ""
        path = re.sub(r"/{2,}", "/", unquote(parts.path)).rstrip("/")
        return cls(
            scheme=scheme.group().lower() if scheme else "",
            host=host,
            authority=authority,
            path=path,
            params=pairs_of(parts.query),
        )


def pairs_of(query: str) -> tuple[Pair, ...]:
    """Decode a query or a form."""
    return tuple(Pair(name, value) for name, value in parse_qsl(query, keep_blank_values=True)[:MOST_PARAMS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; what its text does not say is None."""

    form: Form
    address: Address
    """Its parameters include those that the client takes from elsewhere and puts into the URL.

    A name that is a variable stands for parameters that only the running program knows.
    """
    method: str = "GET"
    """Upper case."""
    headers: tuple[Pair, ...] = ()
    """A name that is a variable stands for headers that only the running program knows."""
    client_agent: str | None = None
    """Its User-Agent when it is not told one; None: it sends none; empty: one that is answered."""
    has_basic: bool = False
    """The client makes an Authorization header out of a user's name and a password."""
    body_by_data: bool = False
    """The method is not written: the client chose it because it was given a body."""
    checks_certificate: bool = True
    has_timeout: bool | None = None
    """None: a time-out is none of this text's business."""
    connects_plainly: bool = False
    """Its connection does not encrypt, for sure, whatever the address begins with."""
    globs: bool = False
    """The client takes brackets in the URL for a pattern."""
    expanded_by_shell: tuple[str, ...] = ()
    """What the shell takes for its own: operators such as ``$ge`` for variables, an ``&`` for the command's end.

    The parameters have them as they were meant.
    """
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Values that only the author may see, besides those of headers that are known to hold secrets."""

    def header(self, name: str) -> str | None:
        """Return the first value of a header, None if it is not sent."""
        return next((pair.value for pair in self.headers if pair.name.lower() == name), None)

    def param(self, name: str) -> str | None:
        """Return the first value of a parameter, None if it is not sent."""
        return next((pair.value for pair in self.address.params if pair.name == name), None)
