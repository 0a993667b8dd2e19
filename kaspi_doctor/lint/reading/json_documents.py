"""What is exchanged as JSON: a HAR, as browsers and proxies save it, a Postman collection, Insomnia's export."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kaspi_doctor.lint.request import ANSWERED_AGENT, MOST_HEADERS, MOST_PARAMS, Address, Form, Pair, Request, pairs_of

_REFERENCE = re.compile(r"\{\{\s*([^{}]{1,80}?)\s*\}\}")
_MOST_REFERENCES = 50
"""In one text; what is beyond stays a variable."""
_LONGEST_VALUE = 4000
"""Characters that are put in for a variable: as many as a header may have."""


def read(text: str, _now_ms: int) -> list[Request]:
    """Return the requests of a JSON document."""
    if not text.startswith(("{", "[")):
        return []
    try:
        return list(_requests(json.loads(text)))
    except (ValueError, RecursionError):
        return []


def _requests(document: Any) -> Iterator[Request]:  # noqa: ANN401 - whatever JSON holds
    match document:
        case {"log": {"entries": list(entries)}}:
            yield from (request for entry in entries for request in _requests(entry))
        case {"resources": list(resources)}:
            yield from (_from_insomnia(each) for each in resources if isinstance(each, dict) and each.get("url"))
        case {"collection": {"item": list()}}:
            yield from _requests(document["collection"])
        case {"item": list()}:
            yield from _items(document, _values(document), None)
        case {"request": {"url": str(url), "headers": list()} as request} if "header" not in request:
            yield _from_har(url, request)
        case {"request": {"url": _}} | {"request": str()}:
            yield from _items({"item": [document]}, {}, None)
        case {"url": str(url), "headers": list(), "method": str()}:
            yield _from_har(url, document)
        case {"url": _, "method": str()} | {"url": _, "header": list()}:
            yield from _items({"item": [{"request": document}]}, {}, None)
        case [*entries]:
            yield from (request for entry in entries if isinstance(entry, dict) for request in _requests(entry))


def _from_har(url: str, entry: Mapping[str, Any]) -> Request:
    return Request(
        form=Form.HAR,
        address=Address.parse(url),
        method=_text(entry.get("method")).upper() or "GET",
        headers=tuple(pair for pair in _pairs(entry.get("headers"), "name") if pair.name[:1] != ":")[:MOST_HEADERS],
    )


def _from_insomnia(entry: Mapping[str, Any]) -> Request:
    """Read a request of Insomnia's export, which keeps the parameters apart. Its own name is among the headers."""
    address = Address.parse(_text(entry.get("url")))
    return Request(
        form=Form.POSTMAN,
        address=replace(address, params=(*address.params, *_pairs(entry.get("parameters"), "name"))[:MOST_PARAMS]),
        method=_text(entry.get("method")).upper() or "GET",
        headers=(*_pairs(entry.get("headers"), "name")[:MOST_HEADERS], *_from_auth(entry.get("authentication"))),
        client_agent=ANSWERED_AGENT,
    )


def _items(folder: Mapping[str, Any], values: Mapping[str, str], auth: object) -> Iterator[Request]:
    """Walk a collection's folders; what one says about authorization holds for what is in it."""
    auth = folder.get("auth") or auth
    for item in folder["item"]:
        match item:
            case {"item": list()}:
                yield from _items(item, values, auth)
            case {"request": str(url)}:
                yield from _from_postman({"url": url}, item, values, auth)
            case {"request": dict(request)}:
                yield from _from_postman(request, item, values, auth)


def _from_postman(
    request: Mapping[str, Any], item: Mapping[str, Any], values: Mapping[str, str], auth: object
) -> Iterator[Request]:
    url = request.get("url")
    raw = _text(url.get("raw")) or _put_together(url) if isinstance(url, dict) else _text(url)
    if not raw:
        return
    # The raw text holds parameters that are switched off in some versions, and lacks none that are not.
    off = {name for name, _ in _pairs(url.get("query"), "key", disabled=True)} if isinstance(url, dict) else set()
    address = Address.parse(_resolved(raw, values))
    on = tuple(pair for pair in address.params if pair.name not in off)
    headers = tuple(
        Pair(name, _resolved(value, values))
        for name, value in _pairs(request.get("header") or request.get("headers"), "key")
    )
    by_auth = _from_auth(request.get("auth") or auth)
    profile = item.get("protocolProfileBehavior")
    yield Request(
        form=Form.POSTMAN,
        address=replace(address, params=on),
        method=_text(request.get("method")).upper() or "GET",
        headers=(*headers[:MOST_HEADERS], *(Pair(name, _resolved(value, values)) for name, value in by_auth)),
        # ``PostmanRuntime/7.37.3`` is known to be answered.
        client_agent=ANSWERED_AGENT,
        checks_certificate=not (isinstance(profile, dict) and profile.get("strictSSL") is False),
    )


def _put_together(url: Mapping[str, Any]) -> str:
    """Make a URL of the parts that a collection keeps apart."""
    host, path = (part if isinstance(part, list) else [part] for part in (url.get("host", ""), url.get("path", "")))
    query = "&".join(f"{name}={value}" for name, value in _pairs(url.get("query"), "key"))
    whole = f"{'.'.join(map(_text, host))}/{'/'.join(map(_text, path))}"
    scheme = _text(url.get("protocol"))
    return (f"{scheme}://" if scheme else "") + whole + (f"?{query}" if query else "") if whole != "/" else ""


def _from_auth(auth: object) -> Iterator[Pair]:
    match auth:
        case {"type": "apikey", "apikey": settings}:
            given = {pair.name: pair.value for pair in _pairs(settings, "key")}
            if given.get("in", "header") == "header" and given.get("key"):
                yield Pair(given["key"], given.get("value", ""))
        case {"type": "bearer", "bearer": settings}:
            given = {pair.name: pair.value for pair in _pairs(settings, "key")}
            yield Pair("Authorization", f"Bearer {given.get('token', '')}")
        case {"type": "basic" | "oauth2" | "digest" as kind}:
            yield Pair("Authorization", kind)


def _values(collection: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in _pairs(collection.get("variable"), "key") if value}


def _resolved(text: str, values: Mapping[str, str]) -> str:
    """Put in the values that a collection gives to its variables, within bounds: a long one may be named often."""
    return _REFERENCE.sub(
        lambda found: values.get(found[1], found.group())[:_LONGEST_VALUE], text, count=_MOST_REFERENCES
    )


def _pairs(listed: object, name_key: str, *, disabled: bool = False) -> tuple[Pair, ...]:
    """Read a list of objects with a name and a value, or such a list's short form."""
    if isinstance(listed, dict):
        return tuple(Pair(str(name), _text(value)) for name, value in listed.items())
    if isinstance(listed, str):
        return tuple(Pair(name, value) for name, value in pairs_of(listed)) if not disabled else ()
    return tuple(
        Pair(_text(entry.get(name_key)), _text(entry.get("value")))
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and bool(entry.get("disabled")) is disabled
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, (dict, list)) else str(value)
