"""What a busy machine does to the time of a probe."""

import asyncio
import time

from kaspi_doctor.network import Network
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.runner import run
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.wording import Text

LIMIT_S = 0.2
OWN = Answer(summary=Text.same("my own words"), failure=Failure.HTTP_TIMEOUT, facts={"http.answered": True})


async def _late_by_itself(context: Context) -> Answer:
    """End at one's own limit, while the machine stalls over that moment and well past the wall behind it."""
    asyncio.get_running_loop().call_later(context.limit_s * 0.9, time.sleep, context.limit_s)
    await asyncio.wait({asyncio.create_task(asyncio.Event().wait())}, timeout=context.limit_s)
    for _ in range(20):
        await asyncio.sleep(0)
    return OWN


def test_a_stall_does_not_cost_what_the_probe_knows() -> None:
    """A probe that ends by itself at its limit keeps its own words, though the machine stalled over that moment."""
    probe = Probe(id="orders-valid", question=Text.same("?"), layer=Layer.API, step=1, ask=_late_by_itself)
    settings = Settings(credentials=Credentials.found(None, None), neutral_host=None, timeout_s=LIMIT_S)

    async def observe() -> list[Text]:
        return [o.summary async for o in run([probe], settings, Network(settings), Redactor(()), lambda _: None)]

    assert asyncio.run(observe()) == [OWN.summary]
