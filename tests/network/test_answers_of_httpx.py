"""The ordinary answers, by way of the whole request, with pytest-httpx in the server's place."""

import asyncio
import ssl
from datetime import UTC, datetime
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpx import HTTPXMock

from kaspi_doctor.network.pace import Pace
from kaspi_doctor.network.request import Exchange, exchange
from kaspi_doctor.observation import AnswerKind as Kind
from tests.network.serving import VALID, settings_for
from tests.test_judging import CHALLENGE, DATES, LIST, PAGE, PAGES, RANGE, errors

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PACE_S = 1


async def nobody() -> NoReturn:
    """Stand where the network would be."""
    raise AssertionError


def asked(pace: Pace) -> Exchange:
    """Make the valid request."""
    return asyncio.run(
        exchange(
            VALID,
            settings_for(1, None),
            dial=nobody,
            context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            pace=pace,
            now=lambda: NOW,
            limit_s=5,
        )
    )


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, LIST, Kind.DATA),
        (200, PAGE, Kind.CAPTIVE),
        (200, CHALLENGE, Kind.CHALLENGE),
        (200, b"{", Kind.BROKEN),
        (302, b"", Kind.REDIRECT),
        (400, errors(DATES), Kind.DATES_MISSING),
        (400, errors(RANGE), Kind.DATE_RANGE),
        (400, errors(PAGES), Kind.PAGINATION_MISSING),
        (400, errors("Anything"), Kind.REFUSED),
        (401, b"", Kind.UNAUTHORIZED),
        (403, errors("No"), Kind.FORBIDDEN),
        (403, PAGE, Kind.CHALLENGE),
        (404, PAGE, Kind.NOT_FOUND),
        (415, b"", Kind.MEDIA_TYPE),
        (429, b"", Kind.RATE_LIMITED),
        (503, PAGE, Kind.SERVER_ERROR),
    ],
)
def test_ordinary_answer_has_its_kind(httpx_mock: HTTPXMock, status: int, body: bytes, kind: Kind) -> None:
    """Each ordinary answer of Kaspi's leads to its own kind, with its status beside it; 429 stops what is to follow."""
    httpx_mock.add_response(status_code=status, content=body)
    pace = Pace(PACE_S)
    result = asked(pace)
    assert (result.failure, result.kind) == (None, kind)
    assert result.facts["http.response.status_code"] == status
    assert pace.rate_limited is (status == 429)
    assert (pace.sent, pace.answered, pace.unanswered) == (1, 1, 0)


@pytest.mark.parametrize(
    ("date", "age", "offset_s"),
    [
        ("Tue, 24 Nov 2026 09:00:00 GMT", None, 0),
        ("Tue, 24 Nov 2026 08:55:00 GMT", None, 300),
        ("Tue, 24 Nov 2026 08:54:59 GMT", None, 301),
        ("Tue, 24 Nov 2026 09:06:00 GMT", None, -360),
        ("Tue, 24 Nov 2026 14:00:00 +0500", None, 0),
        ("Tue, 24 Nov 2026 09:00:00", None, 0),
        ("Tuesday, 24-Nov-26 09:00:00 GMT", None, 0),
        ("Tue, 24 Nov 2026 08:00:00 GMT", "3600", 0),
        ("Tue, 24 Nov 2026 08:00:00 GMT", "soon", None),
        ("yesterday", None, None),
        ("", None, None),
        ("Tue, 24 Nov 2026 09:00:00 +99999999999", None, None),
        (None, None, None),
    ],
)
def test_date_header_is_compared_with_the_clock(
    httpx_mock: HTTPXMock, date: str | None, age: str | None, offset_s: int | None
) -> None:
    """How far the clocks are apart is measured to the second; a date that cannot be read tells nothing."""
    named = {"Date": date, "Age": age}
    httpx_mock.add_response(headers={name: value for name, value in named.items() if value is not None})
    facts = asked(Pace(PACE_S)).facts
    assert facts.get("clock.offset_s") == offset_s


@given(st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40), st.text("0123456789-+.e", max_size=30))
def test_no_header_upsets_the_reader(date: str, age: str) -> None:
    """Whatever stands in Date and Age, the answer is read."""
    import httpx

    from kaspi_doctor.network.response import facts_of_head

    response = httpx.Response(200, headers=[(b"Date", date.encode("latin-1")), (b"Age", age.encode())])
    assert facts_of_head(response, NOW)["http.response.status_code"] == 200
