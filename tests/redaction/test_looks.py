"""What nobody has told of is known for a secret by the name it stands behind, or by its shape; prose stays prose."""

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.redaction import MASK, Redactor, names_secret, tokens_in
from kaspi_doctor.wording import Text

TOKEN = "RkFLRS1UT0tFTi1PRi1USEUtVEVTVFMtTk9ULVJFQUw="
HEADERS = ("X-Auth-Token", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "x-api-key")
NAMES = ("token", "access_token", "KASPI_TOKEN", "secret", "client_secret", "password", "passwd", "api_key", "токен")
ENDINGS = ("key", "auth", "sid", "mc-sid", "mc-session")
WRITTEN = (
    "{}: {}",
    "{}={}",
    "{} => {}",
    "'{}': '{}'",
    '"{}": "{}"',
    '\\"{}\\": \\"{}\\"',
    "'{}' => '{}'",
    "{}: b'{}'",
    "{}%3D{}",
    "{}=\"'{}'\"",
)
"""A name and its value in a dump, an address, Python, JSON, JSON in JSON, PHP, an .env file."""


def cleaned(text: str) -> str:
    """Return a foreign text as it is shown where no secret is known."""
    return Redactor(()).foreign(text)


@pytest.mark.parametrize(("name", "written"), [*product((*HEADERS, *NAMES), WRITTEN)])
def test_the_value_behind_a_secrets_name_is_masked(name: str, written: str) -> None:
    """Whatever its shape, the value goes, and nothing else does."""
    for value in ("hunter2", "абв", TOKEN[:20], TOKEN):
        assert cleaned(f"sent {written.format(name, value)}") == f"sent {written.format(name, MASK)}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_short_name_is_a_secrets_before_a_sign_of_equality_alone(ending: str) -> None:
    """In a query or a cookie it is; before a colon it is a word."""
    assert cleaned(f"?page=1&{ending}=hunter2&size=5") == f"?page=1&{ending}={MASK}&size=5"
    assert cleaned(f"the {ending}: hunter2") == f"the {ending}: hunter2"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token=a", "token=[masked]"),
        ("Cookie: a=b; mc-sid=c d", f"Cookie: {MASK}"),
        ("x-api-key: a b", f"x-api-key: {MASK}"),
        ("Authorization: Bearer abc def", f"Authorization: {MASK}"),
        ("['X-Auth-Token', 'abc def', 1]", f"['X-Auth-Token', '{MASK}', 1]"),
        ("-H X-Auth-Token abc123 -v", f"-H X-Auth-Token {MASK}"),
        (f"-H X-Auth-Token {'abcde' * 4}", f"-H X-Auth-Token {MASK}"),
        ("got Bearer abcdefgh, sorry", f"got Bearer {MASK}, sorry"),
        ("Basic dXNlcjpwYXNzd29yZA== it was", f"Basic {MASK} it was"),
        ("https://user:pa:ss@kaspi.kz/", f"https://user:{MASK}@kaspi.kz/"),
        ("https://hunter2@kaspi.kz/", f"https://{MASK}@kaspi.kz/"),
        ('{"name":"X-Auth-Token","value":"a1b2"},', f'{{"name":"X-Auth-Token","value":"{MASK}"}},'),
        ('{"key": "sid", "value": "a1b2", "type": "text"}', f'{{"key": "sid", "value": "{MASK}", "type": "text"}}'),
        (r"{\"name\":\"Cookie\",\"value\":\"a=b; c=d\"}", rf"{{\"name\":\"Cookie\",\"value\":\"{MASK}\"}}"),
        ("token=a&key=b&page=1", f"token={MASK}&key={MASK}&page=1"),
        ("token: a, secret: b", f"token: {MASK}, secret: {MASK}"),
    ],
)
def test_a_value_ends_where_its_place_ends(text: str, shown: str) -> None:
    """A header's at the quotation mark or the line's end, a parameter's at the next sign, a password's at its host."""
    assert cleaned(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "X-Auth-Token is missing",
        "the X-Auth-Token header was not accepted",
        "Authorization failed - please check your credentials",
        "proxy authorization required",
        "the token has expired",
        "Basic and bearer are words",
        "токен не подходит",
        "X-Auth-Token:",
        '{"name": "Accept", "value": "application/json"}',
        "{'X-Auth-Token': '', 'User-Agent': 'x'}",
        'curl -H "X-Auth-Token: $KASPI_TOKEN" -H "Accept: */*"',
        f"X-Auth-Token: {MASK}",
        "GET /shop/api/v2/orders/OTAwMDAwMDAxMjM0/entries HTTP/1.1",
        "/usr/local/lib/node_modules/n8n/node_modules/n8n-core/index.js",
        "3b1c0f5e9d7a4286b1c0f5e9d7a4286b1c0f5e9d7a4286b1c0f5e9d7a4286bff",
        "a mail to user@example.com",
    ],
)
def test_prose_paths_and_our_own_variables_stay(text: str) -> None:
    """A sentence about a secret holds none, nor does an address, a checksum, or a line that names KASPI_TOKEN."""
    redactor = Redactor(())
    assert (redactor.foreign(text), redactor.count) == (text, 0)


@pytest.mark.parametrize(
    "escaped",
    [
        TOKEN.replace("=", "%3D"),
        TOKEN.replace("=", "%253d"),
        TOKEN.replace("=", "\\u003d"),
        TOKEN.replace("=", "&#x3D;"),
        TOKEN.replace("=", "&#61;"),
        "a+/" * 14 + "a=",
        "a%2B%2f" * 14 + "a=",
        "a\\u002b\\/" * 14 + "a=",
        "a&#x2B;&#x2f;" * 14 + "a=",
    ],
)
@pytest.mark.parametrize("before", ["", " ", "https://", "/orders/", "=", "%2F", "\\n", "Token", "('"])
def test_a_tokens_shape_is_known_escaped_and_whatever_stands_before_it(escaped: str, before: str) -> None:
    """44 characters of Base64 are masked: the sign of equality tells where they end."""
    assert cleaned(f"{before}{escaped}!").removeprefix(before) == f"{MASK}!"


@pytest.mark.parametrize(("before", "after"), [("", ""), (" ", " "), ("=", "&"), ("('", "')"), ("абв", "где")])
def test_without_a_sign_of_equality_a_token_stands_alone(before: str, after: str) -> None:
    """44 characters of Base64 with none before or after are masked, 43 or 45 are not."""
    alone = TOKEN.replace("=", "A")
    assert cleaned(f"{before}{alone}{after}") == f"{before}{MASK}{after}"
    for other in (alone[1:], f"{alone}A"):
        assert cleaned(f"{before}{other}{after}") == f"{before}{other}{after}"


def test_what_is_longer_than_a_token_is_masked_whole() -> None:
    """Eight characters or more right before a token's shape belong to it; fewer are a word's rest."""
    assert cleaned(f"/orders/{TOKEN[:43]}{TOKEN}") == f"/orders/{MASK}"
    assert cleaned(f"a/12345678{TOKEN}") == f"a/{MASK}"
    assert cleaned(f"12345678{TOKEN} 12345678{TOKEN}") == f"{MASK} {MASK}"
    assert cleaned(f"a/1234567{TOKEN}") == f"a/1234567{MASK}"
    assert cleaned(f"{TOKEN}{TOKEN}") == f"{MASK}{MASK}"
    assert cleaned(TOKEN[1:]) == TOKEN[1:]


def test_tokens_are_found_and_decoded() -> None:
    """Every one in a text, as it was before it was put into an address."""
    text = f"?a={TOKEN[:-1]}%3D&b=/{'+a' * 21}%2B%3d, {TOKEN[:-2]}="
    assert [*tokens_in(text)] == [TOKEN, f"{'+a' * 21}+="]


def test_in_a_sentence_of_ours_names_are_words_and_shapes_are_not() -> None:
    """What the report says about tokens stays; what it quotes and has a token's shape goes, and counts once."""
    redactor = Redactor(())
    said = Text(en=f"KASPI_TOKEN: add {TOKEN}", ru="Basic authentication: нет", kk="token=жоқ")
    assert redactor.wording(said) == Text(en=f"KASPI_TOKEN: add {MASK}", ru="Basic authentication: нет", kk="token=жоқ")
    assert redactor.count == 1


def test_a_fact_is_looked_through() -> None:
    """Of what a server sends back, a secret that nobody knew of is not kept."""
    redactor = Redactor(())
    assert redactor.fact("https://kaspi.kz/login?token=abc") == f"https://kaspi.kz/login?token={MASK}"
    assert redactor.fact(("Set-Cookie: a=b", "X-Auth-Token: $KASPI_TOKEN")) == (
        f"Set-Cookie: {MASK}",
        "X-Auth-Token: $KASPI_TOKEN",
    )
    assert redactor.count == 2


def test_what_looks_like_a_secret_twice_counts_once() -> None:
    """One place is one passage, whatever speaks for it; places side by side are two."""
    for text, count in (
        (f"X-Auth-Token: Bearer {TOKEN}", 1),
        (f"token={TOKEN}", 1),
        ("token=a; secret=b", 2),
        (f"https://u:{TOKEN}@kaspi.kz/?token={TOKEN}", 2),
        ("nothing", 0),
    ):
        redactor = Redactor(())
        assert redactor.foreign(text).count(MASK) == redactor.count == count


@given(st.text(max_size=60))
def test_looking_twice_changes_nothing(text: str) -> None:
    """What is masked is not taken for a secret."""
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    "name", [*HEADERS, *NAMES, *ENDINGS, "X-Kaspi-Key", "shopAuth", "пароль", "API-Key-2", "key2", f"{'x' * 77}key"]
)
def test_a_name_alone_tells(name: str) -> None:
    """The same names speak for a secret where name and value are known apart, however they are spelt."""
    assert names_secret(name)
    assert names_secret(name.upper())


@pytest.mark.parametrize("name", ["page[number]", "Accept", "User-Agent", "keyword", "author", "", "x" * 78 + "key"])
def test_other_names_do_not(name: str) -> None:
    """Words that hold a part of such a name are none."""
    assert not names_secret(name)


@pytest.mark.parametrize(
    "piece",
    [
        "token",
        "x",
        "a/",
        "a,",
        "cookie ",
        "x-auth-token ",
        "://",
        "://a:",
        "bearer ",
        "key",
        "a%2B",
        "=",
        "\\u002b",
        "'",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """A quarter of a megabyte made to be looked at again and again is cleaned within a second."""
    text = piece * (250_000 // len(piece))
    started = time.process_time()
    cleaned(text)
    assert time.process_time() - started < 1
