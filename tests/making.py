"""Observations made by hand, for the tests of what is concluded from them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kaspi_doctor.causes._clock import RELEASED_AT
from kaspi_doctor.facts import Value
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

LAYERS = {
    "token-format": Layer.CREDENTIALS,
    "environment": Layer.ENVIRONMENT,
    "dns": Layer.DNS,
    "tcp": Layer.TCP,
    "tls": Layer.TLS,
    "user-agent-absent": Layer.HTTP,
    "user-agent-library": Layer.HTTP,
    "user-agent-explicit": Layer.HTTP,
    "token-absent": Layer.HTTP,
}
CONTROLS = {"user-agent-absent", "user-agent-library", "token-absent", "orders-without-dates", "orders-over-range"}
STARTED_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def observed(
    probe_id: str, outcome: Outcome = Outcome.PASSED, failure: Failure | None = None, **facts: Value
) -> Observation:
    """Make an observation; a fact's name is given with ``__`` for its dots: ``http__answer="data"``."""
    return Observation(
        probe_id=probe_id,
        layer=LAYERS.get(probe_id, Layer.API),
        outcome=outcome,
        control=probe_id in CONTROLS,
        summary=Text.same(f"{probe_id} {outcome}"),
        failure=failure,
        started_at=STARTED_AT,
        duration_s=0.1,
        facts={name.replace("__", "."): value for name, value in facts.items()},
    )


def failed(probe_id: str, failure: Failure = Failure.HTTP_STATUS, **facts: Value) -> Observation:
    """Make a failed observation."""
    return observed(probe_id, Outcome.FAILED, failure, **facts)


def by_id(*observations: Observation) -> dict[str, Observation]:
    """Return the shape that symptoms are looked for in."""
    return {observation.probe_id: observation for observation in observations}


def before_the_release(observation: Observation) -> Observation:
    """Return an observation as a clock dates it that is certainly behind."""
    return replace(observation, started_at=RELEASED_AT - timedelta(days=1, seconds=1))
