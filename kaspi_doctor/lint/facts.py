"""What is known about requests: addresses, parameters and their values. Documented, unless it says otherwise."""

import re
from enum import Enum, auto

HOST = "kaspi.kz"
BASE = "/shop/api/v2"
LIST = f"{BASE}/orders"
GOODS = "/shop/api/products"
GOODS_SCHEMA = f"{GOODS}/import/schema"
GOODS_CATEGORIES = f"{GOODS}/classification/categories"
MEDIA_TYPE = "application/vnd.api+json"

PAGE_NUMBER, PAGE_SIZE = "page[number]", "page[size]"
SINCE, UNTIL = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
STATE, STATUS, CODE = "filter[orders][state]", "filter[orders][status]", "filter[orders][code]"
DELIVERY_TYPE, SIGNATURE = "filter[orders][deliveryType]", "filter[orders][signatureRequired]"
INCLUDE = "include[orders]"
PARAMS = (PAGE_NUMBER, PAGE_SIZE, SINCE, UNTIL, STATE, STATUS, CODE, DELIVERY_TYPE, SIGNATURE, INCLUDE)
"""Of the list of orders, in the order in which they are written.

Delivery type and signature: reported, many clients send them.
"""

LARGEST_PAGE = 100
USUAL_PAGE = 50
DAY_MS = 86_400_000
LONGEST_WINDOW_MS = 14 * DAY_MS
"""Observed by three projects: exactly 14.0 days pass."""

STATES = ("NEW", "SIGN_REQUIRED", "PICKUP", "DELIVERY", "KASPI_DELIVERY", "ARCHIVE")
STATUSES = (
    "APPROVED_BY_BANK",
    "ACCEPTED_BY_MERCHANT",
    "COMPLETED",
    "CANCELLED",
    "CANCELLING",
    "KASPI_DELIVERY_RETURN_REQUESTED",
    "RETURNED",
    "RETURN_ACCEPTED_BY_MERCHANT",
)
"""The last one is reported: clients list it, the guide does not."""

TABS = {
    "новые": "NEW", "новый": "NEW", "жаңа": "NEW", "подписание": "SIGN_REQUIRED", "на подписании": "SIGN_REQUIRED",
    "самовывоз": "PICKUP", "өзі алып кету": "PICKUP", "доставка": "DELIVERY", "моя доставка": "DELIVERY",
    "жеткізу": "DELIVERY", "kaspi доставка": "KASPI_DELIVERY", "передача": "KASPI_DELIVERY",
    "упаковка": "KASPI_DELIVERY", "kaspi_delivery_wait_for_courier": "KASPI_DELIVERY",
    "kaspi_delivery_cargo_assembly": "KASPI_DELIVERY", "kaspi_delivery_transmitted": "KASPI_DELIVERY",
    "архив": "ARCHIVE", "архивные": "ARCHIVE", "мұрағат": "ARCHIVE",
}  # fmt: skip
"""The cabinet's tabs, in lower case, and the states that come nearest to them (inferred)."""


class Family(Enum):
    """What kind of address a request is meant for."""

    LIST = auto()
    """The list of orders: pages, dates, filters."""
    ONE = auto()
    """Another address of JSON:API, for one thing by its id."""
    GOODS = auto()
    """Plain JSON."""


_ID = r"/[^/]+"
_KNOWN = re.compile(
    rf"{BASE}(?:/orders(?:{_ID}(?:/entries|/relationships/[^/]+)?)?"
    rf"|/(?:orderentries|masterproducts|merchantproducts|pointofservices){_ID}(?:/[^/]+)?(?:/[^/]+)?)"
    rf"|{GOODS}/(?:classification|import)(?:/.*)?"
)
_RESOURCE = re.compile(r"/(?:orders|orderentries|masterproducts|merchantproducts|pointofservices)(?:/.*)?\Z")
_ORDERS = re.compile(r"(?i)/[\w-]*(?:orders?|zakaz\w*)\b")
_ORDERS_LAST = re.compile(r"(?i)/(?:orders?|zakaz\w*)\Z")
_GOODS_WORD = re.compile(r"(?i)/(?:products?|offers?|goods|prices?|stocks?|import|schema)\b")
_CODE = re.compile(rf"{LIST}/(\d{{5,12}})(?:/entries)?")


def is_known_path(path: str) -> bool:
    """Return whether there is such an address."""
    return _KNOWN.fullmatch(path) is not None


def meant_path(path: str) -> str:
    """Return the known address that a path comes nearest to; without any hint, the list of orders."""
    if is_known_path(path):
        return path
    for tail in (_RESOURCE.search(path), _RESOURCE.search(path.lower())):
        if tail and is_known_path(BASE + tail.group()):
            return BASE + tail.group()
    if _ORDERS.search(path):
        return LIST
    if re.search(r"(?i)categor", path):
        return GOODS_CATEGORIES
    return GOODS_SCHEMA if _GOODS_WORD.search(path) else LIST


def speaks_of_orders(path: str) -> bool:
    """Return whether a path, right or not, is meant for orders."""
    tail = _RESOURCE.search(path)
    is_misplaced = tail is not None and is_known_path(BASE + tail.group())
    return is_known_path(path) or is_misplaced or _ORDERS_LAST.search(path) is not None


def family(path: str) -> Family:
    """Return the kind of a known address."""
    if path.startswith(GOODS):
        return Family.GOODS
    return Family.LIST if path == LIST else Family.ONE


def code_in(path: str) -> str | None:
    """Return the order's number that stands where its id belongs. Ids seen so far were Base64, so they have letters."""
    found = _CODE.fullmatch(path)
    return found[1] if found else None
