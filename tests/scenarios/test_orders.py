"""What an answer holds of an order and its buyer is in no byte that this program writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.doctor import all_formats
from tests.cli.running import TOKEN, run_here
from tests.scenarios.echoing import answering

if TYPE_CHECKING:
    from pathlib import Path

BUYER = {
    "firstName": "Гүлбаршын",
    "lastName": "Неизвестнова",
    "cellPhone": "7019998877",
    "address": "улица Несуществующая, 99",
    "code": "987654321",
    "product": "Самовар",
    "totalPrice": 424242.5,
}
ORDERS = json.dumps({"data": [{"type": "orders", "attributes": BUYER}] * 3, "meta": {"pageCount": 1, "totalCount": 3}})
JSON, PAGE = "application/vnd.api+json", "text/html"
ANSWERS: dict[str, tuple[str, str, str]] = {
    "whole": ("200 OK", JSON, ORDERS),
    "as they are": ("200 OK", JSON, json.dumps(json.loads(ORDERS), ensure_ascii=False)),
    "cut short": ("200 OK", JSON, ORDERS[:-30]),
    "over the bound": ("200 OK", JSON, ORDERS + " " * 300_000),
    "without counts": ("200 OK", JSON, ORDERS.replace("totalCount", "count")),
    "created": ("201 Created", JSON, ORDERS),
    "within a page": ("200 OK", PAGE, f"<html><title>{BUYER['firstName']}</title>{ORDERS}</html>"),
    "refused": ("400 Bad Request", JSON, ORDERS),
    "forbidden": ("403 Forbidden", JSON, ORDERS),
    "beside an error": ("409 Conflict", JSON, json.dumps({"errors": [{"title": "No", "meta": BUYER}]})),
    "failing": ("500 Oops", PAGE, ORDERS),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_no_order_is_shown_or_kept(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever answer an order comes, no value of it is in any format, on any stream, in any saved file."""
    monkeypatch.setenv("KASPI_TOKEN", TOKEN)
    status, media_type, body = ANSWERS[name]
    data = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(data)}\r\n\r\n"
    reports = [part for known in all_formats() for part in ("--report", f"{known.id}={tmp_path / known.id}")]
    with answering(lambda _: head.encode() + data, tmp_path) as (port, ca_file):
        led = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{port}", "--ca-file", str(ca_file), "--neutral-host", "none")
        ran = run_here(
            "check", *led, "--quick", "--verbose", "--save-dir", str(tmp_path / "saved"), *reports, capsys=capsys
        )
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == len(all_formats()) + 3 + 1
    written = "\n".join((ran.out, ran.err, *(path.read_text("utf-8") for path in files)))
    assert "orders-valid" in written
    assert status[:3] in written
    assert [value for value in map(str, BUYER.values()) if value in written or ascii(value)[1:-1] in written] == []
