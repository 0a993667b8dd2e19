"""What people write: complaints, acquittals, plans, questions, and the code they paste beside them."""

import time

import pytest

from tests.recognition.test_corpus import ids

COMPLAINT = "Каспи апи отвечает 429 на каждый запрос"


@pytest.mark.parametrize(
    "aside",
    [
        "С каспи проблем нет",
        "Kaspi API works fine",
        "This is not a Kaspi problem",
        "Каспи апи бүгін жақсы істеп тұр",
        "Предлагаю это учесть",
        "Давайте добавим задержку",
        "Ищем PHP-разработчика",
    ],
)
def test_who_acquits_kaspi_or_plans_has_no_complaint(aside: str) -> None:
    """Words that acquit Kaspi, plan, or seek a colleague take the complaint out of a message, until a "but" comes."""
    assert ids(COMPLAINT)[0] == "rate-limited"
    assert ids(f"{aside}. {COMPLAINT}") == []
    assert ids(f"{aside}, но: {COMPLAINT}")[0] == "rate-limited"


@pytest.mark.parametrize(
    "text",
    [
        "Kaspi API works fine in Postman. My Python script hangs until the timeout.",
        "Каспи апи работает нормально через браузер. Скрипт на питоне висит до таймаута.",
        "Вчера всё хорошо, сегодня скрипт на питоне к каспи апи висит до таймаута, а браузер открывает",
        "We could not find out why: the python script hangs on kaspi api until the timeout, the browser does not",
    ],
)
def test_who_says_where_or_when_it_works_complains_of_the_rest(text: str) -> None:
    """That it works in one client, or did, is half of a complaint, and no acquittal."""
    assert ids(text)[0] == "user-agent-filtered"


@pytest.mark.parametrize(
    ("plan", "question"),
    [
        ("надо поднять таймаут в клиенте kaspi api до 60", "kaspi api падает по таймауту, увеличить таймаут?"),
        ("retry on 429 in the kaspi api client", "kaspi api fails with 429: retry on 429?"),
        ("Kaspi API: таймаутов нет, 401 нет", "Kaspi API: висит до таймаута"),
    ],
)
def test_to_set_a_time_out_is_not_to_meet_with_one(plan: str, question: str) -> None:
    """Who wants to raise a time-out, or saw none, has no complaint; who asks whether that helps has."""
    assert ids(plan) == []
    assert ids(question)


def test_what_ends_well_is_over() -> None:
    """A complaint that ends with its being settled is none any more."""
    assert ids(f"{COMPLAINT}, поставили паузу, всё заработало") == []


@pytest.mark.parametrize(
    "asked", ["Сколько запросов разрешает kaspi api", "What is the timeout of kaspi.kz/shop/api/v2/orders"]
)
def test_a_question_of_how_it_works_is_none_of_what_is_wrong(asked: str) -> None:
    """Who asks for a limit is told no cause; who asks with a failure is."""
    assert ids(f"{asked}?") == []
    assert ids(f"{asked}? ошибка 429")[0] == "rate-limited"


CODE = """\
try:
    orders = kaspi.orders(timeout=30)
except requests.ReadTimeout:
    log.warning("kaspi: too many requests")
"""
SETTINGS = """\
kaspi:
  read_timeout: 30s
  alert: kaspi answered 401 Unauthorized
"""


@pytest.mark.parametrize("text", [CODE, SETTINGS])
def test_code_and_settings_report_nothing(text: str) -> None:
    """Code that handles errors is no error; with an error below it, it is."""
    assert ids(text) == []
    assert ids(
        f"{text}\nrequests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://kaspi.kz/shop/api/v2"
    )


def test_a_token_in_code_is_looked_at() -> None:
    """Code that sends a placeholder says what is wrong, without any error."""
    assert ids(f"{CODE}headers = {{'X-Auth-Token': 'your_token'}}")[0] == "token-placeholder"


def test_the_nearest_address_owns_a_status() -> None:
    """Of two addresses in a line the one right before a status has given it."""
    kaspi, other = "https://kaspi.kz/shop/api/v2/orders", "https://erp.example.com/orders"
    assert ids(f'{{"from":"{kaspi}","status":200,"to":"{other}","status":500}}') == []
    assert ids(f'{{"from":"{other}","status":200,"to":"{kaspi}","status":500}}')[0] == "service-failing"


@pytest.mark.parametrize("shop", ["Ozon", "wb", "МойСклад", "OpenAI"])
def test_who_speaks_first_is_meant(shop: str) -> None:
    """A line in which another shop speaks is about it, though Kaspi comes up in the end."""
    assert ids(f"{shop}: 401 Unauthorized, заказы Kaspi не ушли") == []
    assert ids("kaspi: 401 Unauthorized, заказы не ушли")[0] == "token-rejected"


@pytest.mark.parametrize(("words", "cause"), [("", "token-rejected"), (", токен в кавычках", "token-damaged")])
def test_the_other_words_choose_what_a_status_means(words: str, cause: str) -> None:
    """A status alone names its usual cause; what is said beside it may name one that is told apart from that."""
    assert ids(f"каспи апи возвращает 401{words}")[0] == cause


@pytest.mark.parametrize("numbers", ["502, то 503", "503"])
def test_several_faults_of_the_server_are_one(numbers: str) -> None:
    """Who tells of 502 and 503 has one trouble; 400 beside 503 is not one."""
    assert ids(f"каспи апи возвращает то {numbers}")[0] == "service-failing"
    assert ids("каспи апи возвращает то 400, то 503") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GET https://kaspi.kz/shop/api/v2/orders 200 OK\nExpecting value: line 1 column 1 (char 0)\n<html>",
            "captive-page",
        ),
        ("kaspi.kz\nExpecting value: line 1 column 1 (char 0)\n<html>", "blocked-by-protection"),
        ("GET https://kaspi.kz/shop/api/v2/orders -> 200\nContent-Length: 0", "answer-broken"),
    ],
)
def test_a_success_that_is_none_is_told_by_its_body(text: str, expected: str) -> None:
    """A 200 with a page is a captive page, with nothing it is broken; a page without its status may be more."""
    assert ids(text)[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 60_000,
        "a:" + " " * 60_000,
        "(" * 60_000,
        "x=" * 30_000,
        "kaspi " * 10_000,
        "if " * 20_000,
        "1.2:" * 15_000,
    ],
)
def test_a_line_that_is_hardly_code_takes_no_time(line: str) -> None:
    """What is tried on every line of a pasted text does not go to and fro in it."""
    started = time.process_time()
    ids(f"const kaspi = 1\n{line}!\nзаказы каспи")
    assert time.process_time() - started < 3
