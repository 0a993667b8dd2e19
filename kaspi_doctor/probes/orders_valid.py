"""Does the documented request succeed? The one that decides."""

from kaspi_doctor.observation import AnswerKind, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes._requests import BROWSER_USER_AGENT, Profile, ask, transport_failure
from kaspi_doctor.probes._words import described
from kaspi_doctor.wording import Text, russian_plural


async def _ask(context: Context) -> Answer:
    settings = context.settings
    custom = settings.user_agent
    profile = Profile(
        user_agent=custom if custom is not None else BROWSER_USER_AGENT,
        window_days=settings.window_days,
        # A name of the user's own choice may be filtered, so its silence tells nothing about how long answers take.
        compares=True,
        ends_in_silence=custom is not None,
    )
    exchange = await ask(context, profile)
    facts = exchange.facts | {
        "user_agent.custom": custom is not None,
        "credentials.merchant_uid_sent": settings.credentials.merchant_uid is not None,
    }
    if exchange.kind is not AnswerKind.DATA:
        return Answer(summary=described(exchange, context.limit_s), failure=transport_failure(exchange), facts=facts)
    count, days = int(float(str(facts["api.total_count"]))), settings.window_days
    orders = russian_plural(count, "заказ", "заказа", "заказов")
    dates = russian_plural(days, "день", "дня", "дней")
    return Answer(
        summary=Text(
            en=f"The valid request succeeds (HTTP 200): {count} order{'' if count == 1 else 's'}"
            f" in {days} day{'' if days == 1 else 's'}.",
            ru=f"Корректный запрос выполнен (HTTP 200): {count} {orders} за {days} {dates}.",
            kk=f"Дұрыс сұрау орындалды (HTTP 200): {days} күнде {count} тапсырыс.",
        ),
        facts=facts,
    )


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
    requires=("token-format", "tls"),
)
