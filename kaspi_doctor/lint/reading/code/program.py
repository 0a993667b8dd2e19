"""A program read once from its beginning: what its calls and assignments say of the requests that it makes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaspi_doctor.lint.names import nearest
from kaspi_doctor.lint.reading._python_values import LONGEST, Unknown
from kaspi_doctor.lint.reading.code import callees
from kaspi_doctor.lint.reading.code.calls import Call, headers_of, params_of
from kaspi_doctor.lint.reading.code.clients import UNCHECKED, Client
from kaspi_doctor.lint.reading.code.connections import CONNECTING, Connections
from kaspi_doctor.lint.reading.code.tables import Table, Value, text_of
from kaspi_doctor.lint.reading.code.tokens import Group, Item, Token, is_mark, is_word, parts, statements, taken_apart
from kaspi_doctor.lint.reading.code.values import Values, plain_name
from kaspi_doctor.lint.request import (
    HIDDEN,
    MOST_HEADERS,
    MOST_PARAMS,
    Address,
    Form,
    Pair,
    Request,
    is_named_by_variable,
)

_HEADER = re.compile(r"user-?agent|accept(?:-\w+)?|content-type|authorization|cookie|x-[\w-]+", re.IGNORECASE)
_PROPERTIES = {"useragent": "User-Agent", "accept": "Accept", "contenttype": "Content-Type"}
_OF_PARAMS = re.compile(r"(?:q|qs|params?|values|.*query.*|.*search_?params)", re.IGNORECASE)
_OF_HEADERS = re.compile(r"header|requestproperty|заголов", re.IGNORECASE)
_OPTIONS_OF_GUZZLE = {"headers", "query", "timeout", "verify", "http_errors", "json"}
_URL = re.compile(r"(?:https?://|localhost\b|(?:[\w-]+\.)*kaspi\.kz\b).*", re.IGNORECASE | re.DOTALL)
_PATH = re.compile(r"(?:\$\{[^{}]*\})?/?(?:[\w-]+/)*(?:api|orders)\b.*", re.DOTALL)
_MOST = 200
"""Calls that are looked at."""


class Program:
    """What is known after the whole program has been read."""

    def __init__(self, text: str, client: Client, now_ms: int) -> None:
        """Read a program for one client."""
        self.client = client
        self.source = taken_apart(text, client.language)
        self.values = Values(language=client.language, now_ms=now_ms)
        self.calls: list[Call] = []
        self.has_timeout = client.has_timeout(self.source.code)
        self.checks_certificate = UNCHECKED.search(self.source.code) is None
        self.handle = Call()
        """What PHP's curl is told of the handle that was made last."""
        self.shared = Call()
        """What is said of all requests: of their client, or outside of any call that has a URL."""
        self.instances: set[str] = set()
        """Names of what axios made, by settings that are all seen."""
        self.connections: list[Group] = []
        """What 1C's connections are made with."""
        self._walk(self.source.items)

    def requests(self) -> Iterator[Request]:
        """Return the requests."""
        shared = self.shared
        connections = Connections.of(self.connections, self.source.code)
        calls = [call for call in self.calls if not call.only_names] or self.calls
        calls = [call for call in calls if call.url] or [call for call in calls if _has_token(call)]
        if not calls and _has_token(shared):
            # The address is somewhere else.
            calls = [Call()]
        # A builder may be given its address by the hand of another.
        apart = {call.url if call.only_names else str(id(call)): call for call in calls[:_MOST]}
        for call in apart.values():
            client = call.client or self.client
            base = call.base or shared.base
            is_relative = bool(call.url) and not _URL.fullmatch(call.url) and not call.url.startswith("$")
            whole = f"{base.rstrip('/')}/{call.url.lstrip('/')}" if is_relative and base else call.url
            # A variable before the path ends in a slash, if it is right.
            address = Address.parse(re.sub(r"\A(\$\{[^{}]*\})(?=[a-z])", r"\1/", whole))
            # Whoever gives the address may give headers and parameters as well.
            hidden = (HIDDEN,) if is_relative and not base else ()
            yield Request(
                form=client.form,
                address=replace(
                    address, params=((*address.params, *call.params, *shared.params) or hidden)[:MOST_PARAMS]
                ),
                method=call.verb or shared.verb or "GET",
                headers=(*call.headers, *shared.headers, *hidden)[:MOST_HEADERS],
                client_agent=client.agent,
                has_basic=call.has_basic or shared.has_basic,
                checks_certificate=self.checks_certificate and call.checks_certificate and shared.checks_certificate,
                has_timeout=self._has_timeout(call, client.form, connections),
                connects_plainly=connections.is_plain,
                expanded_by_shell=tuple(self.source.expanded_by_shell),
            )

    def _has_timeout(self, call: Call, form: Form, connections: Connections) -> bool | None:
        match form:
            case Form.PHP_CURL:
                return call.has_timeout
            case Form.AXIOS:
                return call.has_timeout if self.has_timeout is False else self.has_timeout
            case Form.FETCH:
                # What is said of the program is said of axios.
                return None
            case Form.ONE_C:
                return connections.has_timeout
        return self.has_timeout

    def _walk(self, items: Sequence[Item]) -> None:
        """Read the statements of a block."""
        for statement in statements(items):
            self._look_into(statement)
            at = next((i for i, item in enumerate(statement) if is_mark(item, "=", ":=", "+=", ".=")), 0)
            if at:
                self._assign(statement[:at], statement[at], statement[at + 1 :])

    def _look_into(self, items: Sequence[Item]) -> None:
        """Take in the calls of an expression, the inner ones first."""
        path: list[str] = []
        before = ""
        for item in items:
            if isinstance(item, Token):
                # What follows a call in `a.b(…).c(…)` belongs to what stands before it.
                if not item.text.startswith("."):
                    before, path = "".join(path), []
                path.append(plain_name(item.text))
            elif item.opening == "{":
                self._walk(item.items)
            else:
                for part in parts(item.items, ",", ";"):
                    self._look_into(part)
                if item.opening == "(" and path:
                    self._call(path, item)
                    if path[-1].lower() in CONNECTING and before.lower() in {"новый", "new"}:
                        self.connections.append(item)

    def _assign(self, left: Sequence[Item], mark: Item, right: Sequence[Item]) -> None:
        """Take in ``x = …``, ``x["Name"] = …`` and ``x.Name = …``."""
        value = self.values.of(right)
        last = left[-1]
        if isinstance(last, Group):
            owner = next((item for item in reversed(left) if isinstance(item, Token)), None)
            if last.opening == "[" and owner:
                self._set(plain_name(owner.text), text_of(self.values.of(last.items)) if last.items else "", value)
            return
        # A type may stand before the name, or behind it after a colon; an error's name behind a comma.
        until = next((i for i, item in enumerate(left) if is_mark(item, ":", ",")), len(left))
        named = next(filter(is_word, reversed(left[:until])), None)
        if named is None:
            return
        name = plain_name(named.text)
        (self.instances.add if self._makes_axios(right) else self.instances.discard)(name)
        plain = name.lower()
        is_member = named.text.startswith(".")
        if is_member and plain in _PROPERTIES:
            self.shared.headers.append(Pair(_PROPERTIES[plain], text_of(value)))
        elif is_member and plain in {"header", "headers"}:
            self.shared.headers += headers_of(value)
            self.values.named[name] = value
        elif (is_member and plain in {"method", "baseurl"}) or plain == "baseaddress":
            self.shared.option(plain, value)
        elif is_member and plain in {"адресресурса", "resourceaddress"}:
            self.calls.append(Call(url=text_of(value)))
        elif is_mark(mark, "+=", ".="):
            before = self.values.named.get(name)
            joined = isinstance(before, str) and isinstance(value, str) and not isinstance(before, Unknown)
            self.values.named[name] = f"{before}{value}"[:LONGEST] if joined else Unknown(f"${{{name}}}")
        else:
            self.values.named[name] = value

    def _makes_axios(self, items: Sequence[Item]) -> bool:
        """Return whether this is an ``axios.create(…)`` all of whose settings are seen."""
        match items:
            case [Token(text="axios" | "Axios"), Token(text=".create"), Group() as group]:
                return all(isinstance(value, Table) and value.is_whole for value in self.values.arguments(group))
        return False

    def _set(self, owner: str, name: str, value: Value) -> None:
        """Take in a name and its value that are set on something."""
        table = self.values.named.get(owner)
        if isinstance(table, Table):
            table.put(name, value)
        elif _OF_HEADERS.search(owner) or _HEADER.fullmatch(name):
            self.shared.headers += headers_of(Table(pairs=[(name, value)]))
        elif "[" in name or (_OF_PARAMS.fullmatch(owner) and (nearest(name) or is_named_by_variable(name))):
            self.shared.params.append(Pair(name, text_of(value)))

    def _call(self, path: list[str], group: Group) -> None:
        """Take in one call, whose arguments have been looked into."""
        name = path[-1].lower()
        owner = path[-2] if len(path) > 1 else ""
        written = parts(group.items, ",")
        if name in {"curl_setopt", "curl_setopt_array"}:
            self._curl(written)
        elif name in callees.SETTING and len(written) > 1:
            key = self.values.of(written[0])
            if isinstance(key, str):
                says_what = _OF_HEADERS.search(name) or _OF_PARAMS.fullmatch(name)
                self._set(name if says_what else owner, key, self.values.of(written[1]))
        elif name in callees.REQUESTING or name in callees.MAKING_CLIENTS:
            self._request(path, group)
        elif written:
            self._say(name, owner, group, len(written))

    def _say(self, name: str, owner: str, group: Group, count: int) -> None:
        """Take in a call that says one thing of the request that is being built."""
        # In C# the header is the owner of what adds to it, elsewhere it is the method itself.
        which = _PROPERTIES.get(owner.lower() if name in {"add", "parseadd", "tryparseadd"} else name)
        if name in {"withheaders", "headers", "addheaders"}:
            made = self.values.made("headers", group) if count > 1 else self.values.of(group.items)
            self.shared.headers += headers_of(made)
        elif which or "useragent" in name:
            self.shared.headers.append(Pair(which or "User-Agent", text_of(self.values.arguments(group)[0])))
        elif name in {"withtoken", "withbasicauth", "setbasicauth"}:
            self.shared.has_basic = True
        elif name in {"setrequestmethod", "method", "вызватьhttpметод"}:
            self.shared.option("method", self.values.arguments(group)[0])
        elif name in callees.VERBS_OF_1C:
            self.shared.verb = callees.VERBS_OF_1C[name]

    def _curl(self, written: list[list[Item]]) -> None:
        """Take in PHP's ``curl_setopt($handle, NAME, value)``, and its like for a table."""
        option = written[1][0] if len(written) > 1 else None
        if len(written) > 2 and isinstance(option, Token):  # noqa: PLR2004 - a handle, a name and a value
            table: Value = Table(pairs=[(option.text, self.values.of(written[2]))])
        else:
            table = self.values.of(written[1]) if option else ""
        self.handle.take(table if isinstance(table, Table) else Table(is_whole=False))
        if all(call is not self.handle for call in self.calls[-1:]):
            self.calls.append(self.handle)

    def _request(self, path: list[str], group: Group) -> None:
        """Take in a call that makes a request, or a client."""
        name = path[-1].lower()
        given = self.values.arguments(group)
        texts = [value for value in given if isinstance(value, str)]
        verb = next(
            (word for text in texts[:2] if (word := text.strip("${}").lower().removeprefix("method")) in callees.VERBS),
            "",
        )
        verb = verb or re.sub(r"async\Z|\Awp_remote_|\Ahttp", "", name)
        call = Call(only_names=name in callees.ADDRESSING, client=self._client(path))
        if call.client and call.client.form is Form.AXIOS and "create" not in path:
            call.has_timeout = False
        call.verb = verb.upper() if verb in callees.VERBS else ""
        for table in (value for value in given if isinstance(value, Table)):
            self._take(call, name, table)
        if any(isinstance(value, Unknown) for value in given[1:]):
            call.has_timeout = call.has_timeout or None
        call.url = call.url or next((text for text in texts if self._is_address(text, name)), "")
        if name in callees.MAKING_CLIENTS and (name not in callees.REQUESTING or not call.url):
            self.shared.headers += call.headers
            self.shared.params += call.params
            self.shared.has_basic = self.shared.has_basic or call.has_basic
            self.shared.base = call.base or call.url or self.shared.base
        elif name == "curl_init":
            self.handle = call
            call.has_timeout = False
            self.calls.append(call)
        elif (call.url or _has_token(call)) and name in callees.REQUESTING:
            written = parts(group.items, ",")
            if self.client.hides_options and any(map(_may_be_options, written[1:], given[1:])):
                call.hide()
            self.calls.append(call)

    def _client(self, path: list[str]) -> Client | None:
        client = self.client.of_call(path)
        is_instance = len(path) > 1 and path[-2] in self.instances
        return replace(client, form=Form.AXIOS) if client and is_instance else client

    def _take(self, call: Call, name: str, table: Table) -> None:
        """Take in a table among a call's arguments."""
        is_guzzle = self.client.form is Form.GUZZLE
        names = {key.lower() for key, _ in table.pairs}
        if name in callees.WITH_HEADERS or (is_guzzle and name == "request" and any(map(_HEADER.fullmatch, names))):
            call.headers += headers_of(table)
        elif is_guzzle and call.verb == "GET" and not names & _OPTIONS_OF_GUZZLE:
            # Laravel's `get` takes the parameters themselves.
            call.params += params_of(table)
        else:
            call.take(table)
            call.params += params_of(table.get("data")) if name == "ajax" else ()

    @staticmethod
    def _is_address(text: str, name: str) -> bool:
        """Return whether a text is a URL or a path of the API."""
        return not isinstance(text, Unknown) and bool(
            _URL.fullmatch(text) or _PATH.fullmatch(text) or (name in callees.WITH_HEADERS and "/" in text)
        )


def _has_token(call: Call) -> bool:
    return any(header.name.lower() == "x-auth-token" for header in call.headers)


def _may_be_options(part: Sequence[Item], value: Value) -> bool:
    """Return whether a name may stand for headers, rather than for a function or another expression."""
    is_name = len(part) == 1 and isinstance(part[0], Token) and part[0].text not in {"null", "nil", "undefined"}
    return is_name and isinstance(value, Unknown)
