"""The process's streams and signals, where a process of its own would show no more."""

from __future__ import annotations

import signal

import pytest

from kaspi_doctor.cli.streams import prepare


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
