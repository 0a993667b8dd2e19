"""What a text says is read from it, whatever form it has."""

import pytest

from kaspi_doctor.content.lint import CLEAN, INCOMPLETE, blocks
from kaspi_doctor.lint import lint
from kaspi_doctor.lint.reading import read as read_requests
from kaspi_doctor.lint.reading import read_words
from kaspi_doctor.lint.request import Form, NotARequestError, Request
from kaspi_doctor.wording import Language
from tests.lint.reading_corpus import NOW_MS
from tests.lint.test_rules import LIST, SINCE, curl

DAY_MS = 86_400_000


def one(text: str) -> Request:
    """Read a text that holds one request."""
    (request,) = read_requests(text, NOW_MS)
    return request


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1795510800000", "1795510800000"),
        ("'1795510800' + '000'", "1795510800000"),
        ("int(time.time() * 1000)", str(NOW_MS)),
        ("int(time.time()) * 1000 - 14 * 86400000", str(NOW_MS - 14 * DAY_MS)),
        ("time.time_ns() // 1_000_000", str(NOW_MS)),
        ("round(time.time() * 1000)", str(NOW_MS)),
        ("int((datetime.now() - timedelta(days=7)).timestamp() * 1000)", str(NOW_MS - 7 * DAY_MS)),
        ("int((datetime.now(timezone.utc) - timedelta(7)).timestamp()) * 1000", str(NOW_MS - 7 * DAY_MS)),
        ("int(datetime(2026, 11, 24, 14).timestamp() * 1000)", str(NOW_MS)),
        ("int(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp() * 1000)", str(NOW_MS)),
        ("datetime.now().isoformat()", "2026-11-24T09:00:00+00:00"),
        ("datetime.now().replace(tzinfo=None).strftime('%Y-%m-%d')", "2026-11-24"),
        ("' 17 '.strip()", " 17 "),
        ("-5", "-5"),
        ("f'{12}34'", "1234"),
        ("START", str(NOW_MS)),
        ("LATER", str(NOW_MS)),
        ("os.environ['START']", "$START"),
        ("os.getenv('START', '1')", "$START"),
        ("config.start", "$start"),
        ("start(1)", "$value"),
        ("10 ** 400", "$value"),
        ("9 * " * 40 + "9", "$value"),
        ("1 / 0", "$value"),
        ("'a' * 10", "$value"),
        ("[1, 2]", "$value"),
        ("+".join(["1"] * 80), "$value"),
    ],
)
def test_python_is_worked_out_without_being_run(expression: str, value: str) -> None:
    """A date's expression comes to its value at the instant of the reading, or to a variable."""
    program = f"START = {NOW_MS}\nLATER: int = START\nhttpx.get('{LIST}', params={{'{SINCE}': {expression}}})"
    assert one(program).param(SINCE) == value


@pytest.mark.parametrize(
    "program",
    [
        "requests.request('GET', '{url}?a=b', headers=H)",
        "requests.get(url='{url}?a=b', headers=H)",
        "requests.get('{url}', params='a=b', headers=H)",
        "requests.get('{url}', params=dict(a='b'), headers=H)",
        "requests.get('{url}', params=dict({{'a': 'b'}}), headers={{**H}})",
        "s = requests.Session()\ns.headers.update(H)\ns.get('{url}', params={{'a': 'b'}})",
        "c = httpx.Client(base_url='https://kaspi.kz/shop/api/v2/', headers=H)\nc.get('/orders', params={{'a': 'b'}})",
        (
            "async def f():\n async with httpx.AsyncClient(headers=H) as c:\n"
            "  await c.get('{url}?x=1', params={{'a': 'b'}})"
        ),
    ],
)
def test_pythons_ways_to_say_the_same(program: str) -> None:
    """The address, the parameters and the headers are found however the call is written."""
    request = one("H = {'X-Auth-Token': TOKEN}\n" + program.format(url=LIST))
    assert request.address.path == "/shop/api/v2/orders"
    assert request.address.params == (("a", "b"),)
    assert request.header("x-auth-token") == "$TOKEN"


@pytest.mark.parametrize(
    "text",
    [
        "requests.get('{url}', params=make_params(), headers=HEADERS, timeout=9)",
        "requests.get('{url}', params=dict(base), headers={{**BASE}}, timeout=9)",
        "requests.get('{url}', timeout=9, **options)",
        "self.session.get('{url}', params=params)",
    ],
)
def test_what_only_the_program_knows_is_not_missed(text: str) -> None:
    """Nothing is said to be missing, and no default to be sent, where headers and parameters come from elsewhere."""
    assert not lint(text.format(url=LIST), NOW_MS).findings


@pytest.mark.parametrize(("headers", "is_complete"), [("HEADERS", False), ("{'X-Auth-Token': TOKEN}", True)])
def test_it_is_told_that_not_all_could_be_judged(headers: str, is_complete: bool) -> None:  # noqa: FBT001 - a column
    """Where headers come from elsewhere, the page and the JSON say that those were not judged."""
    linted = lint(f"requests.get('{LIST}', headers={headers}, timeout=9)", NOW_MS)
    said = [getattr(block, "text", "") for block in blocks(linted, Language.EN)]
    assert (INCOMPLETE.en in said) is not is_complete
    assert linted.as_json()["complete"] is is_complete


@pytest.mark.parametrize("word", ["axios", "let us", "const x", "await fetch"])
def test_words_of_javascript_make_no_javascript(word: str) -> None:
    """A comment, a text or a function in Python may hold such a word: what is told apart is the call."""
    assert one(f"# {word}\nrequests.get('{LIST}', headers={{'User-Agent': '{word}'}})").form is Form.PYTHON
    assert one(f"axios.get('{LIST}', {{headers: {{'User-Agent': '{word}'}}}})").form is Form.AXIOS


def test_a_word_of_powershell_in_a_header_makes_no_powershell() -> None:
    """A short alias is a command where a command can stand, and a word like any other in a header of curl's."""
    assert one(f"curl -A 'my ``irm 1``' {LIST}").form is Form.CURL
    assert one(f"$orders = irm {LIST}").form is Form.POWERSHELL


def test_a_route_is_no_request() -> None:
    """A web framework's decorator, which looks like a request's call, is none."""
    program = f"@app.get('/orders')\nasync def orders():\n    return requests.get('{LIST}/OTAw', headers=H, timeout=9)"
    assert one(program).address.path == "/shop/api/v2/orders/OTAw"


def test_what_is_put_into_a_dictionary_later_is_in_it() -> None:
    """Headers and parameters that are added by their names, by update, or by another dictionary, are sent."""
    program = (
        "params = {'page[number]': 0}\nif since:\n    params['page[size]'] = 20\nparams.update({'a': 1})\n"
        f"headers = dict(BASE)\nheaders |= {{'X-Auth-Token': T}}\nhttpx.get('{LIST}', params=params, headers=headers)"
    )
    assert [name for name, _ in one(program).address.params] == ["page[number]", "page[size]", "a"]
    assert [name for name, _ in one(program).headers] == ["$more", "X-Auth-Token"]


def test_what_is_written_is_judged_beside_what_is_not() -> None:
    """A header or a parameter that is written out is judged, though others come from elsewhere."""
    text = f"requests.get('{LIST}', params={{**rest, 'page[size]': 500}}, headers={{**H, 'X-Auth-Token': 'ваш_токен'}})"
    assert {"token-placeholder", "page-size-too-large"} <= {finding.id for finding in lint(text, NOW_MS).findings}


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (f"curl {LIST} -T orders.json", "PUT"),
        (f"curl -I {LIST}", "HEAD"),
        (f"curl --url-query a=b {LIST}", "GET"),
        (f"curl -XDELETE {LIST}", "DELETE"),
        (f"curl --json '{{}}' {LIST}", "POST"),
        (f"axios.post('{LIST}', {{}})", "POST"),
        (f"fetch('{LIST}', {{method: 'PUT'}})", "PUT"),
        (f'{{"method": "PATCH", "url": "{LIST}", "headers": []}}', "PATCH"),
        (f'{{"info": {{}}, "item": [{{"request": "{LIST}"}}]}}', "GET"),
    ],
)
def test_the_method_is_the_clients(text: str, method: str) -> None:
    """The method is the one that the client would use."""
    assert one(text).method == method


@pytest.mark.parametrize(
    "text",
    [
        "GET /index.html HTTP/1.1\nAccept: */*",
        "GET index HTTP/1.1",
        '{"item": [{"request": {"url": {"path": []}}}]}',
        '{"item": [{"name": "empty"}]}',
        "Invoke-RestMethod -Uri @{}",
        "irm -Uri",
        "https://kaspi.kz/shop/api/v2/orders and more words",
        "curl -H",
    ],
)
def test_what_has_no_address_is_no_request(text: str) -> None:
    """A request without an address is none."""
    try:
        requests = read_requests(text, NOW_MS)
    except NotARequestError:
        return
    assert text.startswith("https://kaspi.kz"), requests


def test_words_need_an_address() -> None:
    """A command line that a shell has taken apart is one of curl's, wget's or HTTPie's, or begins with a URL."""
    for words in ([], ["ls", "-l"], ["curl"], ["curl", "-k"], ["wget"], ["http"], ["https", "prose"]):
        with pytest.raises(NotARequestError):
            read_words(words)
    for words in ([LIST, "-A", "x"], ["wget", "-U", "x", LIST], ["http", LIST, "User-Agent:x"]):
        assert read_words(words)[0].header("user-agent") == "x"


@pytest.mark.parametrize("command", ["curl --insec --user-a x", "wget --no-check --user-a x"])
def test_a_long_option_may_be_cut_short(command: str) -> None:
    """Any beginning of a long option that fits one alone stands for it in curl and wget, its value with it."""
    request = one(f"{command} {LIST}")
    assert not request.checks_certificate
    assert request.header("user-agent") == "x"


def test_httpies_commands_keep_their_order() -> None:
    """Calls of `http` and `https` in one text are numbered as they stand in it."""
    found = read_requests(f"https {LIST} a==1\nhttp {LIST} a==2\nhttps {LIST} a==3", NOW_MS)
    assert [request.param("a") for request in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        ('{"type": "apikey", "apikey": {"key": "X-Auth-Token", "value": "v"}}', ("X-Auth-Token", "v")),
        ('{"type": "apikey", "apikey": {"key": "X-Auth-Token", "value": "v", "in": "query"}}', None),
        ('{"type": "basic", "basic": []}', ("Authorization", "basic")),
        ('{"type": "noauth"}', None),
    ],
)
def test_postmans_authorization(auth: str, header: tuple[str, str] | None) -> None:
    """What Postman makes of a request's authorization is a header."""
    request = one(f'{{"name": "x", "request": {{"url": "{LIST}", "auth": {auth}, "header": "A: b"}}}}')
    assert next((pair for pair in request.headers if pair.name != "A: b"), None) == header


def test_one_recording_of_many_requests() -> None:
    """Of a recording every request to the API is looked at; a finding tells which it is in, once for all of them."""
    bad, good = f'{{"request": {{"method": "GET", "url": "{LIST}/900000001", "headers": []}}}}', f"{LIST}/OTAw"
    entries = [bad.replace("900000001", "OTAw"), bad, bad, bad.replace("https", "http")]
    linted = lint(f'{{"log": {{"entries": [{", ".join(entries)}]}}}}', NOW_MS)
    where = {finding.id: finding.request for finding in linted.findings}
    assert linted.requests == 4
    assert where["code-used-as-id"] == 2
    assert where["plain-http"] == 4
    assert sum(finding.id == "code-used-as-id" for finding in linted.findings) == 1
    assert good in linted.fixed["curl"]
    assert any("(request 1)" in getattr(block, "text", "") for block in blocks(linted, Language.EN))


def test_the_place_is_told_where_the_mended_line_does_not() -> None:
    """A misspelt name that the right one begins with is named all the same; a name is not said twice."""
    said = [getattr(block, "text", "") for block in blocks(lint(curl(f"{LIST}?page=0"), NOW_MS), Language.EN)]
    assert "unknown-parameter · page · documented" in said
    assert any(text.startswith("dates-missing · documented") for text in said)


def test_a_clean_request_is_told_so() -> None:
    """Where nothing is found the headline says so, and is good."""
    headline = next(iter(blocks(lint(curl(), NOW_MS), Language.RU)))
    assert getattr(headline, "text", "") == CLEAN.ru
    assert getattr(headline, "is_good", False)
