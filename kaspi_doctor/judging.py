"""What an HTTP answer amounts to: the one table, for the wire, for pasted text and for traced programs. Pure.

What a text does not show of an answer is left open: the judge then says which kinds it may be of.
"""

import json
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from kaspi_doctor import facts as fact
from kaspi_doctor.observation import AnswerKind

LARGEST_COUNT: Final = 2**53
TITLE_BOUND: Final = 300
"""Characters of a title that are kept."""
HEADER_BOUND: Final = 100
"""Characters of a header's value that are looked at."""
ERRORS_BOUND: Final = 10


class Trait(Flag):
    """What an answer has beside its status. Several may hold at once; other text has none."""

    LONG_HEAD = auto()
    """More headers than are read."""
    MARK = auto()
    """Of a challenge or protection layer."""
    EMPTY = auto()
    PAGE = auto()
    """HTML."""
    JSON = auto()
    SOUGHT = auto()
    """JSON that is what was asked for."""
    DATES = auto()
    """This one and the next two: a documented title."""
    RANGE = auto()
    PAGINATION = auto()


_NOTHING: Final = Trait(0)
_EVERY: Final = range(1000)
_2XX, _3XX, _4XX, _5XX = (range(first, first + 100) for first in (200, 300, 400, 500))
# The contract's "How an answer is judged": the first row that fits. A row without traits fits every answer.
_TABLE: Final[tuple[tuple[Container[int], Trait | None, AnswerKind], ...]] = (
    (_EVERY, Trait.LONG_HEAD, AnswerKind.BROKEN),
    (_EVERY, Trait.MARK, AnswerKind.CHALLENGE),
    (_3XX, None, AnswerKind.REDIRECT),
    (_2XX, Trait.PAGE, AnswerKind.CAPTIVE),
    ({200}, Trait.SOUGHT, AnswerKind.DATA),
    ({401}, Trait.JSON | Trait.EMPTY, AnswerKind.UNAUTHORIZED),
    ({403}, Trait.JSON, AnswerKind.FORBIDDEN),
    ({401, 403, 421, 451}, None, AnswerKind.CHALLENGE),
    ({429}, Trait.PAGE, AnswerKind.CHALLENGE),
    ({429}, None, AnswerKind.RATE_LIMITED),
    (_5XX, None, AnswerKind.SERVER_ERROR),
    ({404, 405, 410}, None, AnswerKind.NOT_FOUND),
    ({406, 415}, None, AnswerKind.MEDIA_TYPE),
    (_4XX, Trait.DATES, AnswerKind.DATES_MISSING),
    (_4XX, Trait.RANGE, AnswerKind.DATE_RANGE),
    (_4XX, Trait.PAGINATION, AnswerKind.PAGINATION_MISSING),
    (_4XX, None, AnswerKind.REFUSED),
    (_EVERY, None, AnswerKind.BROKEN),  # every other 2xx, and what is no status of an answer
)

# Titles exactly as published; the numbers in the second vary. kaspi-api.md, section 3: observed x2, x3, reported x1.
_TITLES: Final = (
    (re.compile(r"Required filter \[orders\]\[creationDate\]\[\$ge\] is empty", re.IGNORECASE), Trait.DATES),
    (re.compile(r"Exceeded the maximum difference[^\"<\n]*", re.IGNORECASE), Trait.RANGE),
    (re.compile(r"Required pagination value \[(?:number|size)\] is empty", re.IGNORECASE), Trait.PAGINATION),
)
TITLED: Final = frozenset(kind for _, trait, kind in _TABLE if trait in {trait for _, trait in _TITLES})
"""What only a documented title tells."""
_MAXIMUM: Final = re.compile(r"max\s*\[\s*(\d{1,6})\s*\]", re.IGNORECASE)
_TITLE_IN_FRAGMENT: Final = re.compile(r'"title"\s*:\s*"((?:[^"\\]|\\.){0,400})')

HEADERS_READ: Final = frozenset({"server", "x-cdn", "cf-mitigated", "x-amzn-waf-action", "set-cookie"})
_OF_ITS_OWN: Final = ("cf-mitigated: ", "x-amzn-waf-action: ")
"""Headers of answers that a layer gives itself. Its name in another header, or its cookie, stands on all that passes
it: what is Kaspi's own for certain is not taken for the layer's because of that.
"""
# Of each layer: its name, its marks in a page, and in a header or a cookie's name. By the layers' own documents
# (developers.cloudflare.com, docs.aws.amazon.com, docs.qrator.net) and by what wafw00f and clients' code know them by.
_MARKS: Final = tuple(
    (name, re.compile(page or r"(?!)"), re.compile(rf"^(?:{head or '(?!)'})", re.MULTILINE))
    for name, page, head in (
        (
            "Cloudflare",
            (
                r"cf-chl|_cf_chl|challenge-platform|cf-browser-verification"
                r"|attention required! \| cloudflare|just a moment\.\.\."
            ),
            r"cf-mitigated: ",
        ),
        ("DDoS-Guard", r"ddos-guard|__ddg\d", r"server: ddos-guard|set-cookie: __ddg(?:\d|id|mark)"),
        ("Qrator", r"qrator", r"server: qrator|set-cookie: qrator_"),
        ("Incapsula", r"incapsula|_incap_", r"x-cdn: (?:incapsula|imperva)|set-cookie: (?:visid_incap|incap_ses)_"),
        ("StormWall", r"stormwall", r"server: stormwall"),
        ("Variti", r"\bvariti\b", r"server: variti|set-cookie: ipp_(?:uid|key|sign)"),
        ("F5", r"\bsupport id\b", None),
        ("AWS WAF", None, r"x-amzn-waf-action: "),
        ("captcha", r"captcha", None),
    )
)
PAGE_BEGINS: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|style|noscript|center|div|p|table|frameset|iframe|h1)\b",
    re.IGNORECASE,
)
# Atomic groups: a page of comments alone would else be tried in exponentially many ways.
_BEFORE_A_PAGE: Final = re.compile(r"\s*(?><\?xml.*?\?>\s*)?(?><!--.*?-->\s*)*+", re.DOTALL)
_JSON_BEGINS: Final = re.compile(r"\s*(?:\[\s*[\"\[{]|\{\s*\")")
_KASPIS_BEGINS: Final = re.compile(r"\s*\{\s*\"(?:data|errors)\"\s*:")
_NO_JSON: Final = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An answer as it came, within the bounds, or as far as a text shows it."""

    status: int
    media_type: str = ""
    headers: tuple[str, ...] = ()
    """As ``legible`` gives them."""
    body: bytes | None = None
    """Decoded; None where it is not shown."""
    is_cut: bool = False
    """More came of the body than is read."""
    is_excerpt: bool = False
    """The body may go on: the text does not show where it ends."""
    long_head: bool = False
    """More headers came than are read."""


class Judgement(NamedTuple):
    """What an answer amounts to."""

    kinds: tuple[AnswerKind, ...]
    """One where enough was seen; else all that are possible, likeliest first."""
    is_sure: bool
    """The first is what the API's own answer means, whether it is JSON or empty; the others need what is not shown."""
    facts: dict[str, fact.Value]
    """The facts in a body that was seen: ``api.*``, ``http.by_kaspi``, ``http.challenge``."""


def legible(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what the judge reads of an answer's headers, in small letters and short; of a cookie the name alone."""
    found = ((name.lower(), value) for name, value in headers)
    return tuple(
        f"{name}: {(value.partition('=')[0] if name == 'set-cookie' else value).strip()[:HEADER_BOUND]}".lower()
        for name, value in found
        if name in HEADERS_READ
    )


Reader: TypeAlias = Callable[[Any], fact.Facts | None]
"""Returns the facts in a JSON document that is what was asked for, and None for any other document."""


def list_of_orders(document: Any) -> fact.Facts | None:  # noqa: ANN401 - any JSON
    """Return the counts that come with a list of orders; None for what is no such list."""
    if not isinstance(document, dict) or not isinstance(document.get("data"), list) or document.get("errors"):
        return None
    meta = document.get("meta")
    if not isinstance(meta, dict) or not all(_is_number(meta.get(name)) for name in ("pageCount", "totalCount")):
        return None
    return {fact.TOTAL_COUNT: int(meta["totalCount"]), fact.PAGE_COUNT: int(meta["pageCount"])}


def judge(received: Received, reads: Reader = list_of_orders) -> Judgement:
    """Return what an answer amounts to, by the first row of the table; ``reads`` knows what a good 200 holds.

    Never raises, whatever the body holds.
    """
    body = received.body or b""
    document, text = _parse(body), body.decode("utf-8-sig", "replace")
    titles = _titles(document, text)
    documented = next((trait for title in titles if (trait := _documented(title))), _NOTHING)
    is_part = received.is_cut or received.is_excerpt
    by_kaspi = isinstance(document, dict) and ("data" in document or "errors" in document)
    by_kaspi = by_kaspi or (is_part and _KASPIS_BEGINS.match(text) is not None)
    found = None if document is _NO_JSON or received.is_cut else reads(document)
    form = _form(received, document, text) | (_NOTHING if found is None else Trait.JSON | Trait.SOUGHT)
    mark = _mark(received.headers, "" if Trait.JSON in form else text.lower(), by_kaspi=by_kaspi)
    known = documented | form | (Trait.MARK if mark else _NOTHING)
    known |= Trait.LONG_HEAD if received.long_head else _NOTHING
    kinds = tuple(dict.fromkeys(_kind(received.status, known | other) for other in _unseen(received, known)))
    own = {_kind(received.status, form) for form in (Trait.EMPTY, Trait.JSON, Trait.JSON | Trait.SOUGHT)}
    facts: dict[str, fact.Value] = {fact.BY_KASPI: by_kaspi, fact.CHALLENGE: mark}
    if titles:
        facts[fact.TITLE] = next((t for t in titles if _documented(t)), titles[0])[:TITLE_BOUND]
    if maximum := _MAXIMUM.search(" ".join(titles)):
        facts[fact.RANGE_MAXIMUM] = int(maximum[1])
    if isinstance(document, dict):
        facts[fact.KEYS] = tuple(str(key)[:40] for key in list(document)[:8])
    if kinds == (AnswerKind.DATA,):
        facts |= found or {}
    return Judgement(kinds, is_sure=len(kinds) == 1 or len(own) == 1, facts=facts)


@cache
def _kind(status: int, traits: Trait) -> AnswerKind:
    return next(kind for statuses, needed, kind in _TABLE if status in statuses and (not needed or traits & needed))


_JSONS: Final = tuple(
    Trait.JSON | more for more in (_NOTHING, Trait.SOUGHT, Trait.DATES, Trait.RANGE, Trait.PAGINATION)
)


def _unseen(received: Received, known: Trait) -> tuple[Trait, ...]:
    """Return what may hold beside what is known, likeliest first.

    Where nothing is shown of a body, an API's own is supposed, which is empty or JSON: neither a page nor a mark.
    """
    if received.body is None:
        media_type = received.media_type.lower()
        if "html" in media_type:
            return (Trait.PAGE,)
        if media_type:
            return _JSONS if "json" in media_type else (_NOTHING,)
        return (Trait.EMPTY, *_JSONS)
    titled = known & (Trait.DATES | Trait.RANGE | Trait.PAGINATION)
    return _JSONS if received.is_excerpt and Trait.JSON in known and not titled else (_NOTHING,)


def _form(received: Received, document: object, text: str) -> Trait:
    """Return in which form a body is that was seen, whatever its media type claims."""
    if received.body is None:
        return _NOTHING
    if document is not _NO_JSON:
        return Trait.JSON if isinstance(document, dict | list) else _NOTHING
    if (received.is_cut or received.is_excerpt) and _JSON_BEGINS.match(text):
        return Trait.JSON
    found = _NOTHING if text.strip() else Trait.EMPTY
    before = _BEFORE_A_PAGE.match(text)
    is_page = "html" in received.media_type.lower() or (before and PAGE_BEGINS.match(text, before.end()))
    return found | Trait.PAGE if is_page else found


def _documented(title: str) -> Trait:
    return next((trait for pattern, trait in _TITLES if pattern.search(title)), _NOTHING)


def _is_number(value: object) -> bool:
    """Return whether a value is a count: a number that every reader of the report can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LARGEST_COUNT


def _parse(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return a body as JSON, whatever its media type says, or ``_NO_JSON``."""
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


def _titles(document: object, text: str) -> tuple[str, ...]:
    """Return the titles of the errors, also of a body that was cut, then the documented ones wherever they stand."""
    found: list[object] = [match[0] for pattern, _ in _TITLES if (match := pattern.search(text))]
    if isinstance(document, dict):
        errors = document.get("errors")
        entries = errors if isinstance(errors, list) else [errors]
        found = [entry.get("title") for entry in entries[:ERRORS_BOUND] if isinstance(entry, dict)] + found
    elif '"errors"' in text:
        found = [_unescaped(title) for title in _TITLE_IN_FRAGMENT.findall(text)[:ERRORS_BOUND]] + found
    return tuple(title for title in found if isinstance(title, str) and title.strip())


def _unescaped(fragment: str) -> str:
    try:
        return str(json.loads(f'"{fragment}"', strict=False))
    except ValueError:
        return fragment


def _mark(headers: tuple[str, ...], page: str, *, by_kaspi: bool) -> str | None:
    head = "\n".join(header for header in headers if not by_kaspi or header.startswith(_OF_ITS_OWN))
    return next((name for name, in_page, in_head in _MARKS if in_page.search(page) or in_head.search(head)), None)
