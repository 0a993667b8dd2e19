"""Where the judge of answers draws its lines: every mark of a page, every bound, and the ends of each range."""

import json
from itertools import repeat

import pytest

from kaspi_doctor.facts import Value
from kaspi_doctor.judging import TITLE_BOUND
from kaspi_doctor.observation import AnswerKind as Kind
from tests.test_judging import CHALLENGE, DATES, HTML, JSON, LIST, NONE, PAGE, PAGES, RANGE, errors, judged, judgement


def facts(status: int, body: bytes, media_type: str = JSON) -> dict[str, Value]:
    """Return the facts alone."""
    return judgement(status, media_type, body).facts


def kind(status: int, body: bytes, media_type: str = JSON) -> Kind:
    """Return the kind alone."""
    return judged(status, media_type, body)


@pytest.mark.parametrize(
    ("mark", "protection"),
    [
        ("cf-chl-bypass", "Cloudflare"),
        ("window._cf_chl_opt", "Cloudflare"),
        ("/cdn-cgi/challenge-platform/h/b", "Cloudflare"),
        ("cf-browser-verification", "Cloudflare"),
        ("<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
        ("<title>Just a moment...</title>", "Cloudflare"),
        ("https://ddos-guard.net", "DDoS-Guard"),
        ("__ddg2_", "DDoS-Guard"),
        ("QRATOR", "Qrator"),
        ("Incapsula incident ID", "Incapsula"),
        ("_Incap_Resource", "Incapsula"),
        ("Protected by StormWall", "StormWall"),
        ("VARITI", "Variti"),
        ("Your support ID is: 1", "F5"),
        ("g-recaptcha", "captcha"),
        ("varitions", None),
        ("support idea", None),
        ("Attention Required!", None),
        ("Just a moment, please", None),
        ("__ddg", None),
        ("Powered by Cloudflare", None),
    ],
)
def test_every_mark_of_a_protection_is_known_by_name(mark: str, protection: str | None) -> None:
    """A page with a mark is a challenge and names whose it is; without one it is none, and the fact says so."""
    page = f"<html>{mark}</html>".encode()
    assert facts(503, page, HTML)["http.challenge"] == protection
    assert kind(503, page, HTML) is (Kind.CHALLENGE if protection else Kind.SERVER_ERROR)
    assert facts(503, errors(mark))["http.challenge"] is None


TAGS = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "script",
    "style",
    "noscript",
    "center",
    "div",
    "p",
    "table",
    "frameset",
    "iframe",
    "h1",
]


@pytest.mark.parametrize("tag", ["!doctype html", "!DOCTYPE\nHTML", *TAGS, *(f"{tag.upper()} a=b" for tag in TAGS)])
@pytest.mark.parametrize("before", ["", "\n", "<!-- two\nlines -->", "<?xml version='1.0'\n?> "])
def test_whatever_a_page_begins_with_it_is_a_page(before: str, tag: str) -> None:
    """HTML is known by its first tag, in any case, behind white space, comments and a declaration of any length."""
    assert kind(200, f"{before}<{tag}>".encode(), NONE) is Kind.CAPTIVE


@pytest.mark.parametrize("tag", ["!doctype svg", "!doctypehtml", "b", "h12", "divx", "tables"])
def test_a_tag_that_begins_no_page_makes_none(tag: str) -> None:
    """Another tag, or a longer name, is not HTML: what came is broken."""
    assert kind(200, f"<{tag}>".encode(), NONE) is Kind.BROKEN


@pytest.mark.parametrize("title", [DATES, RANGE, PAGES])
def test_documented_titles_are_known_in_any_case(title: str) -> None:
    """A change of capitals is no change of the refusal."""
    assert kind(400, errors(title.upper())) is kind(400, errors(title)) is not Kind.REFUSED


@pytest.mark.parametrize(
    ("title", "maximum"),
    [
        (RANGE, 14),
        (RANGE.upper(), 14),
        ("Exceeded the maximum difference, max  [ 7 ]", 7),
        ("max[123456]", 123456),
        ("max [1234567]", None),
        ("max [-1]", None),
        ("maximum 14", None),
    ],
)
def test_the_maximum_is_read_as_it_is_written(title: str, maximum: int | None) -> None:
    """White space and capitals do not matter; what is no small number is not taken for one."""
    assert facts(400, errors(title)).get("range.maximum") == maximum


@pytest.mark.parametrize(
    ("body", "by_kaspi"),
    [
        (LIST, True),
        (b'{"data":1}', True),
        (b'{"errors":1}', True),
        (b"{}", False),
        (b'["data","errors"]', False),
        (b'"errors"', False),
        (b"data errors", False),
    ],
)
def test_an_answer_is_kaspis_own_when_it_has_its_form(body: bytes, by_kaspi: bool) -> None:  # noqa: FBT001 - the expectation
    """Only an object with ``data`` or ``errors`` is taken to be from the API itself."""
    assert facts(200, body)["http.by_kaspi"] is by_kaspi


def test_keys_of_a_document_are_kept_short() -> None:
    """Eight keys of forty characters are kept, from whatever object came, and none where there is no object."""
    keys = [f"{number}" * 60 for number in range(9)]
    assert facts(400, json.dumps(dict.fromkeys(keys)).encode())["api.keys"] == tuple(key[:40] for key in keys[:8])
    assert "api.keys" not in facts(400, b"[]")


@pytest.mark.parametrize(("count", "expected"), [(2**53 - 1, Kind.DATA), (2**53, Kind.BROKEN), (-(2**53), Kind.BROKEN)])
def test_a_count_is_one_that_every_reader_can_hold(count: int, expected: Kind) -> None:
    """From 2 to the 53rd on a number is not exact in every JSON reader, so it is no count; a fraction is read."""
    assert kind(200, LIST.replace(b"0", str(count).encode())) is expected
    assert kind(200, LIST.replace(b"0", b"1.5")) is Kind.DATA


@pytest.mark.parametrize("meta", ['{"pageCount":0}', '{"totalCount":0}', '{"pageCount":0,"totalCount":null}', "0"])
def test_a_list_without_both_counts_is_broken(meta: str) -> None:
    """Either count alone makes no list of orders."""
    assert kind(200, f'{{"data":[],"meta":{meta}}}'.encode()) is Kind.BROKEN


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_have_makes_no_json(constant: str) -> None:
    """A constant that other readers refuse spoils the whole answer, wherever it stands."""
    body = LIST[:-1] + f',"x":[{constant}]}}'.encode()
    assert (kind(200, body), facts(200, body)["http.by_kaspi"]) == (Kind.BROKEN, False)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (199, Kind.BROKEN),
        (200, Kind.CAPTIVE),
        (299, Kind.CAPTIVE),
        (300, Kind.REDIRECT),
        (399, Kind.REDIRECT),
        (400, Kind.REFUSED),
        (499, Kind.REFUSED),
        (500, Kind.SERVER_ERROR),
        (599, Kind.SERVER_ERROR),
        (600, Kind.BROKEN),
    ],
)
def test_ranges_of_the_status_end_where_http_says(status: int, expected: Kind) -> None:
    """The first and the last status of each class are judged as the rest of it."""
    assert kind(status, PAGE, HTML) is expected


def test_a_long_title_is_cut() -> None:
    """300 characters of a title are kept."""
    assert TITLE_BOUND == 300
    assert facts(400, errors("é" * 301))["api.error.title"] == "é" * 300


def test_only_the_first_ten_errors_are_looked_at() -> None:
    """A title, its escapes undone, is found as the tenth, whole or cut off, and not as the eleventh."""
    for count, expected in ((9, Kind.DATES_MISSING), (10, Kind.REFUSED)):
        body = errors(*repeat("Else", count), DATES).replace(b"Required", b"\\u0052equired")
        assert kind(400, body) is kind(400, body[:-1]) is expected


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ('{"errors": [{"title" : "a \\"b\\" \\u0436"', 'a "b" ж'),
        ('{"errors": [{"title":"tab\there"', "tab\there"),
        ('{"errors": [{"title":"tab\t\\u0436"', "tab\tж"),
        ('{"errors": [{"title":"bad \\x"', "bad \\x"),
        ('{"errors": [{"title":"' + "x" * 400 + '"', "x" * 300),
        ('{"errors": [{"title":"cut', "cut"),
        ('{"error": [{"title":"other"', None),
        ('{"errors": [{"titles":"other"', None),
    ],
)
def test_a_title_in_a_fragment_is_read_as_json_would(body: str, title: str | None) -> None:
    """Escapes are undone where they can be, control characters borne, and nothing read that is no error's."""
    assert facts(400, body.encode()).get("api.error.title") == title


def test_a_broken_byte_hides_no_title() -> None:
    """A title is read from a body that is not quite UTF-8."""
    assert kind(400, errors(DATES)[:-1] + b"\xff") is Kind.DATES_MISSING


def test_no_title_is_made_up_of_a_challenge() -> None:
    """A page without errors has no title."""
    assert "api.error.title" not in facts(503, CHALLENGE, HTML)
