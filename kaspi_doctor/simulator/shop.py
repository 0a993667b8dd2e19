"""The shop behind the simulated API: which request it answers, and how.

What is written here was taken from what is publicly known of the live service. Where nobody has published what
happens, the answer is a guess, marked `guess=True`, and carries the header `X-Simulator-Standing: guess`.
"""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kaspi_doctor.simulator.exchange import (
    GUESS,
    JSON,
    Action,
    Reply,
    Request,
    Silence,
    html_reply,
    json_reply,
    refusal,
)
from kaspi_doctor.simulator.orders import DAY_MS, Order

ORDERS = "/shop/api/v2/orders"
CATEGORIES = "/shop/api/products/classification/categories"
SCHEMA = "/shop/api/products/import/schema"

FROM, TO = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
CODE, STATE, STATUS = "filter[orders][code]", "filter[orders][state]", "filter[orders][status]"
NUMBER, SIZE = "page[number]", "page[size]"

# Met with silence. Observed for requests and httpx; the others are guesses by likeness. Of curl nothing is known,
# and nobody complains of Go, Node or PHP: they are answered.
_OBSERVED_LIBRARIES = ("python-requests/", "python-httpx/")
_GUESSED_LIBRARIES = ("python-urllib/", "python-urllib3/", "python/", "aiohttp/", "python-aiohttp/")

_MAX_SIZE = 100
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What this shop insists on; the defaults are the documented ones.

    `max_days` None: any window passes. `merchant_uids` empty: one shop, whose orders show whatever is sent;
    else orders show only when one of them is sent. `over_range_title` may hold {actual} and {max}.
    """

    tokens: tuple[str, ...]
    token_required: bool = True
    silent_when_absent: bool = True
    silent_to_libraries: bool = True
    dates_required: bool = True
    max_days: int | None = 14
    dates_title: str = "Required filter [orders][creationDate][$ge] is empty."
    over_range_title: str = (
        "Exceeded the maximum difference for the filter[orders][creationDate] (in days). "
        "Actual [{actual}], max [{max}]."
    )
    merchant_uids: tuple[str, ...] = ()
    has_orders: bool = True


def is_filtered(request: Request, rules: Rules) -> bool:
    """Whether the User-Agent is met with silence (observed x4-5; an empty header like an absent one: a guess)."""
    name = request.user_agent.lower()
    if not name:
        return rules.silent_when_absent
    return rules.silent_to_libraries and name.startswith(_OBSERVED_LIBRARIES + _GUESSED_LIBRARIES)


def _not_found() -> Reply:
    # Observed x1: HTML with 404 for a wrong path or a missing Accept; the wording is a guess.
    return html_reply("404 Not Found", status=404)


class Shop:
    """Answers requests by the rules, from one order book. It never changes anything."""

    def __init__(self, rules: Rules, book: tuple[Order, ...]) -> None:
        """Keep the rules and the orders, youngest first."""
        self._rules = rules
        self._book = book if rules.has_orders else ()

    def answer(self, request: Request) -> Action:
        """Answer one request.

        Guess: the order in which errors win (User-Agent, path, method, Accept, token, page, dates, window).
        """
        if is_filtered(request, self._rules):
            return Silence()
        path = request.path.rstrip("/")
        in_orders = path == ORDERS or path.startswith(f"{ORDERS}/")
        if not in_orders and path not in (CATEGORIES, SCHEMA):
            return _not_found()
        refused = self._refuse(request, in_orders=in_orders)
        if refused is not None:
            return refused
        if in_orders:
            return self._list(request) if path == ORDERS else self._one(path.removeprefix(f"{ORDERS}/"))
        return self._goods(path)

    def _refuse(self, request: Request, *, in_orders: bool) -> Reply | None:
        if request.method != "GET":
            # Guess: the real service accepts POST and changes orders; this one never does.
            refused = refusal("Method is not allowed by the simulator: it only reads.", status=405)
            return replace(refused, headers=(("Allow", "GET"), GUESS))
        if in_orders and not request.headers.get("accept"):
            return _not_found()
        if self._rules.token_required and request.headers.get("x-auth-token") not in self._rules.tokens:
            # Reported: 401. Its body is unknown: a guess.
            return refusal("Authentication token is absent or not accepted.", status=401, guess=True)
        return None

    def _goods(self, path: str) -> Reply:
        # Documented: plain JSON. The content is a guess.
        if path == CATEGORIES:
            return json_reply([{"code": "Made up - Exercise books", "title": "Тетради"}], media_type=JSON, guess=True)
        schema = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "array", "items": {"type": "object"}}
        return json_reply(schema, media_type=JSON, guess=True)

    def _one(self, rest: str) -> Reply:
        order_id, _, part = rest.partition("/")
        if part not in {"", "entries"}:
            return _not_found()
        order = next((order for order in self._book if order.id == order_id), None)
        if order is None:
            # Observed x1: JSON with 404, for a code in the place of an id; its text is a guess.
            return refusal(f"Order [{order_id[:40]}] is not found.", status=404, guess=True)
        document = list(order.entries) if part else order.document()
        return json_reply({"data": document, "included": []}, guess=True)

    def _list(self, request: Request) -> Reply:
        query = request.query
        if code := query.get(CODE):
            return _page([order for order in self._seen_by(request) if order.attributes["code"] == code], 0, _MAX_SIZE)
        fault = next(self._faults(request), None)
        if fault is not None:
            return fault
        since = int(query.get(FROM) or 0)
        until = int(query[TO]) if query.get(TO) else math.inf
        found = [
            order
            for order in self._seen_by(request)
            if since <= order.attributes["creationDate"] <= until
            and query.get(STATE) in (None, order.attributes["state"])
            and query.get(STATUS) in (None, order.attributes["status"])
        ]
        return _page(found, int(query[NUMBER]), int(query[SIZE]))

    def _seen_by(self, request: Request) -> tuple[Order, ...]:
        uids = self._rules.merchant_uids
        return () if uids and request.headers.get("x-merchant-uid") not in uids else self._book

    def _faults(self, request: Request) -> Iterator[Reply]:
        query, rules = request.query, self._rules
        for name, label in ((NUMBER, "number"), (SIZE, "size")):
            if not query.get(name):
                # Reported for [number]; for [size] inferred by analogy.
                yield refusal(f"Required pagination value [{label}] is empty.", guess=name == SIZE)
            elif not _is_number(query[name]):
                yield refusal(f"Pagination value [{label}] is not a number.", guess=True)
        if int(query[SIZE]) not in range(1, _MAX_SIZE + 1):
            # Documented: 100 at most. What happens above is unknown: a guess.
            yield refusal(f"Pagination value [size] must be within 1 and {_MAX_SIZE}.", guess=True)
        if rules.dates_required and not query.get(FROM):
            yield refusal(rules.dates_title)
        for name in (FROM, TO):
            if query.get(name) and not _is_number(query[name]):
                yield refusal(f"Value of {name} is not a number of milliseconds.", guess=True)
        if rules.max_days is None or not query.get(FROM):
            return
        until_ms = int(query[TO]) if query.get(TO) else time.time_ns() // 1_000_000
        distance_ms = until_ms - int(query[FROM])
        if distance_ms > rules.max_days * DAY_MS:
            # Observed: whole days are shown as they are. How a part of a day is rounded: a guess.
            actual = math.ceil(distance_ms / DAY_MS)
            yield refusal(rules.over_range_title.format(actual=actual, max=rules.max_days))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER


def _page(found: list[Order], number: int, size: int) -> Reply:
    shown = found[number * size : (number + 1) * size]
    meta = {"pageCount": math.ceil(len(found) / size), "totalCount": len(found)}
    return json_reply({"data": [order.document() for order in shown], "included": [], "meta": meta})
