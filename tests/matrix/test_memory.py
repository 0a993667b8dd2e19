"""Answers that want all of the client's memory: the real command takes little more than for a healthy one."""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import COMMAND, environment_of
from tests.matrix.answers import BOMB, CHUNKED, HTTP, OK
from tests.matrix.shop import JSON, ORDERS, Reply, shop
from tests.network.serving import LOOPBACK, TOKEN, answer, server_tls, serving, write_ca

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows counts memory otherwise")]

ABOVE_MIB = 40
"""What a hostile server may cost above what a healthy one does."""
MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process in between: a child's peak begins at what its parent held when it was forked."""
UNITS_IN_KIB = 1024 if sys.platform == "darwin" else 1
FULL = 250_000
"""Bytes of a body that is read to its end."""


def _within(head: bytes, filling: bytes, tail: bytes = b"") -> bytes:
    """Fill a body up to what is still read."""
    return head + filling * ((FULL - len(head) - len(tail)) // len(filling)) + tail


def _bodies(name: str, *bodies: bytes, lines: tuple[str, ...] = (JSON,)) -> dict[str, Reply]:
    return {name: Reply(steps=tuple(answer(body, *lines) for body in bodies))}


def _endless(name: str, head: bytes, piece: bytes) -> dict[str, Reply]:
    return {name: Reply(steps=(head, piece, 0.0), repeat=True)}


HOSTILE: dict[str, Reply] = {
    **{name: reply for kind, name, reply, _, _ in HTTP if kind == "oversize" or "deep" in name},
    **_bodies("a bomb in a bomb", gzip.compress(BOMB), lines=(JSON, "Content-Encoding: gzip, gzip")),
    **_bodies("deep JSON, closed again", b"[" * (FULL // 2) + b"]" * (FULL // 2)),
    **_bodies("deep objects", _within(b"", b'{"a":')),
    **_bodies("JSON of empty lists", _within(b'{"data":[[]', b",[]", b'],"meta":{}}')),
    **_bodies("JSON of small objects", _within(b'{"data":[{}', b',{"a":0}', b'],"meta":{}}')),
    **_bodies("JSON of one number", _within(b'{"meta":{"totalCount":', b"9", b'},"data":[]}')),
    **_bodies("JSON of escapes", _within(b'{"errors":[{"title":"', rb"\ud83d\ude00", b'"}]}')),
    **_bodies("errors beyond number", _within(b'{"errors":[{"title":""}', b',{"title":"x"}', b"]}")),
    **_bodies("a page of marks", _within(b"<!doctype html><html>", b"<!--captcha--><b>")),
    **_bodies("headers up to the bound", ORDERS, lines=tuple(f"X-{n}: {n}" for n in range(3000))),
    **_bodies("a long place to go", b"", lines=(f"Location: https://{'a.' * 20_000}kz/", JSON)),
    **_endless("chunk extensions without end", CHUNKED + b"1", b";x=y" * 2000),
    **_endless("trailers without end", CHUNKED + b"2\r\n{}\r\n0\r\n", b"X: y\r\n" * 2000),
    **_endless("a chunk's size without end", CHUNKED, b"0" * 8000),
    **_endless("hints without end, at full speed", b"", b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" * 300),
    **_endless("one header without end", OK + b"X: ", b"y" * 8000),
    **_endless("folded headers without end", OK + b"X: y\r\n", b" y\r\n" * 2000),
}


async def _peak_mib(reply: Reply | None, folder: Path) -> tuple[int, float, str]:
    """Run the command against a shop of this process; give its exit code, its peak, and what it printed."""
    async with serving(shop(reply, bool), tls=server_tls()) as port:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", MEASURE, *COMMAND, "check", "--json",
            "--patience", "0.3", "--timeout", "2", "--ca-file", str(write_ca(folder)), "--neutral-host", "none",
            "--connect-to", f"kaspi.kz:443:{LOOPBACK}:{port}",
            cwd=folder, env=environment_of({"KASPI_TOKEN": TOKEN}),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, printed = await process.communicate()
    code, peak = out.split()
    return int(code), int(peak) / UNITS_IN_KIB / 1024, printed.decode()


@pytest.fixture(scope="module")
def healthy_mib(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The peak of the same command where all is well, in MiB."""
    code, peak, _ = asyncio.run(_peak_mib(None, tmp_path_factory.mktemp("healthy")))
    assert code == 0
    return peak


@pytest.mark.parametrize("name", HOSTILE)
def test_no_answer_takes_much_memory(name: str, healthy_mib: float, tmp_path: Path) -> None:
    """Whatever all of its requests are answered, the command's peak is at most 40 MiB above that of a healthy run."""
    code, peak, printed = asyncio.run(_peak_mib(HOSTILE[name], tmp_path))
    assert json.loads(printed)["requests_sent"] >= 3
    assert code in {0, 1, 3}
    assert peak - healthy_mib <= ABOVE_MIB
    print(f"{name}: {peak - healthy_mib:.1f} MiB above {healthy_mib:.0f}")  # noqa: T201 - what this test is for
