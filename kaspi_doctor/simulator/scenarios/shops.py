"""Shops in good health: what the API is known to do, and the shop that shows no orders."""

from kaspi_doctor.simulator.exchange import Action, Request, refusal
from kaspi_doctor.simulator.scenario import FAKE_TOKEN, FILTERED, Scenario, healthy, said
from kaspi_doctor.simulator.shop import SCHEMA, Rules

_UID = "30000000"
_SEVERAL = Rules(tokens=(FAKE_TOKEN,), merchant_uids=(_UID,))


def _no_goods(request: Request) -> Action | None:
    # Reported: 401. Its body is unknown: a guess.
    refused = refusal("Authentication token is not accepted for goods.", status=401, guess=True)
    return refused if request.path == SCHEMA else None


SCENARIOS = (
    Scenario(
        id="documented",
        layer="api",
        summary=said(
            "The API behaves as known, and the shop has orders.",
            "API ведёт себя так, как о нём известно, и в магазине есть заказы.",
            "API белгілі болғандай жұмыс істейді, дүкенде тапсырыстар бар.",
        ),
        expected=healthy(*FILTERED),
    ),
    Scenario(
        id="no-orders",
        layer="api",
        summary=said(
            "Everything works, the shop id is sent, and the shop has no orders.",
            "Всё работает, ID магазина передан, заказов в магазине нет.",
            "Бәрі жұмыс істейді, дүкен ID-і жіберілген, дүкенде тапсырыс жоқ.",
        ),
        expected=healthy("no-orders", *FILTERED),
        merchant_uid=_UID,
        rules=Rules(tokens=(FAKE_TOKEN,), has_orders=False),
    ),
    Scenario(
        id="no-orders-without-uid",
        layer="api",
        summary=said(
            "The cabinet has several shops, and without X-Merchant-Uid the list of orders is empty.",
            "В кабинете несколько магазинов, и без X-Merchant-Uid список заказов пуст.",
            "Кабинетте бірнеше дүкен бар, X-Merchant-Uid жіберілмесе, тапсырыстар тізімі бос.",
        ),
        expected=healthy("no-orders", *FILTERED),
        rules=_SEVERAL,
    ),
    Scenario(
        id="orders-with-uid",
        layer="api",
        summary=said(
            "The cabinet has several shops, X-Merchant-Uid is sent, and the orders are there.",
            "В кабинете несколько магазинов, X-Merchant-Uid передан, и заказы видны.",
            "Кабинетте бірнеше дүкен бар, X-Merchant-Uid жіберілген, тапсырыстар көрінеді.",
        ),
        expected=healthy(*FILTERED),
        merchant_uid=_UID,
        rules=_SEVERAL,
    ),
    Scenario(
        id="goods-served",
        layer="api",
        summary=said(
            "The token serves orders and goods.",
            "Токен открывает и заказы, и товары.",
            "Токен тапсырыстарды да, тауарларды да ашады.",
        ),
        expected=healthy(*FILTERED),
        arguments=("--goods",),
    ),
    Scenario(
        id="goods-refused",
        layer="api",
        summary=said(
            "The token serves orders and gets 401 on goods.",
            "Токен открывает заказы, а на товары приходит 401.",
            "Токен тапсырыстарды ашады, ал тауарларға 401 келеді.",
        ),
        expected=healthy("token-not-for-goods", *FILTERED),
        arguments=("--goods",),
        behind_filter=_no_goods,
    ),
)
