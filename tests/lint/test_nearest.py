"""What a date, an address or a parameter's name was meant for."""

import pytest

from kaspi_doctor.lint.dates import ALMATY, Moment, Unit, read
from kaspi_doctor.lint.facts import is_known_path, meant_path
from kaspi_doctor.lint.names import carries_token, nearest
from kaspi_doctor.redaction import names_secret
from tests.lint.reading_corpus import NOW_MS
from tests.lint.test_rules import SINCE


@pytest.mark.parametrize(
    ("value", "unit", "at_ms"),
    [
        ("1795510800000", Unit.MILLISECONDS, NOW_MS),
        ("0", Unit.MILLISECONDS, 0),
        ("1795510800", Unit.SECONDS, NOW_MS),
        ("1795510800.25", Unit.SECONDS, NOW_MS + 250),
        ("1795510800000.0", Unit.UNREADABLE, NOW_MS),
        ("1795510800000000", Unit.FINER, NOW_MS),
        ("1795510800000000000", Unit.FINER, NOW_MS),
        ("2026-11-24T14:00:00", Unit.CALENDAR, NOW_MS),
        ("2026-11-24 14:00", Unit.CALENDAR, NOW_MS),
        ("2026-11-24T09:00:00Z", Unit.CALENDAR, NOW_MS),
        ("2026-11-24T14:00:00 05:00", Unit.CALENDAR, NOW_MS),
        ("20261124140000", Unit.CALENDAR, NOW_MS),
        ("24.11.2026 14:00:00", Unit.CALENDAR, NOW_MS),
        ("24.11.2026", Unit.CALENDAR, NOW_MS - 14 * 3_600_000),
        ("20261124", Unit.CALENDAR, NOW_MS - 14 * 3_600_000),
        ("-14 days", Unit.UNREADABLE, None),
        ("9" * 30, Unit.UNREADABLE, None),
        ("9" * 65, Unit.UNREADABLE, None),
        ("$start", Unit.UNWRITTEN, None),
        ("{{from}}", Unit.UNWRITTEN, None),
        ("$(date +%s)000", Unit.UNWRITTEN, None),
        ("$(date +%s)", Unit.SECONDS, None),
        ("$(date -d '14 days ago' +%s)", Unit.SECONDS, None),
    ],
)
def test_a_dates_unit_and_meaning(value: str, unit: Unit, at_ms: int | None) -> None:
    """A date is told by its shape; one without a zone is Almaty's."""
    moment: Moment = read(value)
    assert (moment.unit, moment.at_ms) == (unit, at_ms)
    assert ALMATY.utcoffset(None).total_seconds() == 5 * 3600


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/api/v2/orders", "/shop/api/v2/orders"),
        ("/orders", "/shop/api/v2/orders"),
        ("/shop/api/v2/Orders", "/shop/api/v2/orders"),
        ("/shop/v2/orders/OTAw/entries", "/shop/api/v2/orders/OTAw/entries"),
        ("/api/v2/orderentries/OTAw/product", "/shop/api/v2/orderentries/OTAw/product"),
        ("/v2/offers", "/shop/api/products/import/schema"),
        ("/shop/api/v2/categories", "/shop/api/products/classification/categories"),
        ("/health", "/shop/api/v2/orders"),
        ("", "/shop/api/v2/orders"),
        ("/shop/api/products/import/schema", "/shop/api/products/import/schema"),
    ],
)
def test_the_nearest_address(path: str, meant: str) -> None:
    """Of a path that is not known the nearest known one is found."""
    assert meant_path(path) == meant
    assert is_known_path(meant)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("filter[orders][creationDateGe]", SINCE),
        ("filter[orders][creationDate][gte]", SINCE),
        ("filter[order][status]", "filter[orders][status]"),
        ("filters[orders][state]", "filter[orders][state]"),
        ("page[num]", "page[number]"),
        ("pageSize", "page[size]"),
        ("limit", "page[size]"),
        ("includes[orders]", "include[orders]"),
        ("page[number]", "page[number]"),
        ("filter[orders][paymentMode]", None),
        ("utm_source", None),
        ("_", None),
        ("x" * 100, None),
    ],
)
def test_the_nearest_parameter(name: str, near: str | None) -> None:
    """Of a parameter that is not known the nearest known one is found, where one is near."""
    assert nearest(name) == near


@pytest.mark.parametrize(
    ("name", "carries"),
    [
        ("Authorization", True),
        ("X-Kaspi-Token", True),
        ("HTTP_AUTHORIZATION", True),
        ("api-key", True),
        ("token2", True),
        ("secret", True),
        ("X-Auth-Token", False),
        ("X-CSRF-Token", False),
        ("Idempotency-Key", False),
        ("Cookie", False),
        ("page[number]", False),
    ],
)
def test_the_names_of_a_token_that_is_sent_wrongly(name: str, carries: bool) -> None:  # noqa: FBT001 - a column
    """Names under which people send the token are told from those of other secrets; all of them are masked."""
    assert carries_token(name) is carries
    assert names_secret(name) or not carries
