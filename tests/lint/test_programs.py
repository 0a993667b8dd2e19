"""A program is read without being run, and only as far as it is written out."""

import pytest

from kaspi_doctor.lint import NotARequestError, lint
from tests.lint.reading_corpus import NOW_MS, TOKEN
from tests.lint.test_reading import one
from tests.lint.test_rules import LIST, SINCE

DAY_MS = 86_400_000
LARGE = 95_000
"""Characters: as much as is looked at, and enough for quadratic work to be felt."""


def php(expression: str, before: str = "") -> str:
    """Write a program whose one parameter is an expression."""
    return f"<?php {before}; $ch = curl_init('{LIST}?' . http_build_query(['a' => {expression}]));"


def javascript(expression: str, before: str = "") -> str:
    """Write the same."""
    return f"{before}\naxios.get('{LIST}', {{ params: {{ a: {expression} }} }})"


def go(expression: str, before: str = "") -> str:
    """Write the same."""
    return (
        f'{before}\nreq, _ := http.NewRequest("GET", "{LIST}", nil)\nq := req.URL.Query()\nq.Add("a[b]", {expression})'
    )


def csharp(expression: str, before: str = "") -> str:
    """Write the same."""
    return f'{before}; var r = new HttpRequestMessage(HttpMethod.Get, "{LIST}?a=" + {expression});'


def one_c(expression: str, before: str = "") -> str:
    """Write the same."""
    return f'{before}; Запрос = Новый HTTPЗапрос("/shop/api/v2/orders?a=" + {expression}, Заголовки);'


@pytest.mark.parametrize(
    ("program", "value"),
    [
        (php("'x' . \"y{$z}\" . 1", "$z = 'w'"), "xyw1"),
        (php("time() * 1000"), str(NOW_MS)),
        (php("(time() - 14 * 86400) * 1000"), str(NOW_MS - 14 * DAY_MS)),
        (php("strtotime('-7 days') * 1000"), str(NOW_MS - 7 * DAY_MS)),
        (php("strtotime('7 days ago')"), str((NOW_MS - 7 * DAY_MS) // 1000)),
        (php("strtotime($day)"), "$(date +%s)"),
        (php("strtotime($day) * 1000"), "${value}"),
        (php("strtotime($day) . '000'"), "$(date +%s)000"),
        (php("now()->subDays(7)->timestamp"), "$(date +%s)"),
        (php("$from->getTimestamp() * 1000"), "${value}"),
        (php("intval(microtime(true) * 1000)"), str(NOW_MS)),
        (php("sprintf('%s-%d', 'b', $page)"), "b-${page}"),
        (php("(string) $page", "$page = 3"), "3"),
        (php("$unknown"), "${unknown}"),
        (php("$to->format('Uv')"), "${value}"),
        (php("getenv('FROM')"), "${FROM}"),
        (php("1 / 0"), "${value}"),
        (php("'b' # and a comment\n . 'c' // another\n"), "bc"),
        (javascript("Date.now() - 7 * 24 * 60 * 60 * 1000"), str(NOW_MS - 7 * DAY_MS)),
        (javascript("Math.floor(Date.now() / 1000)"), str(NOW_MS // 1000)),
        (javascript("`${from}-${Date.now()}`", "const from = 'b'"), f"b-{NOW_MS}"),
        (javascript("new Date().getTime()"), str(NOW_MS)),
        (javascript("new Date('2026-01-01').getTime()"), "${value}"),
        (javascript("moment().subtract(1, 'day').unix()"), "$(date +%s)"),
        (javascript("process.env.FROM"), "${FROM}"),
        (javascript("flag ? 1 : 2"), "${value}"),
        (javascript("'it\\'s \\u0041'"), "it's A"),
        (javascript("String(x)", "let x =\n  'b' +\n  'c'\n"), "bc"),
        (go("strconv.FormatInt(time.Now().UnixMilli(), 10)"), str(NOW_MS)),
        (go("strconv.FormatInt(from.Unix(), 10)"), "$(date +%s)"),
        (go('fmt.Sprintf("%d", time.Now().Add(-d).UnixMilli())'), "${value}"),
        (go("`raw\\n`"), "raw\\n"),
        (csharp("DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()"), str(NOW_MS)),
        (csharp('$"{from:O}"'), "${from}"),
        (csharp('@"b""c"'), 'b"c'),
        (one_c('"б" + СтрШаблон("%1", 5)'), "б5"),
        (one_c('Формат(Начало, "ЧГ=0")', "Начало = 12"), "12"),
        (one_c('"б // не комментарий"'), "б // не комментарий"),
    ],
)
def test_expressions_are_worked_out(program: str, value: str) -> None:
    """A value comes to what would be sent at the instant of the reading, or to a variable."""
    (sent,) = (pair.value for pair in one(program).address.params)
    # A plus in a query is a space.
    assert sent.replace(" %s", "+%s") == value


HEADERS = {
    "php-lines": "$c = curl_init('{url}'); curl_setopt($c, CURLOPT_HTTPHEADER, array('X-Auth-Token: ' . $t));",
    "php-lines-added": "$h = []; $h[] = 'X-Auth-Token: ' . $t; $c = curl_init('{url}');"
    " curl_setopt_array($c, [CURLOPT_HTTPHEADER => $h]);",
    "php-text": '$h = implode("\\r\\n", [\'A: b\', "X-Auth-Token: $t"]);'
    " $x = stream_context_create(['http' => ['header' => $h]]); file_get_contents('{url}', false, $x);",
    "guzzle-client": "$c = new \\GuzzleHttp\\Client(['headers' => ['X-Auth-Token' => $t]]); $c->get('{url}');",
    "guzzle-merged": "$c->request('GET', '{url}', ['headers' => array_merge(['A' => 'b'], ['X-Auth-Token' => $t])]);",
    "wordpress": "wp_remote_get('{url}', array('headers' => array('X-Auth-Token' => $t)));",
    "axios-object": "axios({{ method: 'get', url: '{url}', headers: {{ 'X-Auth-Token': t }} }})",
    "axios-defaults": "axios.defaults.headers.common['X-Auth-Token'] = t;\naxios.get('{url}')",
    "fetch-url": "const url = new URL('/shop/api/v2/orders', 'https://kaspi.kz')\n"
    "fetch(url, {{headers: {{'X-Auth-Token': t}}}})",
    "fetch-array": "fetch('{url}', {{ headers: [['X-Auth-Token', t]] }})",
    "fetch-shorthand": "const headers = {{ 'X-Auth-Token': t }}\nconst o = {{ headers }}\nfetch('{url}', o)",
    "got": "await got('{url}', {{headers: {{'X-Auth-Token': t}}}}).json()",
    "go-literal": 'req, _ := http.NewRequest("GET", "{url}", nil)\nreq.Header = http.Header{{"X-Auth-Token": {{t}}}}',
    "java-pairs": 'HttpRequest.newBuilder(URI.create("{url}")).headers("A", "b", "X-Auth-Token", t).build();',
    "csharp-message": 'var r = new HttpRequestMessage(HttpMethod.Get, "{url}"); r.Headers.Add("X-Auth-Token", t);',
    "1c-index": 'Поля = Новый Соответствие; Поля["X-Auth-Token"] = t; Запрос = Новый HTTPЗапрос("{url}", Поля);',
}


@pytest.mark.parametrize("program", HEADERS.values(), ids=HEADERS)
def test_a_header_is_found_however_it_is_given(program: str) -> None:
    """The token's header is found in every way that programs have to give it, and no other header is imagined."""
    request = one(program.format(url=LIST))
    assert request.address.path == "/shop/api/v2/orders"
    assert request.header("x-auth-token") == "${t}"
    assert {name for name, _ in request.headers} <= {"X-Auth-Token", "A"}


@pytest.mark.parametrize(
    "program",
    [
        "fetch('{url}', options)",
        "fetch('{url}', {{ ...options }})",
        "fetch('{url}?' + query, {{ headers: getHeaders() }})",
        "this.headers = headers(); fetch('{url}?' + query, {{ headers: this.headers }})",
        "axios.get('{url}', config)",
        "$client->get('{url}', $options);",
        "Http::withHeaders($this->headers())->get('{url}', $query);",
        "$c = curl_init('{url}?' . $q); curl_setopt($c, CURLOPT_HTTPHEADER, $h); curl_setopt($c, CURLOPT_TIMEOUT, 9);",
        "$c = curl_init('{url}?' . $query); curl_setopt_array($c, $options + [CURLOPT_TIMEOUT => 9]);",
        'r := url.Values{{}}; req, _ := http.NewRequest("GET", "{url}?" + query, nil)\nreq.Header = headers(r)',
        'Запрос = Новый HTTPЗапрос("/shop/api/v2/orders?" + Отбор, Заголовки());',
        'req, _ := http.NewRequest("GET", "{url}?" + q, nil)\nfor k, v := range h {{\n req.Header.Set(k, v)\n}}',
        "const headers = {{}}\nfor (const k of names) headers[k] = all[k]\nfetch('{url}?' + q, {{ headers }})",
    ],
)
def test_what_a_program_does_not_show_is_not_missed(program: str) -> None:
    """Nothing is said to be missing, and no default to be sent, where headers and parameters come from elsewhere."""
    assert lint(program.format(url=LIST), NOW_MS).findings == ()


def test_each_handle_of_phps_curl_has_its_own_options() -> None:
    """What another request of the same program is told, to send a body and not to look at certificates, is its own."""
    first = f"$c = curl_init('{LIST}/OTAw'); curl_setopt($c, CURLOPT_HTTPHEADER, ['X-Auth-Token: ' . $t]);"
    second = "$d = curl_init(); curl_setopt_array($d, [CURLOPT_URL => 'https://example.kz/rest', CURLOPT_POST => 1,"
    request = one(f"{first} {second} CURLOPT_SSL_VERIFYPEER => 0, CURLOPT_TIMEOUT => 5]);")
    assert (request.method, request.checks_certificate, request.has_timeout) == ("GET", True, False)


def test_nested_parameters_are_written_in_brackets() -> None:
    """Tables within tables are the parameters that PHP and axios make of them."""
    text = javascript("1").replace("a: 1", "page: { number: 0 }, filter: { orders: { creationDate: { $ge: 5 } } }")
    assert [tuple(pair) for pair in one(text).address.params] == [("page[number]", "0"), (SINCE, "5")]


@pytest.mark.parametrize(
    ("program", "is_eaten"),
    [
        ('curl_init("{url}?a[$ge]=1");', True),
        ("curl_init('{url}?a[$ge]=1');", False),
        ('curl_init("{url}?a[\\$ge]=1");', False),
        ("$ge = '$ge'; curl_init(\"{url}?a[$ge]=1\");", False),
        ("fetch(`{url}?a[$ge]=1`)", False),
    ],
)
def test_php_takes_a_dollar_in_double_quotes(program: str, is_eaten: bool) -> None:  # noqa: FBT001 - a column
    """PHP's double quotes eat ``$ge`` unless it is escaped or assigned; the parameter is read as it was meant."""
    request = one(program.format(url=LIST))
    assert (request.expanded_by_shell == ("$ge",)) is is_eaten
    assert request.param("a[$ge]") == "1"


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (f"$c->request('POST', '{LIST}');", "POST"),
        (f"$h = curl_init('{LIST}'); curl_setopt($h, CURLOPT_POSTFIELDS, $data);", "POST"),
        (f"$h = curl_init('{LIST}'); curl_setopt($h, CURLOPT_POST, false);", "GET"),
        (f"axios.delete('{LIST}')", "DELETE"),
        (f"xhr = new XMLHttpRequest(); xhr.open('put', '{LIST}')", "PUT"),
        (f'var r = new HttpRequestMessage(HttpMethod.Post, "{LIST}");', "POST"),
        (f'req, _ := http.NewRequest(http.MethodPost, "{LIST}", body)', "POST"),
        ('З = Новый HTTPЗапрос("/shop/api/v2/orders"); О = С.ОтправитьДляОбработки(З);', "POST"),
    ],
)
def test_the_method_is_the_programs(text: str, method: str) -> None:
    """The method is the one that would be sent."""
    assert one(text).method == method


@pytest.mark.parametrize(
    "text",
    [
        "await fetch(url, options)",
        "$map->get('a/b');",
        "fetch('/pictures/1.png')",
        'curl = curl_easy_init(); curl_easy_setopt(curl, CURLOPT_URL, "https://kaspi.kz/shop/api/v2/orders");',
        'require "net/http"\nget = Net::HTTP::Get.new(URI("https://kaspi.kz/shop/api/v2/orders"))\nhttps.request(get)',
        "var client = http.Client(); client.get(Uri.parse('https://kaspi.kz/shop/api/v2/orders'));",
        "type: collection.insomnia.rest/5.0\ncollection:\n  - url: https://kaspi.kz/shop/api/v2/orders\n    name: x",
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    """A program without a written address, and one in a language that is not known, is refused, not half read."""
    with pytest.raises(NotARequestError):
        lint(text, NOW_MS)


HURTING = {
    "brackets": "fetch(" + "{[(" * (LARGE // 3),
    "calls": "fetch(" * (LARGE // 6),
    "members": "fetch(a" + ".b()" * (LARGE // 4),
    "sums": f"fetch('{LIST}'" + "+a" * (LARGE // 2),
    "doubling": "let a = 'xxxxxxxxxx';" + "a=a+a;" * 2000 + "fetch(a)",
    "templates": "fetch(`" + "${a(b)}" * (LARGE // 7) + "`)",
    "templates-within": "fetch(`" + "${`" * (LARGE // 3),
    "tables-within": "curl_init();$a=[1];"
    + "$a=['x'=>$a,'y'=>$a];" * 60
    + f"curl_init('{LIST}?'.http_build_query($a));",
    "headers-within": "h=[1];" + "h=[h,h];" * 60 + f"fetch('{LIST}', {{headers: h}})",
    "a-table-in-itself": "h={};" + "h['x']=h;h['y']=h;" * 60 + f"fetch('{LIST}', {{params: h}})",
    "many-names": "$h=[];" + "".join(f"$h['a{i}']=1;" for i in range(7000)) + "curl_init()",
    "many-requests": f"curl_setopt($c,CURLOPT_URL,'{LIST}');" * 1400,
    "variables": "curl_init(" + "$a." * (LARGE // 3),
    "comments": "curl_init(" + "/*" * (LARGE // 2),
    "quotes": "fetch(" + "'\"" * (LARGE // 2),
    "lines": f"fetch('{LIST}')" + "\n." * (LARGE // 2),
}


@pytest.mark.parametrize("text", HURTING.values(), ids=HURTING)
def test_a_program_made_to_hurt_is_survived(text: str) -> None:
    """A large program is judged or refused in the time a test has, and shows no token."""
    try:
        linted = lint(f"{text}\n// {TOKEN}", NOW_MS)
    except NotARequestError:
        return
    assert TOKEN[:8] not in str(linted.as_json())
