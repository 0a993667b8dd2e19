"""A curl command line: bash's "copy as cURL", Windows' with carets, and what people type."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from kaspi_doctor.lint.reading._command_lines import Program
from kaspi_doctor.lint.reading._curl_options import OPTIONS
from kaspi_doctor.lint.request import CURL_AGENT, MOST_HEADERS, Address, Form, Pair, Request, pairs_of

_LIKE_A_URL = re.compile(r"[./:$%]|\{\{|localhost", re.IGNORECASE)
"""A word of prose after the program's name is none."""
_URL = re.compile(r"(?:https?://|(?:[\w-]+\.)*kaspi\.kz\b|localhost\b|\{\{\w+\}\}/).*", re.IGNORECASE | re.DOTALL)


_DATA = {
    "data", "data-raw", "data-ascii", "data-binary", "data-urlencode", "json", "form", "form-string"
}  # fmt: skip
_AS_HEADER = {"user-agent": "User-Agent", "oauth2-bearer": "Authorization", "cookie": "Cookie"}


@dataclass(slots=True)
class _Line:
    """What one command line asks for, as far as it matters."""

    urls: list[str] = field(default_factory=list)
    headers: list[Pair] = field(default_factory=list)
    data: list[Pair] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    method: str | None = None
    has_data: bool = False
    flags: set[str] = field(default_factory=set)

    def take(self, name: str, value: str) -> None:
        """Take an option in, by its long name."""
        if name in _DATA:
            self.has_data = True
            self.data += _form(name, value)
        elif name in _AS_HEADER:
            self.headers.append(Pair(_AS_HEADER[name], f"Bearer {value}" if name == "oauth2-bearer" else value))
        else:
            self.take_other(name, value)

    def take_other(self, name: str, value: str) -> None:
        """Take in what is neither data nor an option for one header."""
        match name:
            case "url":
                self.urls.append(value)
            case "header":
                self.header(value)
            case "user" | "proxy-user":
                self.secrets += (value, value.partition(":")[2])
                self.flags.add(name)
            case "request":
                self.method = value.upper()
            case "upload-file":
                self.method = self.method or "PUT"
            case "url-query":
                self.data += pairs_of(value)
                self.flags.add("get")
            case _:
                self.flags.add(name)

    def header(self, line: str) -> None:
        """Take a header in: a name with a bare colon takes curl's own header away, one with a semicolon empties it."""
        name, colon, value = line.partition(":")
        if colon:
            self.headers.append(Pair(name.strip(), value.strip(" \t")))
        elif line.rstrip().endswith(";"):
            self.headers.append(Pair(line.rstrip()[:-1], ""))


def _form(name: str, value: str) -> tuple[Pair, ...]:
    """Read the parameters that data are, if they are any."""
    if name == "data-urlencode":
        key, equals, content = value.partition("=")
        return (Pair(unquote(key), content) if equals else Pair(value, ""),)
    return () if name == "json" or value.lstrip().startswith(("{", "[", "@")) else pairs_of(value)


def _requests(words: Sequence[str], form: Form) -> Iterator[Request]:
    """Return the request of each part of a command line that ``--next`` divides."""
    line = _Line()
    for name, value in OPTIONS.options(words):
        if name == "next":
            yield from _request(line, form)
            line = _Line()
        else:
            line.take(name, value)
    yield from _request(line, form)


def _request(line: _Line, form: Form) -> Iterator[Request]:
    if not line.urls or not _LIKE_A_URL.search(line.urls[0]):
        return
    puts_data_in_url = "get" in line.flags
    address = Address.parse(line.urls[0])
    if form is Form.CURL:
        # "curl makes a guess": http, unless the host's name says otherwise.
        address = address.over_http()
    posts = line.has_data and not puts_data_in_url and line.method is None
    if puts_data_in_url or posts or (line.has_data and line.method == "GET"):
        address = replace(address, params=(*address.params, *line.data))
    bare = {header.name.lower() for header in line.headers if not header.value}
    is_globbed = "globoff" not in line.flags and re.search(
        r"\[(?!\])|\{(?!\{)[^{}]*,", line.urls[0].partition("://")[2]
    )
    yield Request(
        form=form,
        address=address,
        method=line.method or ("HEAD" if "head" in line.flags else "POST" if posts else "GET"),
        headers=tuple(header for header in line.headers if header.value)[:MOST_HEADERS],
        client_agent=CURL_AGENT if form is Form.CURL and "user-agent" not in bare else None,
        has_basic="user" in line.flags,
        body_by_data=posts and bool(line.data),
        checks_certificate="insecure" not in line.flags,
        has_timeout="max-time" in line.flags if form is Form.CURL else None,
        globs=form is Form.CURL and bool(is_globbed),
        secrets=tuple(secret for secret in line.secrets if secret),
    )


def from_url(words: Sequence[str]) -> list[Request]:
    """Return the request of a URL with options of curl's behind it."""
    return list(_requests(words, Form.URL))[:1] if words and _URL.fullmatch(words[0]) else []


PROGRAM = Program(
    name=re.compile(r"(?:.*[\\/])?curl(?:\.exe)?", re.IGNORECASE),
    called=re.compile(r"\bcurl(?:\.exe)?\s", re.IGNORECASE),
    requests_of=lambda words: _requests(words[1:], Form.CURL),
)
