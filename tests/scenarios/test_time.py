"""How long a run takes, whatever the other side does."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.simulator import SCENARIOS, Scenario, serve
from kaspi_doctor.simulator.exchange import Drip, always
from tests.cli.running import check

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_S = 1.0
DEADLINE_S = 1.0
START_UP_S = 4.0
"""Seconds that the process itself may need, on a machine that is busy with other tests."""
DOCUMENTED = SCENARIOS["documented"]
NEVER_AND_NEVER = {
    "handshake": SCENARIOS["tls-handshake-silent"],
    "connection": SCENARIOS["connection-timed-out"],
    "proxy": SCENARIOS["proxy-hangs"],
    "answer": SCENARIOS["silent-to-all"],
    "status line": replace(DOCUMENTED, in_front=always(Drip(sent=b"HTTP/1."))),
    "headers": replace(DOCUMENTED, in_front=always(Drip(sent=b"HTTP/1.1 200 OK\r\nX-A: ", piece=b"a", every_s=0.05))),
    "more headers": replace(
        DOCUMENTED, in_front=always(Drip(sent=b"HTTP/1.1 200 OK\r\n", piece=b"X-A: a\r\n", every_s=0.05))
    ),
    "interim answers": replace(
        DOCUMENTED, in_front=always(Drip(sent=b"", piece=b"HTTP/1.1 103 Early Hints\r\n\r\n", every_s=0.05))
    ),
    "body": SCENARIOS["body-never-ends"],
    "trickle": SCENARIOS["body-trickles"],
    "chunks": replace(
        DOCUMENTED,
        in_front=always(
            Drip(sent=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", piece=b"1\r\n \r\n", every_s=0.05)
        ),
    ),
}


def test_a_prompt_answer_makes_a_prompt_verdict(tmp_path: Path) -> None:
    """With two controls met by silence, the run takes 1.25 times the patience and one answer at most."""
    with serve(DOCUMENTED) as endpoint:
        report = check(endpoint, "--json", "--patience", str(PATIENCE_S), cwd=tmp_path).report
    answered = [
        part["facts"]["timing.total_s"] for part in report["observations"] if part["facts"].get("timing.total_s")
    ]
    silent = [
        part for part in report["observations"] if part["probe_id"] in {"user-agent-absent", "user-agent-library"}
    ]
    assert [part["outcome"] for part in silent] == ["passed", "passed"]
    assert PATIENCE_S <= report["duration_s"] <= 1.25 * PATIENCE_S + max(answered)


@pytest.mark.parametrize("where", NEVER_AND_NEVER)
def test_nothing_outlives_the_deadline(where: str, tmp_path: Path) -> None:
    """A run ends within the deadline and a tenth, wherever the other side stops, and so does its process."""
    scenario: Scenario = NEVER_AND_NEVER[where]
    with serve(scenario) as endpoint:
        started = time.perf_counter()
        ran = check(endpoint, "--json", "--timeout", "30", "--deadline", str(DEADLINE_S), cwd=tmp_path)
        took_s = time.perf_counter() - started
    assert ran.report["duration_s"] <= DEADLINE_S * 1.1
    assert took_s <= DEADLINE_S * 1.1 + START_UP_S
    assert ran.code == 3, ran.report["diagnosis"]


@pytest.mark.parametrize("where", ["handshake", "answer", "headers"])
def test_nothing_outlives_its_timeout(where: str, tmp_path: Path) -> None:
    """A probe ends within `--timeout` and a tenth, so that one that hangs leaves time for the others."""
    with serve(replace(NEVER_AND_NEVER[where], arguments=())) as endpoint:
        report = check(endpoint, "--json", "--timeout", "0.8", cwd=tmp_path).report
    assert max(part["duration_s"] for part in report["observations"]) <= 0.8 * 1.1
