"""`explain` and `check` agree: each answer goes over the wire, and is pasted as every client prints it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kaspi_doctor.cause import Confidence, Kind
from kaspi_doctor.doctor import examine
from tests.matrix.running import in_the_world_of
from tests.matrix.shop import Reply
from tests.network.serving import answer as written
from tests.network.serving import write_ca
from tests.recognition.answers import (
    BLOCKED,
    BROKEN,
    COOKIE,
    DATES,
    FORBIDDEN,
    HTML,
    JSON,
    LIMITED,
    LIST,
    NO,
    NOT_FOUND,
    ORDERS,
    PADDING,
    PAGE,
    PAGES,
    RANGE,
    REFUSED,
    REJECTED,
    TABLE,
    Row,
    answer_of,
    titled,
)  # fmt: skip
from tests.recognition.printing import PRINTS, Answer, axios_dump, curl_i, requests_after, requests_before
from tests.recognition.test_corpus import recognised

OVER_BOUND = (200, JSON, ORDERS + PADDING, (), BROKEN)
TITLES = {"dates-missing", "date-range-too-wide", "pagination-missing"}


def _is_shown(write: Callable[[Answer], str], row: Row) -> bool:
    """Return whether a print has what decides: so deep in an error Node shows neither titles nor cookies."""
    is_deep = ('"errors"' in row[2] and row[4] in {*TITLES, BROKEN}) or (COOKIE in row[3] and row[4] == BLOCKED)
    return write is not axios_dump or not is_deep


def _explained(text: str) -> str | None:
    """Return the cause that `explain` puts first, what is only worth knowing left out."""
    causes = (finding.cause for finding in recognised(text).findings)
    return next((cause.id for cause in causes if cause.kind is not Kind.ADVISORY), None)


def _checked(replies: Sequence[bytes], ca_file: Path) -> list[str | None]:
    """Return the root cause that `check` finds where the valid request is so answered, over TLS."""
    slots = asyncio.Semaphore(8)

    async def one(reply: bytes) -> str | None:
        async with slots, in_the_world_of(Reply(steps=(reply,)), ca_file, "first") as settings:
            return (await examine(replace(settings, quick=True))).diagnosis.root_cause

    async def all_of_them() -> list[str | None]:
        return await asyncio.gather(*map(one, replies))

    return asyncio.run(all_of_them())


def _sent(row: Row) -> bytes:
    answer = answer_of(row)
    lines = [f"{name}: {value}" for name, value in answer.headers if name != "Content-Length"]
    return written(answer.body, *lines, status=answer.status)


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[str | None]:
    """What `check` says of each row."""
    return _checked([_sent(row) for row in (*TABLE, OVER_BOUND)], write_ca(tmp_path_factory.mktemp("ca")))


@pytest.mark.parametrize("write", PRINTS)
def test_what_is_printed_of_an_answer_has_the_cause_that_check_finds(
    write: Callable[[Answer], str], roots: list[str | None]
) -> None:
    """Of every row of the contract's table `check` names the cause, and so does `explain` by a client's print."""
    rows = [(row, root) for row, root in zip(TABLE, roots, strict=False) if _is_shown(write, row)]
    explained = [(row, root, _explained(write(answer_of(row)))) for row, root in rows]
    assert len(rows) > len(TABLE) - 15
    assert [told for told in explained if not told[0][4] == told[1] == told[2]] == []


ABORTED = "requests.exceptions.ConnectionError: ('Connection aborted.', {})"


@pytest.mark.parametrize(
    ("reply", "printed"),
    [
        (
            b"SSH-2.0-OpenSSH_9.2\r\n",
            (
                "curl: (1) Received HTTP/0.9 when not allowed",
                ABORTED.format("BadStatusLine('SSH-2.0-OpenSSH_9.2')"),
                "AxiosError: Parse Error: Expected HTTP/, RTSP/ or ICE/",
            ),
        ),
        (
            written(LIST.encode(), *("X: " + "y" * 8000,) * 50),
            (
                "curl: (56) Too large response headers: 400080 > 307200",
                ABORTED.format("LineTooLong('got more than 65536 bytes when reading header line')"),
                ABORTED.format("HTTPException('got more than 100 headers')"),
                "AxiosError: Parse Error: Header overflow",
            ),
        ),
    ],
    ids=["not HTTP", "headers over the bound"],
)
def test_what_is_no_answer_at_all_has_one_cause_too(reply: bytes, printed: tuple[str, ...], tmp_path: Path) -> None:
    """What clients refuse to read is broken for `check`, and for `explain` by the words in which they refuse it."""
    assert _checked([reply], write_ca(tmp_path)) == [BROKEN]
    assert {text: _explained(text) for text in printed} == dict.fromkeys(printed, BROKEN)


def test_a_list_of_many_orders_may_be_long(roots: list[str | None]) -> None:
    """`check` asks for one order, so that a list over the bound is broken; a program may have asked for a hundred."""
    assert roots[-1] == BROKEN
    assert {write.__name__: _explained(write(answer_of(OVER_BOUND))) for write in PRINTS} == {
        write.__name__: None for write in PRINTS
    }


HTTP_ERROR = "requests.exceptions.HTTPError: {} Client Error: {} for url: https://kaspi.kz/shop/api/v2/orders"


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        (HTTP_ERROR.format(401, "Unauthorized"), [REJECTED]),
        (HTTP_ERROR.format(403, "Forbidden"), [BLOCKED, FORBIDDEN]),
        (HTTP_ERROR.format(429, "Too Many Requests"), [LIMITED]),
        (HTTP_ERROR.format(404, "Not Found"), [NOT_FOUND]),
        (HTTP_ERROR.format(400, "Bad Request"), [REFUSED, *sorted(TITLES)]),
        ("HTTP/1.1 403 Forbidden\nContent-Type: application/json\nContent-Length: 37\n\n", [FORBIDDEN]),
        ("HTTP/1.1 403 Forbidden\nContent-Type: text/html\nContent-Length: 37\n\n", [BLOCKED]),
        ("HTTP/1.1 403 Forbidden\nServer: nginx\nContent-Length: 0\n\n", [BLOCKED]),
        ("HTTP/1.1 403 Forbidden\nServer: nginx\n\n", [BLOCKED, FORBIDDEN]),
        ("HTTP/1.1 401 Unauthorized\nContent-Type: text/plain\n\n", [BLOCKED]),
        ("HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\nWhy? The token is new", [REJECTED]),
        (HTTP_ERROR.format(401, "Unauthorized") + "\nnope", [REJECTED]),
        ("GET https://kaspi.kz/shop/api/v2/orders\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n", []),
        ("GET https://kaspi.kz/shop/api/v2/orders -> 200 []", []),
        ('GET https://kaspi.kz/shop/api/v2/orders -> 403 {"message":"No","server":"web-1"}', [FORBIDDEN]),
        ('kaspi.kz status=403 content_type=text/plain {"errors":[{"text":"No"}]}', [FORBIDDEN]),
        ('kaspi.kz status=403 content_type=text/plain text="No"', [BLOCKED]),
    ],
)
def test_a_print_without_a_body_is_read_as_the_apis_ownanswer_of(text: str, causes: list[str]) -> None:
    """Where no body is shown, JSON or an empty one is supposed, which is how the API answers, and never a page.

    Both mean the same of 401 and of 429; of 403 they do not, and both causes are named. A media type is taken at its
    word, a length of 0 is an empty body, and whatever else stands below the headers is nobody's body.
    """
    assert [finding.cause.id for finding in recognised(text).findings] == causes


@pytest.mark.parametrize("title", [DATES, RANGE, PAGES])
def test_what_node_leaves_out_is_left_open(title: str) -> None:
    """An error that shows `errors: [Array]` may have any of the documented titles: each is named, none is sure."""
    text = axios_dump(answer_of((400, JSON, titled(title), (), None)))
    findings = {finding.cause.id: finding.confidence for finding in recognised(text).findings}
    assert next(iter(findings)) == REFUSED
    assert {findings[cause] for cause in TITLES} == {Confidence.SUSPECTED}


@pytest.mark.parametrize(
    "asked",
    [
        "> GET /shop/api/v2/orders/OTAwMDAwMDAx/entries HTTP/1.1",
        "> GET /shop/api/v2/masterproducts/1/merchantProduct HTTP/1.1",
        "> GET /shop/api/products/classification/categories HTTP/1.1",
        "curl -X POST https://kaspi.kz/shop/api/v2/orders",
    ],
)
@pytest.mark.parametrize("body", ["[]", '{"data":[]}', '{"data":{"type":"orders","id":"MQ=="}}'])
def test_other_paths_answer_otherwise(asked: str, body: str) -> None:
    """JSON that is no list of orders is broken where the list was asked for, and right where something else was."""
    text = curl_i(answer_of((200, JSON, body, (), None))).split("\n", 1)[1]
    assert _explained(f"{asked}\n{text}") is None
    is_resource = body.startswith('{"data":{')
    assert _explained(f"> GET /shop/api/v2/orders?page[number]=0 HTTP/1.1\n{text}") == (None if is_resource else BROKEN)


def test_an_answer_said_again_without_its_body_counts_once() -> None:
    """The exception adds nothing to the answer printed beside it, before or after; another's status does."""
    page = answer_of((429, HTML, PAGE, (), None))
    for text in (requests_after(page), requests_before(page), requests_before(page) + HTTP_ERROR.format(429, "")):
        assert [(f.cause.id, f.count) for f in recognised(text).findings] == [(BLOCKED, 1)]
    both = requests_after(page) + HTTP_ERROR.format(404, "Not Found")
    assert [f.cause.id for f in recognised(both).findings] == [BLOCKED, NOT_FOUND]


def test_nothing_within_an_answer_is_told_apart_from_it() -> None:
    """Words of a page, a header or a title that elsewhere are an error's own do not unsay what the answer is."""
    page = "<html><title>503 Service Unavailable</title>\n<body>\nToo Many Requests\nqrator\n</body></html>"
    assert [
        f.cause.id for f in recognised(curl_i(answer_of((404, HTML, page.replace("qrator", ""), (), None)))).findings
    ] == [NOT_FOUND]
    assert [f.cause.id for f in recognised(curl_i(answer_of((404, HTML, page, (), None)))).findings] == [BLOCKED]
    after = curl_i(answer_of((404, JSON, NO, (), None))) + "\ncurl: (28) Operation timed out after 9001 milliseconds"
    assert {f.cause.id for f in recognised(after).findings} > {NOT_FOUND, "user-agent-filtered"}
