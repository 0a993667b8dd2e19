"""Silence told from slowness."""

import asyncio
import time

from kaspi_doctor.network.pace import Pace


def test_nothing_is_silent_before_there_is_something_to_compare() -> None:
    """Without an answer to a request that is meant to succeed, silence is never concluded."""

    async def run() -> bool:
        pace, sent = Pace(0.01), asyncio.Event()
        sent.set()
        pace.answer(0.0, compares=False)
        done, pending = await asyncio.wait({asyncio.create_task(pace.silence(sent))}, timeout=0.1)
        for task in pending:
            task.cancel()
        return bool(done)

    assert asyncio.run(run()) is False


def test_silence_is_counted_from_the_request() -> None:
    """The wait begins when the request is out, however long ago others were answered."""

    async def run() -> tuple[float, float]:
        pace, sent = Pace(0.3), asyncio.Event()
        pace.answer(0.0, compares=True)
        started = time.perf_counter()
        waiting = asyncio.create_task(pace.silence(sent))
        asyncio.get_running_loop().call_later(0.3, sent.set)
        return await waiting, time.perf_counter() - started

    silent_s, whole_s = asyncio.run(run())
    assert 0.3 <= silent_s < 0.55
    assert whole_s >= 0.6


def test_a_slower_answer_makes_the_wait_longer() -> None:
    """Silence lasts five times the slowest answer, also one that comes while it is being waited for."""

    async def run() -> float:
        pace, sent = Pace(0.05), asyncio.Event()
        sent.set()
        pace.answer(0.01, compares=True)
        waiting = asyncio.create_task(pace.silence(sent))
        await asyncio.sleep(0)
        pace.answer(0.04, compares=False)
        pace.answer(0.02, compares=True)
        return await waiting

    assert 5 * 0.04 <= asyncio.run(run()) < 1


def test_comparable_answer_ends_a_long_wait_at_once() -> None:
    """Who has been silent for long enough when the first comparison comes is silent from then on."""

    async def run() -> float:
        pace, sent = Pace(0.02), asyncio.Event()
        sent.set()
        waiting = [asyncio.create_task(pace.silence(sent)) for _ in range(3)]
        asyncio.get_running_loop().call_later(0.1, lambda: pace.answer(0.001, compares=True))
        return max(await asyncio.gather(*waiting))

    assert 0.09 < asyncio.run(run()) < 1
