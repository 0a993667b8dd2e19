"""The requests for orders, as the contract has them, before anything is sent."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kaspi_doctor.credentials import Secret
from kaspi_doctor.network import Network
from kaspi_doctor.probe import Context
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.target import Target

JSON_API = "application/vnd.api+json"
GE, LE = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
PAGE = {"page[number]": "0", "page[size]": "1"}
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NOW_MS = 1795510800000
DAY_MS = 24 * 60 * 60 * 1000
TOKEN = "FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK="


def context(*, uid: str | None = None, now: datetime = NOW, token: str = TOKEN, base: str = "/shop/api/v2") -> Context:
    """Make what a probe sees, at a moment."""
    settings = Settings(
        credentials=Credentials.found(token, "made up", merchant_uid=uid),
        target=Target.parse(f"https://kaspi.kz{base}"),
    )
    return Context(settings=settings, network=Network(settings, now=lambda: now), seen={}, limit_s=1)


@pytest.mark.parametrize("user_agent", [None, "python-requests/2.32.5", ""])
@pytest.mark.parametrize("with_token", [True, False])
@pytest.mark.parametrize("uid", [None, "30000000"])
def test_headers_are_exactly_the_contracts(user_agent: str | None, uid: str | None, *, with_token: bool) -> None:
    """The reference headers, in their order, less what is left out on purpose; the token is a secret."""
    request = orders(context(uid=uid), days=14, user_agent=user_agent, with_token=with_token)
    expected = [] if user_agent is None else [("User-Agent", user_agent)]
    expected += [("Accept", JSON_API), ("Content-Type", JSON_API), ("Accept-Encoding", "identity")]
    expected += [("X-Auth-Token", TOKEN)] if with_token else []
    expected += [("X-Merchant-Uid", uid)] if uid else []
    assert list(request.headers_with(Secret.reveal).items()) == expected
    assert isinstance(request.headers.get("X-Auth-Token"), Secret) is with_token


def test_unless_told_otherwise_a_browser_asks() -> None:
    """The User-Agent of the reference is the browser's that is known to be answered."""
    assert orders(context(), days=14).headers["User-Agent"] == BROWSER_USER_AGENT


@pytest.mark.parametrize(
    ("user_agent", "may_be_filtered"), [(None, True), ("my-shop/1.0", True), (BROWSER_USER_AGENT, False)]
)
def test_every_name_but_a_browsers_may_be_filtered(user_agent: str | None, *, may_be_filtered: bool) -> None:
    """Only the request that is known to be answered is waited for to the end."""
    assert orders(context(), days=14, user_agent=user_agent).ends_in_silence is may_be_filtered


def test_a_damaged_token_is_sent_in_the_form_it_was_meant_to_have() -> None:
    """What is around the token is never sent."""
    request = orders(context(token=f"Bearer {TOKEN}"), days=14)
    assert request.headers_with(Secret.reveal)["X-Auth-Token"] == TOKEN


@pytest.mark.parametrize("days", [1, 14, 30])
def test_window_is_exactly_so_many_days_ending_now(days: int) -> None:
    """Both dates are milliseconds, the window is exact, and it ends at the moment of asking."""
    query = orders(context(), days=days).query
    assert list(query.items()) == [*PAGE.items(), (GE, str(NOW_MS - days * DAY_MS)), (LE, str(NOW_MS))]


def test_request_without_dates_has_the_page_alone() -> None:
    """Without a window only the page parameters are sent."""
    assert orders(context(), days=None).query == PAGE


def test_time_zone_of_the_clock_does_not_move_the_window() -> None:
    """The same moment gives the same milliseconds, wherever the clock stands."""
    almaty = NOW.astimezone(timezone(timedelta(hours=5)))
    assert orders(context(now=almaty), days=14).query == orders(context(), days=14).query


@pytest.mark.parametrize("base", ["/shop/api/v2", "/api", ""])
def test_path_is_the_list_below_the_base(base: str) -> None:
    """Wherever the user says that the API is, the list of orders is asked for there."""
    assert orders(context(base=base), days=14).path == f"{base}/orders"
