"""no-orders: what it shows by, what it must not be taken for, and that its mending lines mend."""

from subprocess import run

import pytest
from pytest_httpx import HTTPXMock

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.no_orders import CAUSE, CURL, HTTPX, POWERSHELL, REQUESTS
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Observation
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)


@pytest.mark.parametrize("uid_sent", [False, True])
def test_an_empty_success_is_healthy_with_a_note(*, uid_sent: bool) -> None:
    """No orders is a success, told as a note that ``--strict`` does not mind, with and without the shop's id."""
    empty = observed(
        "orders-valid",
        http__answered=True,
        http__answer="data",
        api__total_count=0,
        credentials__merchant_uid_sent=uid_sent,
    )
    diagnosis, told = diagnose([empty], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.verdict_code, diagnosis.advisories) == (Verdict.HEALTHY, 0, ("no-orders",))
    assert [(cause.kind, cause.weight) for cause in told] == [("advisory", "note")]


@pytest.mark.parametrize(
    "observation",
    [
        pytest.param(observed("orders-valid", http__answered=True, api__total_count=1), id="one-order"),
        pytest.param(observed("user-agent-explicit", http__answered=True, api__total_count=0), id="another-request"),
        pytest.param(failed("orders-valid", http__answered=True, http__answer="dates_missing"), id="a-refusal"),
        pytest.param(failed("orders-valid", http__answered=True, api__total_count=0), id="a-failure"),
    ],
)
def test_it_is_not_what_shows_no_empty_list(observation: Observation) -> None:
    """An order, another probe's answer and a refusal are no empty list."""
    assert CAUSE.symptoms[0]({observation.probe_id: observation}) == ()


def test_the_texts_name_the_header_and_the_option() -> None:
    """Whoever reads of it learns which header to send, where its value is found, and how to try it."""
    for explanation, first_step in zip(
        CAUSE.explanation.as_dict().values(), CAUSE.remedies[0].as_dict().values(), strict=True
    ):
        assert "X-Merchant-Uid" in explanation
        assert "ID магазина" in first_step
    assert "--merchant-uid" in str(CAUSE.remedies[0].command)


def test_there_is_a_mending_line_for_every_client() -> None:
    """Requests, httpx, curl and PowerShell each have lines that send the header."""
    assert [remedy.command for remedy in CAUSE.remedies[1:]] == [REQUESTS, HTTPX, CURL, POWERSHELL]
    assert all("X-Merchant-Uid" in lines for lines in (REQUESTS, HTTPX, CURL, POWERSHELL))
    compile(REQUESTS, "requests", "exec")


def test_the_httpx_line_sends_the_shops_id(httpx_mock: HTTPXMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request through the mended client carries the shop's id beside the token."""
    monkeypatch.setenv("KASPI_TOKEN", "fake")
    monkeypatch.setenv("KASPI_MERCHANT_UID", "30000000")
    httpx_mock.add_response()
    exec(HTTPX + "\nclient.get('https://kaspi.kz/shop/api/v2/orders')", {})  # noqa: S102 - the text under test
    (request,) = httpx_mock.get_requests()
    assert (request.headers["x-merchant-uid"], request.headers["x-auth-token"]) == ("30000000", "fake")


def test_the_curl_line_sends_the_shops_id() -> None:
    """The shell puts the configured id into one header line."""
    shown = run(
        ["bash", "-uc", "curl() { printf '%s\\n' \"$@\"; }\n" + CURL],
        env={"KASPI_TOKEN": "fake", "KASPI_MERCHANT_UID": "30000000", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "X-Merchant-Uid: 30000000" in shown.stdout.splitlines()
