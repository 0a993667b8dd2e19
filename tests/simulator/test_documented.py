"""The default scenario keeps to what is publicly known of the API."""

import base64
import itertools
import re
from collections.abc import Mapping

import httpx
import pytest

from tests.simulator.conftest import HEADERS, TOKEN, Client, Served, window

MISSING_DATES = "Required filter [orders][creationDate][$ge] is empty."
GE, LE = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"


@pytest.fixture
def client(served: Served) -> Client:
    """Serve the default scenario."""
    return served("documented")


def title(response: httpx.Response) -> str:
    """Read the one title of an error."""
    (error,) = response.json()["errors"]
    assert list(error) == ["title"]
    return str(error["title"])


def test_valid_request(client: Client) -> None:
    """The documented request gets 200, JSON:API, orders, and counts that are numbers."""
    response = client.get(query={"page[size]": "1"})
    document = response.json()
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/vnd.api+json"
    assert "date" in response.headers
    assert list(document) == ["data", "included", "meta"]
    (order,) = document["data"]
    assert set(order) == {"type", "id", "attributes", "relationships", "links"}
    assert base64.b64decode(order["id"] + "==").decode() == order["attributes"]["code"]
    assert document["meta"]["totalCount"] == document["meta"]["pageCount"] > 1
    assert "x-simulator-standing" not in response.headers


@pytest.mark.parametrize(
    "agent", ["KaspiBot/1.0", "PostmanRuntime/7.37.3", "curl/8.5.0", "Go-http-client/2.0", "axios/1"]
)
def test_own_names_are_answered(client: Client, agent: str) -> None:
    """A User-Agent that is no Python library's default is answered."""
    assert client.get(User_Agent=agent).status_code == 200


@pytest.mark.parametrize(
    "agent",
    [None, "", "python-requests/2.32.5", "python-httpx/0.28.1", "Python-urllib/3.11", "Python/3.11 aiohttp/3.9.1"],
)
def test_library_names_are_met_with_silence(served: Served, agent: str | None) -> None:
    """A library's default User-Agent, an empty one or none is met with silence, and the request is recorded."""
    client = served("documented", timeout_s=0.3)
    with pytest.raises(httpx.ReadTimeout):
        client.get(User_Agent=agent)
    (recorded,) = client.endpoint.requests
    sent = [value for name, value in recorded.headers if name.lower() == "user-agent"]
    assert sent == ([] if agent is None else [agent])


def test_silence_comes_before_every_refusal(served: Served) -> None:
    """A filtered User-Agent gets no refusal either, whatever else is wrong."""
    client = served("documented", timeout_s=0.3)
    with pytest.raises(httpx.ReadTimeout):
        client.get("/nowhere", User_Agent="python-requests/2.32.5", X_Auth_Token=None, Accept=None)


@pytest.mark.parametrize("token", [None, "", "made-up", f"{TOKEN} ="])
def test_token_is_needed(client: Client, token: str | None) -> None:
    """Without the right token the answer is 401, marked as a guess, JSON by its looks."""
    response = client.get(X_Auth_Token=token)
    assert response.status_code == 401
    assert title(response)
    assert response.headers["x-simulator-standing"] == "guess"


def test_accept_is_needed(client: Client) -> None:
    """Without Accept the answer is 404 with an HTML page; with */* it is the list."""
    response = client.get(Accept=None)
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert client.get(Accept="*/*").status_code == 200


@pytest.mark.parametrize("label", ["number", "size"])
def test_page_is_needed(client: Client, label: str) -> None:
    """A list without a page parameter is refused with the reported text."""
    response = client.get(query={f"page[{label}]": None})
    assert (response.status_code, title(response)) == (400, f"Required pagination value [{label}] is empty.")


@pytest.mark.parametrize("size", ["0", "101", "1000", "-1", "ten"])
def test_page_size_is_bounded(client: Client, size: str) -> None:
    """A page size outside 1 to 100 is refused, as a guess."""
    response = client.get(query={"page[size]": size})
    assert (response.status_code, response.headers["x-simulator-standing"]) == (400, "guess")


@pytest.mark.parametrize("query", [{GE: None}, {GE: None, LE: None}, {GE: "", LE: None}])
def test_dates_are_needed(client: Client, query: Mapping[str, str | None]) -> None:
    """A list without the first date is refused with the documented text."""
    response = client.get(query=query)
    assert (response.status_code, title(response)) == (400, MISSING_DATES)


@pytest.mark.parametrize(("days", "actual"), [(15, 15), (30, 30), (14.5, 15)])
def test_window_is_bounded(client: Client, days: float, actual: int) -> None:
    """A window over 14 days is refused with both numbers, in days."""
    response = client.get(query=window(days))
    assert response.status_code == 400
    assert title(response) == (
        f"Exceeded the maximum difference for the filter[orders][creationDate] (in days). Actual [{actual}], max [14]."
    )


def test_exactly_14_days_pass(client: Client) -> None:
    """Exactly 14.0 days pass, wherever they lie; one millisecond more does not."""
    query = window(14)
    assert client.get(query=query).status_code == 200
    past = {GE: str(int(query[GE]) - 10**10), LE: str(int(query[LE]) - 10**10)}
    assert client.get(query=past).status_code == 200
    assert client.get(query={**query, GE: str(int(query[GE]) - 1)}).status_code == 400


def test_seconds_are_taken_for_milliseconds(client: Client) -> None:
    """Dates in seconds lie in 1970, where there are no orders; with no end the window is decades long."""
    query = window(14)
    seconds = {GE: query[GE][:-3], LE: query[LE][:-3]}
    assert client.get(query=seconds).json() == {"data": [], "included": [], "meta": {"pageCount": 0, "totalCount": 0}}
    assert re.search(r"Actual \[2\d{4}\], max \[14\]", title(client.get(query={**seconds, LE: None})))


def test_iso_dates_are_refused(client: Client) -> None:
    """A date that is not a number is refused, as a guess."""
    response = client.get(query={GE: "2026-11-01"})
    assert (response.status_code, response.headers["x-simulator-standing"]) == (400, "guess")


def test_pages_hold_each_order_once(client: Client) -> None:
    """Reading all pages from 0 gives each order once, and as many as were promised."""
    query = window(13)
    first = client.get(query={**query, "page[size]": "10"}).json()
    pages = [
        client.get(query={**query, "page[size]": "10", "page[number]": str(number)}).json()["data"]
        for number in range(first["meta"]["pageCount"])
    ]
    ids = [order["id"] for order in itertools.chain.from_iterable(pages)]
    assert len(ids) == len(set(ids)) == first["meta"]["totalCount"]


def test_filters_choose(client: Client) -> None:
    """State and status choose among the orders: all that match, and no others."""
    orders = client.get().json()["data"]
    for name in ("state", "status"):
        values = {order["attributes"][name] for order in orders}
        assert len(values) > 1
        for value in values:
            found = client.get(query={f"filter[orders][{name}]": value}).json()["data"]
            expected = [order["id"] for order in orders if order["attributes"][name] == value]
            assert [order["id"] for order in found] == expected


def test_code_needs_nothing_else(client: Client) -> None:
    """An order is found by its code without a page and without dates."""
    nothing: dict[str, str | None] = dict.fromkeys(window(1))
    (order,) = client.get(query={**nothing, "filter[orders][code]": "900000001"}).json()["data"]
    assert order["id"] == "OTAwMDAwMDAx"
    assert client.get(query={**nothing, "filter[orders][code]": "1"}).json()["meta"]["totalCount"] == 0


def test_one_order_and_its_entries(client: Client) -> None:
    """An order and its entries are read by its id; by its code the answer is 404 with JSON."""
    order = client.get("/orders/OTAwMDAwMDAx").json()["data"]
    entries = client.get("/orders/OTAwMDAwMDAx/entries").json()["data"]
    assert order["attributes"]["totalPrice"] == sum(entry["attributes"]["totalPrice"] for entry in entries)
    response = client.get("/orders/900000001")
    assert response.status_code == 404
    assert title(response)


@pytest.mark.parametrize("path", ["/shop/api/products/classification/categories", "/shop/api/products/import/schema"])
def test_goods(client: Client, path: str) -> None:
    """The goods reads answer plain JSON, and need the token."""
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert client.get(path, X_Auth_Token=None).status_code == 401


@pytest.mark.parametrize("path", ["/products", "/shop/api/v2", "/shop/api/v1/orders", "/ordersx", "/orders/x/y"])
def test_other_paths_are_not_found(client: Client, path: str) -> None:
    """A path nobody documented is answered 404 with HTML."""
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_nothing_is_written(client: Client) -> None:
    """A POST is refused and changes nothing."""
    before = client.get().json()["meta"]
    response = client.get(method="POST")
    assert (response.status_code, response.headers["allow"]) == (405, "GET")
    assert client.get().json()["meta"] == before


def test_raw_and_encoded_brackets_are_alike(client: Client) -> None:
    """Brackets and $ work raw as well as percent-encoded."""
    query = "&".join(f"{name}={value}" for name, value in window(14).items())
    raw = httpx.URL(client.endpoint.local_url).copy_with(raw_path=f"/shop/api/v2/orders?{query}".encode())
    assert client.http.get(raw, headers=HEADERS).json()["meta"] == client.get().json()["meta"]
    assert "page[number]=0" in client.endpoint.requests[0].target
    assert "page%5Bnumber%5D=0" in client.endpoint.requests[1].target


@pytest.mark.parametrize(
    ("scenario", "uid", "has_orders"),
    [
        ("documented", None, True),
        ("no-orders", "30000000", False),
        ("no-orders-without-uid", None, False),
        ("no-orders-without-uid", "1", False),
        ("no-orders-without-uid", "30000000", True),
        ("orders-with-uid", "30000000", True),
    ],
)
def test_merchant_uid(served: Served, scenario: str, uid: str | None, *, has_orders: bool) -> None:
    """Where there are several shops, orders show only when the shop's id is sent; the status is 200 all the same."""
    response = served(scenario).get(X_Merchant_Uid=uid)
    assert response.status_code == 200
    assert (response.json()["meta"]["totalCount"] > 0) == has_orders


def test_the_book_is_the_same_every_time(served: Served) -> None:
    """Two runs show the same orders, but for their dates."""
    first, second = (
        [
            {name: value for name, value in order["attributes"].items() if name != "creationDate"}
            for order in served("documented").get(query=window(13)).json()["data"]
        ]
        for _ in range(2)
    )
    assert first == second
