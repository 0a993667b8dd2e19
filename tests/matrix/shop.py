"""A shop that behaves as documented, but for the requests that a fault has been laid upon."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.network.serving import HEAD_END, answer, reset, until_closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.network.serving import Handler

DAY_MS = 86_400_000
JSON = "Content-Type: application/vnd.api+json"
GE, LE = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
ORDERS = b'{"data":[],"included":[],"meta":{"pageCount":1,"totalCount":7}}'

VALID, EXPLICIT, LAST = "orders-valid", "user-agent-explicit", "orders-over-range"
REFUSALS = {
    "token-absent": ("401 Unauthorized", '{"errors":[{"title":"Unauthorized"}]}'),
    "orders-without-dates": (
        "400 Bad Request",
        '{"errors":[{"title":"Required filter [orders][creationDate][$ge] is empty."}]}',
    ),
    LAST: (
        "400 Bad Request",
        (
            '{"errors":[{"title":"Exceeded the maximum difference for the filter[orders][creationDate] (in days).'
            ' Actual [30], max [14]."}]}'
        ),
    ),
}

Step = bytes | float | str
"""What a fault does next: bytes to send, seconds to wait, or ``reset`` / ``hang``; at the end the connection closes."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a faulty server does instead of answering."""

    steps: tuple[Step, ...] = ()
    repeat: bool = False
    """The last two steps are repeated for as long as the client listens."""


def who_asks(head: bytes) -> str:
    """Name the probe by what sets its request apart, as the contract's table has it."""
    request, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    query = parse_qs(urlsplit(request.split(" ")[1]).query)
    agent = headers.get("user-agent")
    if agent is None:
        return "user-agent-absent"
    if agent.startswith("python-requests/"):
        return "user-agent-library"
    if agent.startswith("kaspi-doctor/"):
        return EXPLICIT
    if "x-auth-token" not in headers:
        return "token-absent"
    if GE not in query:
        return "orders-without-dates"
    return VALID if int(query[LE][0]) - int(query[GE][0]) <= 14 * DAY_MS else LAST


async def play(reply: Reply, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Do what a reply says; the connection is dropped when this returns."""
    for step in reply.steps:
        await _do(step, reader, writer)
    while reply.repeat and not writer.is_closing():
        for step in reply.steps[-2:]:
            await _do(step, reader, writer)


async def _do(step: Step, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if isinstance(step, bytes):
        writer.write(step)
        await writer.drain()
    elif isinstance(step, float):
        await asyncio.sleep(step)
    elif step == "reset":
        reset(writer)
    else:
        await until_closed(reader)


def shop(reply: Reply | None, asked_by: Callable[[str], bool]) -> Handler:
    """Make the shop's handler: those who are ``asked_by`` get the fault, all others what is documented."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asker = who_asks(await reader.readuntil(HEAD_END))
        if reply is not None and asked_by(asker):
            await play(reply, reader, writer)
            writer.close()
            await writer.wait_closed()
        elif asker.startswith("user-agent-") and asker != EXPLICIT:
            await until_closed(reader)
        else:
            status, body = REFUSALS.get(asker, ("200 OK", ORDERS.decode()))
            writer.write(answer(body.encode(), JSON, status=status))
            await writer.drain()
            await until_closed(reader)

    return handle
