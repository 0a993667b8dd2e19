"""No secret comes out, and nothing that is put in does harm."""

import base64
import contextlib
import json
import tracemalloc
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaspi_doctor.lint import Linted, NotARequestError, lint, lint_words
from tests.lint.reading_corpus import NOW_MS, QUERY, TOKEN, entries
from tests.lint.test_rules import LIST, curl

TEXTS = [entry.text for entry in entries()]
MEGABYTE = 1_000_000
LARGE = 200_000
"""Characters: enough for quadratic work to never end."""
tokens = st.binary(min_size=32, max_size=32).map(lambda raw: base64.b64encode(raw).decode())
PLACES = [
    curl(X__Auth__Token="@"),
    curl(X__Auth__Token="Bearer @"),
    curl(X__Auth__Token='"@ "'),
    curl(X__Auth__Token=None, Authorization="Token @"),
    curl(X__Auth__Token=None, X__Kaspi__Token="@"),
    curl(Cookie="mc-session=@; lang=ru"),
    curl(f"{LIST}?{QUERY}&token=@"),
    curl(f"{LIST}?{QUERY}&filter[orders][state]=@"),
    curl(f"{LIST}?@=1"),
    curl(f"{LIST}/@"),
    curl(f"{LIST}/@", X__Auth__Token="@"),
    curl(User__Agent="shop @", X__Auth__Token="@"),
    curl(Accept="@"),
    curl(options="-X @"),
    curl(options="-u shop:@"),
    curl(options="--oauth2-bearer @"),
    f"https://@{LIST[8:]}",
    f"curl https://shop:@@kaspi.kz/shop/api/v2/orders?{QUERY}",
    "GET /shop/api/v2/orders HTTP/1.1\nHost: kaspi.kz\nX-Auth-Token: @",
    "irm https://kaspi.kz/shop/api/v2/orders -Headers @{'X-Auth-Token'='@'} -Authentication Bearer -Token @",
    "requests.get('https://kaspi.kz/shop/api/v2/orders', headers={'X-Auth-Token': '@'}, params={'page[number]': '@'})",
    '{"request": {"url": "https://kaspi.kz/shop/api/v2/orders", "headers": [{"name": "X-Auth-Token", "value": "@"}]}}',
    "fetch('https://kaspi.kz/shop/api/v2/orders', {headers: {'x-auth-token': '@'}})",
]


def tried(text: str) -> Linted | None:
    """Hold a text against the rules; None if it is no request."""
    try:
        return lint(text, NOW_MS)
    except NotARequestError:
        return None


def shows(linted: Linted | None, token: str) -> bool:
    """Return whether a token can be read, whole, in part, encoded or in other letters, in what is given back."""
    if linted is None:
        return False
    told = json.dumps(linted.as_json(), ensure_ascii=False).upper()
    forms = (token.upper(), quote(token, safe="").upper(), token[::-1].upper())
    return any(form[start : start + 8] in told for form in forms for start in range(len(form) - 7))


@given(token=tokens, place=st.sampled_from(PLACES), text_quoted=st.booleans())
@example(token="AAAAAAAAAAAAAAAAAAAaaccaegcAAAAA/AAAAAAAAAA=", place=f"https://@{LIST[8:]}", text_quoted=False)
def test_a_token_is_not_shown_wherever_it_stands(token: str, place: str, text_quoted: bool) -> None:  # noqa: FBT001 - drawn
    """A token that the request holds, as it is or percent-encoded, is in nothing that is given back."""
    linted = tried(
        place.replace("@{", "\0").replace("@", quote(token, safe="") if text_quoted else token).replace("\0", "@{")
    )
    assert not shows(linted, token)


@pytest.mark.parametrize("secret", ["ab+cd/ef" * 8 + "=", "ab+cd/ef" * 5 + "abc="])
@pytest.mark.parametrize("name", ["a", "filter[orders][state]", "api_key"])
def test_a_token_with_blanks_for_its_pluses_is_not_shown(name: str, secret: str) -> None:
    """In a query that nobody encoded, each plus of a token, or of a longer secret, is a blank."""
    told = str(lint(curl(f"{LIST}?{QUERY}&{name}={secret}"), NOW_MS).as_json())
    assert "cd/ef" not in told


def test_a_token_known_from_elsewhere_is_not_shown() -> None:
    """A secret of the environment that turns up in a parameter, of whatever shape it is, is masked."""
    linted = lint(curl(f"{LIST}?{QUERY}&hunter2hunter2=1"), NOW_MS, ["hunter2hunter2"])
    assert "hunter2" not in str(linted.as_json())
    assert "hunter2" in str(lint(curl(f"{LIST}?{QUERY}&hunter2hunter2=1"), NOW_MS).as_json())


@given(st.text(max_size=300))
@example("curl $(")
@example("curl '")
@example('irm "`')
@example("GET http://[ HTTP/1.1")
@example('{"item": [{"request": {"url": {"raw": 1}}}]}')
@example('{"log": {"entries": [{"request": {"url": "http://[", "headers": [1]}}]}}')
@example("requests.get(1/0)")
@example("https://kaspi.kz/\ud800")
@example("<?php $ch = curl_init('https://kaspi.kz/shop/api/v2/orders?' . http_build_query(['a' => '\udcff']));")
def test_no_text_does_harm(text: str) -> None:
    """Any text is either taken for a request or refused; what is given back can be written as UTF-8."""
    linted = tried(text)
    if linted:
        json.dumps(linted.as_json(), ensure_ascii=False).encode()


@given(
    text=st.sampled_from(TEXTS),
    start=st.integers(0, 2000),
    length=st.integers(0, 40),
    inserted=st.one_of(
        st.text(max_size=12), st.sampled_from(["'", '"', "`", "$(", "\\", "^", "\n", "{{", "&", "%", "@{"])
    ),
)
def test_no_mutilated_request_does_harm(text: str, start: int, length: int, inserted: str) -> None:
    """A request cut, or with something odd in it, is judged or refused; the token stays hidden."""
    mutilated = text[:start] + inserted + text[start + length :]
    linted = tried(mutilated)
    if TOKEN in mutilated:
        assert not shows(linted, TOKEN)
    for fixed in linted.fixed.values() if linted else ():
        assert {finding.id for finding in lint(fixed, NOW_MS).findings} <= {"merchant-uid-missing"}


FRAGMENTS = (
    "curl ", "irm ", "iwr ", "requests.get(", "httpx.get(", "fetch(", "axios.get(", "GET ", " HTTP/1.1\n", LIST, "http://[",
    "'", '"', "`", "$(", ")", "(", "@{", "}", "{", "[", "]", "=", ":", ",", "\\", "\n", "^\n", ' ^"', " -H ", " -d ",
    " -u ", " -Headers ", " -Uri ", "headers", "params", "X-Auth-Token", TOKEN, "$ge", "?", "&", "%", "{{", "}}",
    "page[number]", "filter[orders][creationDate][$ge]", "=1e999", "=0", "1" * 25, "time.time()", "timedelta(",
    "datetime(", " * ", " - ",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
@example(f"curl %{TOKEN}")
@example(f"curl https://%22{TOKEN}%22@kaspi.kz/")
@example(f"curl https://kaspi.kz/Token{TOKEN}")
def test_no_medley_does_harm(text: str) -> None:
    """The pieces of requests in any order are judged or refused; the token stays hidden."""
    assert not shows(tried(text), TOKEN)


_NAMES = """
request url raw headers header item log entries method query auth type apikey key value name disabled variable host path
protocol collection in bearer
"""
NAMES = st.sampled_from(_NAMES.split())
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([LIST, TOKEN, "X-Auth-Token", "GET", "apikey", "bearer", "header", "{{a}}", "a", ""]),
)


@given(
    st.recursive(
        VALUES,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
        max_leaves=25,
    )
)
def test_no_document_does_harm(document: object) -> None:
    """A JSON document with the names of a recording or a collection in any shape is judged or refused."""
    tried(json.dumps(document))


@given(st.lists(st.text(max_size=20), max_size=8))
def test_no_words_do_harm(words: list[str]) -> None:
    """Any command line that a shell has taken apart is judged or refused."""
    with contextlib.suppress(NotARequestError):
        lint_words(["curl", *words], NOW_MS)


@pytest.mark.parametrize(
    "text",
    [
        curl(f"{LIST}?{QUERY}&junk={'x' * MEGABYTE}"),
        f"curl {LIST}?{'a=b&' * (LARGE // 4)}",
        f"curl {LIST} " + "-H 'A: b' " * (LARGE // 10),
        f"curl {LIST} -d '" + "\\" * LARGE,
        f'curl {LIST} -d "' + "$(" * (LARGE // 2),
        f"curl {LIST} " + "$((" * (LARGE // 3),
        f"curl {LIST} " + "curl " * (LARGE // 5),
        f"curl {LIST} " + "'\"" * (LARGE // 2),
        f"curl ^\n{LIST} " + '^"' * (LARGE // 2),
        f"curl ^\n{LIST} " + "\\" * LARGE,
        f"irm {LIST} -Headers " + "@{a=" * (LARGE // 4),
        f"irm {LIST} " + "('" * (LARGE // 2),
        f"irm {LIST} " + "$a." * (LARGE // 3),
        f"fetch('{LIST}', {{headers: {{" + "a" * LARGE,
        f"fetch('{LIST}', {{headers: {{" + "a:" * (LARGE // 2),
        "fetch(" * (LARGE // 6),
        f"GET {LIST} HTTP/1.1\n" + "A: b\n" * (LARGE // 5),
        f"GET {LIST} HTTP/1.1\n" + "A" * LARGE,
        f"{LIST}\n" + "A: b\n" * (LARGE // 5),
        f"{LIST} " + " " * LARGE + "x",
        "[" * LARGE,
        '{"item":' * (LARGE // 8),
        json.dumps({"log": {"entries": [{"request": {"method": "GET", "url": LIST, "headers": []}}] * 9000}}),
        "requests.get(" + "(" * LARGE,
        f"requests.get('{LIST}', headers={{" + "'a': " + "1+" * 50_000 + "1})",
        f"a0 = '{LIST}'\n" + "".join(f"a{n + 1} = a{n} + a{n}\n" for n in range(60)) + "requests.get(a60)",
        f"a0 = '{LIST}'\n" + "".join(f"a{n + 1} = f'{{a{n}}}{{a{n}}}'\n" for n in range(60)) + "requests.get(a60)",
        "a0 = {}\n"
        + "".join(f"a{n + 1} = {{**a{n}, **a{n}, '{n}': 1}}\n" for n in range(60))
        + f"requests.get('{LIST}', headers=a60)",
        "a0 = {}\n"
        + "".join(f"a{n + 1} = {{'a': a{n}, 'b': a{n}}}\n" for n in range(60))
        + f"requests.get('{LIST}', params=a60, headers=a60)",
        "curl -Uri " * (LARGE // 10),
        "curl x " * (LARGE // 7),
        "%" * LARGE + " curl https://kaspi.kz/shop/api/v2/orders",
    ],
    ids=[str(number) for number in range(32)],
)
def test_a_large_text_is_survived(text: str) -> None:
    """A large text, however it is made to hurt, is judged or refused in the time a test has."""
    tried(text)


def test_a_long_value_that_is_named_often_takes_little_memory() -> None:
    """A collection that puts a long value in a thousand times is judged within some megabytes, not gigabytes."""
    request = {"url": f"{LIST}?a={'{{a}}' * 1000}", "header": []}
    collection = {"item": [{"request": request}], "variable": [{"key": "a", "value": "x" * 50_000}]}
    tracemalloc.start()
    assert tried(json.dumps(collection)) is not None
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert highest < 60_000_000
