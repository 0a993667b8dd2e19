"""The requests for the list of orders, exactly as the contract has them."""

from kaspi_doctor.judging import list_of_orders
from kaspi_doctor.network.request import ApiRequest
from kaspi_doctor.probe import Context
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, headers

JSON_API = "application/vnd.api+json"
DAY_MS = 24 * 60 * 60 * 1000


def orders(
    context: Context,
    *,
    days: int | None,
    user_agent: str | None = BROWSER_USER_AGENT,
    with_token: bool = True,
    compares: bool = False,
) -> ApiRequest:
    """Ask for the first order of so many days that end now; of no days in particular where that is None."""
    query = {"page[number]": "0", "page[size]": "1"}
    if days is not None:
        ends_at_ms = int(context.network.now().timestamp() * 1000)
        query["filter[orders][creationDate][$ge]"] = str(ends_at_ms - days * DAY_MS)
        query["filter[orders][creationDate][$le]"] = str(ends_at_ms)
    media_types = {"Accept": JSON_API, "Content-Type": JSON_API}
    return ApiRequest(
        path=f"{context.settings.target.path}/orders",
        query=query,
        headers=headers(context.settings, media_types, user_agent=user_agent, with_token=with_token),
        reads=list_of_orders,
        compares=compares,
        # Any other name may be filtered.
        ends_in_silence=user_agent != BROWSER_USER_AGENT,
    )
