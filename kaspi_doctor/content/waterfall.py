"""Where the time went: each probe's stages on one common scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import floor, log10
from typing import Final

from kaspi_doctor.facts import BODY_S, CONNECT_S, DNS_S, FIRST_BYTE_S, REUSED, SILENCE_S, TLS_S, Fact
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text, seconds

MOST_TICKS: Final = 6
LOCAL: Final = {Layer.CREDENTIALS, Layer.ENVIRONMENT}
"""Layers whose probes ask nobody: there is nothing to draw."""


class Stage(StrEnum):
    """A stretch of a probe's time."""

    OWN = "own"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    FIRST_BYTE = "first-byte"
    BODY = "body"
    SILENCE = "silence"


STAGES: Final = {
    Stage.OWN: Text(en="preparation", ru="подготовка", kk="дайындық"),
    Stage.DNS: Text(en="DNS lookup", ru="разрешение имени", kk="атауды анықтау"),
    Stage.CONNECT: Text(en="connection", ru="соединение", kk="қосылу"),
    Stage.TLS: Text.same("TLS"),
    Stage.FIRST_BYTE: Text(en="waiting for the first byte", ru="ожидание первого байта", kk="бірінші байтты күту"),
    Stage.BODY: Text(en="body", ru="тело ответа", kk="жауап денесі"),
    Stage.SILENCE: Text(en="silence", ru="тишина", kk="үнсіздік"),
}

MEASURED: Final = {
    Stage.DNS: DNS_S,
    Stage.CONNECT: CONNECT_S,
    Stage.TLS: TLS_S,
    Stage.FIRST_BYTE: FIRST_BYTE_S,
    Stage.BODY: BODY_S,
    Stage.SILENCE: SILENCE_S,
}
"""The fact that holds each stage's seconds, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stage of a probe."""

    stage: Stage
    start_s: float
    """Since the run began."""
    duration_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One probe."""

    probe_id: str
    start_s: float
    duration_s: float
    segments: tuple[Segment, ...]

    @property
    def told(self) -> Text:
        """What the bar shows, in words."""
        said = Text.same("")
        for segment in self.segments:
            comma = Text.same(", " if said.en else "")
            said = said + comma + STAGES[segment.stage] + Text.same(" ") + seconds(segment.duration_s)
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """All probes that waited for somebody, the earliest first."""

    bars: tuple[Bar, ...]
    total_s: float
    ticks_s: tuple[float, ...]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that occur, in their order."""
        shown = {segment.stage for bar in self.bars for segment in bar.segments}
        return tuple(stage for stage in Stage if stage in shown)

    def share(self, time_s: float) -> float:
        """Return a time as a percentage of the whole width."""
        return round(min(max(time_s / self.total_s, 0.0), 1.0) * 100, 2)


def waterfall(report: Report) -> Waterfall:
    """Lay the probes of a run out over its time."""
    asked = [o for o in report.observations if o.layer not in LOCAL and o.outcome is not Outcome.SKIPPED]
    bars = sorted((_bar(o, report) for o in asked), key=lambda bar: bar.start_s)
    ends = [bar.start_s + bar.duration_s for bar in bars]
    total_s = max([report.duration_s, *ends, 0.001])
    step = _step(total_s)
    ticks = tuple(round(step * number, 6) for number in range(int(total_s / step) + 1))
    return Waterfall(bars=tuple(bars), total_s=total_s, ticks_s=ticks)


def _bar(observation: Observation, report: Report) -> Bar:
    start_s = max(0.0, (observation.started_at - report.started_at).total_seconds())
    segments: list[Segment] = []
    at_s, end_s = start_s, start_s + observation.duration_s
    for stage, took_s in _stages(observation):
        length_s = min(took_s, end_s - at_s)
        if length_s > 0:
            segments.append(Segment(stage=stage, start_s=at_s, duration_s=length_s))
            at_s += length_s
    return Bar(
        probe_id=observation.probe_id,
        start_s=start_s,
        duration_s=observation.duration_s,
        segments=tuple(segments),
    )


def _stages(observation: Observation) -> Iterator[tuple[Stage, float]]:
    """Return the stages in their order; what no fact accounts for is preparation, or the last stage going on."""
    whole = observation.duration_s
    match observation.layer:
        case Layer.DNS:
            yield Stage.DNS, whole
            return
        case Layer.TCP:
            yield Stage.CONNECT, whole
            return
        case Layer.TLS:
            tls_s = min(_taken(observation, TLS_S), whole) or whole
            yield Stage.CONNECT, whole - tls_s
            yield Stage.TLS, tls_s
            return
        case _:
            pass
    taken = {stage: _taken(observation, fact) for stage, fact in MEASURED.items()}
    rest_s = max(0.0, whole - sum(taken.values()))
    is_cut = not taken[Stage.SILENCE] and not taken[Stage.BODY]
    yield Stage.OWN, 0.0 if is_cut else rest_s
    yield from taken.items()
    if is_cut:
        yield _last_stage(observation), rest_s


def _last_stage(observation: Observation) -> Stage:
    """Return the stage at which a request ran out of time or was cut off."""
    if observation.fact(FIRST_BYTE_S) is not None:
        return Stage.BODY
    if observation.fact(TLS_S) is None and not observation.fact(REUSED):
        return Stage.CONNECT if observation.fact(CONNECT_S) is None else Stage.TLS
    return Stage.SILENCE if observation.failure is Failure.HTTP_TIMEOUT else Stage.FIRST_BYTE


def _taken(observation: Observation, stage: Fact[float]) -> float:
    return max(0.0, observation.fact(stage) or 0.0)


def _step(total_s: float) -> float:
    """Choose a round step that gives few ticks."""
    magnitude = 10.0 ** floor(log10(total_s))
    steps = (magnitude * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5))
    return next(step for step in steps if total_s / step <= MOST_TICKS)
