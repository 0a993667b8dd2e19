"""What an answer amounts to, as a table, and that nothing a server sends upsets the judge."""

import gzip
import json
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.network.answer import BODY_BOUND, TITLE_BOUND, Received, inflate, judge
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


def judged(status: int, media_type: str, body: bytes, *, over: bool = False) -> Kind:
    """Return the kind alone."""
    return judge(Received(status=status, media_type=media_type, body=body, over_bounds=over))[0]


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
    (301, HTML, CHALLENGE, Kind.REDIRECT),
    (304, NONE, b"", Kind.REDIRECT),
    (399, JSON, LIST, Kind.REDIRECT),
    (401, JSON, errors("No"), Kind.UNAUTHORIZED),
    (401, NONE, b"", Kind.UNAUTHORIZED),
    (401, HTML, b" \n", Kind.UNAUTHORIZED),
    (401, JSON, b"[]", Kind.UNAUTHORIZED),
    (401, HTML, PAGE, Kind.CHALLENGE),
    (401, JSON, b"Unauthorized", Kind.CHALLENGE),
    (401, JSON, b'"Unauthorized"', Kind.CHALLENGE),
    (401, JSON, errors(DATES), Kind.UNAUTHORIZED),
    (403, JSON, errors("No"), Kind.FORBIDDEN),
    (403, "text/plain", b"{}", Kind.FORBIDDEN),
    (403, NONE, b"", Kind.CHALLENGE),
    (403, HTML, PAGE, Kind.CHALLENGE),
    (403, "text/plain", b"Host not in allowlist", Kind.CHALLENGE),
    (429, JSON, errors("Slow down"), Kind.RATE_LIMITED),
    (429, HTML, PAGE, Kind.RATE_LIMITED),
    (429, HTML, CHALLENGE, Kind.CHALLENGE),
    (429, JSON, errors("captcha"), Kind.RATE_LIMITED),
    (500, NONE, b"", Kind.SERVER_ERROR),
    (502, HTML, PAGE, Kind.SERVER_ERROR),
    (503, HTML, CHALLENGE, Kind.CHALLENGE),
    (599, JSON, LIST, Kind.SERVER_ERROR),
    *((status, HTML, CHALLENGE, Kind.NOT_FOUND) for status in (404, 405, 410)),
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
    (400, HTML, CHALLENGE, Kind.REFUSED),
    (400, HTML, DATES.encode(), Kind.REFUSED),
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


@pytest.mark.parametrize("status", [200, 302, 401, 403, 404, 415, 429, 503])
def test_what_is_over_the_bounds_is_broken_before_anything_else(status: int) -> None:
    """An answer that is too large counts as broken, and its status does not matter."""
    assert judged(status, JSON, LIST, over=True) is Kind.BROKEN


def test_title_is_read_from_a_body_that_was_cut() -> None:
    """A documented refusal is known by its title even when megabytes follow it, and the title that is kept is short."""
    body = (errors(DATES + "x" * 2_000_000))[:BODY_BOUND]
    kind, facts = judge(Received(status=400, media_type=JSON, body=body, over_bounds=True))
    assert kind is Kind.DATES_MISSING
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
    received = Received(status=400, media_type=JSON, body=json.dumps({"errors": odd}).encode(), over_bounds=False)
    kind, facts = judge(received)
    assert kind is Kind.REFUSED
    assert facts["http.by_kaspi"] is True
    assert "api.error.title" not in facts


def test_documented_title_is_the_one_that_is_shown() -> None:
    """Of several titles the documented one is given, with the maximum that it names."""
    received = Received(status=400, media_type=JSON, body=errors("Else", RANGE), over_bounds=False)
    facts = judge(received)[1]
    assert facts["api.error.title"] == RANGE
    assert facts["range.maximum"] == 14


def test_counts_and_keys_of_a_list_are_facts() -> None:
    """Of a list, the counts and the names of the keys are kept, and nothing of an order."""
    body = b'{"data":[{"attributes":{"customer":"Somebody"}}],"meta":{"pageCount":2,"totalCount":15}}'
    facts = judge(Received(status=200, media_type=JSON, body=body, over_bounds=False))[1]
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
    st.one_of(st.binary(max_size=300), st.lists(_PIECES, max_size=8).map(b"".join)),
    st.booleans(),
)
def test_judge_never_raises(status: int, media_type: str, body: bytes, over: bool) -> None:  # noqa: FBT001 - hypothesis passes by position
    """Whatever comes, there is a kind, and every fact is small."""
    kind, facts = judge(Received(status=status, media_type=media_type, body=body, over_bounds=over))
    assert kind in Kind
    assert all(len(repr(value)) < 2000 for value in facts.values())


def raw_deflate(text: bytes) -> bytes:
    """Deflate without a header, as some servers mean it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()


def twice(text: bytes) -> bytes:
    """Compress what is compressed."""
    return gzip.compress(gzip.compress(text))


CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("X-GZIP", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("gzip, gzip", twice),
    ("identity, gzip", gzip.compress),
    ("gzip,identity", gzip.compress),
    ("deflate, gzip", lambda text: gzip.compress(zlib.compress(text))),
    ("gzip", lambda text: gzip.compress(text[:9]) + gzip.compress(text[9:])),
    ("gzip", lambda text: gzip.compress(text) + bytes(64)),
    ("gzip", lambda text: gzip.compress(text)[:-4]),
    ("identity", bytes),
    ("utf-8", bytes),
    ("br", bytes),
    ("gzip", bytes),
]


@pytest.mark.parametrize(("coding", "pack"), CODINGS, ids=[f"{n}-{row[0]}" for n, row in enumerate(CODINGS)])
def test_coding_is_undone(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """What clients can read of a coded body is read; what is not in the coding that is claimed is left as it is."""
    assert inflate(pack(LIST), coding) == (LIST, False)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw_deflate), ("gzip, gzip", twice)],
    ids=["gzip", "zlib", "raw deflate", "gzip in gzip"],
)
def test_bomb_is_stopped_at_the_bound(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """What would grow over the bound is cut there, and said to be more."""
    text, over = inflate(pack(bytes(20_000_000)), coding)
    assert (len(text), over) == (BODY_BOUND, True)


def test_exactly_the_bound_is_not_over_it() -> None:
    """The bound itself is allowed."""
    assert inflate(gzip.compress(bytes(BODY_BOUND)), "gzip") == (bytes(BODY_BOUND), False)


@given(
    st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "br", ",,", "gzip" + ",gzip" * 999])
)
def test_inflate_never_raises(body: bytes, coding: str) -> None:
    """Damaged and made-up streams are no error, at any depth."""
    assert len(inflate(gzip.compress(body)[: len(body)], coding)[0]) <= BODY_BOUND
    assert inflate(body, "br") == (body, False)


def test_many_members_are_no_bomb_of_time() -> None:
    """A body of thousands of empty members is given up on soon."""
    started = time.process_time()
    inflate((gzip.compress(b"") * 20_000)[:BODY_BOUND], "gzip")
    assert time.process_time() - started < 0.5
