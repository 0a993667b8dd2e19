"""Where the time went, as bars."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.content.waterfall import Stage, waterfall
from kaspi_doctor.observation import Failure, Observation, Outcome
from tests.formats.reports import EVERY, HEALTHY, report
from tests.making import STARTED_AT, failed, observed


def _stages(seen: Observation) -> list[tuple[Stage, float]]:
    (bar,) = waterfall(report([seen])).bars
    return [(segment.stage, round(segment.duration_s, 6)) for segment in bar.segments]


def _took(seen: Observation, duration_s: float) -> Observation:
    return replace(seen, duration_s=duration_s)


@pytest.mark.parametrize("probe_id", ["token-format", "environment"])
def test_probes_that_ask_nobody_have_no_bar(probe_id: str) -> None:
    """What looks at the machine alone waits for nobody."""
    assert waterfall(report([observed(probe_id)])).bars == ()


def test_skipped_probes_have_no_bar() -> None:
    """What was not asked took no time."""
    assert waterfall(report([observed("dns", Outcome.SKIPPED)])).bars == ()


def test_the_lower_layers_are_one_stage_each() -> None:
    """Resolution, connection and handshake are drawn as what they are, the TLS probe's connection apart."""
    assert _stages(_took(observed("dns"), 0.2)) == [(Stage.DNS, 0.2)]
    assert _stages(_took(observed("tcp"), 0.2)) == [(Stage.CONNECT, 0.2)]
    assert _stages(_took(observed("tls", timing__tls_s=0.15), 0.2)) == [(Stage.CONNECT, 0.05), (Stage.TLS, 0.15)]
    assert _stages(_took(failed("tls"), 0.2)) == [(Stage.TLS, 0.2)]


def test_an_answered_request_has_every_stage() -> None:
    """What no fact accounts for stands before the connection, and the stages follow one another without a gap."""
    seen = observed(
        "orders-valid", timing__connect_s=0.1, timing__tls_s=0.2, timing__first_byte_s=0.3, timing__body_s=0.1
    )
    assert _stages(_took(seen, 1.0)) == [
        (Stage.OWN, 0.3),
        (Stage.CONNECT, 0.1),
        (Stage.TLS, 0.2),
        (Stage.FIRST_BYTE, 0.3),
        (Stage.BODY, 0.1),
    ]


def test_silence_is_drawn_as_silence() -> None:
    """A concluded silence, and a wait that the time-out ended, are silence and not a slow answer."""
    concluded = observed("user-agent-absent", timing__connect_s=0.1, timing__tls_s=0.1, http__silence_s=3.0)
    assert _stages(_took(concluded, 3.2)) == [(Stage.CONNECT, 0.1), (Stage.TLS, 0.1), (Stage.SILENCE, 3.0)]
    waited = failed("orders-valid", Failure.HTTP_TIMEOUT, timing__connect_s=0.1, timing__tls_s=0.1)
    assert _stages(_took(waited, 15.2))[-1] == (Stage.SILENCE, 15.0)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, Stage.CONNECT),
        ({"timing__connect_s": 0.1}, Stage.TLS),
        ({"network__connection__reused": True}, Stage.FIRST_BYTE),
        ({"timing__connect_s": 0.1, "timing__tls_s": 0.1}, Stage.FIRST_BYTE),
        ({"timing__connect_s": 0.1, "timing__tls_s": 0.1, "timing__first_byte_s": 0.1}, Stage.BODY),
    ],
)
def test_what_was_cut_off_ends_in_the_stage_it_had_reached(facts: dict[str, float], stage: Stage) -> None:
    """The rest of a broken exchange belongs to the stage in which it broke."""
    assert _stages(_took(failed("orders-valid", Failure.HTTP_CONNECTION_DROPPED, **facts), 2.0))[-1][0] is stage


def test_the_earliest_stands_first_on_a_scale_of_the_whole_run() -> None:
    """Bars are in the order of their beginning, and their shares count from the run's beginning to its end."""
    late = replace(_took(observed("dns"), 1.0), started_at=STARTED_AT + timedelta(seconds=3))
    early = replace(_took(observed("tcp"), 1.0), started_at=STARTED_AT + timedelta(seconds=1))
    shape = waterfall(replace(report([late, early]), duration_s=4.0))
    assert [bar.probe_id for bar in shape.bars] == ["tcp", "dns"]
    assert [shape.share(bar.start_s) for bar in shape.bars] == [25.0, 75.0]
    assert shape.ticks_s == (0.0, 1.0, 2.0, 3.0, 4.0)


def test_a_bar_is_told_in_words() -> None:
    """What a bar shows can be heard, in the reader's language."""
    bar = next(bar for bar in waterfall(HEALTHY).bars if bar.probe_id == "orders-valid")
    assert bar.told.ru == "подготовка 5 мс, соединение 21 мс, ожидание первого байта 133 мс, тело ответа 4 мс"


@given(
    st.floats(0, 1e9),
    st.floats(0, 1e9),
    st.floats(-1e6, 1e6),
    st.dictionaries(st.sampled_from(["timing.connect_s", "timing.body_s", "http.silence_s"]), st.floats(-1e9, 1e9)),
)
def test_odd_times_stay_within_the_picture(
    whole_s: float, took_s: float, shift_s: float, facts: dict[str, float]
) -> None:
    """Whatever a saved report holds, segments follow one another within their bar, and bars within the picture."""
    seen = replace(
        observed("orders-valid"), duration_s=took_s, started_at=STARTED_AT + timedelta(seconds=shift_s), facts=facts
    )
    shape = waterfall(replace(report([seen]), duration_s=whole_s))
    (bar,) = shape.bars
    assert len(shape.ticks_s) <= 7
    assert bar.start_s >= 0
    for segment in bar.segments:
        assert segment.duration_s > 0
        assert bar.start_s <= segment.start_s <= segment.start_s + segment.duration_s
        assert 0 <= shape.share(segment.start_s) <= 100


@pytest.mark.parametrize("name", EVERY)
def test_every_report_has_a_scale(name: str) -> None:
    """A scale has two ticks at least, and begins with nothing."""
    ticks = waterfall(EVERY[name]).ticks_s
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 7
