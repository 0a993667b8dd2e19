"""Symptoms: patterns over observations."""

from dataclasses import replace

import pytest

from kaspi_doctor.cause import ANSWERED, Confidence, Owner, Standing, Symptom, Weight, answered_with
from kaspi_doctor.observation import AnswerKind, Failure, Layer, Outcome
from tests.making import by_id, failed, observed

REFUSED = failed("orders-valid", http__answer="refused", http__response__status_code=400, api__error__title="no")


@pytest.mark.parametrize(
    ("symptom", "shown"),
    [
        (Symptom(), True),
        (Symptom(probe_id="orders-valid"), True),
        (Symptom(probe_id=("dns", "orders-valid")), True),
        (Symptom(probe_id="dns"), False),
        (Symptom(outcome=Outcome.FAILED), True),
        (Symptom(outcome=Outcome.PASSED), False),
        (Symptom(failure=Failure.HTTP_STATUS), True),
        (Symptom(failure=(Failure.HTTP_BODY, Failure.HTTP_STATUS)), True),
        (Symptom(failure=Failure.HTTP_BODY), False),
        (Symptom(facts={"http.response.status_code": 400}), True),
        (Symptom(facts={"http.response.status_code": (400, 401)}), True),
        (Symptom(facts={"http.response.status_code": 401}), False),
        (Symptom(facts={"http.answer": "refused", "api.error.title": "yes"}), False),
        (Symptom(facts={"never.recorded": None}), True),
        (Symptom(facts={"never.recorded": False}), False),
        (Symptom(given=(Symptom(probe_id="dns"),)), False),
        (Symptom(given=(Symptom(probe_id="orders-valid"),)), True),
        (Symptom(unless=(Symptom(probe_id="dns"),)), True),
        (Symptom(unless=(Symptom(probe_id="orders-valid"),)), False),
    ],
)
def test_every_part_of_a_pattern_must_hold(symptom: Symptom, shown: bool) -> None:  # noqa: FBT001 - the expectation
    """A part that is left out does not matter; a fact that was not recorded is None."""
    assert symptom.found_in(by_id(REFUSED)) == ((REFUSED,) if shown else ())


def test_an_answer_that_the_valid_request_got_too_says_nothing() -> None:
    """Where everything is answered alike, a control's answer is not a change of the contract."""
    drift = Symptom(probe_id="orders-over-range", outcome=Outcome.FAILED, unlike="orders-valid")
    same = failed("orders-over-range", http__answer="refused", http__response__status_code=400, api__error__title="no")
    other = failed(
        "orders-over-range", http__answer="refused", http__response__status_code=400, api__error__title="why"
    )
    assert drift.found_in(by_id(REFUSED, same)) == ()
    assert drift.found_in(by_id(REFUSED, other)) == (other,)
    assert drift.found_in(by_id(same)) == (same,)
    assert drift.found_in(by_id(observed("orders-valid", http__answer="refused"), same)) == (same,)
    assert drift.found_in(by_id(replace(REFUSED, outcome=Outcome.PASSED), same)) == (same,)
    for facts in ({"http.response.status_code": 422}, {"http.answer": "dates_missing"}):
        unlike = replace(same, facts={**same.facts, **facts})
        assert drift.found_in(by_id(REFUSED, unlike)) == (unlike,)
    unanswered = failed("orders-valid", Failure.HTTP_TIMEOUT, http__answer=None)
    assert drift.found_in(by_id(unanswered, failed("orders-over-range", Failure.HTTP_TIMEOUT))) != ()


def test_an_answer_is_looked_for_in_the_requests_meant_to_succeed() -> None:
    """How a control was answered never makes a fault."""
    (symptom,) = answered_with(AnswerKind.UNAUTHORIZED)
    assert symptom.found_in(by_id(failed("user-agent-explicit", http__answer="unauthorized")))
    assert not symptom.found_in(by_id(failed("token-absent", http__answer="unauthorized")))
    assert not symptom.found_in(by_id(observed("orders-valid", http__answer="unauthorized")))
    assert ANSWERED.found_in(by_id(failed("token-absent", http__answered=True)))


def test_layers_and_confidence_have_an_order() -> None:
    """Credentials lie lowest and the API highest; certain comes first."""
    assert [layer.height for layer in Layer] == list(range(7))
    assert (Layer.CREDENTIALS.height, Layer.API.height) == (0, 6)
    assert [confidence.rank for confidence in (Confidence.CERTAIN, Confidence.LIKELY, Confidence.SUSPECTED)] == [
        0,
        1,
        2,
    ]


def test_what_a_report_says_of_a_cause_has_its_public_words() -> None:
    """The contract's words for who has to act, how far the fact may be trusted, and how much an advisory matters."""
    assert [owner.value for owner in Owner] == ["merchant", "network", "kaspi"]
    assert [standing.value for standing in Standing] == ["documented", "observed", "reported", "inferred"]
    assert [weight.value for weight in Weight] == ["note", "warning"]
