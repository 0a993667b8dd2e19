"""What an answer amounts to, as a table, and that nothing a server sends upsets the judge."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.judging import TITLE_BOUND, Judgement, Received, judge, legible
from kaspi_doctor.network.answer import BODY_BOUND
from kaspi_doctor.observation import AnswerKind as Kind

JSON, HTML, NONE = "application/vnd.api+json", "text/html", ""
LIST = b'{"data":[],"meta":{"pageCount":0,"totalCount":0}}'
PAGE, CHALLENGE = b"<html><title>Hello</title></html>", b"<html><script src='/cdn-cgi/challenge-platform/x'></script>"
DATES = "Required filter [orders][creationDate][$ge] is empty."
RANGE = "Exceeded the maximum difference for the filter[orders][creationDate] (in days). Actual [30], max [14]."
PAGES = "Required pagination value [number] is empty."


def errors(*titles: object) -> bytes:
    """Write an error as Kaspi does."""
    return json.dumps({"errors": [{"title": title} for title in titles]}).encode()


def judgement(status: int, media_type: str, body: bytes, *headers: str, cut: bool = False) -> Judgement:
    """Judge an answer that was seen whole, or cut at the bound."""
    pairs = [(name, value) for name, _, value in (header.partition(": ") for header in headers)]
    return judge(Received(status=status, media_type=media_type, headers=legible(pairs), body=body, is_cut=cut))


def judged(status: int, media_type: str, body: bytes, *headers: str, cut: bool = False) -> Kind:
    """Return the one kind that it is of."""
    (kind,) = judgement(status, media_type, body, *headers, cut=cut).kinds
    return kind


TABLE: list[tuple[int, str, bytes, Kind]] = [
    (200, JSON, LIST, Kind.DATA),
    (200, "text/plain", LIST, Kind.DATA),
    (200, HTML, LIST, Kind.DATA),
    (200, JSON, b"\xef\xbb\xbf" + LIST, Kind.DATA),
    (200, JSON, b" \r\n" + LIST + b"\n", Kind.DATA),
    (200, JSON, LIST.decode().encode("utf-16"), Kind.BROKEN),
    (201, JSON, LIST, Kind.BROKEN),
    (204, NONE, b"", Kind.BROKEN),
    (200, JSON, b"", Kind.BROKEN),
    (200, JSON, LIST[:-1], Kind.BROKEN),
    (200, JSON, b"null", Kind.BROKEN),
    (200, JSON, b"[]", Kind.BROKEN),
    (200, JSON, b"{}", Kind.BROKEN),
    (200, JSON, b'{"data":[]}', Kind.BROKEN),
    (200, JSON, b'{"meta":{"pageCount":0,"totalCount":0}}', Kind.BROKEN),
    (200, JSON, b'{"data":[],"meta":[]}', Kind.BROKEN),
    (200, JSON, b'{"data":null,"meta":{"pageCount":0,"totalCount":0}}', Kind.BROKEN),
    (200, JSON, b'{"data":[],"meta":{"totalCount":0}}', Kind.BROKEN),
    (200, JSON, LIST.replace(b"0", b'"0"'), Kind.BROKEN),
    (200, JSON, LIST.replace(b"0", b"true"), Kind.BROKEN),
    (200, JSON, LIST.replace(b"0", b"NaN"), Kind.BROKEN),
    (200, JSON, LIST.replace(b"0", b"1e999"), Kind.BROKEN),
    (200, JSON, LIST.replace(b"0", b"9" * 5000), Kind.BROKEN),
    (200, JSON, LIST.replace(b"0", b"9" * 30), Kind.BROKEN),
    (200, JSON, b'{"meta":1,' + LIST[1:], Kind.DATA),  # the last of two equal keys counts
    (200, JSON, LIST[:-1] + b',"errors":[{"title":"Half of it is missing"}]}', Kind.BROKEN),
    (200, JSON, LIST[:-1] + b',"errors":[]}', Kind.DATA),
    (200, JSON, errors("captcha"), Kind.BROKEN),
    (200, JSON, b"[" * BODY_BOUND, Kind.BROKEN),
    (200, JSON, b'{"data":' * 30000, Kind.BROKEN),
    (200, HTML, PAGE, Kind.CAPTIVE),
    (200, HTML, b"", Kind.CAPTIVE),
    (200, "TEXT/HTML", b"Hello", Kind.CAPTIVE),
    (200, JSON, PAGE, Kind.CAPTIVE),
    (200, NONE, b"\xef\xbb\xbf\n<!DOCTYPE  html>", Kind.CAPTIVE),
    (200, NONE, b"<!-- a --> <!-- b -->\n<HTML lang=ru>", Kind.CAPTIVE),
    (200, NONE, b"<!--" + b"licence " * 9000 + b"--><html>", Kind.CAPTIVE),
    (200, NONE, b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//WAPFORUM//DTD">', Kind.CAPTIVE),
    (200, NONE, b"<?xml version='1.0'?><rss/>", Kind.BROKEN),
    (200, NONE, b"<htmlish>", Kind.BROKEN),
    (200, NONE, b"Hello <html>", Kind.BROKEN),
    (200, HTML, CHALLENGE, Kind.CHALLENGE),
    (201, HTML, CHALLENGE.upper(), Kind.CHALLENGE),
    (200, HTML, b"<html>DDoS-Guard</html>", Kind.CHALLENGE),
    (200, HTML, b"<html>Qrator</html>", Kind.CHALLENGE),
    (200, HTML, b"<html>Incapsula incident</html>", Kind.CHALLENGE),
    (200, HTML, b"<html><div class=g-recaptcha>", Kind.CHALLENGE),
    (200, HTML, b"<title>Just a moment...</title>", Kind.CHALLENGE),
    (200, HTML, b"<html>Protected by StormWall</html>", Kind.CHALLENGE),
    (200, HTML, b"<html>VARITI</html>", Kind.CHALLENGE),
    (200, HTML, b"<html>The requested URL was rejected. Your support ID is: 12345</html>", Kind.CHALLENGE),
    (301, HTML, CHALLENGE, Kind.CHALLENGE),
    (302, HTML, PAGE, Kind.REDIRECT),
    (304, NONE, b"", Kind.REDIRECT),
    (399, JSON, LIST, Kind.REDIRECT),
    (401, JSON, errors("No"), Kind.UNAUTHORIZED),
    (401, JSON, LIST, Kind.UNAUTHORIZED),
    (401, NONE, b"", Kind.UNAUTHORIZED),
    (401, HTML, b" \n", Kind.UNAUTHORIZED),
    (401, JSON, b"[]", Kind.UNAUTHORIZED),
    (401, HTML, PAGE, Kind.CHALLENGE),
    (401, JSON, b"Unauthorized", Kind.CHALLENGE),
    (401, JSON, b'"Unauthorized"', Kind.CHALLENGE),
    (401, "text/plain", b"nope", Kind.CHALLENGE),
    (401, JSON, errors(DATES), Kind.UNAUTHORIZED),
    (403, JSON, errors("No"), Kind.FORBIDDEN),
    (403, "text/plain", b"{}", Kind.FORBIDDEN),
    (403, JSON, errors("No")[:-2], Kind.CHALLENGE),
    (403, NONE, b"", Kind.CHALLENGE),
    (403, HTML, PAGE, Kind.CHALLENGE),
    (403, "text/plain", b"Host not in allowlist", Kind.CHALLENGE),
    (429, JSON, errors("Slow down"), Kind.RATE_LIMITED),
    *((status, JSON, body, Kind.CHALLENGE) for status in (421, 451) for body in (b"", errors("No"), PAGE)),
    (429, NONE, b"", Kind.RATE_LIMITED),
    (429, "text/plain", b"Slow down", Kind.RATE_LIMITED),
    (429, HTML, PAGE, Kind.CHALLENGE),
    (429, HTML, CHALLENGE, Kind.CHALLENGE),
    (429, JSON, errors("captcha"), Kind.RATE_LIMITED),
    (500, NONE, b"", Kind.SERVER_ERROR),
    (502, HTML, PAGE, Kind.SERVER_ERROR),
    (503, HTML, CHALLENGE, Kind.CHALLENGE),
    (599, JSON, LIST, Kind.SERVER_ERROR),
    *((status, HTML, CHALLENGE, Kind.CHALLENGE) for status in (400, 404, 405, 406, 410, 415, 599)),
    *((status, HTML, PAGE, Kind.NOT_FOUND) for status in (404, 405, 410)),
    *((status, JSON, errors(DATES), Kind.MEDIA_TYPE) for status in (406, 415)),
    (400, JSON, errors(DATES), Kind.DATES_MISSING),
    (422, JSON, errors("Else", DATES), Kind.DATES_MISSING),
    (400, "text/plain", errors(DATES), Kind.DATES_MISSING),
    (400, JSON, errors(RANGE), Kind.DATE_RANGE),
    (400, JSON, errors(RANGE.replace("14", "30").replace("[30],", "[400],")), Kind.DATE_RANGE),
    (400, JSON, errors(PAGES), Kind.PAGINATION_MISSING),
    (400, JSON, errors(PAGES.replace("number", "size")), Kind.PAGINATION_MISSING),
    (400, JSON, json.dumps({"errors": {"title": DATES}}).encode(), Kind.DATES_MISSING),
    (400, JSON, errors(DATES)[:-3], Kind.DATES_MISSING),
    (400, JSON, errors("Else"), Kind.REFUSED),
    (400, HTML, PAGE, Kind.REFUSED),
    (400, HTML, DATES.encode(), Kind.DATES_MISSING),
    (400, "text/plain", RANGE.encode(), Kind.DATE_RANGE),
    (400, JSON, json.dumps({"message": PAGES}).encode(), Kind.PAGINATION_MISSING),
    (418, NONE, b"", Kind.REFUSED),
    (101, NONE, b"", Kind.BROKEN),
    (600, NONE, b"", Kind.BROKEN),
]


@pytest.mark.parametrize(
    ("status", "media_type", "body", "kind"), TABLE, ids=[f"{n}-{row[0]}-{row[3]}" for n, row in enumerate(TABLE)]
)
def test_answer_is_judged_by_the_first_rule_that_fits(status: int, media_type: str, body: bytes, kind: Kind) -> None:
    """Each row of the contract's list holds, in its order, whatever the media type claims."""
    assert judged(status, media_type, body) is kind


def test_title_is_read_from_a_body_that_was_cut() -> None:
    """A documented refusal is known by its title even when megabytes follow it, and the title that is kept is short."""
    body = (errors(DATES + "x" * 2_000_000))[:BODY_BOUND]
    kinds, _, facts = judge(Received(status=400, media_type=JSON, body=body, is_cut=True))
    assert kinds == (Kind.DATES_MISSING,)
    assert str(facts["api.error.title"]) == (DATES + "x" * TITLE_BOUND)[:TITLE_BOUND]


@pytest.mark.parametrize(
    "odd",
    [
        None,
        1,
        "text",
        [],
        [[]],
        ["text"],
        [None],
        [{}],
        [{"title": None}],
        [{"title": [1]}],
        [{"title": " "}],
        {"title": 1},
    ],
)
def test_errors_of_odd_shapes_have_no_title(odd: object) -> None:
    """An ``errors`` of another shape is still Kaspi's own answer, without a title."""
    received = Received(status=400, media_type=JSON, body=json.dumps({"errors": odd}).encode())
    kinds, _, facts = judge(received)
    assert kinds == (Kind.REFUSED,)
    assert facts["http.by_kaspi"] is True
    assert "api.error.title" not in facts


def test_documented_title_is_the_one_that_is_shown() -> None:
    """Of several titles the documented one is given, with the maximum that it names."""
    received = Received(status=400, media_type=JSON, body=errors("Else", RANGE))
    facts = judge(received).facts
    assert facts["api.error.title"] == RANGE
    assert facts["range.maximum"] == 14


def test_a_single_error_needs_no_list() -> None:
    """An ``errors`` that is one error has its title, too."""
    assert judgement(400, JSON, b'{"errors":{"title":"Else"}}').facts["api.error.title"] == "Else"


def test_counts_and_keys_of_a_list_are_facts() -> None:
    """Of a list, the counts and the names of the keys are kept, and nothing of an order."""
    body = b'{"data":[{"attributes":{"customer":"Somebody"}}],"meta":{"pageCount":2,"totalCount":15}}'
    facts = judge(Received(status=200, media_type=JSON, body=body)).facts
    assert (facts["api.total_count"], facts["api.page_count"], facts["api.keys"]) == (15, 2, ("data", "meta"))
    assert "Somebody" not in repr(facts)


@pytest.mark.parametrize(
    "hostile",
    [
        b"<!---->" * 30_000 + b"x",
        b"<!-- " * 50_000,
        b" " * BODY_BOUND,
        b"<?xml " * 40_000,
        b'{"errors":' + b'"title":"' * 25_000,
        b'{"errors":[{"title":"' + b"\\u00" * 60_000,
        errors("max [" * 40_000 + "Exceeded the maximum difference"),
        errors(*["max" + " " * 200] * 1000),
        b"captcha" * 30_000,
    ],
)
def test_no_body_makes_the_judge_ponder(hostile: bytes) -> None:
    """A body made to defeat the patterns is judged in the time that any large body takes."""
    started = time.process_time()
    judged(400, NONE, hostile[:BODY_BOUND])
    judged(200, NONE, hostile[:BODY_BOUND])
    assert time.process_time() - started < 1


_PIECES = st.sampled_from(
    [b"<html>", b"<!--", b'{"errors":[{"title":"', b"\\ud800", b'"}]}', b"captcha", LIST, b"max [", b"]"]
)


@given(
    st.integers(100, 999),
    st.text(max_size=30),
    st.none() | st.binary(max_size=300) | st.lists(_PIECES, max_size=8).map(b"".join),
    st.lists(st.tuples(st.sampled_from(["Server", "Set-Cookie", "x"]), st.text(max_size=300)), max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_judge_never_raises(
    status: int, media_type: str, body: bytes | None, headers: list[tuple[str, str]], how: list[bool]
) -> None:
    """Whatever comes, there is a kind, one where all was seen, and every fact is small."""
    is_cut, is_excerpt, long_head = how
    found = judge(
        Received(
            status=status, media_type=media_type, headers=legible(headers), body=body,
            is_cut=is_cut, is_excerpt=is_excerpt, long_head=long_head,
        )
    )  # fmt: skip
    assert found.kinds
    assert len(found.kinds) == 1 or body is None or is_excerpt
    assert all(len(repr(value)) < 2000 for value in found.facts.values())
