"""What a diagnosis promises whatever was seen, also what no server would ever do."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.cause import Kind
from kaspi_doctor.diagnosis import Verdict, diagnose
from kaspi_doctor.doctor import all_causes
from kaspi_doctor.observation import AnswerKind, Failure, Observation, Outcome
from tests.making import LAYERS, observed

CAUSES = all_causes()
PROBES = (*LAYERS, "orders-without-dates", "orders-over-range", "orders-valid")

FACTS = st.fixed_dictionaries(
    {},
    optional={
        "http.answered": st.booleans(),
        "http.answer": st.sampled_from([*(kind.value for kind in AnswerKind), None]),
        "http.by_kaspi": st.booleans(),
        "http.response.status_code": st.sampled_from([200, 302, 400, 401, 403, 404, 429, 500]),
        "api.error.title": st.sampled_from(["a", "b"]),
        "api.total_count": st.sampled_from([0, 1]),
        "range.maximum": st.sampled_from([7, 14]),
        "user_agent.custom": st.booleans(),
        "clock.offset_s": st.sampled_from([0, 301, -301]),
        "timing.first_byte_s": st.sampled_from([0.1, 5.1]),
        "neutral.reachable": st.sampled_from([True, False, None]),
        "tcp.dead": st.sampled_from(["none", "some", "ipv6", "all"]),
        "tls.trust": st.sampled_from(["both", "system-only", "certifi-only", None]),
        "token.usual_shape": st.booleans(),
        "skipped.because": st.sampled_from([*PROBES, None]),
    },
)


@st.composite
def runs(draw: st.DrawFn) -> list[Observation]:
    """Draw what no server would ever do."""
    observations = []
    for probe_id in draw(st.lists(st.sampled_from(PROBES), unique=True)):
        outcome = draw(st.sampled_from(Outcome))
        failure = draw(st.sampled_from(Failure)) if outcome is Outcome.FAILED else None
        observations.append(replace(observed(probe_id, outcome, failure), facts=draw(FACTS)))
    return observations


@given(runs())
def test_whatever_was_seen_the_diagnosis_keeps_its_promises(run: list[Observation]) -> None:
    """Never an exception; never 0 for what was not checked; a root that is a fault; evidence and causes that exist."""
    diagnosis, told = diagnose(run, CAUSES)
    seen = {observation.probe_id: observation for observation in run}
    decisive = seen.get("orders-valid")
    if diagnosis.verdict_code == 0:
        assert decisive.outcome is Outcome.PASSED if decisive else all(o.outcome is Outcome.PASSED for o in run)
    assert (diagnosis.verdict_code == 5) == any(o.outcome is Outcome.CRASHED for o in run)
    faults = () if diagnosis.root_cause is None else (diagnosis.root_cause, *diagnosis.other_causes)
    assert len({*faults, *diagnosis.advisories}) == len(faults) + len(diagnosis.advisories)
    for cause_id in faults:
        assert any(seen[p].outcome is Outcome.FAILED and not seen[p].control for p in diagnosis.evidence[cause_id])
    assert all(probe_id in seen for probes in diagnosis.evidence.values() for probe_id in probes)
    assert {*faults, *diagnosis.advisories, *diagnosis.confirmed} == {c.id for c in told} == set(diagnosis.evidence)
    kinds = {cause.id: cause.kind for cause in told}
    assert all(kinds[cause_id] is not Kind.ADVISORY for cause_id in faults)
    assert (diagnosis.next_step is not None) or diagnosis.verdict in {Verdict.EXPLAINED, Verdict.HEALTHY}
    if decisive and decisive.outcome is Outcome.PASSED:
        assert set(faults) <= {"token-damaged"}


@given(runs())
def test_the_order_of_the_causes_changes_nothing(run: list[Observation]) -> None:
    """A diagnosis depends on what was seen alone."""
    forwards, backwards = (diagnose(run, causes)[0] for causes in (CAUSES, CAUSES[::-1]))
    assert replace(forwards, confirmed=(), evidence={}) == replace(backwards, confirmed=(), evidence={})
