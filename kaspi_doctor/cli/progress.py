"""Live progress on stderr: each row as soon as it is known, a spinner on those under way, and nothing left behind.

The rows are drawn in place and wiped at the end; the report, on stdout, is whole without them. So a row never stands
twice where both streams are one terminal, stdout carries the result alone, and the report keeps its order.
"""

import asyncio
import contextlib
import itertools
import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module

from kaspi_doctor.cli.streams import printable
from kaspi_doctor.content.report import row
from kaspi_doctor.document.blocks import Row
from kaspi_doctor.document.view import View
from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.probe import Probe
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.settings import Settings
from kaspi_doctor.wording import Text, seconds

SHOW_AFTER_S = 0.1
"""A run that is over sooner needs no progress."""
EVERY_S = 0.1
LAYOUT = "kaspi_doctor.document.terminal"
"""Loaded while answers are waited for: the report will need it too."""
HIDE_CURSOR, SHOW_CURSOR = "\033[?25l", "\033[?25h"
CUT_LINES, BREAK_LINES = "\033[?7l", "\033[?7h"
"""Of lines that are too long, since the window has just become narrower."""
WIPE_LINE, WIPE = "\033[K", "\033[J"
"""From the cursor on: its line, or that and all rows below, which a narrower window may have broken into more."""

WAITING = Text(en="waiting, {} left", ru="жду, осталось {}", kk="күтудемін, {} қалды")


class Progress:
    """The rows, while they are there."""

    def __init__(
        self, settings: Settings, probes: Sequence[Probe], redactor: Redactor, view: View, *, is_shown: bool
    ) -> None:
        """Prepare for probes, which are in the order of the report, and for stderr's view."""
        self.view = view
        self._settings = settings
        self._probes = probes
        self._redactor = redactor
        self._is_shown = is_shown
        self._longest_id = max(len(probe.id) for probe in probes)
        self._known: dict[str, Row] = {}
        self._started: dict[str, float] = {}
        self._waiting: frozenset[str] = frozenset()
        self._began = time.monotonic()
        self._news = asyncio.Event()

    def waiting(self, probe_ids: Sequence[str]) -> None:
        """Take note of what is being waited for."""
        for probe_id in probe_ids:
            self._started.setdefault(probe_id, time.monotonic())
        self._waiting = frozenset(probe_ids)
        self._news.set()

    def seen(self, observation: Observation) -> None:
        """Take note of what has come."""
        drawn = row(observation, self.view.language)
        self._known[observation.probe_id] = replace(drawn, summary=self._redactor.document(drawn.summary))
        self._news.set()

    @property
    def known(self) -> list[Row]:
        """What is known so far, in the order of the report."""
        return [self._known[probe.id] for probe in self._probes if probe.id in self._known]

    async def show(self) -> None:
        """Draw until cancelled, then wipe the rows."""
        await asyncio.sleep(SHOW_AFTER_S)
        await asyncio.to_thread(import_module, LAYOUT)
        if not self._is_shown:
            return
        try:
            for number in itertools.count():
                self._news.clear()
                _write(self._frame(number))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(EVERY_S):
                        await self._news.wait()
        finally:
            # Not from the very corner: a screen that is wiped from there, tmux keeps above as one to scroll back to.
            _write(f"\r {WIPE}\r")

    def _frame(self, number: int) -> str:
        from kaspi_doctor.document.terminal import live, size_of, spinner

        columns, height = size_of(sys.stderr)
        rows = self._rows(spinner(number, self.view))
        lines = live(rows, replace(self.view, width=columns - 1), self._longest_id)[1 - height :]
        up = f"\033[{len(lines) - 1}A" if len(lines) > 1 else ""
        drawn = f"{WIPE_LINE}\n".join(printable(line, sys.stderr) for line in lines)
        # The cursor waits at the head of the rows, wherever a new width of the window moves that to.
        return f"{HIDE_CURSOR}{CUT_LINES}\r{drawn}{WIPE}{up}\r{BREAK_LINES}{SHOW_CURSOR}"

    def _rows(self, mark: str) -> Iterator[Row]:
        for probe in self._probes:
            if probe.id in self._waiting:
                summary = WAITING.into(self.view.language).format(self._left(probe).into(self.view.language))
                yield Row(outcome=Outcome.SKIPPED, mark=mark, probe_id=probe.id, summary=summary)
            elif probe.id in self._known:
                yield self._known[probe.id]

    def _left(self, probe: Probe) -> Text:
        """Return what is left of the patience, where a control may be met with silence, else of the time at most."""
        settings, now = self._settings, time.monotonic()
        waited_s, run_s = now - self._started[probe.id], now - self._began
        is_patient = probe.control and waited_s < settings.patience_s < settings.timeout_s
        limit_s = settings.patience_s if is_patient else settings.timeout_s
        return seconds(max(1, math.ceil(min(limit_s - waited_s, settings.deadline_s - run_s))))


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
