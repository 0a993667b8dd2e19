"""A plain client for the simulator, and the requests that the published facts describe."""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

import httpx
import pytest

from kaspi_doctor.simulator import SCENARIOS, Scenario, SimulatedApi, serve

DAY_MS = 86_400_000
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
TOKEN = SCENARIOS["documented"].token or ""
HEADERS = {
    "User-Agent": BROWSER,
    "Accept": "application/vnd.api+json",
    "Content-Type": "application/vnd.api+json",
    "X-Auth-Token": TOKEN,
}


def window(days: float, *, size: int = 100, number: int = 0) -> dict[str, str]:
    """Ask for a page of the last so many days."""
    until_ms = time.time_ns() // 1_000_000
    return {
        "page[number]": str(number),
        "page[size]": str(size),
        "filter[orders][creationDate][$ge]": str(until_ms - round(days * DAY_MS)),
        "filter[orders][creationDate][$le]": str(until_ms),
    }


class Client:
    """A plain client of one endpoint; a header or parameter set to None is left out."""

    def __init__(self, endpoint: SimulatedApi, http: httpx.Client) -> None:
        self.endpoint = endpoint
        self.http = http

    def get(
        self,
        path: str = "/orders",
        query: Mapping[str, str | None] | None = None,
        *,
        method: str = "GET",
        **headers: str | None,
    ) -> httpx.Response:
        """Send the reference request, changed as told; `User_Agent=None` leaves the header out."""
        parameters = {**window(14), **(query or {})}
        sent = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
        base = self.endpoint.local_url
        url = base.removesuffix("/shop/api/v2") + path if path.startswith("/shop") else base + path
        request = self.http.build_request(
            method, url, params={name: value for name, value in parameters.items() if value is not None}
        )
        del request.headers["user-agent"], request.headers["accept"]
        request.headers.update({name: value for name, value in sent.items() if value is not None})
        return self.http.send(request)


Served = Callable[..., Client]


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve a scenario, by id or as it is, and hand out a client for it."""
    with ExitStack() as stack:

        def start(scenario: str | Scenario, *, timeout_s: float = 5, **options: object) -> Client:
            known = SCENARIOS[scenario] if isinstance(scenario, str) else scenario
            endpoint = stack.enter_context(serve(known))
            http = httpx.Client(
                verify=ssl.create_default_context(cafile=endpoint.ca_file),
                timeout=timeout_s,
                trust_env=False,
                **options,  # type: ignore[arg-type] # options by name
            )
            return Client(endpoint, stack.enter_context(http))

        yield start
