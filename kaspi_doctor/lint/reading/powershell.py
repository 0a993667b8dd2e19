"""PowerShell's Invoke-WebRequest and Invoke-RestMethod: as browsers copy them, and as scripts have them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from kaspi_doctor.lint.dates import SECONDS
from kaspi_doctor.lint.reading._powershell_tokens import PsToken, tokens
from kaspi_doctor.lint.reading.code.tokens import TokenKind
from kaspi_doctor.lint.request import ANSWERED_AGENT, HIDDEN, MOST_HEADERS, Address, Form, Pair, Request

_CALLED = re.compile(
    r"\bInvoke-(?:WebRequest|RestMethod)\b|(?:^|[;|{(=&])[^\S\n]*(?:irm|iwr)\b", re.IGNORECASE | re.MULTILINE
)
_ALIAS = re.compile(r"\b(?:curl|wget)\b[^\n]{0,200}\s-(?:Uri|Headers|UseBasicParsing)\b", re.IGNORECASE)
_COMMANDS = {"invoke-webrequest", "invoke-restmethod", "irm", "iwr", "curl", "wget"}
_SWITCHES = (
    "usebasicparsing", "skipcertificatecheck", "skipheadervalidation", "skiphttperrorcheck", "usedefaultcredentials",
    "disablekeepalive", "passthru", "preserveauthorizationonredirect", "allowunencryptedauthentication", "verbose",
    "noproxy", "resume", "followrellink", "preservehttpmethodonredirect", "debug",
)  # fmt: skip
_VALUES = (
    "uri", "headers", "method", "custommethod", "useragent", "timeoutsec", "body", "websession", "contenttype",
    "authentication", "token", "operationtimeoutseconds", "connectiontimeoutseconds",
)  # fmt: skip
_DEEPEST = 8
"""Tables within tables that are read."""
_LONGEST = 200_000
"""Characters. What comes later in a script is not looked at."""
_SECONDS = re.compile(r"\.ToUnixTimeSeconds\(|-UFormat(?:'|\")?%s", re.IGNORECASE)
_CALCULATED = re.compile(r"\*|000")
"""What makes milliseconds of them."""
_IN_STRING = re.compile(r"\$\{?(\w{1,80})\}?(?![\w:.\[])")

Value: TypeAlias = "str | dict[str, Value]"


def read(text: str, _now_ms: int) -> list[Request]:
    """Give the requests that a script makes."""
    if not (_CALLED.search(text) or _ALIAS.search(text)):
        return []
    script = _Script(tokens(text[:_LONGEST]))
    return list(script.run())


@dataclass(slots=True)
class _Script:
    """A script read once from its beginning, with the variables known so far, by their names in lower case."""

    tokens: list[PsToken]
    position: int = 0
    variables: dict[str, Value] = field(default_factory=dict)
    expanded_by_shell: dict[str, None] = field(default_factory=dict)

    def run(self) -> Iterator[Request]:
        while (token := self.next()) is not None:
            if token.kind is TokenKind.WORD and token.text.lower() in _COMMANDS:
                request = self.call()
                if request is not None:
                    yield request
            elif token.kind is TokenKind.VARIABLE:
                self.after_variable(token.text.lower())

    def peek(self, ahead: int = 0) -> PsToken | None:
        position = self.position + ahead
        return self.tokens[position] if position < len(self.tokens) else None

    def next(self) -> PsToken | None:
        token = self.peek()
        if token is not None:
            self.position += 1
            self.expanded_by_shell |= dict.fromkeys(token.expanded_by_shell)
        return token

    def skips(self, *marks: str) -> bool:
        """Go past these tokens if they come next."""
        coming = [self.peek(ahead) for ahead in range(len(marks))]
        if all(token is not None and token.text.lower() == mark for token, mark in zip(coming, marks, strict=True)):
            self.position += len(marks)
            return True
        return False

    def after_variable(self, name: str) -> None:
        """Read ``$x = …``, ``$x["Name"] = …``, ``$x.Name = …`` and ``$x.Add("Name", …)``."""
        if self.skips("="):
            ahead = self.peek()
            word = ahead.text.lower() if ahead and ahead.kind is TokenKind.WORD else ""
            if word not in _COMMANDS:
                value = self.value(to_end=True)
                self.variables[name] = {} if word == "new-object" else value
        elif self.skips("["):
            key = self.next()
            if key and self.skips("]", "="):
                self.put(name, key.text, self.value(to_end=True))
        elif name.endswith(".add") and self.skips("("):
            key = self.next()
            if key and self.skips(","):
                self.put(name.removesuffix(".add"), key.text, self.value())

    def put(self, name: str, key: str, value: Value) -> None:
        table = self.variables.setdefault(name, {})
        if not isinstance(table, dict):
            # What it holds besides is made somewhere else.
            table = self.variables[name] = {HIDDEN.name: HIDDEN.value}
        table[key] = value

    def value(self, *, to_end: bool = False, depth: int = 0) -> Value:
        """Read one value; with ``to_end`` all up to the end of the statement belongs to it."""
        while to_end and (ahead := self.peek()) and ahead.kind is TokenKind.NEWLINE:
            self.next()
        token = self.next()
        if token is None:
            return ""
        if token.text == "@{" and token.kind is TokenKind.MARK:
            return self.table(depth)
        if token.kind is TokenKind.MARK and token.text in {"(", "@(", "["}:
            start = self.position
            self.past_bracket()
            self.rest(to_end=to_end)
            return self.worth(self.tokens[start : self.position])
        value = self.known(token)
        return value if not self.rest(to_end=to_end) else "$expression"

    @staticmethod
    def worth(expression: Sequence[PsToken]) -> str:
        """Tell a clock in seconds, which is left at that, from any other expression."""
        text = "".join(token.text for token in expression)
        is_in_seconds = _SECONDS.search(text) and not _CALCULATED.search(text)
        return SECONDS if is_in_seconds else "$expression"

    def known(self, token: PsToken) -> Value:
        if token.kind is TokenKind.VARIABLE:
            return self.variables.get(token.text.lower().replace("@", "$", 1), token.text)
        return self.filled(token.text) if token.fills else token.text

    def filled(self, text: str) -> str:
        """Put in the instants in seconds that stand in a string; other variables tell more as they are written."""
        return _IN_STRING.sub(
            lambda found: SECONDS if self.variables.get(f"${found[1].lower()}") == SECONDS else found.group(), text
        )[:_LONGEST]

    def rest(self, *, to_end: bool) -> bool:
        """Go past what else belongs to a value; tell whether there was anything."""
        start = self.position
        while (token := self.peek()) is not None:
            if token.kind is TokenKind.NEWLINE or (
                token.kind is TokenKind.MARK and token.text in {";", "}", ")", "|", ","}
            ):
                break
            if token.is_apart and not to_end:
                break
            self.next()
            if token.kind is TokenKind.MARK and token.text in {"(", "@(", "@{", "{", "["}:
                self.past_bracket()
        return self.position > start

    def past_bracket(self) -> None:
        """Go past what belongs to a bracket that has been read."""
        depth = 1
        while depth and (token := self.next()) is not None:
            if token.kind is TokenKind.MARK:
                depth += (token.text[-1] in "([{") - (token.text in ")]}")

    def table(self, depth: int) -> dict[str, Value]:
        """Read a hash table whose ``@{`` has been read, and those within it, but not as deep as they may be nested."""
        entries: dict[str, Value] = {}
        while (token := self.next()) is not None and not (token.kind is TokenKind.MARK and token.text == "}"):
            if token.kind in {TokenKind.STRING, TokenKind.WORD, TokenKind.VARIABLE} and self.skips("="):
                ahead = self.peek()
                if depth >= _DEEPEST and ahead and ahead.kind is TokenKind.MARK and ahead.text == "@{":
                    self.next()
                    self.past_bracket()
                    continue
                entries[token.text] = self.value(to_end=True, depth=depth + 1)
        return entries

    def call(self) -> Request | None:
        """Read the arguments of a command up to the end of the statement."""
        given: dict[str, Value] = {}
        while (token := self.peek()) is not None:
            if token.kind is TokenKind.NEWLINE or (token.kind is TokenKind.MARK and token.text in {";", "|", ")", "}"}):
                break
            if token.kind is TokenKind.WORD and token.text.startswith("-") and len(token.text) > 1:
                self.next()
                name, _, attached = token.text[1:].lower().partition(":")
                name = next((full for full in (*_VALUES, *_SWITCHES) if full.startswith(name)), name)
                given[name] = attached or ("" if name in _SWITCHES else self.value())
            elif token.kind is TokenKind.VARIABLE and token.text.startswith("@"):
                self.next()
                splatted = self.known(token)
                known = splatted if isinstance(splatted, dict) else {"headers": HIDDEN.value, "body": HIDDEN.value}
                given |= {key.lower(): value for key, value in known.items()}
            else:
                given.setdefault("uri", self.value())
        return self.request(given)

    def request(self, given: dict[str, Value]) -> Request | None:
        uri, body, session = given.get("uri", ""), given.get("body"), given.get("websession")
        if not isinstance(uri, str) or not uri:
            return None
        headers = list(_pairs(given.get("headers")))
        agent = given.get("useragent")
        if agent is None and isinstance(session, str):
            agent = self.variables.get(f"{session.lower()}.useragent")
            headers += _pairs(self.variables.get(f"{session.lower()}.headers"))
            headers += () if session.lower() in self.variables else (HIDDEN,)
        if isinstance(agent, str):
            headers.append(Pair("User-Agent", agent))
        if isinstance(content_type := given.get("contenttype"), str):
            headers.append(Pair("Content-Type", content_type))
        method = given.get("custommethod") or given.get("method") or "GET"
        is_reading = isinstance(method, str) and method.upper() == "GET"
        address = Address.parse(uri).over_http()
        if isinstance(body, dict) or (isinstance(body, str) and body.startswith("$") and is_reading):
            address = replace(address, params=(*address.params, *_pairs(body)))
        assigned = {name for name in self.variables if name.startswith("$")}
        token = given.get("token")
        return Request(
            form=Form.POWERSHELL,
            address=address,
            method=method.upper() if isinstance(method, str) else "GET",
            headers=tuple(headers[:MOST_HEADERS]),
            # It begins ``Mozilla/5.0 (Windows NT``, and is answered (founding document).
            client_agent=ANSWERED_AGENT,
            has_basic="authentication" in given,
            checks_certificate="skipcertificatecheck" not in given,
            has_timeout=any("timeout" in name for name in given),
            expanded_by_shell=tuple(name for name in self.expanded_by_shell if name not in assigned),
            secrets=(token,) if isinstance(token, str) and token else (),
        )


def _pairs(table: "Value | None") -> Iterator[Pair]:
    if isinstance(table, dict):
        yield from (Pair(name, value) for name, value in table.items() if isinstance(value, str))
    elif table is not None:
        yield HIDDEN
