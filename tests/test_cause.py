"""Symptoms: patterns over observations."""

from dataclasses import replace

import pytest

from kaspi_doctor.cause import HTTP_ANSWERED, Confidence, Kind, Owner, Standing, Symptom, Weight, answered_with
from kaspi_doctor.causes.no_orders import CAUSE
from kaspi_doctor.facts import STATUS, TITLE
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
        (Symptom(answers=(AnswerKind.REFUSED,)), True),
        (Symptom(answers=(AnswerKind.BROKEN, AnswerKind.REFUSED)), True),
        (Symptom(answers=(AnswerKind.BROKEN,)), False),
        (Symptom(where=(STATUS.equals(400),)), True),
        (Symptom(where=(STATUS.equals(400), TITLE.equals("yes"))), False),
    ],
)
def test_every_part_of_a_pattern_must_hold(symptom: Symptom, shown: bool) -> None:  # noqa: FBT001 - the expectation
    """A part that is left out does not matter."""
    assert symptom(by_id(REFUSED)) == ((REFUSED,) if shown else ())


def test_an_answer_is_looked_for_in_the_requests_meant_to_succeed() -> None:
    """How a control was answered never makes a fault."""
    (symptom,) = answered_with(AnswerKind.UNAUTHORIZED)
    assert symptom(by_id(failed("user-agent-explicit", http__answer="unauthorized")))
    assert not symptom(by_id(failed("token-absent", http__answer="unauthorized")))
    assert not symptom(by_id(observed("orders-valid", http__answer="unauthorized")))
    assert HTTP_ANSWERED(by_id(failed("token-absent", http__answered=True)))


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


@pytest.mark.parametrize(
    ("kind", "weight", "is_warning"),
    [
        (Kind.ADVISORY, Weight.NOTE, False),
        (Kind.ADVISORY, Weight.WARNING, True),
        (Kind.UNREACHABLE, Weight.NOTE, True),
    ],
)
def test_only_a_note_does_not_bother_the_reader(kind: Kind, weight: Weight, is_warning: bool) -> None:  # noqa: FBT001 - the expectation
    """What is no advisory by nature is a warning where it did no harm, whatever weight it would have as one."""
    assert replace(CAUSE, kind=kind, weight=weight).is_warning is is_warning
