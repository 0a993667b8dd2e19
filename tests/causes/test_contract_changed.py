"""contract-changed: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import Failure, Observation, Outcome
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)
SUCCESS = observed("orders-valid", http__answered=True, http__answer="data", http__by_kaspi=True)


def refused_anew(probe_id: str, title: str = "Please be reasonable.") -> Observation:
    """Make the observation of a refusal by Kaspi itself, in words that nobody has reported."""
    return failed(
        probe_id,
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="refused",
        http__by_kaspi=True,
        http__response__status_code=400,
        api__error__title=title,
    )


def accepted(probe_id: str) -> Observation:
    """Make the observation of a control that was served instead of being refused."""
    return failed(
        probe_id,
        Failure.HTTP_STATUS,
        http__answered=True,
        http__answer="data",
        http__by_kaspi=True,
        http__response__status_code=200,
    )


@pytest.mark.parametrize(
    "control",
    [
        *(accepted(probe_id) for probe_id in ("user-agent-absent", "user-agent-library", "token-absent")),
        *(accepted(probe_id) for probe_id in ("orders-without-dates", "orders-over-range")),
        *(refused_anew(probe_id) for probe_id in ("user-agent-absent", "user-agent-library")),
        *(refused_anew(probe_id) for probe_id in ("orders-without-dates", "orders-over-range")),
    ],
    ids=lambda control: f"{control.probe_id}-{control.facts['http.answer']}",
)
def test_it_is_told_in_a_healthy_run(control: Observation) -> None:
    """A control that Kaspi itself answered otherwise than documented is told, and breaks nothing."""
    diagnosis, told = diagnose([control, SUCCESS], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert diagnosis.advisories == ("contract-changed",)
    assert diagnosis.evidence["contract-changed"] == (control.probe_id,)
    assert [cause.weight for cause in told] == ["warning"]


@pytest.mark.parametrize(
    "control",
    [
        pytest.param(observed("user-agent-library", Outcome.PASSED), id="silence"),
        pytest.param(failed("user-agent-library", Failure.HTTP_TIMEOUT, http__answered=False), id="cut-short"),
        pytest.param(
            failed("user-agent-library", http__answered=True, http__answer="challenge", http__by_kaspi=False), id="page"
        ),
        pytest.param(
            failed("token-absent", http__answered=True, http__answer="redirect", http__by_kaspi=False), id="redirect"
        ),
        pytest.param(
            failed(
                "orders-over-range",
                http__answered=True,
                http__answer="server_error",
                http__by_kaspi=True,
                http__response__status_code=500,
            ),
            id="outage",
        ),
        pytest.param(
            observed(
                "orders-without-dates",
                http__answered=True,
                http__answer="dates_missing",
                http__by_kaspi=True,
                http__response__status_code=400,
            ),
            id="as-documented",
        ),
        pytest.param(
            failed(
                "orders-over-range",
                http__answered=True,
                http__answer="refused",
                http__by_kaspi=False,
                http__response__status_code=400,
            ),
            id="a-page-with-400",
        ),
        pytest.param(
            observed("user-agent-library", http__answered=True, http__by_kaspi=True), id="passed-all-the-same"
        ),
        pytest.param(
            failed("user-agent-explicit", http__answered=True, http__answer="data", http__by_kaspi=False),
            id="no-control",
        ),
        pytest.param(refused_anew("user-agent-explicit"), id="no-control-refused"),
        pytest.param(observed("token-absent", http__answered=True, http__answer="data"), id="a-control-that-passed"),
        pytest.param(observed("orders-over-range", http__answered=True, http__answer="data"), id="a-date-control-too"),
    ],
)
def test_it_is_not_what_shows_nothing_of_the_contract(control: Observation) -> None:
    """Silence, a page that is not Kaspi's, a redirect and an outage are no change of the contract."""
    diagnosis, _ = diagnose([control, SUCCESS], CATALOGUE)
    assert "contract-changed" not in diagnosis.advisories


@pytest.mark.parametrize("probe_id", ["user-agent-library", "orders-without-dates"])
def test_it_is_not_what_the_valid_request_got_as_well(probe_id: str) -> None:
    """A refusal that befell every request alike shows nothing of the control."""
    diagnosis, _ = diagnose([refused_anew(probe_id), refused_anew("orders-valid")], CATALOGUE)
    assert (diagnosis.root_cause, diagnosis.advisories) == ("request-refused", ())


def test_a_refusal_of_its_own_is_told_beside_another() -> None:
    """A control refused in other words than the valid request is still told."""
    diagnosis, _ = diagnose(
        [refused_anew("orders-without-dates"), refused_anew("orders-valid", "Something else.")], CATALOGUE
    )
    assert (diagnosis.root_cause, diagnosis.advisories) == ("request-refused", ("contract-changed",))
