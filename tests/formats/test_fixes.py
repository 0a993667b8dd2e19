"""The lines that keep a client out of a trap, as the clients themselves read them."""

import re
import subprocess
import time
from typing import Any

import pytest

from kaspi_doctor.cause import Cause
from kaspi_doctor.causes import date_range_too_wide, dates_missing, user_agent_filtered

CLIENTS = ["requests", "httpx", "curl", "PowerShell"]
TRAPS = [user_agent_filtered.CAUSE, dates_missing.CAUSE, date_range_too_wide.CAUSE]
DATED = TRAPS[1:]
START, END = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
WINDOW_MS = 14 * 24 * 60 * 60 * 1000


def _arguments(line: str) -> dict[str, Any]:
    given: dict[str, Any] = eval(f"dict({line})", {"time": time})  # noqa: S307 - our own line, run as its reader would
    return given


def _words(shell: str, line: str) -> list[str]:
    return subprocess.run(
        [shell, "-c", f"printf '%s\\n' {line}"], capture_output=True, text=True, check=True
    ).stdout.splitlines()


@pytest.mark.parametrize("cause", TRAPS, ids=lambda cause: cause.id)
def test_each_client_has_its_line(cause: Cause) -> None:
    """Every trap has exactly one line, without a break, for each of the four clients."""
    assert list(cause.fixes) == CLIENTS
    assert all(line and "\n" not in line for line in cause.fixes.values())


def test_python_names_itself() -> None:
    """The lines for Python are arguments that carry a User-Agent of one's own."""
    lines = user_agent_filtered.CAUSE.fixes
    assert _arguments(lines["requests"]) == {"headers": {"User-Agent": "my-shop/1.0"}}
    assert lines["httpx"] == f"httpx.Client({lines['requests']})"
    assert _words("sh", lines["curl"]) == ["-A", "my-shop/1.0"]


@pytest.mark.parametrize("client", ["requests", "httpx"])
@pytest.mark.parametrize("cause", DATED, ids=lambda cause: cause.id)
def test_python_sends_a_window_that_is_accepted(cause: Cause, client: str) -> None:
    """Both dates are whole milliseconds, exactly 14 days apart, and neither lies in the future."""
    dates = _arguments(cause.fixes[client])["params"]
    assert list(dates) == [START, END]
    assert dates[END] - dates[START] == WINDOW_MS
    assert dates[END] <= time.time() * 1000


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize("cause", DATED, ids=lambda cause: cause.id)
def test_curl_sends_a_window_that_is_accepted(cause: Cause, shell: str) -> None:
    """Any shell makes of the line the options of a GET with both dates, exactly 14 days apart, `$ge` untouched."""
    get, data, start, more, end = _words(shell, cause.fixes["curl"])
    assert (get, data, more) == ("-G", "-d", "-d")
    (start_name, start_ms), (end_name, end_ms) = start.split("="), end.split("=")
    assert (start_name, end_name) == (START, END)
    assert int(end_ms) - int(start_ms) == WINDOW_MS
    assert int(end_ms) <= time.time() * 1000


@pytest.mark.parametrize("cause", DATED, ids=lambda cause: cause.id)
def test_powershell_keeps_the_names_from_being_variables(cause: Cause) -> None:
    """The names stand in single quotes, and the days are counted in 64 bits."""
    line = cause.fixes["PowerShell"]
    assert re.findall("'([^']*)'", line) == [START, END]
    assert "14 * 86400000L" in line
    assert '"' not in line
