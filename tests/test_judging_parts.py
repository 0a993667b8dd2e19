"""What is judged by more or by less than a whole body: marks in headers, what was cut, what a text does not show."""

import pytest

from kaspi_doctor.judging import TITLED, Received, judge, legible
from kaspi_doctor.observation import AnswerKind as Kind
from tests.test_judging import CHALLENGE, DATES, HTML, JSON, LIST, NONE, PAGE, PAGES, RANGE, errors, judged, judgement

MARKS = [
    ("cf-mitigated: challenge", "Cloudflare"),
    ("x-amzn-waf-action: captcha", "AWS WAF"),
    ("Server: ddos-guard", "DDoS-Guard"),
    ("Set-Cookie: __ddg1_=a; Path=/", "DDoS-Guard"),
    ("Set-Cookie: __ddgid_=a", "DDoS-Guard"),
    ("Set-Cookie: __ddgmark_=a", "DDoS-Guard"),
    ("Server: QRATOR", "Qrator"),
    ("Set-Cookie: qrator_jsr=a", "Qrator"),
    ("X-CDN: Incapsula", "Incapsula"),
    ("X-CDN: Imperva", "Incapsula"),
    ("Set-Cookie: visid_incap_1=a", "Incapsula"),
    ("Set-Cookie: incap_ses_1=a", "Incapsula"),
    ("Server: StormWall", "StormWall"),
    ("Server: Variti/0.9.3a", "Variti"),
    ("Set-Cookie: ipp_uid=a", "Variti"),
    ("Set-Cookie: ipp_key=a", "Variti"),
    ("Set-Cookie: ipp_sign=a", "Variti"),
]


@pytest.mark.parametrize("status", [200, 202, 302, 400, 401, 403, 404, 405, 415, 429, 503])
@pytest.mark.parametrize(("header", "protection"), MARKS)
def test_a_mark_in_a_header_counts_whatever_the_status(header: str, protection: str, status: int) -> None:
    """A header or a cookie of a protection layer makes any answer its own, and says whose it is."""
    found = judgement(status, NONE, b"", "Server: nginx", header)
    assert (found.kinds, found.facts["http.challenge"]) == ((Kind.CHALLENGE,), protection)


@pytest.mark.parametrize(
    "header", [header for header, protection in MARKS if protection not in {"Cloudflare", "AWS WAF"}]
)
def test_a_layer_that_lets_kaspis_answer_pass_has_not_given_it(header: str) -> None:
    """What has Kaspi's own form is judged as Kaspi's, whoever stands on the way; other JSON may be the layer's."""
    assert judged(200, JSON, LIST, header) is Kind.DATA
    assert judged(401, JSON, errors("No"), header) is Kind.UNAUTHORIZED
    assert judged(403, JSON, errors("No")[:-3], header, cut=True) is Kind.FORBIDDEN
    name, _, value = header.partition(": ")
    part = Received(status=403, headers=legible([(name, value)]), body=errors("No")[:-3], is_excerpt=True)
    assert judge(part).kinds == (Kind.FORBIDDEN,)
    assert judged(403, JSON, b'{"message":"No"}', header) is Kind.CHALLENGE
    assert judged(403, JSON, b'{"message":"No"', header, cut=True) is Kind.CHALLENGE


@pytest.mark.parametrize("header", ["cf-mitigated: challenge", "x-amzn-waf-action: challenge"])
def test_what_a_layer_sets_on_its_own_answers_alone_outweighs_their_form(header: str) -> None:
    """Even JSON in Kaspi's form is not Kaspi's where the layer says that it has answered itself."""
    assert judged(200, JSON, LIST, header) is judged(403, JSON, errors("No"), header) is Kind.CHALLENGE


@pytest.mark.parametrize(
    "header",
    [
        "Server: cloudflare", "CF-RAY: 1-ALA", "Set-Cookie: __cf_bm=a", "Set-Cookie: session=qrator_jsr; __ddg1_=1",
        "Location: https://captcha.example/?cf-mitigated: challenge", "X-Server: ddos-guard", "Server: my ddos-guard",
        "Set-Cookie: __ddg=a", "Set-Cookie: my_ipp_uid=a",
    ],
)  # fmt: skip
def test_other_headers_are_no_marks(header: str) -> None:
    """Who merely delivers answers, the values of cookies, and names that only resemble prove nothing."""
    assert judged(401, NONE, b"", header) is Kind.UNAUTHORIZED


def test_no_cookies_value_is_kept() -> None:
    """Of the headers the judge is given those alone that it reads, short, and of a cookie its name."""
    kept = legible([("Set-Cookie", "A=secret; Path=/"), ("X-Auth-Token", "secret"), ("SERVER", f" N={'x' * 200}")])
    assert kept == ("set-cookie: a", f"server: n={'x' * 98}")


CUT: list[tuple[int, str, bytes, Kind]] = [
    (200, JSON, LIST, Kind.BROKEN),
    (200, JSON, LIST[:9], Kind.BROKEN),
    (200, HTML, PAGE[:9], Kind.CAPTIVE),
    (200, HTML, CHALLENGE, Kind.CHALLENGE),
    (302, HTML, PAGE, Kind.REDIRECT),
    (401, JSON, errors("No")[:-2], Kind.UNAUTHORIZED),
    (401, JSON, b" [ {", Kind.UNAUTHORIZED),
    (401, JSON, b"  ", Kind.UNAUTHORIZED),
    (401, JSON, b"{No}", Kind.CHALLENGE),
    (401, HTML, PAGE, Kind.CHALLENGE),
    (403, JSON, b'["No', Kind.FORBIDDEN),
    (403, JSON, b"[[", Kind.FORBIDDEN),
    (403, JSON, b"No", Kind.CHALLENGE),
    (404, HTML, PAGE, Kind.NOT_FOUND),
    (415, JSON, LIST, Kind.MEDIA_TYPE),
    (429, HTML, PAGE, Kind.CHALLENGE),
    (429, JSON, errors("No")[:-2], Kind.RATE_LIMITED),
    (503, HTML, PAGE, Kind.SERVER_ERROR),
    (400, JSON, errors(DATES)[:-2], Kind.DATES_MISSING),
    (400, JSON, errors("Else")[:-2], Kind.REFUSED),
]


@pytest.mark.parametrize(("status", "media_type", "body", "kind"), CUT)
def test_a_body_over_the_bound_is_judged_by_what_was_read(
    status: int, media_type: str, body: bytes, kind: Kind
) -> None:
    """What was cut is judged by its status and its beginning; only a list of orders has to come whole."""
    assert judged(status, media_type, body, cut=True) is kind


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 415, 429, 503])
def test_too_many_headers_are_broken_before_anything_else(status: int) -> None:
    """An answer whose head is over the bound is broken, whatever its status and body, and even with a mark."""
    for body in (LIST, CHALLENGE, errors(DATES)):
        assert judge(Received(status=status, body=body, long_head=True)).kinds == (Kind.BROKEN,)


OPEN: list[tuple[int, str, tuple[Kind, ...], bool]] = [
    (200, NONE, (Kind.BROKEN, Kind.DATA), False),
    (200, JSON, (Kind.BROKEN, Kind.DATA), False),
    (200, HTML, (Kind.CAPTIVE,), True),
    (200, "text/plain", (Kind.BROKEN,), True),
    (302, NONE, (Kind.REDIRECT,), True),
    (401, NONE, (Kind.UNAUTHORIZED,), True),
    (401, JSON, (Kind.UNAUTHORIZED,), True),
    (401, HTML, (Kind.CHALLENGE,), True),
    (401, "text/plain", (Kind.CHALLENGE,), True),
    (403, NONE, (Kind.CHALLENGE, Kind.FORBIDDEN), False),
    (403, JSON, (Kind.FORBIDDEN,), True),
    (403, HTML, (Kind.CHALLENGE,), True),
    (421, NONE, (Kind.CHALLENGE,), True),
    (429, NONE, (Kind.RATE_LIMITED,), True),
    (429, "Text/HTML", (Kind.CHALLENGE,), True),
    (404, NONE, (Kind.NOT_FOUND,), True),
    (415, NONE, (Kind.MEDIA_TYPE,), True),
    (503, NONE, (Kind.SERVER_ERROR,), True),
    (400, NONE, (Kind.REFUSED, Kind.DATES_MISSING, Kind.DATE_RANGE, Kind.PAGINATION_MISSING), True),
    (400, "application/JSON", (Kind.REFUSED, Kind.DATES_MISSING, Kind.DATE_RANGE, Kind.PAGINATION_MISSING), True),
    (400, HTML, (Kind.REFUSED,), True),
]


@pytest.mark.parametrize(("status", "media_type", "kinds", "is_sure"), OPEN)
def test_what_is_not_shown_is_left_open(status: int, media_type: str, kinds: tuple[Kind, ...], is_sure: bool) -> None:  # noqa: FBT001 - the expectation
    """Without a body all kinds are named that JSON or an empty one would make it: so the API itself answers.

    The first is sure where these mean the same. A media type that is shown is taken at its word.
    """
    found = judge(Received(status=status, media_type=media_type))
    assert (found.kinds, found.is_sure) == (kinds, is_sure)
    assert media_type or judge(Received(status=status)) == found


def test_what_a_title_alone_tells_is_known() -> None:
    """The kinds that stand and fall with a documented title are those three."""
    assert {Kind.DATES_MISSING, Kind.DATE_RANGE, Kind.PAGINATION_MISSING} == TITLED


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 415, 429, 503])
def test_a_mark_decides_without_a_body(status: int) -> None:
    """A mark that is shown leaves nothing open; one that is not shown is not supposed."""
    assert judge(Received(status=status, headers=("cf-mitigated: challenge",))).kinds == (Kind.CHALLENGE,)


@pytest.mark.parametrize(
    ("status", "body", "kinds"),
    [
        (200, LIST[:9], (Kind.BROKEN, Kind.DATA)),
        (200, LIST, (Kind.DATA,)),
        (200, PAGE[:9], (Kind.CAPTIVE,)),
        (401, b"nope", (Kind.CHALLENGE,)),
        (403, errors("No")[:9], (Kind.FORBIDDEN,)),
        (400, errors("No")[:9], (Kind.REFUSED, Kind.DATES_MISSING, Kind.DATE_RANGE, Kind.PAGINATION_MISSING)),
        (400, errors(DATES)[:-3], (Kind.DATES_MISSING,)),
        (400, errors(RANGE)[:-3], (Kind.DATE_RANGE,)),
        (400, errors(PAGES)[:-3], (Kind.PAGINATION_MISSING,)),
    ],
)
def test_an_excerpt_leaves_open_what_its_rest_may_hold(status: int, body: bytes, kinds: tuple[Kind, ...]) -> None:
    """Of a body that may go on the form is known, and not the titles, nor whether it is a whole list."""
    assert judge(Received(status=status, body=body, is_excerpt=True)).kinds == kinds
