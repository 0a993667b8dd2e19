"""The documented request, which decides."""

import pytest

from kaspi_doctor.facts import ANSWER, MERCHANT_UID_SENT, STATUS, USER_AGENT_IS_CUSTOM
from kaspi_doctor.observation import Failure, Outcome
from kaspi_doctor.simulator import SCENARIOS
from tests.probes.asking import asked, examined_anew, seen_in

PROBE = "orders-valid"


@pytest.mark.parametrize(
    ("scenario", "failure", "answer", "words"),
    [
        ("documented", None, "data", "14 days"),
        ("no-orders", None, "data", "0 orders"),
        ("gzip-unasked", None, "data", "succeeds"),
        ("token-rejected-without-body", Failure.HTTP_STATUS, "unauthorized", "token is not accepted"),
        ("token-forbidden", Failure.HTTP_STATUS, "forbidden", "HTTP 403"),
        ("rate-limited", Failure.HTTP_STATUS, "rate_limited", "HTTP 429"),
        ("bad-gateway", Failure.HTTP_STATUS, "server_error", "HTTP 502"),
        ("not-found-page", Failure.HTTP_STATUS, "not_found", "no API at this address"),
        ("not-acceptable", Failure.HTTP_STATUS, "media_type", "media type"),
        ("dates-missing", Failure.HTTP_STATUS, "dates_missing", "Required filter"),
        ("date-range-max-7", Failure.HTTP_STATUS, "date_range", "max [7]"),
        ("pagination-missing", Failure.HTTP_STATUS, "pagination_missing", "pagination"),
        ("title-hostile", Failure.HTTP_STATUS, "refused", "\\x1b"),
        ("json-truncated", Failure.HTTP_BODY, "broken", "not a response of the API"),
        ("body-empty", Failure.HTTP_BODY, "broken", "HTTP 200"),
        ("challenge-qrator", Failure.HTTP_STATUS, "challenge", "protection page"),
        ("redirect-to-plain-http", Failure.HTTP_STATUS, "redirect", "not followed"),
        ("headers-too-large", Failure.HTTP_BODY, "broken", "HTTP 200"),
        ("dropped-within-headers", Failure.HTTP_CONNECTION_DROPPED, None, "cut off"),
        ("answer-timed-out", Failure.HTTP_TIMEOUT, None, "No response within 1.5 s"),
        ("body-never-ends", Failure.HTTP_TIMEOUT, None, "did not end within 1.5 s"),
    ],
)
def test_each_answer_is_told_as_what_it_amounts_to(
    scenario: str, failure: Failure | None, answer: str | None, words: str
) -> None:
    """Only 200 with orders is a success; everything else is told by its status and its meaning."""
    seen = asked(scenario, PROBE)
    outcome = Outcome.PASSED if failure is None else Outcome.FAILED
    if scenario == "challenge-qrator" and seen.fact(STATUS) == 200:
        failure = Failure.HTTP_BODY
    assert (seen.outcome, seen.failure, seen.fact(ANSWER), seen.control) == (outcome, failure, answer, False)
    assert words in seen.summary.en


def test_a_name_of_the_users_choice_can_be_met_with_silence() -> None:
    """Silence is concluded for it alone, once another name has been answered."""
    seen = asked("user-agent-filtered", PROBE, "user-agent-explicit", user_agent="python-requests/2.32.5")
    assert (seen.failure, seen.fact(USER_AGENT_IS_CUSTOM)) == (Failure.HTTP_SILENCE, True)
    assert seen.summary.en.startswith("Silence: no response in ")


@pytest.mark.parametrize(
    ("days", "said"), [(1, ("1 day.", "за 1 день.", "1 күнде")), (3, ("3 days.", "за 3 дня.", "3 күнде"))]
)
def test_the_window_is_the_users(days: int, said: tuple[str, ...]) -> None:
    """As many days as asked for are asked of Kaspi, and said in the right form."""
    seen = seen_in(examined_anew(SCENARIOS["documented"], only=(PROBE,), window_days=days), PROBE)
    assert all(
        words in text for words, text in zip(said, (seen.summary.en, seen.summary.ru, seen.summary.kk), strict=True)
    )


def test_the_shops_id_is_sent_when_it_is_known() -> None:
    """And the fact that it was is recorded."""
    assert asked("orders-with-uid", PROBE).fact(MERCHANT_UID_SENT) is True
    assert asked("documented", PROBE).fact(MERCHANT_UID_SENT) is False
