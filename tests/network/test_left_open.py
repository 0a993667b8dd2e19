"""What a request that comes to nothing leaves behind."""

import asyncio
import gc
import os
import sys
import time
from pathlib import Path

import pytest

from kaspi_doctor.network import Network
from kaspi_doctor.network.trust import Store
from kaspi_doctor.observation import Failure
from tests.network.serving import LOOPBACK, ask, serving, settings_for, until_closed, write_ca

FIRST_WORDS = {"another protocol": b"220 mail\r\n", "a broken record": b"\x16\x03\x03\x00\x02\xff\xff", "nothing": b""}


@pytest.mark.parametrize("said", FIRST_WORDS)
def test_a_handshake_that_fails_leaves_no_connection(said: str, ca_file: Path) -> None:
    """A request whose TLS handshake fails, or never ends, has closed its connection by the time it gives its answer."""

    async def run() -> Failure | None:
        closed = asyncio.Event()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(FIRST_WORDS[said])
            try:
                await until_closed(reader)
            finally:
                closed.set()

        gc.disable()  # the collector would close it too, some time
        try:
            async with serving(handle) as port:
                exchange = await ask(settings_for(port, ca_file), limit_s=0.3)
                await asyncio.wait_for(closed.wait(), 2)
        finally:
            gc.enable()
        return exchange.failure

    failures = {Failure.TLS_NOT_SPOKEN, Failure.TLS_HANDSHAKE_FAILED, Failure.TLS_TIMED_OUT}
    assert asyncio.run(run()) in failures


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO that could be slow to read")
def test_what_a_context_takes_is_part_of_the_time(tmp_path: Path) -> None:
    """A handshake that has to wait for its CA file gives up with its whole time over, not with its time begun anew."""
    limit_s, slow = 1.0, tmp_path / "slow.pem"
    pem = write_ca(tmp_path).read_bytes()
    os.mkfifo(slow)

    async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await until_closed(reader)

    def feed() -> None:
        time.sleep(limit_s * 0.8)  # the subject: a disk that takes its time
        slow.write_bytes(pem)

    async def run() -> float:
        async with serving(silent) as port:
            network = Network(settings_for(port, slow, proxy=f"http://{LOOPBACK}:{port}"))
            feeding = asyncio.create_task(asyncio.to_thread(feed))
            started = time.perf_counter()
            try:
                with pytest.raises(TimeoutError):
                    await network.handshake(LOOPBACK, Store.FILE, limit_s=limit_s)
                return time.perf_counter() - started
            finally:
                await feeding
                network.close()

    assert limit_s <= asyncio.run(run()) < limit_s * 1.4
