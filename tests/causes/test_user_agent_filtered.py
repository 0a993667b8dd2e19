"""user-agent-filtered: what it shows by, what it must not be taken for, and that its mending lines mend."""

from subprocess import run

import pytest
from pytest_httpx import HTTPXMock

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.causes.user_agent_filtered import CAUSE, CURL, HTTPX
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation, Outcome
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)
CONTROLS = ("user-agent-absent", "user-agent-library")
SUCCESS = observed("orders-valid", http__answered=True, http__answer="data")
EXPLICIT = observed("user-agent-explicit", http__answered=True, http__answer="data")

UNANSWERED = failed("user-agent-explicit", Failure.HTTP_TIMEOUT, http__answered=False)
TOKENLESS = observed("token-absent", http__answered=True, http__answer="unauthorized")


def silent(probe_id: str, *, custom: bool = False) -> Observation:
    """Make the observation of silence, concluded by comparison with an answer of the same run."""
    return failed(probe_id, Failure.HTTP_SILENCE, http__answered=False, user_agent__custom=custom)


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_met_with_silence_confirms_it_in_a_healthy_run(control: str) -> None:
    """Where the valid request succeeds, the trap is told as a note and listed as confirmed."""
    diagnosis, told = diagnose([observed(control, http__answered=False), SUCCESS], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert (diagnosis.advisories, diagnosis.confirmed) == (("user-agent-filtered",), ("user-agent-filtered",))
    assert diagnosis.evidence["user-agent-filtered"] == (control, "orders-valid")
    assert [(cause.kind, cause.weight) for cause in told] == [("advisory", "note")]


def test_a_name_of_ones_own_met_with_silence_shows_it() -> None:
    """Where a browser's name is answered and the program's own is not, the run is healthy and the filter told."""
    diagnosis, _ = diagnose([silent("user-agent-explicit"), SUCCESS], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.advisories) == (Verdict.HEALTHY, ("user-agent-filtered",))


def test_the_users_own_name_met_with_silence_is_the_root_cause() -> None:
    """Silence for ``--user-agent``, while another name is answered, is a refusal of the request: exit code 1."""
    diagnosis, told = diagnose([EXPLICIT, silent("orders-valid", custom=True)], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("user-agent-filtered", ())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, 1)
    assert [cause.kind for cause in told] == ["refused"]


@pytest.mark.parametrize(
    "run",
    [
        pytest.param([EXPLICIT, silent("orders-valid")], id="a-browsers-name"),
        pytest.param([silent("orders-valid", custom=True)], id="nobody-else-asked"),
        pytest.param([UNANSWERED, silent("orders-valid", custom=True)], id="nobody-else-answered"),
        pytest.param([UNANSWERED, TOKENLESS, silent("orders-valid", custom=True)], id="a-browser-answered"),
        pytest.param([EXPLICIT, silent("token-absent", custom=True)], id="another-request"),
        pytest.param(
            [EXPLICIT, failed("orders-valid", http__answer="refused", user_agent__custom=True)], id="an-answer"
        ),
        pytest.param([observed("user-agent-library"), TOKENLESS, UNANSWERED], id="only-a-control-answered"),
    ],
)
def test_it_takes_silence_for_a_name_of_ones_own_beside_an_answer_to_another(run: list[Observation]) -> None:
    """A browser's name, no answer to a program's, another request, or an answer: each shows something else."""
    diagnosis, _ = diagnose(run, CATALOGUE)
    assert "user-agent-filtered" not in {diagnosis.root_cause, *diagnosis.other_causes, *diagnosis.advisories}


@pytest.mark.parametrize("control", CONTROLS)
def test_silence_without_an_answer_to_compare_with_is_not_it(control: str) -> None:
    """A control's silence counts only where a request with another name was answered."""
    unanswered = failed("orders-valid", Failure.HTTP_TIMEOUT, http__answered=False)
    diagnosis, _ = diagnose([observed(control, http__answered=False), unanswered], CATALOGUE)
    assert diagnosis.root_cause == "silent-to-all"
    assert "user-agent-filtered" not in diagnosis.advisories


@pytest.mark.parametrize("control", CONTROLS)
def test_a_wait_that_was_cut_short_is_not_it(control: str) -> None:
    """A control whose wait ended before silence could be concluded supports no cause."""
    cut_short = observed(control, Outcome.FAILED, Failure.HTTP_TIMEOUT, http__answered=False)
    diagnosis, _ = diagnose([cut_short, SUCCESS], CATALOGUE)
    assert (diagnosis.advisories, diagnosis.confirmed) == ((), ())


def test_there_is_a_mending_line_for_every_client() -> None:
    """Requests, httpx, curl and PowerShell each have lines to copy, and each names the program."""
    commands = [remedy.command or "" for remedy in CAUSE.remedies]
    for sign in ("import requests", "import httpx", "curl ", "Invoke-RestMethod", "kaspi-doctor check"):
        assert ["my-shop/1.0" in command for command in commands if sign in command] == [True]


def test_the_httpx_line_replaces_the_librarys_name(httpx_mock: HTTPXMock) -> None:
    """A request through the mended client carries the program's own name."""
    httpx_mock.add_response()
    scope: dict[str, object] = {}
    exec(HTTPX + "\nclient.get('https://kaspi.kz/shop/api/v2/orders')", scope)  # noqa: S102 - the text under test
    (request,) = httpx_mock.get_requests()
    assert request.headers.get_list("user-agent") == ["my-shop/1.0"]


def test_the_curl_line_gives_curl_the_name() -> None:
    """The shell hands the name over as one argument, and the parameters' dollar signs survive it."""
    shown = run(
        ["bash", "-uc", "curl() { printf '%s\\n' \"$@\"; }\n" + CURL],
        env={"KASPI_TOKEN": "fake", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    arguments = shown.stdout.splitlines()
    assert arguments[arguments.index("-A") + 1] == "my-shop/1.0"
    assert any(argument.startswith("filter[orders][creationDate][$ge]=1") for argument in arguments)
