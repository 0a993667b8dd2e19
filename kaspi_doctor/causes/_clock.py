"""A clock that is wrong for certain, seen without another to compare it with."""

from datetime import UTC, datetime, timedelta

from kaspi_doctor import RELEASED_ON
from kaspi_doctor.observation import Observation

RELEASED_AT = datetime.fromisoformat(RELEASED_ON).replace(tzinfo=UTC)


def is_before_the_release(observation: Observation) -> bool:
    """Return whether something was observed, by this clock, more than a day before this version was released."""
    return observation.started_at < RELEASED_AT - timedelta(days=1)
