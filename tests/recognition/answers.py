"""The contract's "How an answer is judged" as a table of answers, each with the cause that it names."""

import json

from tests.recognition.printing import Answer

JSON, HTML, TEXT = "application/vnd.api+json", "text/html; charset=utf-8", "text/plain"
LIST = '{"data":[],"included":[],"meta":{"pageCount":0,"totalCount":0}}'
ORDERS = '{"data":[{"type":"orders","id":"MQ=="}],"meta":{"pageCount":1,"totalCount":1}}'
PAGE = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n<body>Wi-Fi</body></html>"
CHALLENGE = "<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head>\n<body>It isn't long</body></html>"
NO = '{"errors":[{"title":"No, it isn\'t"}]}'
DATES = "Required filter [orders][creationDate][$ge] is empty."
RANGE = "Exceeded the maximum difference for the filter[orders][creationDate] (in days). Actual [30], max [14]."
PAGES = "Required pagination value [number] is empty."
PADDING = " " * 270_000
COOKIE = "Set-Cookie: __ddg1_=a; Path=/"
BLOCKED, CAPTIVE, REDIRECT, BROKEN = "blocked-by-protection", "captive-page", "unexpected-redirect", "answer-broken"
REJECTED, FORBIDDEN, LIMITED, FAILING = "token-rejected", "token-forbidden", "rate-limited", "service-failing"
NOT_FOUND, MEDIA, REFUSED = "endpoint-not-found", "media-type-refused", "request-refused"
WORDS = {
    200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content", 301: "Moved Permanently",
    302: "Found", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
    401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    406: "Not Acceptable", 409: "Conflict", 410: "Gone", 415: "Unsupported Media Type", 421: "Misdirected Request",
    422: "Unprocessable Content", 429: "Too Many Requests", 451: "Unavailable For Legal Reasons",
    500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip


def titled(title: str) -> str:
    """Write an error as Kaspi does."""
    return json.dumps({"errors": [{"title": title}]})


Row = tuple[int, str, str, tuple[str, ...], str | None]
"""Status, media type, body, further headers, and the cause that the contract names."""
TABLE: tuple[Row, ...] = (
    # 3: marks, whatever the status
    *((status, HTML, CHALLENGE, (), BLOCKED) for status in (200, 202, 302, 400, 401, 403, 404, 405, 415, 429, 503)),
    *((status, JSON, NO, ("cf-mitigated: challenge",), BLOCKED) for status in (200, 400, 401, 403, 404, 429, 503)),
    *((status, HTML, "", ("x-amzn-waf-action: challenge",), BLOCKED) for status in (202, 401, 405)),
    *((status, TEXT, "No", ("Server: ddos-guard",), BLOCKED) for status in (200, 302, 400, 404, 429, 503)),
    (401, JSON, "", ("Server: QRATOR",), BLOCKED),
    *((status, HTML, PAGE, ("Set-Cookie: x=y; Path=/", COOKIE), BLOCKED) for status in (200, 302, 404)),
    (401, JSON, "", (COOKIE,), BLOCKED),
    (401, JSON, NO, (COOKIE,), REJECTED),
    (503, HTML, PAGE, ("Server: Variti/0.9",), BLOCKED),
    (404, HTML, PAGE, ("X-CDN: Imperva",), BLOCKED),
    (400, HTML, PAGE, ("Server: StormWall",), BLOCKED),
    *((status, HTML, f"<html><body>{mark}</body></html>", (), BLOCKED)
      for status, mark in ((200, "DDoS-Guard"), (503, "QRATOR"), (404, "Incapsula incident ID: 1"), (400, "StormWall"),
                           (500, "Variti"), (200, "Your support ID is: 18446"), (429, "Solve the captcha"))),
    *((status, JSON, body, ("Server: ddos-guard",), cause)
      for status, body, cause in ((200, LIST, None), (401, NO, REJECTED), (403, NO, FORBIDDEN),
                                  (403, '{"message":"No"}', BLOCKED), (404, titled("Order not found"), NOT_FOUND))),
    # 4
    *((status, HTML, body, ("Location: https://login.example/",), REDIRECT)
      for status in (301, 302, 307, 308) for body in ("", PAGE)),
    (302, JSON, titled(DATES), ("Location: /",), REDIRECT),
    # 5
    (200, JSON, LIST, (), None),
    (200, TEXT, ORDERS, (), None),
    (200, HTML, ORDERS, (), None),
    *((status, media_type, PAGE, (), CAPTIVE) for status in (200, 201, 206) for media_type in (HTML, JSON)),
    (200, HTML, "Hello", (), CAPTIVE),
    (200, JSON, "", (), BROKEN),
    (200, JSON, "[]", (), BROKEN),
    (200, JSON, "{}", (), BROKEN),
    (200, TEXT, "nope", (), BROKEN),
    (200, JSON, "nope", (), BROKEN),
    (200, JSON, LIST[:-1], (), BROKEN),
    (200, JSON, LIST.replace("0", "NaN"), (), BROKEN),
    (200, JSON, LIST.replace("0", '"0"'), (), BROKEN),
    (200, JSON, '{"data":[]}', (), BROKEN),
    (200, JSON, '{"meta":{"pageCount":0,"totalCount":0}}', (), BROKEN),
    (200, JSON, LIST[:-1] + ',"errors":[{"title":"Half of it is missing"}]}', (), BROKEN),
    (200, JSON, titled(DATES), (), BROKEN),
    (201, JSON, LIST, (), BROKEN),
    (204, JSON, "", (), BROKEN),
    (206, JSON, ORDERS, (), BROKEN),
    # 6 and 7
    *((401, media_type, body, (), REJECTED) for media_type in (JSON, TEXT, HTML) for body in ("", NO, "[]")),
    (401, JSON, titled(DATES), (), REJECTED),
    *((401, media_type, body, (), BLOCKED) for media_type in (JSON, TEXT, HTML) for body in ("nope", PAGE)),
    *((403, media_type, body, (), FORBIDDEN) for media_type in (JSON, TEXT, HTML) for body in (NO, "[]", "{}")),
    (403, JSON, titled(RANGE), (), FORBIDDEN),
    *((403, media_type, body, (), BLOCKED) for media_type in (JSON, TEXT, HTML) for body in ("", "nope", PAGE)),
    # 8
    *((status, JSON, body, (), BLOCKED) for status in (421, 451) for body in ("", NO, "nope", PAGE)),
    # 9
    *((429, media_type, PAGE, (), BLOCKED) for media_type in (JSON, HTML)),
    *((429, JSON, body, ("Retry-After: 30",), LIMITED) for body in ("", NO, "Slow down")),
    # 10
    *((status, media_type, body, (), FAILING)
      for status in (500, 502, 503, 504)
      for media_type, body in ((JSON, ""), (JSON, NO), (TEXT, "down"), (HTML, PAGE))),
    # 11 and 12
    *((status, media_type, body, (), cause)
      for status, cause in ((404, NOT_FOUND), (405, NOT_FOUND), (410, NOT_FOUND), (406, MEDIA), (415, MEDIA))
      for media_type, body in ((JSON, ""), (JSON, NO), (TEXT, "nope"), (HTML, PAGE), (JSON, titled(DATES)))),
    # 13
    *((status, media_type, body, (), cause)
      for status in (400, 422) for title, cause in ((DATES, "dates-missing"), (RANGE, "date-range-too-wide"),
                                                    (PAGES, "pagination-missing"))
      for media_type, body in ((JSON, titled(title)), (TEXT, title), (HTML, f"<html><p>{title}</p></html>"))),
    *((status, media_type, body, (), REFUSED)
      for status in (400, 402, 409, 422)
      for media_type, body in ((JSON, ""), (JSON, NO), (TEXT, "nope"), (HTML, PAGE), (JSON, "[]"))),
    # a body over the bound
    (401, JSON, NO + PADDING, (), REJECTED),
    (403, JSON, NO + PADDING, (), FORBIDDEN),
    (403, HTML, PAGE + PADDING, (), BLOCKED),
    (404, HTML, PAGE + PADDING, (), NOT_FOUND),
    (503, HTML, CHALLENGE + PADDING, (), BLOCKED),
    (400, JSON, titled(DATES) + PADDING, (), "dates-missing"),
)  # fmt: skip


def answer_of(row: Row) -> Answer:
    """Return a row's answer, its length told."""
    status, media_type, body, more, _ = row
    headers = [("Content-Type", media_type), ("Content-Length", str(len(body.encode())))]
    headers += [(name, value) for name, _, value in (line.partition(": ") for line in more)]
    return Answer(status=f"{status} {WORDS[status]}", headers=tuple(headers), body=body.encode())
