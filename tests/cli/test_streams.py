"""The process's streams and signals, where a process of its own would show no more."""

from __future__ import annotations

import io
import signal
import sys

import pytest
import rich.console

from kaspi_doctor.cli.streams import can_draw, prepare


def test_a_console_that_is_closed_is_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGBREAK, by which Windows tells that its console is closed, ends a run as Ctrl-C does."""
    monkeypatch.setattr(signal, "SIGBREAK", signal.SIGUSR1, raising=False)
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1)
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        prepare()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGUSR1)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Console(io.StringIO):
    """A stream that leads to a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize("is_legacy", [True, False])
def test_a_legacy_console_gets_no_escapes(monkeypatch: pytest.MonkeyPatch, *, is_legacy: bool) -> None:
    """On a Windows console that does not act on escape sequences nothing is drawn in place, nor coloured."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(rich.console, "detect_legacy_windows", lambda: is_legacy)
    assert can_draw(Console(), {}) is not is_legacy
    assert not can_draw(io.StringIO(), {})
