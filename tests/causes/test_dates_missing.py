"""dates-missing: what it shows by, what it must not be taken for, and that its mending lines mend."""

import json
from subprocess import run

import pytest
from pytest_httpx import HTTPXMock

from kaspi_doctor import causes
from kaspi_doctor.cause import DECIDING, Cause
from kaspi_doctor.causes._programs import CURL, HTTPX, POWERSHELL, REQUESTS
from kaspi_doctor.causes.dates_missing import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)
START, END = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
LIMIT_MS = 14 * 24 * 3600 * 1000


@pytest.mark.parametrize("probe_id", DECIDING)
def test_it_is_the_root_cause(probe_id: str) -> None:
    """A list refused for its missing dates is explained, with exit code 1."""
    refused = failed(probe_id, http__answered=True, http__answer="dates_missing", http__response__status_code=400)
    diagnosis, _ = diagnose([refused], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("dates-missing", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 1)


def test_it_is_not_dates_too_far_apart() -> None:
    """Dates that are there but too far apart have a cause of their own."""
    refused = failed("orders-valid", http__answered=True, http__answer="date_range", http__response__status_code=400)
    diagnosis, _ = diagnose([refused], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("date-range-too-wide", ())


def test_a_healthy_run_confirms_it_without_a_fault() -> None:
    """The control refused as documented confirms the trap and is no advisory of the run."""
    control = observed("orders-without-dates", http__answered=True, http__answer="dates_missing")
    diagnosis, told = diagnose([control, observed("orders-valid", http__answered=True)], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.advisories) == (Verdict.HEALTHY, ())
    assert diagnosis.confirmed == ("dates-missing",)
    assert diagnosis.evidence["dates-missing"] == ("orders-without-dates",)
    assert told == (CAUSE,)


def test_there_is_a_mending_line_for_every_client() -> None:
    """Requests, httpx, curl and PowerShell each have a whole request to copy, with both dates in it."""
    assert [remedy.command for remedy in CAUSE.remedies[:4]] == [REQUESTS, HTTPX, CURL, POWERSHELL]
    assert all(START in lines and END in lines for lines in (REQUESTS, HTTPX, CURL, POWERSHELL))


def test_the_requests_lines_are_the_httpx_lines() -> None:
    """What is proved of the httpx lines holds for those of requests: they differ in the library's name alone."""
    assert REQUESTS.replace("requests", "httpx") == HTTPX


def test_the_httpx_lines_send_the_documented_request(
    httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both dates go out in milliseconds, 14 days apart, with the page and every header; no order is printed."""
    monkeypatch.setenv("KASPI_TOKEN", "fake")
    httpx_mock.add_response(json={"data": [{"id": "a-buyer"}], "meta": {"pageCount": 1, "totalCount": 1}})
    exec(HTTPX, {})  # noqa: S102 - the text under test
    (request,) = httpx_mock.get_requests()
    query = request.url.params
    assert int(query[END]) - int(query[START]) == LIMIT_MS
    assert (len(query[END]), query["page[number]"], query["page[size]"]) == (13, "0", "20")
    assert request.headers["user-agent"] == "my-shop/1.0"
    assert request.headers["accept"] == request.headers["content-type"] == "application/vnd.api+json"
    assert "a-buyer" not in capsys.readouterr().out


def test_the_httpx_lines_show_a_refusal(
    httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refusal is printed in Kaspi's own words instead of ending in a traceback."""
    monkeypatch.setenv("KASPI_TOKEN", "fake")
    httpx_mock.add_response(400, text=json.dumps({"errors": [{"title": "Not like this."}]}))
    exec(HTTPX, {})  # noqa: S102 - the text under test
    assert "Not like this." in capsys.readouterr().out


def test_the_curl_line_survives_the_shell() -> None:
    """The names' dollar signs reach curl, and the dates are milliseconds 14 days apart."""
    shown = run(
        ["bash", "-uc", "curl() { printf '%s\\n' \"$@\"; }\n" + CURL],
        env={"KASPI_TOKEN": "fake", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    sent = dict(line.split("=", 1) for line in shown.stdout.splitlines() if "=" in line)
    assert int(sent[END]) - int(sent[START]) == LIMIT_MS
    assert len(sent[END]) == 13
