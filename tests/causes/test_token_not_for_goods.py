"""token-not-for-goods: what it shows by, and what it must not be taken for."""

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Standing, Weight
from kaspi_doctor.causes.token_not_for_goods import CAUSE
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.observation import AnswerKind, Failure, Layer, Observation
from kaspi_doctor.registry import collect
from tests.making import failed, observed

CATALOGUE = collect(causes, "CAUSE", Cause)
SERVED = observed("orders-valid", http__answered=True, http__answer="data")
REFUSALS = (AnswerKind.UNAUTHORIZED, AnswerKind.FORBIDDEN)


def goods(kind: AnswerKind) -> Observation:
    """Make the observation of an answer to the request for goods."""
    return failed("goods-schema", Failure.HTTP_STATUS, http__answered=True, http__answer=kind.value)


@pytest.mark.parametrize("kind", REFUSALS)
def test_it_is_a_note_of_a_healthy_run(kind: AnswerKind) -> None:
    """A token that serves orders and is refused goods breaks nothing, and ``--strict`` does not mind it."""
    diagnosis, told = diagnose([SERVED, goods(kind)], CATALOGUE)
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert diagnosis.advisories == ("token-not-for-goods",)
    assert diagnosis.evidence["token-not-for-goods"] == ("orders-valid", "goods-schema")
    assert [(cause.kind, cause.weight) for cause in told] == [("advisory", "note")]


@pytest.mark.parametrize(
    "seen",
    [
        *([SERVED, goods(kind)] for kind in AnswerKind if kind not in REFUSALS),
        [SERVED, observed("goods-schema", http__answer="data")],
        [SERVED, failed("user-agent-explicit", http__answer="unauthorized")],
        [failed("orders-valid", http__answer="unauthorized"), goods(AnswerKind.UNAUTHORIZED)],
        [goods(AnswerKind.FORBIDDEN)],
    ],
)
def test_it_is_nothing_else(seen: list[Observation]) -> None:
    """A page, an outage, a served schema and a token that serves no orders either say nothing of goods."""
    diagnosis, _ = diagnose(seen, CATALOGUE)
    assert "token-not-for-goods" not in diagnosis.advisories


def test_it_claims_no_more_than_was_reported() -> None:
    """One source tells of such a token; the merchant can ask about it; the kind and weight are the contract's."""
    assert (CAUSE.layer, CAUSE.kind, CAUSE.weight) == (Layer.API, Kind.ADVISORY, Weight.NOTE)
    assert (CAUSE.standing, CAUSE.confidence, CAUSE.owner) == (Standing.REPORTED, Confidence.LIKELY, Owner.MERCHANT)
