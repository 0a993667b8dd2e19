"""What looking at a token's text says, and what it is mended to."""

import base64
import time
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaspi_doctor.credentials import (
    LONGEST_TOKEN,
    Damage,
    Inspection,
    Secret,
    fingerprint,
    inspect,
    is_usual_shape,
    tokens_of,
)

FAKE = base64.b64encode(b"FAKE-TOKEN-OF-A-TEST-NOT-REAL-01").decode()

DAMAGED = {
    Damage.QUOTES: f'"{FAKE}"',
    Damage.WHITE_SPACE: f"{FAKE[:9]} {FAKE[9:]}",
    Damage.NEWLINE: f"{FAKE}\n",
    Damage.BYTE_ORDER_MARK: f"\ufeff{FAKE}",
    Damage.INVISIBLE: f"{FAKE[:7]}\u200b{FAKE[7:]}",
    Damage.LOOK_ALIKES: FAKE.replace("T", "Т").replace("x", "х"),
    Damage.BEARER: f"Bearer {FAKE}",
    Damage.HEADER_NAME: f"X-Auth-Token: {FAKE}",
    Damage.PERCENT_ENCODED: FAKE.replace("=", "%3D"),
}
DAMAGE: dict[Damage, Callable[[str], str]] = {
    Damage.QUOTES: lambda text: f"'{text}'",
    Damage.WHITE_SPACE: lambda text: f"{text[:-9]}\t{text[-9:]}",
    Damage.NEWLINE: lambda text: f"\r\n{text}",
    Damage.BYTE_ORDER_MARK: lambda text: f"\ufeff{text}",
    Damage.INVISIBLE: lambda text: f"{text[:-8]}\u00ad{text[-8:]}",
    Damage.LOOK_ALIKES: lambda text: text.replace("E", "Е"),
    Damage.BEARER: lambda text: f"bearer  {text}",
    Damage.HEADER_NAME: lambda text: f"x-auth-token:{text}",
    Damage.PERCENT_ENCODED: lambda text: text.replace("=", "%3d"),
}


def fixed(raw: str) -> str | None:
    """Return what would be sent."""
    secret = inspect(raw).fixed
    return secret.reveal() if secret else None


@pytest.mark.parametrize(("damage", "raw"), DAMAGED.items())
def test_each_damage_is_named_alone_and_mended(damage: Damage, raw: str) -> None:
    """Whatever happened to a token on its way, that and nothing else is named, and the token itself is sent."""
    found = inspect(raw)
    assert (found.damage, fixed(raw), found.length) == ((damage,), FAKE, len(raw))
    assert found.is_usual_shape
    assert found.fingerprint == fingerprint(FAKE)


@pytest.mark.parametrize(("inner", "outer"), list(permutations(DAMAGE, 2)))
def test_damages_in_pairs_are_both_named_and_mended(inner: Damage, outer: Damage) -> None:
    """Two damages, one over the other in either order, hide nothing of each other."""
    raw = DAMAGE[outer](DAMAGE[inner](FAKE))
    assert set(inspect(raw).damage) == {inner, outer}
    assert fixed(raw) == FAKE


@pytest.mark.parametrize(
    ("raw", "damage"),
    [
        (f"«{FAKE}»", {Damage.QUOTES}),
        (f"“{FAKE}”", {Damage.QUOTES}),
        (f'{FAKE}"', {Damage.QUOTES}),
        (f"<{FAKE}>", {Damage.QUOTES}),
        (f"[{FAKE}]", {Damage.QUOTES}),
        (f"  {FAKE}\u00a0", {Damage.WHITE_SPACE}),
        (f"{FAKE}\r\n", {Damage.NEWLINE}),
        (f"{FAKE}\r", {Damage.NEWLINE}),
        (f"{FAKE[:20]}\n{FAKE[20:]}", {Damage.NEWLINE}),
        (f"{FAKE}\x00", {Damage.INVISIBLE}),
        (f"{FAKE}\x1b", {Damage.INVISIBLE}),
        (f"{FAKE}\udcff", {Damage.INVISIBLE}),
        (f"Authorization: Bearer {FAKE}", {Damage.HEADER_NAME, Damage.BEARER}),
        (f"X-Auth-Token={FAKE}", {Damage.HEADER_NAME}),
        (f'"X-Auth-Token": "{FAKE}",', {Damage.HEADER_NAME, Damage.QUOTES}),
        (f"KASPI_TOKEN={FAKE}", {Damage.HEADER_NAME}),
        (f"export KASPI_API_TOKEN='{FAKE}'\n", {Damage.HEADER_NAME, Damage.QUOTES, Damage.NEWLINE}),
        (f'$env:KASPI_TOKEN = "{FAKE}"', {Damage.HEADER_NAME, Damage.QUOTES}),
        (f'X-Auth-Token: "Bearer {FAKE}"', {Damage.HEADER_NAME, Damage.QUOTES, Damage.BEARER}),
        (FAKE.replace("=", "%253D"), {Damage.PERCENT_ENCODED}),
        (f"{FAKE}%0A".replace("=", "%3D"), {Damage.PERCENT_ENCODED, Damage.NEWLINE}),
    ],
)
def test_forms_seen_in_the_wild_are_mended(raw: str, damage: set[Damage]) -> None:
    """Lines copied whole out of other files still give the token."""
    assert (set(inspect(raw).damage), fixed(raw)) == (damage, FAKE)


@pytest.mark.parametrize("raw", [f"{FAKE}ж", f"{FAKE}→", f"{FAKE}\N{GRINNING FACE}", f"{FAKE}\u0301"])
def test_what_cannot_be_mended_is_never_sent(raw: str) -> None:
    """A character that no token has and that stands for no other leaves nothing to send."""
    found = inspect(raw)
    assert (found.damage, found.fixed, found.fingerprint) == ((Damage.NOT_ASCII,), None, None)
    assert not found.is_placeholder


@pytest.mark.parametrize(
    "raw",
    """ваш_токен|ВАШ_ТОКЕН|ваш токен|<ваш токен>|[ваш токен]|твой_токен|мой_токен|ваш-токен-kaspi|ВАШ_API_ТОКЕН
    |токен|Токен
    |вставьте сюда ваш токен|ВСТАВЬТЕ_ТОКЕН_СЮДА|Ваш токен из кабинета|ключ API|сіздің_токеніңіз|токеніңізді қойыңыз
    |your_token|YOUR_KASPI_TOKEN|YOUR-TOKEN-HERE|yourTokenHere|YourToken|your_api_key|your_x_auth_token|my_token|KASPI_TOKEN
    |token|secret|paste your token here|insert-token-here|ENTER_YOUR_TOKEN|REPLACE_ME|replace_with_your_token
    |changeme|change-me
    |<token>|<your token>|{token}|{{ token }}|${{ secrets.KASPI_TOKEN }}|${KASPI_TOKEN}|$KASPI_TOKEN
    |%KASPI_TOKEN%|$(cat token)
    |$env:KASPI_TOKEN|xxx|XXXXXXXX|xxxx-xxxx-xxxx|***|...|…|----|00000000|1234|123456789|placeholder|example|dummy_token
    |example_token|todo|TBD|none|null|None|undefined|test|n/a""".replace("\n    ", "").split("|"),
)
@pytest.mark.parametrize("around", ["{}", '"{}"\n', " {} ", "Bearer {}", "X-Auth-Token: {}"])
def test_words_left_in_from_a_template_are_placeholders(raw: str, around: str) -> None:
    """A stand-in is told from a token, also in quotes or behind a prefix; it is not damage, and is never sent."""
    found = inspect(around.format(raw))
    assert (found.is_placeholder, found.fixed, found.damage, found.is_empty) == (True, None, (), False)


@pytest.mark.parametrize("raw", ["x" * 43 + "=", "A" * 43 + "=", "x" * 44])
def test_one_character_over_and_over_is_a_placeholder_of_any_length(raw: str) -> None:
    """Filling the usual 44 characters does not make a token."""
    assert inspect(raw).is_placeholder


@pytest.mark.parametrize("raw", ["abc", "hunter2", "shop-kaspi-2", "a1b2c3d4", "SECRET-VALUE-777", "FAKE-TOKEN-123456"])
def test_an_unusual_token_is_sent_as_it_is(raw: str) -> None:
    """Another shape is no damage: the form is not documented."""
    found = inspect(raw)
    assert (fixed(raw), found.damage, found.is_usual_shape, found.is_placeholder) == (raw, (), False, False)


@pytest.mark.parametrize(
    "raw", ["", " ", "\n", '""', "''", "\ufeff", "\u200b", "Bearer ", "Bearer", "X-Auth-Token:", "KASPI_TOKEN="]
)
def test_what_holds_no_token_is_empty(raw: str) -> None:
    """Quotes, blanks and prefixes around nothing are no token, rather than a damaged one."""
    found = inspect(raw)
    assert (found.is_empty, found.fixed, found.damage, found.is_placeholder) == (True, None, (), False)


@given(st.binary(min_size=32, max_size=32).filter(lambda raw: len(set(raw)) > 1))
def test_no_token_of_the_usual_shape_is_taken_for_a_placeholder(raw: bytes) -> None:
    """44 characters of Base64 pass as they are, whatever words they happen to spell."""
    token = base64.b64encode(raw).decode()
    found = inspect(token)
    assert (fixed(token), found.damage, found.is_usual_shape) == (token, (), True)


NOISE = st.text(st.one_of(st.characters(), st.sampled_from("\"'%3D \n\ufeff\u200bАхBearer:=<>${}x-")), max_size=60)


@given(st.one_of(NOISE, st.builds(lambda before, after: before + FAKE + after, NOISE, NOISE)))
def test_any_text_gives_a_sendable_token_or_the_reason_why_not(raw: str) -> None:
    """Nothing raises; what is sent is visible ASCII without blanks; and when nothing is, there is a reason."""
    found = inspect(raw)
    token = fixed(raw)
    assert token is None or (token.isascii() and token.isprintable() and not any(c.isspace() for c in token))
    assert token is not None or found.is_empty or found.is_placeholder or found.damage
    assert (found.fingerprint is None) == (token is None)


@given(NOISE)
@example(FAKE.replace("=", "%3\nD"))
@example(FAKE.replace("=", "%\u200325\u200b3D"))
@example(f"Веаrеr %2\n0{FAKE}")
def test_mending_is_settled(raw: str) -> None:
    """What was mended once is not damaged any more."""
    token = fixed(raw)
    assert token is None or inspect(token).damage == ()


@pytest.mark.parametrize(
    "raw",
    [
        "A" * 10**6,
        "Bearer " * 10**5,
        '"' * 10**6,
        "%25" * 10**5,
        "your" * 10**5,
        f"{FAKE}\n" * 10**5,
        "%25" * 1300,
        "((" * 2000,
    ],
    ids=lambda raw: f"{raw[:8]} {len(raw)}",
)
def test_another_file_given_in_error_is_refused_at_once(raw: str) -> None:
    """A huge text is not taken for a token, nor chewed on: the wrong file costs no time."""
    started = time.process_time()
    found = inspect(raw)
    assert time.process_time() - started < 0.5
    assert len(raw) <= LONGEST_TOKEN or (found.damage, found.fixed) == ((Damage.TOO_LONG,), None)


def test_a_secret_shows_itself_to_nobody() -> None:
    """Printing, formatting or logging what holds a token gives no character of it."""
    found: Inspection = inspect(FAKE)
    assert FAKE not in f"{found!r} {found} {Secret(FAKE)} {Secret(FAKE)!r} {[Secret(FAKE)]}"


def test_the_fingerprint_tells_tokens_apart_and_not_their_damage() -> None:
    """The same token has one fingerprint whatever happened to it; another has another."""
    assert {inspect(raw).fingerprint for raw in DAMAGED.values()} == {fingerprint(FAKE)}
    assert fingerprint(FAKE) != fingerprint(FAKE.swapcase())
    assert len(fingerprint(FAKE)) == 8


@pytest.mark.parametrize(
    ("token", "usual"),
    [
        (FAKE, True),
        (FAKE[:-1], False),
        (FAKE.replace("=", "A"), False),
        (FAKE[:-2] + "é=", False),
        ("A" * 40 + "====", False),
    ],
)
def test_the_usual_shape_is_base64_of_32_bytes(token: str, *, usual: bool) -> None:
    """44 characters, one of them the padding, and nothing outside the alphabet."""
    assert is_usual_shape(token) is usual


def test_every_variable_that_is_known_to_hold_a_token_is_read() -> None:
    """Our own and those of other projects; one that is empty, or of another name, has none."""
    environment = {"KASPI_TOKEN": "a", "KASPI_API_TOKEN": "", "KASPI_SHOP_TOKEN": "b", "KASPI_MERCHANT_UID": "7"}
    assert tokens_of(environment) == ("a", "b")
    assert tokens_of({}) == ()
