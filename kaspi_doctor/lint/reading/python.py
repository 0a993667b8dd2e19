"""Python's requests and httpx: the calls of a short program, with the dictionaries they are given."""

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kaspi_doctor.lint.reading._python_values import PythonValues, Unknown, text_of
from kaspi_doctor.lint.reading.code.callees import VERBS
from kaspi_doctor.lint.request import HIDDEN, Address, Form, Pair, Request, pairs_of

_CALLED = re.compile(r"\.(?:get|post|put|patch|delete|head|request)\(|\burlopen\(")
_JAVASCRIPT = "axios"
"""Whose calls may be Python by their form."""
_CLIENTS = {"Session", "Client", "AsyncClient", "ClientSession"}
_LONGEST = 200_000
"""Characters. Whoever pastes more pastes no request."""
AGENTS = {
    "requests": "python-requests",
    "httpx": "python-httpx",
    "aiohttp": "Python aiohttp",
    "urllib": "Python-urllib",
}
"""What each library calls itself, its version left out."""


def read(text: str, now_ms: int) -> list[Request]:
    """Return the requests that a program makes, as far as they can be told without running it."""
    if not _CALLED.search(text) or len(text) > _LONGEST:
        return []
    try:
        with warnings.catch_warnings():
            # It is another's program: its stray backslashes are no concern of ours.
            warnings.simplefilter("ignore")
            tree = ast.parse(textwrap.dedent(text))
        return list(_Program(tree, now_ms).requests())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


@dataclass(frozen=True, slots=True)
class _Client:
    """What a session, or the module itself, gives to each request."""

    library: str
    headers: tuple[Pair, ...] = ()
    has_timeout: bool = False
    checks_certificate: bool = True
    base_url: str = ""


class _Program:
    def __init__(self, tree: ast.Module, now_ms: int) -> None:
        self.tree = tree
        self.values = PythonValues(tree, now_ms)
        named = ast.unparse(tree)
        self.library = next((name for name in AGENTS if re.search(rf"\b{name}\b", named)), "requests")
        self.client = _Client(self.library, has_timeout=self.library in {"httpx", "aiohttp"})
        self.shows_client = False
        """Whether the session that the headers may come from is made in the text itself."""
        # Whatever the sessions are called: a short program has one.
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                self.learn(node)

    def learn(self, call: ast.Call) -> None:
        """Take in what is given to a session when it is made, and its headers when they are added."""
        name = ast.unparse(call.func)
        if name.rpartition(".")[2] in _CLIENTS:
            self.shows_client = True
            self.client = self.given(call, self.client)
        elif name.endswith("headers.update") and call.args:
            self.shows_client = True
            added = tuple(_pairs(self.values.of(call.args[0])))
            self.client = replace(self.client, headers=(*added, *self.client.headers))

    def given(self, call: ast.Call, client: _Client) -> _Client:
        """Add what a call's keywords say."""
        given = {keyword.arg: self.values.of(keyword.value) for keyword in call.keywords if keyword.arg}
        is_unchecked = any(given.get(name) is False for name in ("verify", "ssl", "verify_ssl"))
        return replace(
            client,
            headers=(*_pairs(given.get("headers")), *client.headers),
            has_timeout=given["timeout"] is not None if "timeout" in given else client.has_timeout,
            checks_certificate=client.checks_certificate and not is_unchecked,
            base_url=text_of(given.get("base_url", client.base_url)),
        )

    def requests(self) -> Iterator[Request]:
        # A web framework's `@app.get("/orders")` makes no request.
        decorators = {id(one) for node in ast.walk(self.tree) for one in getattr(node, "decorator_list", ())}
        for node in ast.walk(self.tree):
            if id(node) in decorators:
                continue
            match node:
                case ast.Call(func=ast.Attribute(attr=verb), args=[url, *_]) if verb in VERBS:
                    yield from self.request(node, verb, url)
                case ast.Call(func=ast.Attribute(attr="request"), args=[ast.Constant(value=str(verb)), url, *_]):
                    yield from self.request(node, verb, url)
                case ast.Call(func=ast.Attribute(attr=verb), keywords=keywords) if verb in VERBS:
                    named = {keyword.arg: keyword.value for keyword in keywords}
                    if "url" in named:
                        yield from self.request(node, verb, named["url"])

    def request(self, call: ast.Call, verb: str, target: ast.expr) -> Iterator[Request]:
        by = ast.unparse(call.func).partition(".")[0]
        if by == _JAVASCRIPT:
            return
        url = self.values.of(target)
        keywords = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        if not isinstance(url, str) or (isinstance(url, Unknown) and not {"headers", "params"} & set(keywords)):
            return
        if not isinstance(url, Unknown) and not re.match(r"\w+://|/|\$|.*kaspi", url):
            # A dictionary's `get`, most likely.
            return
        client = self.given(call, self.client)
        is_relative = url.startswith("/") and not client.base_url
        is_complete = len(keywords) == len(call.keywords) and (self.shows_client or by in AGENTS) and not is_relative
        hidden = () if is_complete else (HIDDEN,)
        if client.base_url and "://" not in url:
            url = f"{client.base_url.rstrip('/')}/{url.lstrip('/')}"
        address = Address() if url.startswith("$") and "/" not in url else Address.parse(url)
        if "params" in keywords:
            given = self.values.of(keywords["params"])
            is_text = isinstance(given, str) and not isinstance(given, Unknown)
            added = pairs_of(str(given)) if is_text else tuple(_pairs(given))
            # httpx drops what stands in the URL when it is given parameters.
            kept = () if self.library == "httpx" else address.params
            address = replace(address, params=(*kept, *added))
        if len(keywords) < len(call.keywords):
            address = replace(address, params=(*address.params, HIDDEN))
        yield Request(
            form=Form.PYTHON,
            address=address,
            method=verb.upper(),
            headers=(*client.headers, *hidden),
            client_agent=AGENTS[self.library],
            has_basic="auth" in keywords,
            checks_certificate=client.checks_certificate,
            has_timeout=client.has_timeout if is_complete else None,
        )


def _pairs(table: object) -> Iterator[Pair]:
    if isinstance(table, dict):
        yield from (Pair(text_of(name), text_of(value)) for name, value in table.items() if value is not None)
    elif table is not None:
        yield HIDDEN
