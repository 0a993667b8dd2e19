"""Asking by HTTP: where the lower probes found the way, that way is taken."""

from kaspi_doctor.network import Exchange, Profile, Store
from kaspi_doctor.observation import Failure
from kaspi_doctor.probe import Answer, Context
from kaspi_doctor.probes._words import described
from kaspi_doctor.settings import BROWSER_USER_AGENT, LIBRARY_USER_AGENT
from kaspi_doctor.wording import Text

__all__ = ["BROWSER_USER_AGENT", "LIBRARY_USER_AGENT", "Profile", "ask", "silence_expected", "transport_failure"]


async def ask(context: Context, profile: Profile) -> Exchange:
    """Make one request over the address that accepts connections, trusting the store that trusts the server."""
    reachable = context.seen["tcp"].fact("tcp.reachable")
    address = str(reachable[0]) if isinstance(reachable, tuple) else ""
    store = {"ca-file": Store.FILE, "certifi-only": Store.CERTIFI}.get(str(context.seen["tls"].fact("tls.trust")))
    return await context.network.request(profile, address, store or Store.SYSTEM, limit_s=context.limit_s)


def transport_failure(exchange: Exchange) -> Failure:
    """Return the word for a request that came to nothing good: what the wire did, else what the answer was."""
    if exchange.failure is not None:
        return exchange.failure
    body_at_fault = exchange.facts.get("http.response.status_code") in range(200, 300)
    return Failure.HTTP_BODY if body_at_fault else Failure.HTTP_STATUS


def silence_expected(exchange: Exchange, context: Context, sender: Text) -> Answer:
    """Judge a control that is meant to be met with silence; ``sender`` names the request, as a sentence's subject."""
    if exchange.failure is Failure.HTTP_SILENCE:
        return Answer(
            summary=Text(
                en=f"{sender.en} is met with silence, as expected.",
                ru=f"{sender.ru} остаётся без ответа, как и ожидалось.",
                kk=f"{sender.kk} күтілгендей жауапсыз қалды.",
            ),
            facts=exchange.facts,
        )
    came = described(exchange, context.limit_s)
    return Answer(
        summary=Text(
            en=f"{sender.en} should be met with silence. {came.en}",
            ru=f"{sender.ru} должен был остаться без ответа. {came.ru}",
            kk=f"{sender.kk} жауапсыз қалуы керек еді. {came.kk}",
        ),
        failure=transport_failure(exchange),
        facts=exchange.facts,
    )
