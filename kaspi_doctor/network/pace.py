"""Silence told from slowness: by comparison with what was answered in the same run."""

import asyncio
import time

SILENT_FOR = 5
"""Silence is concluded after so many times the slowest answer of the run, and the patience at least."""


class Pace:
    """How fast the requests of a run are answered, and whether any still may be sent."""

    def __init__(self, patience_s: float) -> None:
        """Start with nothing known."""
        self._patience_s = patience_s
        self._slowest_s = 0.0
        self._comparable = False
        self._news = asyncio.Event()
        self.sent = 0
        """Requests sent so far."""
        self.answered = 0
        self.unanswered = 0
        """Requests given up on after the whole of their time."""
        self.rate_limited = False
        """A 429 was seen: no further request is to be started."""

    def answer(self, waited_s: float, *, compares: bool) -> None:
        """Take note of an answer, ``waited_s`` seconds after its request was sent.

        Only requests that are meant to succeed compare: a refusal may be quicker than any real answer.
        """
        self.answered += 1
        self._comparable = self._comparable or compares
        self._slowest_s = max(waited_s, self._slowest_s)
        self._news.set()

    async def silence(self, sent: asyncio.Event) -> float:
        """Wait until a request has been met with silence; give for how many seconds.

        ``sent`` is set once the request is out. Never returns while there is nothing to compare with.
        """
        await sent.wait()
        started = time.perf_counter()
        while True:
            elapsed = time.perf_counter() - started
            self._news.clear()
            wait_s: float | None = None
            if self._comparable:
                wait_s = max(self._patience_s, SILENT_FOR * self._slowest_s) - elapsed
                if wait_s <= 0:
                    return elapsed
            try:
                async with asyncio.timeout(wait_s):
                    await self._news.wait()
            except TimeoutError:
                continue
