"""Does anything answer at all? Asked only after Kaspi gave no answer."""

from kaspi_doctor.facts import NEUTRAL_HOST, NEUTRAL_REACHABLE, Value
from kaspi_doctor.probe import Context


async def neutral_host(context: Context, *, limit_s: float) -> dict[str, Value]:
    """Return whether the neutral host answers, as facts; null when none is to be asked."""
    host = context.settings.neutral_host
    return {
        NEUTRAL_HOST: str(host) if host else None,
        NEUTRAL_REACHABLE: await context.network.reach_neutral_host(limit_s=limit_s),
    }
