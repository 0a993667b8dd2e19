"""date-range-too-wide: what it shows by, what it must not be taken for, and that its mending lines mend."""

import time
from itertools import pairwise
from subprocess import run

import pytest
from pytest_httpx import HTTPXMock

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.causes.date_range_too_wide import CAUSE, CURL, HTTPX, POWERSHELL, REQUESTS
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)
START, END = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
DAY_MS = 24 * 3600 * 1000


@pytest.mark.parametrize("probe_id", DECIDING)
@pytest.mark.parametrize("maximum", [14, 7])
def test_it_is_the_root_cause(probe_id: str, maximum: int) -> None:
    """A list refused for too long a period is explained, with exit code 1, whatever maximum Kaspi names."""
    refused = failed(
        probe_id,
        http__answered=True,
        http__answer="date_range",
        http__response__status_code=400,
        range__maximum=maximum,
    )
    diagnosis, _ = diagnose([refused], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("date-range-too-wide", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 1)


def test_it_is_not_missing_dates() -> None:
    """A list without dates is not one over too many days."""
    refused = failed("orders-valid", http__answered=True, http__answer="dates_missing", http__response__status_code=400)
    diagnosis, _ = diagnose([refused], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("dates-missing", ())


def test_a_healthy_run_confirms_it_without_a_fault() -> None:
    """The control refused as documented confirms the trap and is no advisory of the run."""
    control = observed("orders-over-range", http__answered=True, http__answer="date_range", range__maximum=14)
    diagnosis, told = diagnose([control, observed("orders-valid", http__answered=True)], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.advisories) == (Verdict.HEALTHY, ())
    assert diagnosis.confirmed == ("date-range-too-wide",)
    assert told == (CAUSE,)


def test_there_is_a_mending_line_for_every_client() -> None:
    """Requests, httpx, curl and PowerShell each have a loop to copy."""
    assert [remedy.command for remedy in CAUSE.remedies[:4]] == [REQUESTS, HTTPX, CURL, POWERSHELL]


def test_the_mending_line_sees_new_orders() -> None:
    """The one window that a client is given asks for orders up to this moment, or it would never see a new one."""
    now = time.time() * 1000
    dates = eval(f"dict({CAUSE.fixes['requests']})", {"time": time})["params"]  # noqa: S307 - the text under test
    assert now - 1 <= dates[END] <= time.time() * 1000
    shown = run(
        ["sh", "-c", f"printf '%s\\n' {CAUSE.fixes['curl']}"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert now - 1000 <= int(shown[-1].removeprefix(f"{END}=")) <= time.time() * 1000
    assert f"'{END}' = $end_ms" in CAUSE.fixes["PowerShell"]


def test_the_httpx_loop_reads_the_whole_period(httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The windows follow each other without gap or overlap, none is longer than 14 days, and 90 days are read."""
    monkeypatch.setenv("KASPI_TOKEN", "fake")
    httpx_mock.add_response(json={"data": [], "meta": {"pageCount": 0, "totalCount": 0}}, is_reusable=True)
    exec(HTTPX, {})  # noqa: S102 - the text under test
    windows = [(int(request.url.params[START]), int(request.url.params[END])) for request in httpx_mock.get_requests()]
    assert all(0 < end - start <= 14 * DAY_MS for start, end in windows)
    assert all(end + 1 == start for (_, end), (start, _) in pairwise(windows))
    assert windows[-1][1] - windows[0][0] == 90 * DAY_MS


def test_the_requests_loop_counts_like_the_httpx_loop() -> None:
    """What is proved of the httpx windows holds for those of requests: the lines that make them are the same."""
    signs = ("DAY_MS", "now =", "for ", "filter[")
    made = [[line for line in lines.splitlines() if any(sign in line for sign in signs)] for lines in (REQUESTS, HTTPX)]
    assert made[0] == made[1]
    compile(REQUESTS, "requests", "exec")


def test_the_curl_loop_reads_the_whole_period() -> None:
    """The shell's two windows are of 14 days at most, follow each other, and end now, in milliseconds."""
    shown = run(
        ["bash", "-uc", "curl() { printf '%s\\n' \"$@\"; }\n" + CURL],
        env={"KASPI_TOKEN": "fake", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    sent = [line.split("=", 1) for line in shown.stdout.splitlines() if "creationDate" in line]
    (first, first_end), (second, second_end) = [
        (int(start), int(end)) for (_, start), (_, end) in zip(sent[::2], sent[1::2], strict=True)
    ]
    assert [name for name, _ in sent] == [START, END] * 2
    assert (first_end + 1, first_end - first, second_end - second) == (second, 14 * DAY_MS - 1, 14 * DAY_MS - 1)
