"""From observations to the one cause: every rule of the contract."""

from dataclasses import replace

import pytest

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Standing, Symptom, Weight
from kaspi_doctor.diagnosis import (
    ASK_ALL,
    CREDENTIALS_NOT_CHECKED,
    GIVE_IT_MORE_TIME,
    REPORT_THE_FAULT,
    SHOW_THE_EXCHANGE,
    Diagnosis,
    Verdict,
    diagnose,
)
from kaspi_doctor.doctor import all_causes
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text
from tests.making import CONTROLS, failed, observed

CAUSES = all_causes()
SKIPPED = Outcome.SKIPPED
SUCCESS = observed("orders-valid", http__answered=True, http__answer="data", api__total_count=3)


def made(
    cause_id: str,
    *symptoms: Symptom,
    layer: Layer = Layer.API,
    kind: Kind = Kind.REFUSED,
    confidence: Confidence = Confidence.CERTAIN,
    weight: Weight = Weight.WARNING,
) -> Cause:
    """Make a cause of which only what decides matters."""
    words = Text.same(cause_id)
    return Cause(
        id=cause_id,
        layer=layer,
        kind=kind,
        weight=weight,
        confidence=confidence,
        owner=Owner.MERCHANT,
        standing=Standing.DOCUMENTED,
        title=words,
        explanation=words,
        remedies=(),
        references=(),
        symptoms=symptoms,
    )


def judged(*observations: Observation) -> Diagnosis:
    """Diagnose a run by all the documented causes."""
    return diagnose(observations, CAUSES)[0]


def passed_below(*but: str) -> list[Observation]:
    """Observe that everything below HTTP is well."""
    return [observed(probe) for probe in ("token-format", "environment", "dns", "tcp", "tls") if probe not in but]


VALID_FAILED = Symptom(probe_id="orders-valid", outcome=Outcome.FAILED)
EXPLICIT_FAILED = Symptom(probe_id="user-agent-explicit", outcome=Outcome.FAILED)


@pytest.mark.parametrize("given_order", [1, -1])
def test_the_lowest_layer_is_the_root_whatever_the_order(given_order: int) -> None:
    """What fails below explains what fails above; the rest is listed after it, by the same ranks."""
    causes = [made(f"at-{layer}", VALID_FAILED, layer=layer) for layer in (Layer.HTTP, Layer.CREDENTIALS, Layer.TLS)]
    diagnosis, _ = diagnose([failed("orders-valid")], causes[::given_order])
    assert diagnosis.root_cause == "at-credentials"
    assert diagnosis.other_causes == ("at-tls", "at-http")


def test_in_a_layer_the_surer_cause_is_the_root() -> None:
    """Certain comes before likely, and likely before suspected."""
    causes = [
        made(str(sure), VALID_FAILED, confidence=sure)
        for sure in (Confidence.SUSPECTED, Confidence.LIKELY, Confidence.CERTAIN)
    ]
    diagnosis, _ = diagnose([failed("orders-valid")], causes)
    assert (diagnosis.root_cause, *diagnosis.other_causes) == ("certain", "likely", "suspected")


def test_among_equals_the_declared_precedence_decides() -> None:
    """Neither the spelling of an id nor how many observations speak for it makes a cause the root."""
    causes = [
        replace(made("a-one", VALID_FAILED, EXPLICIT_FAILED), precedence=2),
        replace(made("z-two", VALID_FAILED), precedence=1),
        replace(made("b-three", VALID_FAILED), precedence=3),
    ]
    diagnosis, _ = diagnose([failed("orders-valid"), failed("user-agent-explicit")], causes)
    assert (diagnosis.root_cause, *diagnosis.other_causes) == ("z-two", "a-one", "b-three")
    assert diagnosis.evidence["a-one"] == ("orders-valid", "user-agent-explicit")


@pytest.mark.parametrize("control", sorted(CONTROLS))
def test_a_control_is_never_a_fault(control: str) -> None:
    """A control that fails, in whatever way, leaves a healthy verdict alone."""
    cause = made("blamed", Symptom(probe_id=control, outcome=Outcome.FAILED))
    diagnosis, _ = diagnose([SUCCESS, failed(control)], [cause])
    assert (diagnosis.verdict, diagnosis.verdict_code, diagnosis.root_cause) == (Verdict.HEALTHY, 0, None)
    alone, _ = diagnose([failed(control)], [cause])
    assert alone.root_cause is None


@pytest.mark.parametrize("failure", [Failure.CONNECTION_REFUSED, Failure.HOST_UNREACHABLE])
def test_success_makes_advisories_of_faults(failure: Failure) -> None:
    """One dead address does no harm when the valid request succeeds; it is still told, as a warning."""
    diagnosis = judged(SUCCESS, failed("tcp", failure, tcp__dead="some"))
    assert (diagnosis.verdict, diagnosis.verdict_code, diagnosis.root_cause) == (Verdict.HEALTHY, 0, None)
    assert len(diagnosis.advisories) == 1


def test_a_damaged_token_stays_a_fault_of_a_run_that_succeeds() -> None:
    """The mended form works, but what is configured does not: exit 4."""
    diagnosis = judged(failed("token-format", Failure.TOKEN_DAMAGED), *passed_below("token-format"), SUCCESS)
    assert (diagnosis.verdict, diagnosis.root_cause, diagnosis.verdict_code) == (Verdict.EXPLAINED, "token-damaged", 4)
    assert diagnosis.credentials_checked


def test_layers_that_were_crossed_explain_nothing() -> None:
    """An answer came, so a dead address or a split DNS is not why Kaspi refused; both are advisories."""
    diagnosis = judged(
        failed("dns", Failure.DNS_ADDRESS_NOT_PUBLIC),
        failed("tcp", Failure.CONNECTION_REFUSED, tcp__dead="some"),
        failed("orders-valid", http__answered=True, http__answer="unauthorized"),
    )
    assert (diagnosis.root_cause, diagnosis.verdict_code, diagnosis.other_causes) == ("token-rejected", 4, ())
    assert {"address-not-public", "connection-refused"} <= set(diagnosis.advisories)


def test_a_layer_that_was_not_crossed_explains_the_rest() -> None:
    """Without any answer the lowest fault is the reason."""
    diagnosis = judged(failed("tls", Failure.TLS_CERTIFICATE_EXPIRED), observed("orders-valid", SKIPPED))
    assert (diagnosis.root_cause, diagnosis.verdict_code) == ("tls-certificate-expired", 3)


@pytest.mark.parametrize(
    ("failure", "code"), [(Failure.TOKEN_MISSING, 2), (Failure.TOKEN_PLACEHOLDER, 4), (Failure.TOKEN_DAMAGED, 4)]
)
def test_a_fault_of_the_credentials_comes_before_one_of_the_network(failure: Failure, code: int) -> None:
    """Both are to be mended, the lower one first, and its kind gives the exit code."""
    diagnosis = judged(failed("token-format", failure), failed("dns", Failure.DNS_NXDOMAIN))
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.EXPLAINED, code)
    assert diagnosis.other_causes == ("host-unknown",)


UNKNOWN = made("never", Symptom(probe_id="no-such-probe"))


@pytest.mark.parametrize(("answered", "code"), [(True, 1), (False, 3)])
def test_what_no_cause_fits_is_unexplained(answered: bool, code: int) -> None:  # noqa: FBT001 - a fact
    """Exit 1 if Kaspi answered, else 3; and the next step is to show the exchange to somebody."""
    diagnosis, _ = diagnose([failed("orders-valid", Failure.UNKNOWN, http__answered=answered)], [UNKNOWN])
    assert (diagnosis.verdict, diagnosis.verdict_code, diagnosis.root_cause) == (Verdict.UNEXPLAINED, code, None)
    assert diagnosis.next_step == SHOW_THE_EXCHANGE


def test_a_refusal_without_a_known_reason_is_unexplained_but_named() -> None:
    """Kaspi's own words are shown under request-refused, exit 1, without the claim that the reason is known."""
    diagnosis = judged(
        failed("orders-valid", http__answered=True, http__answer="refused", http__response__status_code=400)
    )
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.UNEXPLAINED, 1)
    assert diagnosis.root_cause == "request-refused"


@pytest.mark.parametrize(
    ("observations", "next_step"),
    [
        ([], ASK_ALL),
        ([observed("dns"), failed("user-agent-absent", Failure.HTTP_TIMEOUT)], ASK_ALL),
        ([observed("dns"), observed("orders-valid", SKIPPED, skipped__because="tls")], ASK_ALL),
        ([observed("dns"), observed("orders-valid", SKIPPED)], GIVE_IT_MORE_TIME),
    ],
)
def test_an_inconclusive_run_names_the_measurement_that_would_decide(
    observations: list[Observation], next_step: Text
) -> None:
    """What was left out is to be asked; what time did not allow is to be given time. Never exit 0."""
    diagnosis = judged(*observations)
    assert (diagnosis.verdict, diagnosis.verdict_code, diagnosis.next_step) == (Verdict.INCONCLUSIVE, 3, next_step)
    assert not diagnosis.credentials_checked


def test_leaving_the_deciding_request_out_says_so() -> None:
    """All that was asked passed: exit 0, and the report says that the credentials were not checked."""
    diagnosis = judged(*passed_below())
    assert (diagnosis.verdict, diagnosis.verdict_code) == (Verdict.HEALTHY, 0)
    assert (diagnosis.next_step, diagnosis.credentials_checked) == (CREDENTIALS_NOT_CHECKED, False)


@pytest.mark.parametrize("crashed", ["environment", "user-agent-absent", "orders-valid"])
@pytest.mark.parametrize("rest", [[SUCCESS], [failed("token-format", Failure.TOKEN_PLACEHOLDER)], []])
def test_a_crash_of_ours_wins_over_every_code(crashed: str, rest: list[Observation]) -> None:
    """Exit 5 whatever else was found, and the next step is to report it to us, not to Kaspi."""
    diagnosis = judged(*(o for o in rest if o.probe_id != crashed), observed(crashed, Outcome.CRASHED, Failure.UNKNOWN))
    assert (diagnosis.verdict_code, diagnosis.next_step) == (5, REPORT_THE_FAULT)


@pytest.mark.parametrize(
    ("answer", "checked"),
    [
        ("data", True),
        ("unauthorized", True),
        ("forbidden", True),
        ("challenge", False),
        ("server_error", False),
        (None, False),
    ],
)
def test_only_an_answer_of_the_api_speaks_of_the_credentials(answer: str | None, checked: bool) -> None:  # noqa: FBT001 - the expectation
    """A protection page or an outage says nothing about the token."""
    diagnosis = judged(failed("orders-valid", http__answered=answer is not None, http__answer=answer))
    assert diagnosis.credentials_checked is checked


def test_a_request_that_names_itself_may_speak_for_the_token() -> None:
    """Where the valid request met silence, the same token in a request that was answered has been checked."""
    silent = failed("orders-valid", Failure.HTTP_TIMEOUT)
    answered = observed("user-agent-explicit", http__answered=True, http__answer="data")
    assert not judged(silent).credentials_checked
    assert judged(answered, silent).credentials_checked
    assert not judged(answered).credentials_checked


def test_orders_that_come_without_a_token_too_say_nothing_of_it() -> None:
    """Where no token is asked for, the one that was sent has not been looked at."""
    without = failed("token-absent", Failure.HTTP_BODY, http__answered=True, http__answer="data")
    with_it = observed("orders-valid", http__answered=True, http__answer="data")
    assert judged(with_it).credentials_checked
    assert not judged(without, with_it).credentials_checked
    refused = observed("token-absent", http__answered=True, http__answer="unauthorized")
    assert judged(refused, with_it).credentials_checked


def test_warnings_are_told_before_notes() -> None:
    """What should bother the reader stands first, whichever layer it is of."""
    note = made(
        "a-note", Symptom(probe_id="orders-valid"), kind=Kind.ADVISORY, weight=Weight.NOTE, layer=Layer.CREDENTIALS
    )
    warning = made("warning", Symptom(probe_id="orders-valid"), kind=Kind.ADVISORY, layer=Layer.API)
    diagnosis, _ = diagnose([SUCCESS], [note, warning])
    assert diagnosis.advisories == ("warning", "a-note")


def test_a_sign_can_make_a_fault_of_an_advisory() -> None:
    """The kind that the sign stands under is the one that is told and that gives the code."""
    cause = replace(made("filtered", kind=Kind.ADVISORY), shows_as=((Kind.REFUSED, VALID_FAILED),))
    diagnosis, told = diagnose([failed("orders-valid", http__answered=True)], [cause])
    assert (diagnosis.root_cause, diagnosis.verdict_code, told[0].kind) == ("filtered", 1, Kind.REFUSED)


def test_a_sign_that_is_not_seen_makes_no_fault() -> None:
    """A cause keeps its own kind where it does not show in the way that makes a fault of it."""
    cause = made("filtered", VALID_FAILED, kind=Kind.ADVISORY)
    cause = replace(cause, shows_as=((Kind.REFUSED, EXPLICIT_FAILED),))
    diagnosis, told = diagnose([failed("orders-valid", http__answered=True)], [cause])
    assert (diagnosis.root_cause, diagnosis.advisories, told[0].kind) == (None, ("filtered",), Kind.ADVISORY)


def test_an_advisory_alone_explains_no_failure() -> None:
    """Only a fault is a root cause: with nothing but advice the failure stays unexplained."""
    diagnosis, _ = diagnose(
        [failed("orders-valid", http__answered=True)], [made("advice", VALID_FAILED, kind=Kind.ADVISORY)]
    )
    assert (diagnosis.verdict, diagnosis.root_cause, diagnosis.advisories) == (Verdict.UNEXPLAINED, None, ("advice",))


def test_confirmed_traps_are_told_with_their_evidence() -> None:
    """A control that behaves as documented confirms its trap in a run that is healthy, and the cause is described."""
    run = [
        observed("user-agent-library", http__answered=False),
        observed("user-agent-explicit", http__answered=True, http__answer="data"),
        observed("orders-without-dates", http__answer="dates_missing"),
        observed("orders-over-range", http__answer="date_range", range__maximum=14),
        SUCCESS,
    ]
    diagnosis, told = diagnose(run, CAUSES)
    assert set(diagnosis.confirmed) == {"user-agent-filtered", "dates-missing", "date-range-too-wide"}
    assert set(diagnosis.confirmed) <= {cause.id for cause in told}
    assert diagnosis.evidence["dates-missing"] == ("orders-without-dates",)
    assert diagnosis.evidence["user-agent-filtered"] == ("user-agent-library", "user-agent-explicit", "orders-valid")


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Kind.CREDENTIALS, 4), (Kind.UNREACHABLE, 3), (Kind.REFUSED, 1), (Kind.CONFIGURATION, 2), (Kind.ADVISORY, 0)],
)
def test_the_kind_gives_the_exit_code(kind: Kind, code: int) -> None:
    """The contract's table, word for word."""
    assert kind.exit_code == code
