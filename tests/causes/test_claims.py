"""What the causes claim: how surely, who has to act, on what ground; and that none speaks out of turn."""

from dataclasses import replace
from itertools import product

import pytest

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Owner, Standing
from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.doctor import all_causes
from kaspi_doctor.facts import Value
from kaspi_doctor.observation import AnswerKind, Failure, Outcome
from tests.causes.test_catalogue import LAYERS, by_cause
from tests.making import CONTROLS, failed, observed
from tests.making import LAYERS as LAYERS_OF_PROBES

CATALOGUE = all_causes()
EVERY = [pytest.param(cause, id=cause.id) for cause in CATALOGUE]

LIKELY = """
    clock-skewed no-internet resolver-failing connection-reset tls-certificate-expired tls-certificate-not-yet-valid
    blocked-by-protection captive-page connection-dropped unexpected-redirect user-agent-filtered answer-broken
    contract-changed endpoint-not-found media-type-refused request-refused token-forbidden token-rejected
"""
SUSPECTED = "token-unusual-shape silent-to-all no-orders"

NETWORK = """
    proxy-authentication-required proxy-refused proxy-unreachable address-not-public host-unknown no-internet
    resolver-failing connection-refused connection-reset connection-timed-out host-unreachable ipv6-broken
    tls-handshake-failed tls-hostname-mismatch tls-not-spoken tls-untrusted-issuer blocked-by-protection captive-page
    connection-dropped silent-to-all unexpected-redirect
"""
KASPI = "tls-certificate-expired answer-timed-out service-failing answer-broken"

DOCUMENTED = "token-missing dates-missing pagination-missing"
OBSERVED = """
    token-unusual-shape rate-limited user-agent-filtered date-range-too-wide endpoint-not-found no-orders
    request-refused
"""
REPORTED = """
    token-damaged token-placeholder answer-slow answer-timed-out blocked-by-protection connection-dropped
    service-failing token-rejected
"""


def of(ids: str) -> set[str]:
    """Return ids as a set."""
    return set(ids.split())


def those_with(claim: object) -> set[str]:
    """Return the ids of all causes that make a claim; one that is not in the tables makes it in a test of its own."""
    found = {cause.id for cause in CATALOGUE if claim in {cause.confidence, cause.owner, cause.standing}}
    return found & set(by_cause(LAYERS))


def test_every_cause_is_as_sure_as_its_symptoms() -> None:
    """What could be something else is likely at most; the rest is certain. This ranks causes of one layer."""
    assert (those_with(Confidence.LIKELY), those_with(Confidence.SUSPECTED)) == (of(LIKELY), of(SUSPECTED))


def test_every_cause_names_who_has_to_act() -> None:
    """The network's owner, Kaspi, or else the merchant."""
    assert (those_with(Owner.NETWORK), those_with(Owner.KASPI)) == (of(NETWORK), of(KASPI))


def test_no_cause_claims_more_ground_than_it_has() -> None:
    """Documented by Kaspi, observed on its API, reported by others; what is only inferred says so."""
    assert those_with(Standing.DOCUMENTED) == of(DOCUMENTED)
    assert those_with(Standing.OBSERVED) == of(OBSERVED)
    assert those_with(Standing.REPORTED) == of(REPORTED)


def test_two_causes_alone_bend_the_rules() -> None:
    """Only a damaged token stays a fault of a run that succeeds; only an unknown refusal leaves it unexplained."""
    assert [cause.id for cause in CATALOGUE if cause.persists_on_success] == ["token-damaged"]
    assert [cause.id for cause in CATALOGUE if cause.names_no_reason] == ["request-refused"]


def test_no_two_causes_are_ranked_alike() -> None:
    """Which of two causes is the root never hangs on the spelling of their ids, nor on the order of the files."""
    ranks = [(cause.layer, cause.confidence, cause.precedence) for cause in CATALOGUE]
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize("cause", EVERY)
def test_how_a_control_failed_names_no_cause(cause: Cause) -> None:
    """A failure word counts only for the probes that are meant to succeed, whatever the facts beside it say."""
    for failure, neutral, told in product(Failure, (None, False, True), (False, True)):
        facts: dict[str, Value] = {"neutral__reachable": neutral, "user_agent__custom": told}
        run = [failed(control, failure, http__answered=told, **facts) for control in sorted(CONTROLS)]
        diagnosis, _ = diagnose(run, [cause])
        assert (diagnosis.root_cause, diagnosis.advisories) == (None, ()), failure


@pytest.mark.parametrize("probe", ["token-format", "dns", "tcp", "tls", *DECIDING])
def test_one_failure_has_one_cause(probe: str) -> None:
    """No two causes claim the same failure of the same probe, whatever else is known and whoever else was answered."""
    answered = observed("token-absent", http__answered=True)
    for failure, neutral, told in product(Failure, (None, False, True), (None, False, True)):
        facts: dict[str, Value] = {"neutral__reachable": neutral, "user_agent__custom": told}
        shown = failed(probe, failure, http__answered=False, **facts)
        for run in ([shown], [shown, answered]):
            diagnosis, _ = diagnose(run, CATALOGUE)
            assert len(diagnosis.evidence) <= 1, (failure, diagnosis.evidence)


BELOW = [failure for failure in Failure if failure.startswith(("dns", "connection", "host", "tls", "proxy"))]


@pytest.mark.parametrize("failure", BELOW)
def test_a_failure_below_http_always_has_a_cause(failure: Failure) -> None:
    """Where nothing else was recorded about it, the failure alone is explained."""
    diagnosis, _ = diagnose([failed("orders-valid", failure)], CATALOGUE)
    assert diagnosis.root_cause is not None


def test_a_control_that_failed_confirms_nothing() -> None:
    """A trap is confirmed by a control that behaved as documented, and by nothing else."""
    assert (
        diagnose([failed(control, http__answered=True) for control in sorted(CONTROLS)], CATALOGUE)[0].confirmed == ()
    )


@pytest.mark.parametrize("cause", EVERY)
def test_what_passed_names_no_failure(cause: Cause) -> None:
    """A probe that passed speaks for no cause by a failure that it might have met on its way."""
    for probe, failure in product((*LAYERS_OF_PROBES, *CONTROLS, *DECIDING), Failure):
        diagnosis, _ = diagnose([replace(observed(probe), failure=failure)], [cause])
        assert cause.id not in {diagnosis.root_cause, *diagnosis.other_causes, *diagnosis.advisories}, (probe, failure)


@pytest.mark.parametrize("cause", [every for every in EVERY if every.id != "contract-changed"])
def test_an_answer_is_no_fault_of_a_control_nor_of_what_passed(cause: Cause) -> None:
    """What would be a fault of a request that is meant to succeed says nothing where it was meant, or did no harm."""
    for kind in AnswerKind:
        facts: dict[str, Value] = {"http__answered": True, "http__answer": kind.value}
        run = [failed(control, Failure.HTTP_STATUS, **facts) for control in sorted(CONTROLS)]
        diagnosis, _ = diagnose(
            [*run, *(observed(probe, Outcome.PASSED, None, **facts) for probe in DECIDING)], [cause]
        )
        assert (diagnosis.root_cause, diagnosis.advisories) == (None, ()), kind


@pytest.mark.parametrize(
    ("sign", "own"),
    [
        ({"token__usual_shape": False}, "token-format"),
        ({"tcp__dead": "ipv6"}, "tcp"),
        ({"tls__trust": "system-only"}, "tls"),
        ({"timing__first_byte_s": 5.1}, "orders-valid"),
        ({"api__total_count": 0}, "orders-valid"),
    ],
)
def test_a_sign_is_read_of_the_probe_that_looks_for_it(sign: dict[str, Value], own: str) -> None:
    """What is worth an advisory of one probe's is none of another's."""
    for probe in (*LAYERS_OF_PROBES, *CONTROLS, *DECIDING):
        diagnosis, _ = diagnose([observed(probe, Outcome.PASSED, None, **sign)], CATALOGUE)
        assert bool(diagnosis.advisories) is (probe == own), probe
