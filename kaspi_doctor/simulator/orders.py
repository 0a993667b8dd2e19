"""A made-up order book: the same orders every time, placed relative to the moment it was opened."""

import base64
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ROOT = "https://kaspi.kz/shop/api/v2"
DAY_MS = 86_400_000

_SEED = 20251008
_COUNT = 180
_EVERY_MS = 8 * 3_600_000
_GOODS = ("Тетрадь", "Чайник", "Настольная лампа", "Рюкзак", "Коврик")
_FIRST_NAMES = ("Имя", "Есім", "Покупатель", "Тест")
# (age in days below which it applies, states, statuses): both lists are Kaspi's, the ages are made up.
_LIFE: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...] = (
    (1, ("NEW",), ("APPROVED_BY_BANK",)),
    (4, ("PICKUP", "DELIVERY", "KASPI_DELIVERY"), ("ACCEPTED_BY_MERCHANT",)),
    (100_000, ("ARCHIVE",), ("COMPLETED", "COMPLETED", "COMPLETED", "CANCELLED", "RETURNED")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order: its attributes as Kaspi shows them, and its entries."""

    id: str
    attributes: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]

    def document(self) -> dict[str, Any]:
        """Show the order in the shape that the live API used last (founded on published samples)."""
        own = f"{ROOT}/orders/{self.id}"
        return {
            "type": "orders",
            "id": self.id,
            "attributes": dict(self.attributes),
            "relationships": {
                "entries": {"links": {"self": f"{own}/relationships/entries", "related": f"{own}/entries"}}
            },
            "links": {"self": own},
        }


def _identifier(plain: str) -> str:
    # Reported x4: an order's id looks like the Base64 of its code.
    return base64.b64encode(plain.encode()).decode().rstrip("=")


def _entry(dice: random.Random, code: int, number: int, delivery_cost: float) -> dict[str, Any]:
    # The shape of an entry is a guess after public client code.
    price = float(dice.randrange(5, 400) * 100)
    quantity = dice.choice((1, 1, 1, 2, 3))
    entry_id = _identifier(f"{code}##{number}")
    own = f"{ROOT}/orderentries/{entry_id}"
    return {
        "type": "orderentries",
        "id": entry_id,
        "attributes": {
            "entryNumber": number,
            "quantity": quantity,
            "basePrice": price,
            "totalPrice": price * quantity,
            "deliveryCost": delivery_cost,
            "offer": {"code": f"made-up-{dice.randrange(1000, 9999)}", "name": dice.choice(_GOODS)},
        },
        "relationships": {"product": {"links": {"self": f"{own}/relationships/product", "related": f"{own}/product"}}},
        "links": {"self": own},
    }


def open_book(now_ms: int) -> tuple[Order, ...]:
    """Make the orders, youngest first, as seen at `now_ms` (milliseconds since 1970)."""
    dice = random.Random(_SEED)  # noqa: S311 - made-up orders, no secret
    orders = []
    for number in range(_COUNT):
        age_ms = (number + 1) * _EVERY_MS - dice.randrange(_EVERY_MS // 2)
        states, statuses = next((s, t) for days, s, t in _LIFE if age_ms < days * DAY_MS)
        state, code = dice.choice(states), 900_000_001 + number
        delivery = 0.0 if state == "PICKUP" else 500.0
        entries = tuple(_entry(dice, code, index, delivery) for index in range(dice.choice((1, 1, 2, 3))))
        phone = f"70000{number:05d}"
        attributes = {
            "code": str(code),
            "totalPrice": sum(entry["attributes"]["totalPrice"] for entry in entries),
            "paymentMode": "PREPAID",
            "creationDate": now_ms - age_ms,
            "deliveryCost": delivery,
            "isKaspiDelivery": state == "KASPI_DELIVERY",
            "deliveryMode": "DELIVERY_PICKUP" if state == "PICKUP" else "DELIVERY_REGIONAL_TODOOR",
            "signatureRequired": False,
            "preOrder": False,
            "pickupPointId": "30000000_PP1",
            "state": state,
            "status": dice.choice(statuses),
            "assembled": False,
            "customer": {
                "id": _identifier(phone),
                "name": None,
                "cellPhone": phone,
                "firstName": dice.choice(_FIRST_NAMES),
                "lastName": "Ф",
            },
        }
        orders.append(Order(id=_identifier(str(code)), attributes=attributes, entries=entries))
    return tuple(orders)
