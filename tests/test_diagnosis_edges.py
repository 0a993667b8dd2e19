"""Where the rules of the diagnosis meet: what makes a fault, what crosses a layer, what counts as evidence."""

from dataclasses import replace

import pytest

from kaspi_doctor.cause import Confidence, Kind, Symptom, Weight
from kaspi_doctor.diagnosis import ASK_ALL, GIVE_IT_MORE_TIME, Verdict, diagnose
from kaspi_doctor.observation import Failure, Layer, Outcome
from tests.making import failed, observed
from tests.test_diagnosis import SUCCESS, VALID_FAILED, made

REFUSED = failed("orders-valid", http__answered=True, http__answer="refused")
DNS_SEEN = Symptom(probe_id="dns")


def test_verdicts_have_their_public_words() -> None:
    """The contract's four words, as they stand in the JSON report."""
    assert [verdict.value for verdict in Verdict] == ["healthy", "explained", "unexplained", "inconclusive"]


def test_a_fault_that_did_no_harm_is_told_before_a_note() -> None:
    """What is no advisory by nature is never only worth a note, whatever weight its cause would have as one."""
    note = made("note", DNS_SEEN, kind=Kind.ADVISORY, weight=Weight.NOTE, layer=Layer.CREDENTIALS)
    harmless = made("harmless", Symptom(probe_id="tcp"), weight=Weight.NOTE, layer=Layer.API)
    diagnosis, _ = diagnose([observed("dns"), failed("tcp", Failure.CONNECTION_REFUSED), SUCCESS], [note, harmless])
    assert diagnosis.advisories == ("harmless", "note")


def test_one_failed_observation_among_others_makes_a_fault() -> None:
    """What passed beside it, and what a control met, does not take a failure away."""
    cause = made("mixed", DNS_SEEN, VALID_FAILED, Symptom(probe_id="orders-over-range"))
    diagnosis, _ = diagnose([observed("dns"), failed("orders-over-range"), REFUSED], [cause])
    assert (diagnosis.root_cause, diagnosis.evidence["mixed"]) == (
        "mixed",
        ("dns", "orders-over-range", "orders-valid"),
    )


def test_what_only_passed_observations_show_is_no_fault() -> None:
    """A sign without a failure behind it explains no other failure; it is told beside it."""
    diagnosis, _ = diagnose([observed("dns"), failed("orders-valid", Failure.UNKNOWN)], [made("sign", DNS_SEEN)])
    assert (diagnosis.verdict, diagnosis.root_cause, diagnosis.advisories) == (Verdict.UNEXPLAINED, None, ("sign",))


def test_a_symptom_that_did_not_show_brings_no_evidence() -> None:
    """A symptom that is not seen adds nothing to the evidence of those that are."""
    absent = Symptom(probe_id="tls", outcome=Outcome.FAILED)
    diagnosis, _ = diagnose([observed("dns"), observed("tls"), REFUSED], [made("shown", VALID_FAILED, absent)])
    assert diagnosis.evidence["shown"] == ("orders-valid",)
    confirmed = replace(made("trap"), confirmed_by=(VALID_FAILED, absent))
    assert diagnose([observed("dns"), observed("tls"), REFUSED], [confirmed])[0].evidence["trap"] == ("orders-valid",)


def test_a_lower_layer_that_failed_an_answered_run_higher_up_still_explains_it() -> None:
    """Only what shows below HTTP alone was crossed by an answer: a fault that the valid request met itself was not."""
    cause = made("tls-fault", Symptom(outcome=Outcome.FAILED, failure=Failure.TLS_UNTRUSTED_ISSUER), layer=Layer.TLS)
    below = failed("tls", Failure.TLS_UNTRUSTED_ISSUER)
    answered = observed("user-agent-explicit", http__answered=True)
    met = failed("orders-valid", Failure.TLS_UNTRUSTED_ISSUER)
    assert diagnose([below, answered, met], [cause])[0].root_cause == "tls-fault"
    diagnosis, _ = diagnose([below, answered, failed("orders-valid", Failure.UNKNOWN)], [cause])
    assert (diagnosis.root_cause, diagnosis.advisories) == (None, ("tls-fault",))


def test_no_answer_crosses_the_credentials() -> None:
    """A token that cannot be sent stays the reason however well a request without it was answered; a proxy does not."""
    answered = observed("token-absent", http__answered=True, http__answer="unauthorized")
    skipped = observed("orders-valid", Outcome.SKIPPED, skipped__because="token-format")
    for layer, root in ((Layer.CREDENTIALS, "low"), (Layer.ENVIRONMENT, None)):
        cause = made("low", Symptom(probe_id="token-format", outcome=Outcome.FAILED), layer=layer)
        diagnosis, _ = diagnose([failed("token-format", Failure.TOKEN_PLACEHOLDER), answered, skipped], [cause])
        assert diagnosis.root_cause == root


def test_a_surer_cause_with_less_behind_it_comes_first() -> None:
    """Confidence counts before the number of symptoms, and both before the id."""
    unsure = made("a-suspected", VALID_FAILED, DNS_SEEN, confidence=Confidence.SUSPECTED)
    sure = made("z-certain", VALID_FAILED, confidence=Confidence.CERTAIN)
    diagnosis, _ = diagnose([observed("dns"), REFUSED], [unsure, sure])
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("z-certain", ("a-suspected",))


def test_a_crash_leaves_something_unexplained() -> None:
    """A probe of ours that broke is a failure without a cause; a control's crash alone decides nothing."""
    crashed = {probe: observed(probe, Outcome.CRASHED, Failure.UNKNOWN) for probe in ("tls", "token-absent")}
    assert diagnose([observed("dns"), crashed["tls"]], [])[0].verdict is Verdict.UNEXPLAINED
    assert diagnose([observed("dns"), crashed["token-absent"]], [])[0].verdict is Verdict.INCONCLUSIVE


def test_a_healthy_run_with_the_valid_request_asks_for_nothing_more() -> None:
    """There is a next step only where something is still to be measured or shown."""
    diagnosis, _ = diagnose([SUCCESS], [])
    assert (diagnosis.verdict, diagnosis.next_step) == (Verdict.HEALTHY, None)


def test_a_prerequisite_that_time_did_not_allow_asks_for_more_time() -> None:
    """Skipped because of a probe that is in the run is no choice of the user's; of one that is not, it is."""
    valid = observed("orders-valid", Outcome.SKIPPED, skipped__because="tls")
    assert diagnose([observed("tls", Outcome.SKIPPED), valid], [])[0].next_step == GIVE_IT_MORE_TIME
    assert diagnose([observed("tcp", Outcome.SKIPPED), valid], [])[0].next_step == ASK_ALL


def test_each_cause_is_told_once() -> None:
    """A fault is no advisory as well, and a trap that is also confirmed is described once, by the kind it showed."""
    both = replace(made("both", VALID_FAILED, layer=Layer.HTTP), confirmed_by=(DNS_SEEN,))
    diagnosis, told = diagnose([observed("dns"), REFUSED], [both])
    assert (diagnosis.root_cause, diagnosis.advisories, diagnosis.confirmed) == ("both", (), ("both",))
    assert [cause.id for cause in told] == ["both"]


EXPLICIT_FAILED = Symptom(probe_id="user-agent-explicit", outcome=Outcome.FAILED)


def test_an_answer_crosses_what_lies_below_http_alone() -> None:
    """A fault of HTTP itself stays one although another request was answered, unless the valid request succeeded."""
    cause = made("http-fault", EXPLICIT_FAILED, layer=Layer.HTTP)
    dropped = failed("user-agent-explicit", Failure.HTTP_CONNECTION_DROPPED)
    answered = observed("token-absent", http__answered=True)
    assert diagnose([answered, dropped], [cause])[0].root_cause == "http-fault"
    diagnosis, _ = diagnose([dropped, SUCCESS], [cause])
    assert (diagnosis.root_cause, diagnosis.advisories) == (None, ("http-fault",))


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_alike_is_told_in_one_order(order: int) -> None:
    """What is ranked alike is told as declared, whatever its id and its place in the catalogue."""
    faults = [replace(made("b", VALID_FAILED), precedence=1), replace(made("a", VALID_FAILED), precedence=2)]
    diagnosis, _ = diagnose([REFUSED], faults[::order])
    assert (diagnosis.root_cause, diagnosis.other_causes) == ("b", ("a",))
    signs = [
        made("z-low", DNS_SEEN, kind=Kind.ADVISORY, layer=Layer.DNS),
        replace(made("b-high", DNS_SEEN, kind=Kind.ADVISORY), precedence=1),
        replace(made("a-high", DNS_SEEN, kind=Kind.ADVISORY), precedence=2),
    ]
    assert diagnose([observed("dns"), SUCCESS], signs[::order])[0].advisories == ("z-low", "b-high", "a-high")
