"""Does the documented request succeed? The one that decides."""

from kaspi_doctor.facts import MERCHANT_UID_SENT, TOTAL_COUNT, USER_AGENT_IS_CUSTOM
from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._orders import orders
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, REQUIRES, ask, failed
from kaspi_doctor.wording import Text, russian_plural


async def _ask(context: Context) -> Answer:
    settings = context.settings
    custom, days = settings.user_agent, settings.window_days
    user_agent = custom if custom is not None else BROWSER_USER_AGENT
    exchange = await ask(context, orders(context, days=days, user_agent=user_agent, compares=True))
    exchange.facts[USER_AGENT_IS_CUSTOM] = custom is not None
    exchange.facts[MERCHANT_UID_SENT] = settings.credentials.merchant_uid is not None
    if exchange.kind is not AnswerKind.DATA:
        return failed(exchange, context)
    count = TOTAL_COUNT.read(exchange.facts) or 0
    found = russian_plural(count, "заказ", "заказа", "заказов")
    dates = russian_plural(days, "день", "дня", "дней")
    summary = Text(
        en=f"The valid request succeeds (HTTP 200): {count} order{'' if count == 1 else 's'}"
        f" in {days} day{'' if days == 1 else 's'}.",
        ru=f"Корректный запрос выполнен (HTTP 200): {count} {found} за {days} {dates}.",
        kk=f"Дұрыс сұрау орындалды (HTTP 200): {days} күнде {count} тапсырыс.",
    )
    return Answer(summary=summary, facts=exchange.facts)


PROBE = Probe(
    id="orders-valid",
    question=Text(
        en="Does the documented request succeed?",
        ru="Выполняется ли запрос, составленный по документации?",
        kk="Құжаттамаға сай жасалған сұрау орындала ма?",
    ),
    layer=Layer.API,
    step=12,
    ask=_ask,
    requires=REQUIRES,
)
