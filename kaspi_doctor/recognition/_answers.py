"""Answers with a status, wherever a client writes one, and what they amount to."""

import re
from typing import Final, NamedTuple

from kaspi_doctor.observation import AnswerKind

_REASONS: Final = (
    r"Unauthorized|Forbidden|Not Found|Method Not Allowed|Not Acceptable|Gone|Unsupported Media Type|Too Many Requests|"
    r"Bad Request|Conflict|Unprocessable (?:Entity|Content)|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|"
    r"Gateway Time-?out|Found|See Other|Moved Permanently|Moved Temporarily|Temporary Redirect|Permanent Redirect"
)
STATUS: Final = re.compile(
    "|".join(
        (
            r"HTTP/\d(?:\.\d)?\"? (?P<a>[1-5]\d\d)(?![\d.])",
            r"\bHTTP(?:[ _-]?(?:status|error|code|ошибка|код|response))*(?: code)?[\s:=#-]{1,3}(?P<b>[345]\d\d)(?![\d.]|\s?(?:ms|мс|s\b))",
            r"\bstatus[ _-]?code['\"]?(?:\s*(?:is|was|of|[:=]|==))?\s*\(?(?P<c>[345]\d\d)\b",
            r"['\"]?\bstatus['\"]?\s*[:=]\s*(?P<d>[345]\d\d)\b",
            r"\b(?P<e>[45]\d\d) (?:Client|Server) Error",
            rf"\b(?P<f>[345]\d\d)[ :—–-]{{1,3}}['\"(]?(?:{_REASONS})",
            r"(?:\b(?:returned error|response code|Error|Exception|статус|қатесі|коды|ошибка|ошибку|ошибкой|код|code)|ответа|состояния|сервера)"
            rf"['\"]?\s*[:=]?\s*[(\[]?(?P<g>[345]\d\d)(?=\s*$|\s*[^\w\s.]|\.(?:\s|$)|\s+(?:{_REASONS}|for url|при |\w+ing ))",
            r"<Response \[(?P<h>[345]\d\d)\b",
            r"does not indicate success: (?P<i>[345]\d\d)",
            r"awaiting response\.\.\. (?P<j>[345]\d\d)\b",
            r"ClientResponseError: (?P<k>[345]\d\d), message",
            r"ContentTypeError: (?P<l>[2345]\d\d), message",
            r"\bresulted in a `?(?P<m>[345]\d\d)",
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
    r"content-type['\"]?: ?['\"]?application/(?:[\w.]+\+)?json|\{\s*\\?['\"](?:errors?|data|message|title|code)\\?['\"]\s*:",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(r"content-length['\"]?: ?['\"]?0\b", re.IGNORECASE)
_CHALLENGE: Final = re.compile(
    r"<title>just a moment|cf-chl|_cf_chl|challenge-platform|cf-browser-verification|attention required!|just a moment\.\.\.|cf-mitigated|"
    r"ddos-guard|__ddg\d|qrator|incapsula|_incap_|captcha",
    re.IGNORECASE,
)
_OK, _NOT_JSON_STATUSES = 200, range(200, 300)


WORDS: Final = (
    *(f"http/{version}{quote} {digit}" for version in ("1.0", "1.1", "2", "3") for quote in ("", '"') for digit in "2345"),
    *(f"http {digit}" for digit in "345"), "status", "response code", "client error", "server error", "returned error", "http error",
    "http code", "unauthorized", "forbidden", "not found", "bad request", "too many requests", "bad gateway", "unavailable",
    "gateway time", "internal server error", "not allowed", "not acceptable", "unsupported media", "resulted in a",
    "awaiting response... ", "<response [", "indicate success", "твета", "остояния", "шибк", "responseerror", "contenttypeerror",
)  # fmt: skip
"""In small letters: one of them stands in every line that tells of a status."""
STATUS_LINE: Final = re.compile(r"(?m:^[<*\s]*)HTTP/\d(?:\.\d)? [1-5]\d\d")


class Judged(NamedTuple):
    """What an answer may amount to, likeliest first."""

    kinds: tuple[AnswerKind, ...]
    first_is_certain: bool = True
    """The text shows enough of the answer to be sure of the first; the others are suspected at most."""


_STATUSES: Final = frozenset(
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
        if number in _STATUSES:
            return Status(number, match.end())
    return None


def status_alone(text: str) -> int | None:
    """Give the status when a text is nothing but one: a number or its standard phrase."""
    if match := _ALONE.fullmatch(text):
        return int(match[1])
    match = _REASON_ALONE.fullmatch(text)
    return _REASON_STATUS.get(" ".join(match[1].lower().split())) if match else None


def judged(status: int, rest: str) -> Judged | None:
    """Judge an answer by its status and what stands after it, as an answer of the network is judged.

    None for an answer that tells of nothing wrong.
    """
    is_html, is_json = _HTML.search(rest) is not None, _JSON.search(rest) is not None
    is_challenge = _CHALLENGE.search(rest) is not None
    if status in _NOT_JSON_STATUSES:
        if is_html and not (is_json and _JSON.search(rest).start() < _HTML.search(rest).start()):  # type: ignore[union-attr]
            return Judged((AnswerKind.CHALLENGE if is_challenge else AnswerKind.CAPTIVE,))
        return None
    if is_challenge and (is_html or not is_json) and status not in _ONE_MEANING:
        return Judged((AnswerKind.CHALLENGE,))
    if status in _BODY_DECIDES:
        with_json = _BODY_DECIDES[status]
        if is_html and not is_json:
            return Judged((AnswerKind.CHALLENGE,))
        if is_json or _EMPTY.search(rest):
            return Judged((with_json,))
        if status == _UNAUTHORIZED:
            return Judged((with_json,))
        return Judged((AnswerKind.CHALLENGE, with_json), first_is_certain=False)
    if status == _BAD_REQUEST:
        return Judged(_OF_BAD_REQUEST)
    kind = next((kind for statuses, kind in _MEANINGS if status in statuses), AnswerKind.REFUSED)
    return Judged((kind,))


_UNAUTHORIZED, _BAD_REQUEST = 401, 400
_BODY_DECIDES: Final = {401: AnswerKind.UNAUTHORIZED, 403: AnswerKind.FORBIDDEN}
_OF_BAD_REQUEST: Final = (
    AnswerKind.REFUSED, AnswerKind.DATES_MISSING, AnswerKind.DATE_RANGE, AnswerKind.PAGINATION_MISSING
)  # fmt: skip
_ONE_MEANING: Final = {400, 404, 405, 406, 410, 415, *range(300, 400)}
_MEANINGS: Final = (
    (range(300, 400), AnswerKind.REDIRECT),
    (range(500, 600), AnswerKind.SERVER_ERROR),
    ({404, 405, 410}, AnswerKind.NOT_FOUND),
    ({406, 415}, AnswerKind.MEDIA_TYPE),
    ({429}, AnswerKind.RATE_LIMITED),
)
