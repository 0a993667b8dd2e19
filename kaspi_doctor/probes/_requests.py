"""Asking by HTTP, on the way that the lower probes found; and the controls, which are meant to be refused."""

from collections.abc import Callable, Mapping

from kaspi_doctor.credentials import Secret
from kaspi_doctor.facts import STATUS, TRUST
from kaspi_doctor.network.request import ApiRequest, Exchange
from kaspi_doctor.network.trust import Store
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._words import described
from kaspi_doctor.settings import Settings
from kaspi_doctor.wording import Text

BROWSER_USER_AGENT = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
)
"""The founding document's, which was answered."""
STORES: dict[str | None, Store] = {"ca-file": Store.FILE, "certifi-only": Store.CERTIFI}
REQUIRES = ("token-format", "tls")
"""What every request has to wait for."""


async def ask(context: Context, request: ApiRequest) -> Exchange:
    """Make one request over the address that accepts connections, trusting the store that trusts the server."""
    network = context.network
    store = STORES.get(context.seen["tls"].fact(TRUST), Store.SYSTEM)
    return await network.request(request, network.way, store, limit_s=context.limit_s)


def headers(
    settings: Settings, media_types: Mapping[str, str], *, user_agent: str | None, with_token: bool = True
) -> dict[str, str | Secret]:
    """Return the headers of a request, in their order; without User-Agent where that is None."""
    token, uid = settings.credentials.inspection.fixed, settings.credentials.merchant_uid
    named: dict[str, str | Secret] = {"User-Agent": user_agent} if user_agent is not None else {}
    named |= {**media_types, "Accept-Encoding": "identity"}
    named |= {"X-Auth-Token": token} if with_token and token else {}
    return named | ({"X-Merchant-Uid": uid} if uid else {})


def failed(exchange: Exchange, context: Context, summary: Text | None = None) -> Answer:
    """Answer that a request came to nothing good: what the wire did, else what the answer was."""
    body_at_fault = STATUS.read(exchange.facts) in range(200, 300)
    failure = exchange.failure or (Failure.HTTP_BODY if body_at_fault else Failure.HTTP_STATUS)
    return Answer(summary=summary or described(exchange, context.limit_s), failure=failure, facts=exchange.facts)


def control(  # noqa: PLR0913 - the parts of a probe
    *,
    id: str,  # noqa: A002 - as a probe has it
    question: Text,
    layer: Layer,
    step: int,
    request: Callable[[Context], ApiRequest],
    is_expected: Callable[[Exchange], bool],
    expected: Text,
    unexpected: Text,
) -> Probe:
    """Make a probe whose request is meant to be refused or ignored, and that passes when it is.

    In both sentences ``{came}`` stands for what came of the request, ``{status}`` for the answer's status.
    """

    async def ask_it(context: Context) -> Answer:
        exchange = await ask(context, request(context))
        passes = is_expected(exchange)
        said, came = expected if passes else unexpected, described(exchange, context.limit_s)
        status = STATUS.read(exchange.facts)
        summary = Text(
            en=said.en.format(came=came.en, status=status),
            ru=said.ru.format(came=came.ru, status=status),
            kk=said.kk.format(came=came.kk, status=status),
        )
        return Answer(summary=summary, facts=exchange.facts) if passes else failed(exchange, context, summary)

    return Probe(id=id, question=question, layer=layer, step=step, ask=ask_it, requires=REQUIRES, control=True)
