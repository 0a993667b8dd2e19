"""Goods, asked for with a token that serves orders."""

import asyncio
from dataclasses import replace

import pytest

from kaspi_doctor.doctor import examine
from kaspi_doctor.facts import SKIPPED_BECAUSE, TOTAL_COUNT
from kaspi_doctor.observation import Failure, Outcome
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT
from kaspi_doctor.probes.goods_schema import PROBE, _request
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.simulator.exchange import Reply, Request
from kaspi_doctor.target import Target
from tests.probes.asking import asked, examined, examined_anew, seen_in, settings_for


@pytest.mark.parametrize(
    ("scenario", "outcome", "failure", "words"),
    [
        ("goods-served", Outcome.PASSED, None, "as well (HTTP 200)."),
        ("goods-refused", Outcome.FAILED, Failure.HTTP_STATUS, "Goods are not served. HTTP 401"),
    ],
)
def test_it_tells_whether_goods_are_served(
    scenario: str, outcome: Outcome, failure: Failure | None, words: str
) -> None:
    """Any plain JSON is a success; a refusal is told with its status."""
    seen = asked(scenario, PROBE.id)
    assert (seen.outcome, seen.failure, seen.control) == (outcome, failure, False)
    assert words in seen.summary.en


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        (b"[]", None),
        (b'{"type":"object"}', None),
        (b'{"errors":[{"title":"made up"}]}', Failure.HTTP_BODY),
        (b'"made up"', Failure.HTTP_BODY),
        (b"{", Failure.HTTP_BODY),
        (b"<html>", Failure.HTTP_BODY),
    ],
)
def test_what_is_no_document_is_no_success(body: bytes, failure: Failure | None) -> None:
    """A document is an object or an array of JSON that tells of no error; no count of orders is read of it."""

    def goods(request: Request) -> Reply | None:
        return Reply(status=200, body=body) if "products" in request.path else None

    report = examined_anew(replace(SCENARIOS["documented"], behind_filter=goods), only=(PROBE.id,))
    seen = seen_in(report, PROBE.id)
    assert (seen.failure, seen.fact(TOTAL_COUNT)) == (failure, None)


def test_it_is_one_request_more_where_it_is_asked_for() -> None:
    """A usual run makes none of it; beside the usual probes it is one GET, of plain JSON, with the token."""
    with serve(SCENARIOS["orders-with-uid"]) as endpoint:
        usual = asyncio.run(examine(settings_for(endpoint)))
        assert [request for request in endpoint.requests if "/orders?" not in request.target] == []
        also = asyncio.run(examine(settings_for(endpoint, also=(PROBE.id,))))
        (request,) = [request for request in endpoint.requests if "/orders?" not in request.target]
    assert also.requests_sent == usual.requests_sent + 1
    assert (request.method, request.target) == ("GET", "/shop/api/products/import/schema")
    assert {name: value for name, value in request.headers if name != "X-Auth-Token"} == {
        "Host": "kaspi.kz",
        "User-Agent": BROWSER_USER_AGENT,
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "X-Merchant-Uid": SCENARIOS["orders-with-uid"].merchant_uid,
    }
    assert ("X-Auth-Token", SCENARIOS["orders-with-uid"].token) in request.headers


@pytest.mark.parametrize(
    ("base", "path"), [("/shop/api/v2", "/shop/api"), ("/shop/api", "/shop/api"), ("/v2/api", "/v2/api"), ("", "")]
)
def test_only_the_orders_version_is_taken_off_the_base(base: str, path: str) -> None:
    """Goods are asked for beside the version, wherever the user says that the API is."""
    target = Target.parse(f"https://kaspi.kz{base}")
    settings = Settings(credentials=Credentials.found(None, None), target=target)
    assert _request(settings).path == f"{path}/products/import/schema"


def test_it_is_left_out_where_orders_are_not_served() -> None:
    """Nothing could be told of goods then."""
    seen = seen_in(examined("token-rejected", PROBE.id), PROBE.id)
    assert (seen.outcome, seen.fact(SKIPPED_BECAUSE)) == (Outcome.SKIPPED, "orders-valid")
