"""Each rule beside its nearest neighbour that is right: it finds the one, and keeps silent about the other."""

import pytest

from kaspi_doctor.credentials import DAMAGES, Damage
from kaspi_doctor.lint import Finding, all_rules, lint
from tests.lint.reading_corpus import NOW_MS, QUERY, TOKEN

URL = f"https://kaspi.kz/shop/api/v2/orders?{QUERY}"
LIST = "https://kaspi.kz/shop/api/v2/orders"
SINCE, UNTIL = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
PAGES = "page[number]=0&page[size]=20"
HEADERS = {
    "User-Agent": "my-shop/1.0",
    "Accept": "application/vnd.api+json",
    "Content-Type": "application/vnd.api+json",
    "X-Auth-Token": "$KASPI_TOKEN",
    "X-Merchant-Uid": "30000000",
}


def curl(url: str = URL, options: str = "-g -m 30", quote: str = "'", **headers: str | None) -> str:
    """Write a request that is right but for what is given; None leaves a header out, ``__`` stands for a hyphen."""
    changed = HEADERS | {name.replace("__", "-"): value for name, value in headers.items()}
    given = " ".join(f"-H '{name}: {value}'" for name, value in changed.items() if value is not None)
    return f"curl {options} {given} {quote}{url}{quote}"


OPEN_SSL = "Новый ЗащищенноеСоединениеOpenSSL()"
CONNECTION = (
    'Новый HTTPСоединение("kaspi.kz", 443, , , , 30,'
    " Новый ЗащищенноеСоединениеOpenSSL(Неопределено, Новый СертификатыУдостоверяющихЦентровОС))"
)


def one_c(arguments: str) -> str:
    """Write a program for 1C whose connection is made with these arguments."""
    return (
        f"Соединение = Новый HTTPСоединение({arguments});\n"
        'Запрос = Новый HTTPЗапрос("/shop/api/v2/orders", Заголовки());\n'
        "Ответ = Соединение.Получить(Запрос);"
    )


def listed(query: str) -> str:
    """Write a list request with this query."""
    return curl(f"{LIST}?{query}")


def found(text: str, rule_id: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in lint(text, NOW_MS).findings if finding.id == rule_id]


CASES = [
    ("user-agent-missing", curl(User__Agent=None), curl(User__Agent="x")),
    ("user-agent-missing", "GET https://kaspi.kz/shop/api/v2/orders", "irm https://kaspi.kz/shop/api/v2/orders"),
    ("user-agent-library", curl(User__Agent="python-requests/2.31"), curl(User__Agent="my-python-shop/2.31")),
    ("user-agent-library", curl(User__Agent="axios/1.7"), curl(User__Agent="PostmanRuntime/7.37.3")),
    ("user-agent-library", curl(User__Agent="Python-urllib/3.11"), curl(User__Agent="KaspiBot/1.0")),
    ("token-header-missing", curl(X__Auth__Token=None), curl(x__auth__token=TOKEN, X__Auth__Token=None)),
    ("token-header-wrong", curl(X__Auth__Token=None, Authorization=TOKEN), curl(Authorization=TOKEN)),
    ("token-header-wrong", curl(X__Auth__Token=None, X__Api__Key=TOKEN), curl(X__Auth__Token=None, X__CSRF__Token="a")),
    ("token-damaged", curl(X__Auth__Token=f'"{TOKEN}"'), curl(X__Auth__Token=f" {TOKEN} ")),
    ("token-damaged", curl(X__Auth__Token="bm90А="), curl(X__Auth__Token="%KASPI_TOKEN%")),
    ("token-damaged", curl(X__Auth__Token="Bearer {{token}}"), curl(X__Auth__Token="{{token}}")),
    ("token-placeholder", curl(X__Auth__Token="ваш_токен"), curl(X__Auth__Token="$env:KASPI_TOKEN")),
    ("token-placeholder", curl(X__Auth__Token="xxxxxxxx"), curl(X__Auth__Token="${KASPI_TOKEN}")),
    ("accept-missing", curl(Accept=None), curl(Accept="*/*")),
    ("accept-missing", curl(Accept="text/html"), curl("https://kaspi.kz/shop/api/products/import/schema", Accept=None)),
    ("content-type-missing", curl(Content__Type=None), curl(Content__Type="application/vnd.api+json; charset=utf-8")),
    ("merchant-uid-missing", curl(X__Merchant__Uid=None), curl(f"{LIST}/OTAw", X__Merchant__Uid=None)),
    ("wrong-host", curl(URL.replace("kaspi.kz", "api.kaspi.kz")), curl(URL.replace("kaspi.kz", "127.0.0.1:8443"))),
    (
        "wrong-host",
        curl(URL.replace("kaspi.kz", "kaspi.kz.example.com")),
        curl(URL.replace("kaspi.kz", "KASPI.kz:443")),
    ),
    ("plain-http", curl(URL.replace("https", "http")), curl(URL.replace("https://kaspi.kz", "http://localhost:8080"))),
    ("plain-http", one_c('"kaspi.kz", 443'), one_c(f'"kaspi.kz", 443, , , , 30, {OPEN_SSL}')),
    ("plain-http", one_c('"kaspi.kz", 80, , , , 30'), one_c('"kaspi.kz", 443, , , , 30, SSL')),
    ("plain-http", one_c('"kaspi.kz"'), one_c('"localhost", 8080')),
    ("plain-http", one_c('"kaspi.kz"'), one_c("Сервер")),
    ("path-without-shop", curl(URL.replace("/shop", "")), curl(URL.replace("/orders", "/orders/"))),
    ("unknown-path", curl(URL.replace("/v2", "/v3")), curl(URL.replace("/shop", ""))),
    (
        "unknown-path",
        curl("https://kaspi.kz/shop/api/v2/prices"),
        curl("https://kaspi.kz/shop/api/v2/pointofservices/a"),
    ),
    ("code-used-as-id", curl(f"{LIST}/900000001"), curl(f"{LIST}/OTAwMDAwMDAx")),
    ("write-method", curl(options="-g -m 9 -X POST"), curl(options="-g -m 9 -X GET")),
    ("write-method", curl(options="-g -m 9 -d a=b"), curl(options="-g -m 9 -G -d a=b")),
    ("dates-missing", curl("https://kaspi.kz/v2/orders"), curl("https://kaspi.kz/shop/api/v2/orderentries?a=1")),
    ("dates-missing", listed(PAGES), listed("filter[orders][code]=900000001")),
    ("dates-missing", listed(f"{PAGES}&{UNTIL}=1795510800000"), curl(f"{LIST}/OTAw")),
    ("date-in-seconds", listed(f"{PAGES}&{SINCE}=1795410800"), listed(f"{PAGES}&{SINCE}=1795410800000")),
    ("date-in-seconds", listed(f"{PAGES}&{SINCE}={{{{$timestamp}}}}"), listed(f"{PAGES}&{SINCE}={{{{from}}}}")),
    ("date-not-a-number", listed(f"{PAGES}&{SINCE}=2026-11-20"), listed(f"{PAGES}&{SINCE}=$(date +%s%3N)")),
    ("date-not-a-number", listed(f"{PAGES}&{SINCE}=20261120"), listed(f"{PAGES}&{SINCE}=$start")),
    (
        "dates-reversed",
        listed(f"{PAGES}&{SINCE}=1795510800000&{UNTIL}=1795510799999"),
        listed(f"{PAGES}&{SINCE}=1795510800000&{UNTIL}=1795510800000"),
    ),
    (
        "date-range-too-wide",
        listed(f"{PAGES}&{SINCE}=1794214799999&{UNTIL}=1795424400000"),
        listed(f"{PAGES}&{SINCE}=1794214800000&{UNTIL}=1795424400000"),
    ),
    ("pagination-missing", listed(f"page[size]=5&{SINCE}=1795410800000"), listed("filter[orders][code]=1")),
    ("pagination-missing", listed(f"page[number]=-1&page[size]=5&{SINCE}=1"), listed(QUERY.replace("=0", "=$page"))),
    ("page-starts-at-one", listed(QUERY.replace("=0&", "=1&")), listed(QUERY.replace("=0&", "=11&"))),
    ("page-size-too-large", listed(QUERY.replace("=20&", "=101&")), listed(QUERY.replace("=20&", "=100&"))),
    ("unknown-parameter", listed(f"{QUERY}&sort=1"), listed(f"{QUERY}&filter[orders][deliveryType]=PICKUP")),
    ("unknown-parameter", listed(f"{QUERY}&filter[orders][date][$gte]=1"), listed(f"{QUERY}&filter[orders][$field]=1")),
    (
        "dates-missing",
        listed(f"{PAGES}&filter[orders][date][$gte]=1"),
        listed(f"{PAGES}&filter[orders][$field][$ge]=1"),
    ),
    ("unknown-parameter", listed(f"{QUERY}&filter[orders][State]=NEW"), curl(f"{LIST}/OTAw?a=b")),
    ("unknown-state", listed(f"{QUERY}&filter[orders][state]=PACKED"), listed(f"{QUERY}&filter[orders][state]=PICKUP")),
    (
        "status-in-state",
        listed(f"{QUERY}&filter[orders][state]=COMPLETED"),
        listed(f"{QUERY}&filter[orders][status]=COMPLETED"),
    ),
    (
        "states-joined",
        listed(f"{QUERY}&filter[orders][state]=NEW|ARCHIVE"),
        listed(f"{QUERY}&filter[orders][state]=SIGN_REQUIRED"),
    ),
    (
        "unknown-status",
        listed(f"{QUERY}&filter[orders][status]=PAID"),
        listed(f"{QUERY}&filter[orders][status]=RETURN_ACCEPTED_BY_MERCHANT"),
    ),
    ("include-misspelt", listed(f"{QUERY}&include=entries"), listed(f"{QUERY}&include[orders]=entries")),
    ("certificate-check-off", curl(options="-g -m 30 --insecure"), curl(options="-g -m 30 --include")),
    ("no-timeout", curl(options="-g --connect-timeout 5"), curl(options="-g --max-time 5")),
    ("no-timeout", f"axios.get('{URL}', {{ headers }})", f"axios.get('{URL}', {{ headers, timeout: 30000 }})"),
    ("no-timeout", f"axios.get('{URL}')", f"axios.get('{URL}', config)"),
    ("no-timeout", one_c(f'"kaspi.kz", 443, , , , , {OPEN_SSL}'), one_c(f'"kaspi.kz", 443, , , , 30, {OPEN_SSL}')),
    ("curl-globbing", curl(options="-m 30"), curl(URL.replace("[", "%5B").replace("]", "%5D"), options="-m 30")),
    ("curl-globbing", curl(f"{LIST}/[1-9]", options="-m 30"), curl(f"{LIST}/OTAw", options="-m 30")),
    ("shell-eats-dollar", curl(quote='"'), curl(URL.replace("$", "\\$"), quote='"')),
    ("shell-eats-dollar", curl(quote=""), curl(quote="'")),
    ("shell-eats-dollar", curl(f"{LIST}/OTAw?a=1&b=2", quote=""), curl(f"{LIST}/OTAw?a=1", quote="")),
]


def test_every_rule_has_a_case() -> None:
    """No rule is without a text in which it must speak, and one in which it must not."""
    assert {rule.id for rule in all_rules()} == {rule_id for rule_id, _, _ in CASES}


@pytest.mark.parametrize(("rule_id", "wrong", "right"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_a_rule_tells_a_slip_from_its_neighbour(rule_id: str, wrong: str, right: str) -> None:
    """The slip is found, and what looks like it but is right is not."""
    assert found(wrong, rule_id)
    assert not found(right, rule_id)


@pytest.mark.parametrize(
    ("rule_id", "text", "where", "fixed"),
    [
        (
            "unknown-parameter",
            listed(f"{QUERY}&filter[orders][creationDateGe]=1"),
            "filter[orders][creationDateGe]",
            SINCE,
        ),
        ("unknown-parameter", listed(f"{QUERY}&page.size=5"), "page.size", "page[size]"),
        (
            "unknown-parameter",
            listed(f"{QUERY}&filter[order][status]=A"),
            "filter[order][status]",
            "filter[orders][status]",
        ),
        ("unknown-parameter", listed(f"{QUERY}&dateTo=1"), "dateTo", UNTIL),
        ("unknown-parameter", listed(f"{QUERY}&colour=1"), "colour", ""),
        ("date-in-seconds", listed(f"{PAGES}&{SINCE}=1795410800"), SINCE, f"{SINCE}=1795410800000"),
        ("date-in-seconds", listed(f"{PAGES}&{SINCE}=1795410800123456"), SINCE, f"{SINCE}=1795410800123"),
        ("date-not-a-number", listed(f"{PAGES}&{SINCE}=2026-11-20"), SINCE, f"{SINCE}=1795114800000"),
        ("date-not-a-number", listed(f"{PAGES}&{SINCE}=2026-11-20T00:00:00Z"), SINCE, f"{SINCE}=1795132800000"),
        ("unknown-state", listed(f"{QUERY}&filter[orders][state]=Самовывоз"), None, "filter[orders][state]=PICKUP"),
        (
            "status-in-state",
            listed(f"{QUERY}&filter[orders][state]=CANCELLED"),
            None,
            "filter[orders][status]=CANCELLED",
        ),
        ("unknown-status", listed(f"{QUERY}&filter[orders][status]=NEW"), None, "filter[orders][state]=NEW"),
        ("include-misspelt", listed(f"{QUERY}&include=user"), "include", "include[orders]=user"),
        ("states-joined", listed(f"{QUERY}&filter[orders][state]=NEW,PICKUP"), None, "filter[orders][state]=NEW"),
        ("states-joined", listed(f"{QUERY}&filter[orders][state]=a,b"), "filter[orders][state]", ""),
        (
            "states-joined",
            listed(f"{QUERY}&filter[orders][state]=COMPLETED,CANCELLED"),
            "filter[orders][state]",
            "filter[orders][status]=COMPLETED",
        ),
        ("code-used-as-id", curl(f"{LIST}/900000001"), "URL", f"{LIST}?filter[orders][code]=900000001"),
        ("path-without-shop", curl("https://kaspi.kz/api/v2/orders/OTAw"), "URL", f"{LIST}/OTAw"),
        ("no-timeout", curl(options="-g"), "--max-time", "--max-time 30"),
        ("no-timeout", f"axios.get('{URL}')", "timeout", "timeout: 30000"),
        ("no-timeout", one_c('"kaspi.kz"'), "Таймаут", CONNECTION),
        ("plain-http", one_c('"kaspi.kz"'), "HTTPСоединение", CONNECTION),
        (
            "plain-http",
            f'Http = Новый COMОбъект("WinHttp.WinHttpRequest.5.1"); Http.Open("GET", "{LIST.replace("s:", ":")}", 0);',
            "URL",
            LIST,
        ),
        ("shell-eats-dollar", curl(quote='"'), "$ge, $le", "'filter[orders][creationDate][$ge]=…'"),
    ],
)
def test_a_finding_says_where_and_what_is_right(rule_id: str, text: str, where: str | None, fixed: str) -> None:
    """A finding names the place, and its mended line keeps what was meant."""
    (finding,) = found(text, rule_id)
    assert finding.fixed == fixed
    assert where is None or finding.where == where


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"axios.get('{URL}')", ("milliseconds", "миллисекундах", "миллисекундпен")),
        (one_c('"kaspi.kz"'), ("sixth argument, in seconds", "шестого аргумента, в секундах", "алтыншы аргумент")),
        (curl(options="-g"), ("There is no timeout", "Нет тайм-аута", "Күту шегі (timeout) жоқ")),
    ],
)
def test_a_time_out_is_told_in_the_clients_words(text: str, words: tuple[str, str, str]) -> None:
    """Each client's time-out is told in its own unit, and by its own place, in every language."""
    (finding,) = found(text, "no-timeout")
    said = (finding.message.en, finding.message.ru, finding.message.kk)
    assert all(word in text for word, text in zip(words, said, strict=True))


def test_the_connection_that_is_advised_is_right() -> None:
    """Of the line that 1C is advised neither the time-out nor the encryption is missed."""
    arguments = CONNECTION.partition("(")[2].removesuffix(")")
    assert {finding.id for finding in lint(one_c(arguments), NOW_MS).findings}.isdisjoint({"no-timeout", "plain-http"})


def test_midnight_in_utc_is_pointed_out() -> None:
    """Of a date that is midnight in UTC it is said that Almaty's day began five hours before."""
    (utc,) = found(listed(f"{PAGES}&{SINCE}=2026-11-20T00:00:00Z"), "date-not-a-number")
    (almaty,) = found(listed(f"{PAGES}&{SINCE}=2026-11-20T00:00:00%2B05:00"), "date-not-a-number")
    assert "05:00" in utc.message.ru
    assert "05:00" not in almaty.message.ru.replace("+05:00", "")


def test_every_damage_has_its_words() -> None:
    """Whatever may be wrong with a token can be told, a text far too long for one too."""
    assert set(DAMAGES) == set(Damage)
    (finding,) = found(curl(X__Auth__Token="a" * 5000), "token-damaged")
    assert "a" * 8 not in str(finding)
