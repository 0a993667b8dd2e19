"""A command line of HTTPie: ``http [METHOD] URL Name:header name==parameter name=data``, as its manual has it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaspi_doctor.lint.reading._command_lines import Program
from kaspi_doctor.lint.request import MOST_HEADERS, MOST_PARAMS, Address, Form, Pair, Request

_URL = re.compile(
    r"https?://.+|:\d*/.*|(?:[\w-]+\.)+[a-z]{2,}(?:[:/?].*)?|localhost\b.*|\$.+/.*", re.IGNORECASE | re.DOTALL
)
_SEPARATOR = re.compile(r"(?<!\\)(?::=@|==@|:=|==|=@|:@|=|:|;\Z|@)")
_ESCAPE = re.compile(r"\\([:=@;\\])")
_WITH_VALUE = frozenset(
    """
    auth a auth-type A timeout verify session session-read-only output o print p style s pretty format-options proxy
    cert cert-key max-redirects max-headers ssl ciphers boundary default-scheme raw response-charset response-mime
    """.split()  # noqa: SIM905 - prose reads better than a column of words
)


def _requests(words: Sequence[str]) -> Iterator[Request]:
    options: dict[str, str] = {}
    scheme, *rest = _without_options(words, options)
    method = rest.pop(0) if rest and re.fullmatch(r"[A-Za-z]{3,8}", rest[0]) and rest[0] != "localhost" else None
    if not rest or not _URL.fullmatch(rest[0]):
        return
    target, *items = rest
    parts = [part for part in map(_taken_apart, items) if part]
    if len(parts) < len(items):
        # Something else than a request: prose, or another program's line.
        return
    address = Address.parse(f"localhost{target}" if target.startswith(":") else target)
    params = tuple(Pair(name, value) for name, kind, value in parts if kind == "==")
    has_data = any(kind in {"=", ":=", "@", "=@", ":=@"} for _, kind, _ in parts) or "raw" in options
    headers = tuple(Pair(name, value) for name, kind, value in parts if kind == ":" and value)
    removed = {name.lower() for name, kind, value in parts if kind == ":" and not value}
    yield Request(
        form=Form.HTTPIE,
        address=replace(
            address,
            scheme=address.scheme or (options.get("default-scheme", scheme) if address.host else ""),
            params=(*address.params, *params)[:MOST_PARAMS],
        ),
        method=method.upper() if method else "POST" if has_data else "GET",
        headers=headers[:MOST_HEADERS],
        client_agent=None if "user-agent" in removed else "HTTPie",
        has_basic=bool({"auth", "a"} & set(options)),
        checks_certificate=options.get("verify", "yes").lower() not in {"no", "false"},
        has_timeout="timeout" in options,
        secrets=tuple(secret for name in ("auth", "a") if (secret := options.get(name))),
    )


def _without_options(words: Sequence[str], options: dict[str, str]) -> Iterator[str]:
    """Return the words that are no options, and put these into a table by their names."""
    rest = iter(words)
    for word in rest:
        if word.startswith("-") and len(word) > 1:
            name, equals, attached = word.lstrip("-").partition("=")
            if not word.startswith("--") and name[:1] in _WITH_VALUE and len(name) > 1:
                name, equals, attached = name[0], "=", word[2:]
            options[name] = attached if equals else next(rest, "") if name in _WITH_VALUE else ""
        else:
            yield word


def _taken_apart(item: str) -> tuple[str, str, str] | None:
    """Take an item apart at its first separator: its name, what kind it is, its value."""
    found = _SEPARATOR.search(item)
    if not found or not found.start():
        return None
    name, value = (_ESCAPE.sub(r"\1", part) for part in (item[: found.start()], item[found.end() :]))
    return name, found.group(), value.strip()


PROGRAM = Program(
    name=re.compile(r"https?"), called=re.compile(r"(?m)(?:^|[\s$>])https?[ \t]+\S"), requests_of=_requests
)
