"""Answers with a status, wherever a client writes one, and what they amount to."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kaspi_doctor.cause import DECIDING, Symptom
from kaspi_doctor.observation import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kaspi_doctor.cause import Cause

_REASONS: Final = (
    r"Unauthorized|Forbidden|Not Found|Method Not Allowed|Not Acceptable|Gone|Unsupported Media Type|"
    r"Too Many Requests|"
    r"Bad Request|Conflict|Unprocessable (?:Entity|Content)|Internal Server Error|Bad Gateway|"
    r"Service (?:Temporarily )?Unavailable|"
    r"Gateway Time-?out|Found|See Other|Moved Permanently|Moved Temporarily|Temporary Redirect|Permanent Redirect"
)
_AFTER_HTTP: Final = (
    r"\bHTTP(?:[ _-]?(?:status|error|code|ошибка|код|response))*(?: code)?[\s:=#-]{1,3}"
    r"(?P<b>[345]\d\d)(?![\d.]|\s?(?:ms|мс|s\b))"
)
_AFTER_WORD: Final = (
    r"(?:\b(?:returned error|response code)|(?:Error|Exception)(?:\$\w+)?"
    r"|\b(?:статус|қатесі|коды|ошибка|ошибку|ошибкой|код|code)"
    r"|ответа|состояния|сервера)['\"]?\s*(?:[:=]\s*)?[(\[]?(?P<g>[345]\d\d)(?!, message)"
    rf"(?=\s*$|\s*[^\w\s.]|\.(?:\s|$)|\s+(?:{_REASONS}|for url|при |\w+ing ))"
)
_SAID_OF_KASPI: Final = (
    r"(?:kaspi|каспи)(?:[\s:,—–-]|api|апи|returned|returns|gives|answers|error|возвращает|вернул|отвечает|ответил|ошибк[ау]"
    r"|код|қатесі|қайтарды|береді)*\b(?P<p>[345]\d\d)(?=\s*(?:$|[.,!)]))"
    r"|\b(?:ошибка|error) (?P<q>[45]\d\d) (?:от|from) kaspi"
)
"""As a person says it."""
_SAID_BEFORE: Final = (
    r"\b(?:вернула?|ответила?|отвечает|returned|answered|қайтарды)\s*:?\s*(?P<t>[2345]\d\d)"
    r"(?=\s*[,;{<(]|\s*$| на | для )"
)
STATUS: Final = re.compile(
    "|".join(
        (
            r"HTTP/\d(?:\.\d)?\"? (?P<a>[1-5]\d\d)(?![\d.])",
            _AFTER_HTTP,
            r"\bstatus[ _-]?code['\"]?(?:\s*(?:is|was|of|[:=]|==))?\s*\(?(?P<c>[2345]\d\d)\b",
            r"['\"]?\bstatus['\"]?(?:\s*[:=]\s*|\s)(?P<d>[345]\d\d)\b(?!\s?(?:m?s|мс)\b| [a-zа-я]+\b(?!=))",
            r"\b(?P<e>[45]\d\d) (?:Client|Server) Error",
            rf"\b(?P<f>[345]\d\d)[ :—–-]{{1,3}}['\"(]?(?:{_REASONS})",
            _AFTER_WORD,
            r"<Response \[(?P<h>[345]\d\d)\b",
            r"does not indicate success: (?P<i>[345]\d\d)",
            r"awaiting response\.\.\. (?P<j>[345]\d\d)\b",
            r"ClientResponseError: (?P<k>[345]\d\d), message",
            r"ContentTypeError: (?P<l>[2345]\d\d), message",
            r"too many (?P<n>[345]\d\d) error responses",
            r"^\s*(?P<o>[345]\d\d)\s*[{<]",
            _SAID_OF_KASPI,
            _SAID_BEFORE,
            r"\bresulted in a `?(?P<m>[345]\d\d)",
            r"(?:ответа|состояния)\s*[:=]\s*(?P<s>[345]\d\d)\b",
            r"(?:/(?:shop/)?api/[^\s\"',;|{}]{0,400}|\bkaspi\.kz)(?:\s*(?:->|=>|→|—|:|;|\||\[)\s*\(?|\s{2,})(?P<r>[2345]\d\d)\b",
            r"(?<!exit )\b(?:code|status)=(?P<v>[345]\d\d)(?=[\s;,]|$)",
            r"/shop/api/[^\s\"',;|{}]{0,400} (?P<w>[2345]\d\d)(?=\s*(?:$|[(\[{|,;-])|\s+[\dA-Z\"])",
            r"\s(?P<z>[345]\d\d)\s*\{\"errors\"",
            r"(?:^|\s)(?:<-|←)\s*(?P<y>[2345]\d\d)\b",
            r"^\s*(?:->|=>|→)\s*(?P<x>[2345]\d\d)\b",
            r"\bheaders after [\d.]+ ?ms - (?P<u>[2345]\d\d)\b",
        )
    ),
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"\s*\[?([345]\d\d)\]?\s*")
_REASON_ALONE: Final = re.compile(rf"\W*({_REASONS})\W*", re.IGNORECASE)
_REASON_STATUS: Final = {
    "unauthorized": 401, "forbidden": 403, "not found": 404, "method not allowed": 405, "not acceptable": 406,
    "unsupported media type": 415, "too many requests": 429, "bad request": 400, "internal server error": 500,
    "bad gateway": 502, "service unavailable": 503, "service temporarily unavailable": 503, "gateway timeout": 504,
    "gateway time-out": 504, "moved permanently": 301, "moved temporarily": 302,
}  # fmt: skip
_CLIENTS: Final = re.compile(
    r"exceptions?\.|axios|AxiosError|curl|Invoke-|WebException|Guzzle|returned error|Удаленный|Request failed",
    re.IGNORECASE,
)
_HTML: Final = re.compile(
    r"<!doctype html|<html|<head>|<body|<title>|content-type['\"]?: ?['\"]?text/html|unexpected mimetype: text/html",
    re.IGNORECASE,
)
_JSON: Final = re.compile(
    r"content-type['\"]?: ?['\"]?application/(?:[\w.]+\+)?json|\{\s*\\?['\"](?:errors?|data|message|title|"
    r"code)\\?['\"]\s*:",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(r"content-length['\"]?: ?['\"]?0\b", re.IGNORECASE)
_CHALLENGE: Final = re.compile(
    r"<title>just a moment|cf-chl|_cf_chl|challenge-platform|cf-browser-verification|attention required!|"
    r"just a moment\.\.\.|cf-mitigated|"
    r"ddos-guard|__ddg\d|qrator|incapsula|_incap_|captcha",
    re.IGNORECASE,
)
_SUCCESS: Final = range(200, 300)


WORDS: Final = (
    *(
        f"http/{version}{mark}{digit}"
        for version in ("1.0", "1.1", "2", "3")
        for mark in (" ", '" ')
        for digit in "345"
    ),
    *(f"http/{version} 2" for version in ("1.0", "1.1", "2", "3")),
    *(
        f"{name}{mark}{digit}"
        for name in (
            "status",
            "statuscode",
            "status_code",
            "status code",
            "status-code",
            "http",
            "http status",
            "http code",
        )
        for mark in (" ", "=", ":", ": ", '":', '": ', "':", "': ", " = ", " is ", " was ", " (")
        for digit in "345"
    ),
    *(f"{arrow} {digit}" for arrow in (">", "→") for digit in "345"),
    *(f"error {digit}" for digit in "345"),
    *(f"error: {digit}" for digit in "345"),
    *(f"error code: {digit}" for digit in "45"),
    "response code",
    *(f"orders {digit}" for digit in "345"),
    "code=4",
    "code=5",
    "ms - 4",
    "ms - 5",
    "client error",
    "server error",
    "returned error",
    "returned an error",
    "unauthorized",
    "forbidden",
    "not found",
    "bad request",
    "too many requests",
    "bad gateway",
    "unavailable",
    "gateway time",
    "internal server error",
    "not allowed",
    "not acceptable",
    "unsupported media",
    "resulted in a",
    "awaiting response... ",
    "<response [",
    "indicate success",
    "код ответа",
    "твет сервера",
    "error responses",
    "остояния",
    "шибка http",
    "шибку: (",
    "clientresponseerror",
    "contenttypeerror",
)
"""In small letters: one of them stands in every line that tells of a status."""
STATUS_LINE: Final = re.compile(r"(?m:^[<* \t]*)HTTP/\d(?:\.\d)? [1-5]\d\d")


class Judged(NamedTuple):
    """What an answer may amount to, likeliest first."""

    kinds: tuple[AnswerKind, ...]
    first_is_certain: bool = True
    """The text shows enough of the answer to be sure of the first; the others are suspected at most."""


STATUSES: Final = frozenset(
    {*range(200, 209), *range(300, 309), *range(400, 432), 451, 499, *range(500, 512), *range(520, 531)}
)
"""The numbers that are statuses; others are a client's own."""


class Status(NamedTuple):
    """A status that a line tells of, and where it ends."""

    number: int
    end: int


def status_in(line: str) -> Status | None:
    """Find a status that a line tells of."""
    for match in STATUS.finditer(line):
        number = int(next(group for group in match.groups() if group))
        if number in STATUSES:
            return Status(number, match.end())
    return None


def status_alone(text: str) -> int | None:
    """Return the status when a text is nothing but one: a number or its standard phrase."""
    if match := _ALONE.fullmatch(text):
        return int(match[1])
    match = _REASON_ALONE.fullmatch(text)
    return _REASON_STATUS.get(" ".join(match[1].lower().split())) if match else None


def judged(status: int, rest: str) -> Judged | None:
    """Judge an answer by its status and what stands after it, as an answer of the network is judged.

    None for an answer that tells of nothing wrong.
    """
    html, json = _HTML.search(rest), _JSON.search(rest)
    is_challenge = _CHALLENGE.search(rest) is not None
    if status in _SUCCESS:
        is_page = html is not None and (json is None or html.start() < json.start())
        if is_page:
            return Judged((AnswerKind.CHALLENGE if is_challenge else AnswerKind.CAPTIVE,))
        return Judged((AnswerKind.BROKEN,)) if _EMPTY.search(rest) else None
    if is_challenge and (html or not json) and status not in _ONE_MEANING:
        return Judged((AnswerKind.CHALLENGE,))
    if status in _BODY_DECIDES:
        return _by_body(status, is_json=json is not None or bool(_EMPTY.search(rest)), is_html=html is not None)
    if status == _BAD_REQUEST:
        return Judged(_OF_BAD_REQUEST)
    return Judged((next((kind for statuses, kind in _MEANINGS if status in statuses), AnswerKind.REFUSED),))


def _by_body(status: int, *, is_json: bool, is_html: bool) -> Judged:
    """Judge 401 and 403: with JSON, or no body, Kaspi has spoken of the token; else something before it has."""
    by_kaspi = _BODY_DECIDES[status]
    if is_json or (status == _UNAUTHORIZED and not is_html):
        return Judged((by_kaspi,))
    if is_html:
        return Judged((AnswerKind.CHALLENGE,))
    return Judged((AnswerKind.CHALLENGE, by_kaspi), first_is_certain=False)


_UNAUTHORIZED, _BAD_REQUEST = 401, 400
_BODY_DECIDES: Final = {401: AnswerKind.UNAUTHORIZED, 403: AnswerKind.FORBIDDEN}
_OF_BAD_REQUEST: Final = (
    AnswerKind.REFUSED,
    AnswerKind.DATES_MISSING,
    AnswerKind.DATE_RANGE,
    AnswerKind.PAGINATION_MISSING,
)
_ONE_MEANING: Final = {400, 404, 405, 406, 410, 415, *range(300, 400)}
_MEANINGS: Final = (
    (range(300, 400), AnswerKind.REDIRECT),
    (range(500, 600), AnswerKind.SERVER_ERROR),
    ({404, 405, 410}, AnswerKind.NOT_FOUND),
    ({406, 415}, AnswerKind.MEDIA_TYPE),
    ({429}, AnswerKind.RATE_LIMITED),
)


def meanings_of(causes: "Sequence[Cause]") -> "dict[AnswerKind, Cause]":
    """Read from the causes' symptoms which of them each kind of answer means."""
    meant: dict[AnswerKind, Cause] = {}
    for cause in causes:
        for symptom in cause.symptoms:
            if isinstance(symptom, Symptom) and symptom.probe_id == DECIDING:
                meant.update((kind, cause) for kind in symptom.answers)
    return meant
