"""What is kept of a response: facts of its head, and its body within the bounds."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from kaspi_doctor import facts as fact
from kaspi_doctor.judging import Received, legible
from kaspi_doctor.network.answer import BODY_BOUND, HEADERS_BOUND, inflate

if TYPE_CHECKING:
    import httpx

KEPT_HEADERS: Final = {"server": fact.SERVER, "retry-after": fact.RETRY_AFTER, "location": fact.LOCATION}
"""Nothing else of the headers is kept."""
HEADER_KEPT: Final = 500
"""Characters of a header that are kept."""


def facts_of_head(response: "httpx.Response", now: datetime) -> dict[str, fact.Value]:
    """Return the status, the media type and the headers that matter, and how far the clocks are apart."""
    facts: dict[str, fact.Value] = {
        fact.STATUS: response.status_code,
        fact.MEDIA_TYPE: response.headers.get("content-type", "").partition(";")[0].strip()[:100],
        fact.HTTP_VERSION: response.http_version,
    }
    for name, kept in KEPT_HEADERS.items():
        if value := response.headers.get(name):
            facts[kept] = value[:HEADER_KEPT]
    try:
        server_time = parsedate_to_datetime(response.headers["date"])
        offset = now - (server_time if server_time.tzinfo else server_time.replace(tzinfo=UTC))
        # A stored answer says since when it has been stored (RFC 9111, section 5.1).
        offset -= timedelta(seconds=int(response.headers.get("age", "0")))
    except (KeyError, ValueError, TypeError, OverflowError):
        return facts
    return facts | {fact.CLOCK_OFFSET_S: round(offset.total_seconds())}


async def read(response: "httpx.Response", facts: dict[str, fact.Value]) -> Received:
    """Read the body, no more of it than the bound, and add to the facts how much it was."""
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > BODY_BOUND:
            break
    facts[fact.BODY_SIZE] = len(body)
    is_cut, text = len(body) > BODY_BOUND, bytes(body[:BODY_BOUND])
    long_head = sum(len(n) + len(v) + 4 for n, v in response.headers.raw) > HEADERS_BOUND
    if coding := response.headers.get("content-encoding", "").strip():
        facts[fact.CONTENT_ENCODING] = coding[:100]
        text, bomb = inflate(text, coding)
        is_cut = is_cut or bomb
    facts[fact.BODY_CUT] = is_cut or long_head
    return Received(
        status=response.status_code,
        media_type=fact.MEDIA_TYPE.read(facts) or "",
        headers=legible(response.headers.multi_items()),
        body=text,
        is_cut=is_cut,
        long_head=long_head,
    )
