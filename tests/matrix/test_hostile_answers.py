"""Answers that no list holds: valid ones, damaged at random, by a seed each."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest

from kaspi_doctor.doctor import examine
from kaspi_doctor.observation import Outcome
from kaspi_doctor.report import to_json
from tests.matrix.answers import API, CHALLENGE, CHUNKED, HTML, WEB
from tests.matrix.cases import DEADLINE_S
from tests.matrix.running import in_the_world_of
from tests.matrix.shop import JSON, ORDERS, Reply
from tests.network.serving import TOKEN, answer, write_ca

if TYPE_CHECKING:
    from pathlib import Path

    from kaspi_doctor.report import Report

pytestmark = pytest.mark.slow

SEEDS, SHARE = 800, 100
AT_ONCE = 8
SOUND = (
    answer(ORDERS, JSON),
    CHUNKED + b"40\r\n" + ORDERS[:64] + b"\r\n%x\r\n" % len(ORDERS[64:]) + ORDERS[64:] + b"\r\n0\r\nX: y\r\n\r\n",
    answer(gzip.compress(ORDERS), JSON, "Content-Encoding: gzip"),
    b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(ORDERS, JSON, "Date: Tue, 24 Nov 2026 09:00:00 GMT"),
    answer(CHALLENGE, WEB, status="403 Forbidden"),
    answer(HTML, WEB, "Location: https://example.com/", status="302 Found"),
    answer(b"", "Retry-After: 30", status="429 Too Many Requests"),
    *(row[2].steps[0] for row in API if isinstance(row[2].steps[0], bytes) and "400" in row[1]),
)
SPLINTERS = (
    b"\r\n", b"\r\n\r\n", b"\n", b"\x00", b"\xff", b"\x1b[31m", b"HTTP/1.1 200 OK\r\n", b"HTTP/2 ",
    b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n", b"Content-Encoding: deflate, gzip\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip, chunked\r\n",
    b"Date: x\r\n", b"Age: 1e9\r\n", b"Retry-After: \xd0\xb6\r\n", b'"errors":[{"title":"', b'{"title":{}}',
    b"[" * 5000, b"9" * 400, b"<!--" * 50, b"<html", b"captcha", b"\\ud800", b"1e400", b"-0", b"NaN",
)  # fmt: skip


def _damaged(seed: int) -> Reply:
    """Make an answer out of a sound one: a few of its bytes changed, moved, lost or added, and cut into parts."""
    dice = random.Random(seed)  # noqa: S311 - the same answer for the same seed
    data = bytearray(dice.choice(SOUND))
    for _ in range(dice.randint(1, 4)):
        # Where it matters most: in the head.
        start = dice.randrange(min(len(data), dice.choice((40, 200, 100_000))) or 1) if data else 0
        end = min(len(data), start + dice.randint(1, 20))
        match dice.randrange(5):
            case 0:
                data[start:end] = dice.randbytes(end - start)
            case 1:
                data[start:start] = dice.choice(SPLINTERS)
            case 2:
                del data[start:end]
            case 3:
                data[start:start] = data[start:end] * dice.randint(1, 50)
            case _:
                data[start:end] = dice.choice(SPLINTERS)
    cut = dice.randrange(len(data) + 1)
    ends: tuple[tuple[str, ...], ...] = ((), (), (), ("reset",), ("hang",))
    return Reply(steps=(bytes(data[:cut]), 0.0, bytes(data[cut:]), *dice.choice(ends)))


async def _told(seed: int, ca_file: Path) -> Report:
    async with in_the_world_of(_damaged(seed), ca_file) as settings:
        return await examine(replace(settings, quick=True))


@pytest.mark.parametrize("first", range(0, SEEDS, SHARE))
def test_no_answer_breaks_the_tool(first: int, tmp_path: Path) -> None:
    """Whatever is answered, the run ends in time with a code of the table, and a whole report without the token."""
    ca_file = write_ca(tmp_path)
    schema = json.loads((files("kaspi_doctor") / "schema" / "report-v1.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)

    async def ask_all() -> list[Report]:
        slots = asyncio.Semaphore(AT_ONCE)

        async def one(seed: int) -> Report:
            async with slots:
                return await _told(seed, ca_file)

        return await asyncio.gather(*map(one, range(first, first + SHARE)))

    for seed, report in enumerate(asyncio.run(ask_all()), start=first):
        crashed = [dict(o.facts) for o in report.observations if o.outcome is Outcome.CRASHED]
        assert not crashed, seed
        assert report.exit_code in {0, 1, 3, 4}, seed
        if report.duration_s > DEADLINE_S * 1.1:  # with others in the same process; alone, nothing excuses it
            assert asyncio.run(_told(seed, ca_file)).duration_s <= DEADLINE_S * 1.1, seed
        written = json.dumps(to_json(report), ensure_ascii=False, allow_nan=False)
        validator.validate(json.loads(written))
        assert TOKEN not in written, seed
