"""Does anything answer at all? Asked only after Kaspi gave no answer."""

from kaspi_doctor.facts import NEUTRAL_HOST, NEUTRAL_REACHABLE, Facts, Value
from kaspi_doctor.probe import Context
from kaspi_doctor.wording import Text


async def neutral_host(context: Context, *, limit_s: float) -> dict[str, Value]:
    """Return whether the neutral host answers, as facts; null when none is to be asked."""
    host = context.settings.neutral_host
    return {
        NEUTRAL_HOST: str(host) if host else None,
        NEUTRAL_REACHABLE: await context.network.reach_neutral_host(limit_s=limit_s),
    }


def nor_does_another(facts: Facts) -> Text:
    """Return the sentence that ends a failure where the neutral host gave no answer either."""
    if NEUTRAL_REACHABLE.read(facts) is not False:
        return Text.same("")
    return Text(
        en=" Another host on the internet does not respond either.",
        ru=" Другой сервер в Интернете тоже не отвечает.",
        kk=" Интернеттегі басқа сервер де жауап бермейді.",
    )
