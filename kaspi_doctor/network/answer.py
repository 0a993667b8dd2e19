"""What an HTTP answer amounts to: the contract's "How an answer is judged", first match. Pure."""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from kaspi_doctor.facts import Facts, Value
from kaspi_doctor.observation import AnswerKind

BODY_BOUND = 256 * 1024
"""Bytes of a body that are read, and bytes that a compressed one may grow to."""
HEADERS_BOUND = 64 * 1024
LARGEST_COUNT = 2**53
CODINGS_BOUND = 4
MEMBERS_BOUND = 64
TITLE_BOUND = 300
"""Characters of a title that are kept."""

# Titles exactly as published; the numbers in the second vary. kaspi-api.md, section 3: observed x2, x3, reported x1.
DATES_MISSING = re.compile(r"Required filter \[orders\]\[creationDate\]\[\$ge\] is empty", re.IGNORECASE)
DATE_RANGE = re.compile(r"Exceeded the maximum difference", re.IGNORECASE)
PAGINATION_MISSING = re.compile(r"Required pagination value \[(?:number|size)\] is empty", re.IGNORECASE)
RANGE_MAXIMUM = re.compile(r"max\s*\[\s*(\d{1,6})\s*\]", re.IGNORECASE)

_TITLES = (
    (DATES_MISSING, AnswerKind.DATES_MISSING),
    (DATE_RANGE, AnswerKind.DATE_RANGE),
    (PAGINATION_MISSING, AnswerKind.PAGINATION_MISSING),
)
_CHALLENGES = (
    (
        "Cloudflare",
        re.compile(
            rb"cf-chl|_cf_chl|challenge-platform|cf-browser-verification"
            rb"|attention required! \| cloudflare|just a moment\.\.\."
        ),
    ),
    ("DDoS-Guard", re.compile(rb"ddos-guard|__ddg\d")),
    ("Qrator", re.compile(rb"qrator")),
    ("Incapsula", re.compile(rb"incapsula|_incap_")),
    ("captcha", re.compile(rb"captcha")),
)
# Atomic groups: a page of comments alone would else be tried in exponentially many ways.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?><\?xml.*?\?>\s*)?(?><!--.*?-->\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|noscript|center|div|p|table|frameset|iframe|h1)\b",
    re.DOTALL | re.IGNORECASE,
)
_TITLE_IN_FRAGMENT = re.compile(r'"title"\s*:\s*"((?:[^"\\]|\\.){0,400})')
_NO_JSON = object()
_GZIP = zlib.MAX_WBITS | 16
_WINDOWS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}


Reader: TypeAlias = Callable[[Any], Facts | None]
"""Gives the facts in a JSON document that is what was asked for, and None for any other document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An answer as it came, within the bounds."""

    status: int
    media_type: str
    body: bytes
    """Decoded, at most ``BODY_BOUND`` bytes."""
    over_bounds: bool
    """More came, of body or headers, than is read."""


def list_of_orders(document: Any) -> Facts | None:  # noqa: ANN401 - any JSON
    """Return the counts that come with a list of orders; None for what is no such list."""
    if not isinstance(document, dict) or not isinstance(document.get("data"), list):
        return None
    meta = document.get("meta")
    if not isinstance(meta, dict) or not all(_is_number(meta.get(name)) for name in ("pageCount", "totalCount")):
        return None
    return {"api.total_count": meta["totalCount"], "api.page_count": meta["pageCount"]}


def judge(received: Received, reads: Reader = list_of_orders) -> tuple[AnswerKind, dict[str, Value]]:
    """Return what an answer amounts to, and give the facts in it: ``api.*``, ``http.by_kaspi``, ``http.challenge``.

    ``reads`` knows what a good 200 holds. Never raises, whatever the body holds.
    """
    document = _parse(received.body)
    found = None if document is _NO_JSON else reads(document)
    titles = _titles(document, received)
    challenge = _challenge(received) if _is_html(received, document) else None
    kind = _kind(received, document, titles, challenged=challenge is not None, sought=found is not None)
    facts: dict[str, Value] = {
        "http.by_kaspi": isinstance(document, dict) and ("data" in document or "errors" in document),
        "http.challenge": challenge,
    }
    if titles:
        facts["api.error.title"] = next((t for t in titles if _documented(t)), titles[0])[:TITLE_BOUND]
    if maximum := RANGE_MAXIMUM.search(" ".join(titles)):
        facts["range.maximum"] = int(maximum[1])
    if isinstance(document, dict):
        facts["api.keys"] = tuple(str(key)[:40] for key in list(document)[:8])
    if kind is AnswerKind.DATA:
        facts |= found or {}
    return kind, facts


def _kind(  # noqa: C901, PLR0911 - the contract's list, one rule a line
    received: Received, document: object, titles: tuple[str, ...], *, challenged: bool, sought: bool
) -> AnswerKind:
    status = received.status
    documented = next((kind for title in titles if (kind := _documented(title))), None)
    if received.over_bounds and not (status in range(400, 500) and documented and status not in _SPOKEN_FOR):
        return AnswerKind.BROKEN
    if status in range(300, 400):
        return AnswerKind.REDIRECT
    if status in range(200, 300):
        if challenged:
            return AnswerKind.CHALLENGE
        if _is_html(received, document):
            return AnswerKind.CAPTIVE
        return AnswerKind.DATA if status == _OK and sought else AnswerKind.BROKEN
    is_json = isinstance(document, dict | list)
    if status == _UNAUTHORIZED:
        return AnswerKind.UNAUTHORIZED if is_json or not received.body.strip() else AnswerKind.CHALLENGE
    if status == _FORBIDDEN:
        return AnswerKind.FORBIDDEN if is_json else AnswerKind.CHALLENGE
    if status == _TOO_MANY_REQUESTS:
        return AnswerKind.CHALLENGE if challenged else AnswerKind.RATE_LIMITED
    if status in range(500, 600):
        return AnswerKind.CHALLENGE if challenged else AnswerKind.SERVER_ERROR
    if status in _NOT_FOUND:
        return AnswerKind.NOT_FOUND
    if status in _MEDIA_TYPE:
        return AnswerKind.MEDIA_TYPE
    if status in range(400, 500):
        return documented or AnswerKind.REFUSED
    return AnswerKind.BROKEN


_OK, _UNAUTHORIZED, _FORBIDDEN, _TOO_MANY_REQUESTS = 200, 401, 403, 429
_NOT_FOUND, _MEDIA_TYPE = {404, 405, 410}, {406, 415}
_SPOKEN_FOR = {_UNAUTHORIZED, _FORBIDDEN, _TOO_MANY_REQUESTS} | _NOT_FOUND | _MEDIA_TYPE


def _documented(title: str) -> AnswerKind | None:
    return next((kind for pattern, kind in _TITLES if pattern.search(title)), None)


def _is_number(value: object) -> bool:
    """Return whether a value is a count: a number that every reader of the report can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LARGEST_COUNT


def _parse(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Parse a body as JSON, whatever its media type says; gives ``_NO_JSON`` for what is none."""
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return _NO_JSON


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not have.

    Raises:
        ValueError: always.
    """
    raise ValueError(constant)


def _titles(document: object, received: Received) -> tuple[str, ...]:
    """Return the titles of the errors, also from a body that was cut or is not quite JSON."""
    if isinstance(document, dict):
        errors = document.get("errors")
        entries = errors if isinstance(errors, list) else [errors]
        found = [entry.get("title") for entry in entries[:10] if isinstance(entry, dict)]
        return tuple(title for title in found if isinstance(title, str) and title.strip())
    text = received.body.decode("utf-8", "replace")
    if '"errors"' not in text:
        return ()
    return tuple(_unescaped(match[1]) for match in _TITLE_IN_FRAGMENT.finditer(text, 0, BODY_BOUND))[:10]


def _unescaped(fragment: str) -> str:
    try:
        return str(json.loads(f'"{fragment}"', strict=False))
    except ValueError:
        return fragment


def _is_html(received: Received, document: object) -> bool:
    if document is not _NO_JSON:
        return False
    return "html" in received.media_type.lower() or bool(_HTML.match(received.body))


def _challenge(received: Received) -> str | None:
    text = received.body.lower()
    return next((name for name, pattern in _CHALLENGES if pattern.search(text)), None)


def inflate(body: bytes, codings: str) -> tuple[bytes, bool]:
    """Undo the content codings of a header within the bound; give the text, and whether it went over the bound.

    Nobody asks for a coding; some servers use one all the same. A coding that is not known, or that the body is not
    really in, is left as it is, as clients do. Never raises, never makes more than ``BODY_BOUND``.
    """
    over = False
    # The last one named was applied last (RFC 9110, section 8.4).
    for coding in reversed(codings.lower().split(",")[:CODINGS_BOUND]):
        for window in _WINDOWS.get(coding.strip(), ()):
            try:
                body = _inflated(body, window)
            except zlib.error:
                continue
            over, body = over or len(body) > BODY_BOUND, body[:BODY_BOUND]
            break
    return body, over


def _inflated(body: bytes, window: int) -> bytes:
    """Inflate up to one byte more than the bound, every member of a gzip file (RFC 1952, section 2.2)."""
    text = bytearray()
    for _ in range(MEMBERS_BOUND):
        inflater = zlib.decompressobj(window)
        try:
            text += inflater.decompress(body, BODY_BOUND + 1 - len(text))
        except zlib.error:
            if text:
                break  # what follows a whole member is padding
            raise
        body = inflater.unused_data
        if not body or len(text) > BODY_BOUND or window != _GZIP:
            break
    return bytes(text)
