"""What a call says of a request: its options by their names, and tables of headers and parameters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kaspi_doctor.lint.reading._python_values import Unknown
from kaspi_doctor.lint.reading.code.clients import Client
from kaspi_doctor.lint.reading.code.tables import Table, Value, flat, text_of
from kaspi_doctor.lint.request import HIDDEN, Pair, pairs_of

_OPTIONS = {
    "header": "headers",
    "httpheader": "headers",
    "query": "params",
    "qs": "params",
    "searchparams": "params",
    "type": "method",
    "customrequest": "method",
    "postfields": "post",
    "uri": "url",
    "path": "url",
    "baseuri": "base",
    "baseurl": "base",
    "baseaddress": "base",
    "hostname": "host",
    "userpwd": "auth",
    "defaults": "http",
}
"""Names of options of many clients, without their marks and ``CURLOPT_``, and the one name that they have here."""


@dataclass(slots=True, kw_only=True)
class Call:
    """What one call, or all the calls that make up one request, say."""

    url: str = ""
    base: str = ""
    verb: str = ""
    headers: list[Pair] = field(default_factory=list)
    params: list[Pair] = field(default_factory=list)
    has_basic: bool = False
    checks_certificate: bool = True
    has_timeout: bool | None = None
    """As it is said in the call's own options."""
    only_names: bool = False
    """It may as well make an address only, which another call takes."""
    client: Client | None = None
    """None: the program's."""

    def hide(self) -> None:
        """Take in that there is more than is written."""
        self.headers.append(HIDDEN)
        self.params.append(HIDDEN)
        self.has_timeout = self.has_timeout or None

    def take(self, table: Table) -> None:
        """Take in a table of options, each by its name in any of the usual spellings."""
        for name, value in table.pairs:
            self.option(re.sub(r"[_\W]", "", name.lower()).removeprefix("curlopt"), value)
        if not table.is_whole:
            self.hide()

    def option(self, name: str, value: Value) -> None:
        """Take in one option, by its name without any marks."""
        known = _OPTIONS.get(name, name)
        if known == "headers":
            self.headers += headers_of(value)
        elif known == "params":
            self.params += params_of(value)
        elif known in {"http", "ssl"} and isinstance(value, Table):
            self.take(value)
        elif known == "auth":
            self.has_basic = True
        elif isinstance(value, str | float):
            self._text(known, text_of(value))

    def _text(self, name: str, text: str) -> None:
        match name:
            case "useragent":
                self.headers.append(Pair("User-Agent", text))
            case "cookie":
                self.headers.append(Pair("Cookie", text))
            case "sslverifypeer" | "sslverifyhost" | "verify" | "verifypeer" | "verifypeername":
                self.checks_certificate = self.checks_certificate and text not in {"false", "0"}
            case "timeout" | "timeoutms":
                self.has_timeout = text not in {"0", "false"}
            case "method" if text.isalpha():
                self.verb = text.upper()
            case "post" if text not in {"false", "0"}:
                self.verb = self.verb or "POST"
            case "url":
                self.url = text
            case "base":
                self.base = text
            case "host":
                self.base = text if "://" in text else f"https://{text}"


def headers_of(value: Value, depth: int = 0) -> Iterator[Pair]:
    """Read headers from a table of names, from a list of lines, or from the lines of one text."""
    if isinstance(value, Table):
        for name, inner in value.pairs:
            if isinstance(inner, Table) and name in {"", "common"}:
                # axios keeps those of all methods within.
                yield from headers_of(inner, depth + 1) if not depth else (HIDDEN,)
            elif name:
                yield Pair(name, text_of(inner.pairs[0][1] if isinstance(inner, Table) and inner.pairs else inner))
            else:
                yield from _lines(text_of(inner))
        if not value.is_whole:
            yield HIDDEN
    elif isinstance(value, str) and not isinstance(value, Unknown):
        yield from _lines(value)
    else:
        yield HIDDEN


def _lines(text: str) -> Iterator[Pair]:
    for line in text.splitlines():
        name, colon, content = line.partition(":")
        if colon and name.strip() and "${" not in name:
            yield Pair(name.strip(), content.strip())
        elif line.strip():
            yield HIDDEN


def params_of(value: Value) -> Iterator[Pair]:
    """Read parameters from a table, or from a query."""
    if isinstance(value, Table):
        yield from (Pair(name, content) for name, content in flat(value))
        if not value.is_whole:
            yield HIDDEN
    elif isinstance(value, str) and not isinstance(value, Unknown):
        yield from pairs_of(value)
    else:
        yield HIDDEN
