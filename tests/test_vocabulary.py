"""The words of the closed lists."""

from kaspi_doctor.cause import Confidence, Owner, Standing, Weight
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.observation import AnswerKind, Failure, Outcome
from kaspi_doctor.vocabulary import (
    ANSWERS,
    CODES,
    CONFIDENCES,
    FAILURES,
    OUTCOMES,
    OWNERS,
    STANDINGS,
    VERDICTS,
    WEIGHTS,
)


def test_every_member_has_its_words() -> None:
    """No outcome, verdict, weight, owner, confidence, standing or exit code of a report is without words."""
    for kind, words in (
        (Outcome, OUTCOMES),
        (Verdict, VERDICTS),
        (Weight, WEIGHTS),
        (Owner, OWNERS),
        (Confidence, CONFIDENCES),
        (Standing, STANDINGS),
    ):
        assert set(words) == set(kind)
    assert list(CODES) == list(range(6))


def test_what_has_no_words_here_is_told_by_its_probe() -> None:
    """Every failure and every kind of answer has a sentence, but those that a probe tells with what it measured."""
    measured = {Failure.DNS_ADDRESS_NOT_PUBLIC, Failure.HTTP_SILENCE, Failure.HTTP_TIMEOUT}
    told = {
        Failure.TOKEN_MISSING,
        Failure.TOKEN_PLACEHOLDER,
        Failure.TOKEN_DAMAGED,
        Failure.HTTP_STATUS,
        Failure.HTTP_BODY,
    }
    assert set(Failure) - set(FAILURES) == measured | told
    assert set(AnswerKind) - set(ANSWERS) == {AnswerKind.DATA}
