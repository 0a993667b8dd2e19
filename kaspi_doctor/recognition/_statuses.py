"""The status of an answer, wherever a client writes one."""

import re
from typing import Final, NamedTuple

_REASON_STATUS: Final = {
    "unauthorized": 401, "forbidden": 403, "not found": 404, "method not allowed": 405, "not acceptable": 406,
    "unsupported media type": 415, "too many requests": 429, "bad request": 400, "internal server error": 500,
    "bad gateway": 502, "service unavailable": 503, "service temporarily unavailable": 503, "gateway timeout": 504,
    "gateway time-out": 504, "moved permanently": 301, "moved temporarily": 302,
}  # fmt: skip
_OTHER_REASONS: Final = (
    r"gone|conflict|unprocessable (?:entity|content)|found|see other|temporary redirect|permanent redirect"
)
_REASONS: Final = f"{'|'.join(_REASON_STATUS)}|{_OTHER_REASONS}"
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
            r"['\"]?\bstatus['\"]?(?:\s*[:=]\s*|\s)(?P<d>[2345]\d\d)\b(?!\s?(?:m?s|мс)\b| [a-zа-я]+\b(?!=))",
            r"\b(?P<e>[45]\d\d) (?:Client|Server) Error",
            rf"\b(?P<f>[345]\d\d)[ :—–-]{{1,3}}['\"(]?(?:{_REASONS})",
            _AFTER_WORD,
            r"<Response \[(?P<h>[2345]\d\d)\b[^\]\n]{0,40}\]?>?",
            r"\b(?P<aa>[2345]\d\d) Object \[AxiosHeaders\]",
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
    *(
        f"{word}{digit}"
        for word in ("> ", "→ ", "error ", "error: ", "error code: ", "orders ", "code=", "ms - ")
        for digit in "345"
    ),
    "response code",
    "client error",
    "server error",
    "returned error",
    "returned an error",
    *_REASON_STATUS,
    "unavailable",
    "gateway time",
    "not allowed",
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
_SUCCESS: Final = range(200, 209)
_FAILURES: Final = frozenset({*range(300, 309), *range(400, 432), 451, 499, *range(500, 512), *range(520, 531)})
STATUSES: Final = _FAILURES | {*_SUCCESS}
"""The numbers that are statuses; others are a client's own."""


class Status(NamedTuple):
    """A status that a line tells of, and where it ends."""

    number: int
    end: int


def status_in(line: str) -> Status | None:
    """Find a status that a line tells of, a failure rather than a success."""
    success = None
    for match in STATUS.finditer(line):
        number = int(next(group for group in match.groups() if group))
        if number in _FAILURES:
            return Status(number, match.end())
        if number in _SUCCESS and not success:
            success = Status(number, match.end())
    return success


def status_alone(text: str) -> int | None:
    """Return the status when a text is nothing but one: a number or its standard phrase."""
    if match := _ALONE.fullmatch(text):
        return int(match[1])
    match = _REASON_ALONE.fullmatch(text)
    return _REASON_STATUS.get(" ".join(match[1].lower().split())) if match else None
