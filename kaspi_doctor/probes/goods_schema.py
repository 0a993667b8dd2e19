"""Are goods served to the token as well? A cheap read of theirs, documented; that a token may lack them is reported."""

from typing import Any

from kaspi_doctor.facts import Facts
from kaspi_doctor.network.request import ApiRequest
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, REQUIRES, ask, failed, headers
from kaspi_doctor.probes._words import described
from kaspi_doctor.settings import Settings
from kaspi_doctor.wording import Text

NOT_SERVED = Text(en="Goods are not served. ", ru="Товары недоступны. ", kk="Тауарлар қолжетімсіз. ")


def _reads(document: Any) -> Facts | None:  # noqa: ANN401 - any JSON
    # Plain JSON is documented; what is in it is not.
    is_error = isinstance(document, dict) and "errors" in document
    return {} if isinstance(document, dict | list) and not is_error else None


def _request(settings: Settings) -> ApiRequest:
    # The version in the base URL is the orders' alone.
    path = settings.target.path.removesuffix("/v2") + "/products/import/schema"
    named = headers(settings, {"Accept": "application/json"}, user_agent=BROWSER_USER_AGENT)
    return ApiRequest(path=path, query={}, headers=named, reads=_reads)


async def _ask(context: Context) -> Answer:
    exchange = await ask(context, _request(context.settings))
    if exchange.kind is not AnswerKind.DATA:
        return failed(exchange, context, NOT_SERVED + described(exchange, context.limit_s))
    summary = Text(
        en="Goods are served to this token as well (HTTP 200).",
        ru="Этому токену доступны и товары (HTTP 200).",
        kk="Бұл токенге тауарлар да қолжетімді (HTTP 200).",
    )
    return Answer(summary=summary, facts=exchange.facts)


PROBE = Probe(
    id="goods-schema",
    question=Text(
        en="Are goods served to this token as well?",
        ru="Доступны ли этому токену и товары?",
        kk="Бұл токенге тауарлар да қолжетімді ме?",
    ),
    layer=Layer.API,
    step=13,
    ask=_ask,
    # Where orders are not served either, nothing could be told of goods.
    requires=(*REQUIRES, "orders-valid"),
    optional=True,
)
