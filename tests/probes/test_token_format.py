"""What the look of the token says."""

import asyncio

import pytest

from kaspi_doctor.credentials import Damage
from kaspi_doctor.doctor import examine
from kaspi_doctor.facts import TOKEN_ELSEWHERE, TOKEN_IS_USABLE
from kaspi_doctor.observation import Failure, Observation, Outcome
from kaspi_doctor.settings import Credentials, Settings
from tests.probes.asking import assert_a_sentence

FAKE = "RkFLRS1UT0tFTi1PRi1BLVRFU1QtTk9ULVJFQUwtMDE="


def looked_at(raw: str | None, *elsewhere: str) -> Observation:
    """Look at a token; nothing is sent."""
    found = Credentials.found(raw, "a test" if raw else None)
    credentials = Credentials(inspection=found.inspection, raw=found.raw, source=found.source, look_elsewhere=elsewhere)
    report = asyncio.run(examine(Settings(credentials=credentials, only=("token-format",))))
    (observation,) = report.observations
    assert_a_sentence(observation)
    assert report.requests_sent == 0
    assert FAKE[:8] not in repr(report)
    return observation


@pytest.mark.parametrize(
    ("raw", "outcome", "failure", "words"),
    [
        (FAKE, Outcome.PASSED, None, ("44 characters", "44 символа", "44 таңба")),
        ("a-short-one-1", Outcome.PASSED, None, ("unusual shape: 13", "13 символов", "13 таңба")),
        (None, Outcome.FAILED, Failure.TOKEN_MISSING, ("No token", "не задан", "берілмеген")),
        ("", Outcome.FAILED, Failure.TOKEN_MISSING, ("No token", "не задан", "берілмеген")),
        ("your_token", Outcome.FAILED, Failure.TOKEN_PLACEHOLDER, ("placeholder", "заглушка", "үлгі")),
        (f'"{FAKE}"\n', Outcome.FAILED, Failure.TOKEN_DAMAGED, ("quotes", "кавычки", "тырнақша")),
        (f"{FAKE}ж", Outcome.FAILED, Failure.TOKEN_DAMAGED, ("no token has", "не бывает", "болмайтын")),
    ],
)
def test_each_outcome_is_said(
    raw: str | None, outcome: Outcome, failure: Failure | None, words: tuple[str, ...]
) -> None:
    """Set, missing, a placeholder or damaged: the sentence says which, in each language."""
    seen = looked_at(raw)
    assert (seen.outcome, seen.failure) == (outcome, failure)
    summary = (seen.summary.en, seen.summary.ru, seen.summary.kk)
    assert all(word in text for word, text in zip(words, summary, strict=True))


def test_another_programs_variable_is_pointed_out() -> None:
    """A token that stands in a variable we do not read is found by the reader, with the option that reads it."""
    seen = looked_at(None, "KASPI_API_TOKEN", "KASPI_SHOP_TOKEN")
    assert seen.fact(TOKEN_ELSEWHERE) == ("KASPI_API_TOKEN", "KASPI_SHOP_TOKEN")
    for text in (seen.summary.en, seen.summary.ru, seen.summary.kk):
        assert "KASPI_API_TOKEN, KASPI_SHOP_TOKEN" in text
        assert "--token-env KASPI_API_TOKEN" in text


def test_the_facts_hold_everything_but_the_token() -> None:
    """Its source, length, damage and shape are recorded."""
    facts = looked_at(f"Bearer {FAKE}").facts
    assert (facts["token.source"], facts["token.length"]) == ("a test", 51)
    assert (facts["token.damage"], facts["token.usable"], facts["token.usual_shape"]) == ((Damage.BEARER,), True, True)
    assert looked_at("your_token").fact(TOKEN_IS_USABLE) is False
