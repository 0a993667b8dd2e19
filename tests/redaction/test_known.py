"""No secret passes the boundary in any known form, and nothing else is hurt."""

import base64
import html
import json
import time
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.redaction import MASK, PIECE, Redactor, visible
from kaspi_doctor.wording import Text

CANARY = base64.b64encode(bytes(range(1, 250, 8)) + b"\xfb").decode()
SPECIAL = "aB+/c9d/E+fG7h/+IjK/l+M0n/oP+qR/s+TuV/wX+y4="

ENCODINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda token: token,
    "upper case": str.upper,
    "lower case": str.lower,
    "percent-encoded": lambda token: quote(token, safe=""),
    "percent-encoded twice": lambda token: quote(quote(token, safe=""), safe=""),
    "percent-encoded throughout": lambda token: "".join(f"%{ord(c):02X}" for c in token),
    "of a form": quote_plus,
    "JSON": json.dumps,
    "JSON in JSON": lambda token: json.dumps(json.dumps(token)),
    "JSON with escaped slashes": lambda token: token.replace("/", "\\/"),
    "JSON with escaped specials": lambda token: (
        token.replace("=", "\\u003d").replace("+", "\\u002B").replace("/", "\\u002f")
    ),
    "HTML": html.escape,
    "HTML with entities": lambda token: token.replace("=", "&#61;").replace("+", "&#43;").replace("/", "&#47;"),
    "HTML with hexadecimal entities": lambda token: (
        token.replace("=", "&#x3d;").replace("+", "&#x2b;").replace("/", "&#x2f;")
    ),
    "hexadecimal": lambda token: token.encode().hex(),
    "hexadecimal, upper case": lambda token: token.encode().hex().upper(),
    "backwards": lambda token: token[::-1],
    "repr": repr,
    "Base64": lambda token: base64.b64encode(token.encode()).decode(),
    "Base64 after one byte": lambda token: base64.b64encode(f"x{token}".encode()).decode(),
    "Base64 after two bytes": lambda token: base64.b64encode(f"xy{token}yz".encode()).decode(),
    "Base64 for URLs": lambda token: base64.urlsafe_b64encode(f"user:{token}".encode()).decode(),
}


def longest_shared(text: str, secret: str) -> int:
    """Return the length of the longest part of a secret that a text holds."""
    return max(
        (n for n in range(1, len(secret) + 1) for i in range(len(secret) - n + 1) if secret[i : i + n] in text),
        default=0,
    )


@pytest.mark.parametrize("token", [CANARY, SPECIAL], ids=["plain", "special"])
@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("cleaned", [Redactor.foreign, Redactor.document], ids=["foreign", "document"])
def test_no_known_encoding_passes(
    token: str, encode: Callable[[str], str], cleaned: Callable[[Redactor, str], str]
) -> None:
    """A token is masked in whatever encoding it comes back, and the text around it stays."""
    redactor = Redactor([token])
    encoded = encode(token)
    shown = cleaned(redactor, f"before {encoded} after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert MASK in shown
    assert longest_shared(shown, encoded) < PIECE
    assert redactor.count >= 1


@given(st.integers(0, len(CANARY) - PIECE), st.integers(PIECE, len(CANARY)), st.text(max_size=20), st.text(max_size=20))
def test_no_part_of_eight_characters_passes(start: int, length: int, before: str, after: str) -> None:
    """Cut short, split over lines, or in the middle of other text: eight in a row are masked."""
    shown = Redactor([CANARY]).document(before + CANARY[start : start + length] + after)
    assert longest_shared(shown, CANARY) < PIECE + longest_shared(before + after, CANARY)


@given(st.text(max_size=300))
def test_text_without_a_secret_stays_as_it_is(text: str) -> None:
    """Masking touches nothing but secrets."""
    redactor = Redactor([CANARY, SPECIAL])
    assert (redactor.document(text), redactor.count) == (text, 0)


OWN = (
    "X-Auth-Token User-Agent Authorization: kaspi-doctor/0.1.0 python-requests/2.32.5 env:KASPI_TOKEN"
    " https://kaspi.kz/shop/api/v2/orders application/vnd.api+json KASPI_MERCHANT_UID"
)


@pytest.mark.parametrize(
    "token",
    ["KASPI_TOKEN_CANARY_0001", "kaspi-doctor/secret-1234567", "X-Auth-Token-of-a-test-77", "https://kaspi.kz/shop/x"],
)
def test_a_made_up_token_does_not_hide_what_the_report_is_about(token: str) -> None:
    """The tool's own words stay readable even when somebody's token shares a part with them; the token does not."""
    redactor = Redactor([token])
    assert redactor.document(OWN) == OWN
    assert token not in redactor.document(f"it was {token}!")


def test_only_the_whole_of_some_secrets_is_one() -> None:
    """What surrounds a damaged token may be plain words, so its parts stay, but never the whole."""
    redactor = Redactor([], whole=["X-Auth-Token:\tshort-one-1"])
    assert redactor.foreign("send X-Auth-Token with it") == "send X-Auth-Token with it"
    assert "short-one-1" not in redactor.foreign("got X-Auth-Token:\tshort-one-1")


def test_a_short_secret_is_masked_as_a_word_of_its_own() -> None:
    """Six characters are looked for in what comes from outside, but not inside words, nor in documents of ours."""
    redactor = Redactor(["abc123"])
    assert redactor.foreign("abc123, (ABC123) xabc1234") == f"{MASK}, ({MASK}) xabc1234"
    assert redactor.document("abc123") == "abc123"


@pytest.mark.parametrize("secret", ["", " ", "a", "1", "abc"])
def test_what_is_too_short_to_be_secret_ruins_no_report(secret: str) -> None:
    """Masking every "1" would hide nothing and destroy everything."""
    text = "HTTP 401: a token, abc 1"
    assert Redactor([secret], [secret]).foreign(text) == text


@pytest.mark.parametrize("token", ["токен-с-кириллицей-2026", "ключ" * 5, "\udcff" * 9 + "abcdefgh", "é" * 20])
def test_a_token_outside_ascii_is_masked_too(token: str) -> None:
    """What can never be sent may still be shown by somebody, as it is or encoded."""
    redactor = Redactor([token])
    for form in (token, token.upper(), json.dumps(token), quote(token, errors="replace")):
        assert redactor.document(f"<{form.strip(chr(34))}>") == f"<{MASK}>"


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("correct horse battery staple", "correct\nhorse\tbattery staple"),
        (SPECIAL, f"a\x0b{SPECIAL[2:9]}"),
    ],
)
def test_making_a_text_harmless_makes_no_secret_whole(secret: str, text: str) -> None:
    """Where a control character is spelt out, or becomes a space, what has come of it is masked too."""
    redactor = Redactor([secret])
    shown = redactor.foreign(text)
    assert MASK in shown
    assert redactor.foreign(shown) == shown


def test_every_sort_of_fact_is_cleaned() -> None:
    """Texts and lists of texts lose their secrets, a sentence's counted once; numbers and the like stay as they are."""
    redactor = Redactor([CANARY])
    assert redactor.fact(f"a {CANARY}") == f"a {MASK}"
    assert redactor.fact((CANARY, "b\x1b")) == (MASK, "b\\x1b")
    assert [redactor.fact(value) for value in (7, 1.5, True, None)] == [7, 1.5, True, None]
    assert redactor.wording(Text(en=CANARY, ru=f"«{CANARY}»", kk="жоқ")) == Text(en=MASK, ru=f"«{MASK}»", kk="жоқ")
    assert redactor.count == 3


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", "\\x1b"),
        ("\r", "\\x0d"),
        ("\x9b", "\\x9b"),
        ("\u202e", "\\u202e"),
        ("\u2028", "\\u2028"),
        ("\n", " "),
        ("\t", " "),
        *[("\ud800", "\\ud800"), ("\U000e0001", "\\U000e0001"), ("ж", "ж"), ("✓", "✓"), ("ә", "ә")],
    ],
)
def test_what_a_terminal_would_act_on_becomes_visible(character: str, shown: str) -> None:
    """Control characters and overrides are spelt out; letters of every language stay."""
    assert visible(f"a{character}b") == f"a{shown}b"


@given(st.text())
def test_what_is_visible_is_harmless_and_settled(text: str) -> None:
    """Nothing that acts is left, and looking twice changes nothing."""
    assert all(c.isprintable() or c.isspace() for c in visible(text))
    assert visible(visible(text)) == visible(text)
    visible(text).encode()


def test_a_long_document_takes_no_time() -> None:
    """Half a megabyte is cleaned within a second."""
    text = ("Kaspi answered 401. " * 50 + CANARY + "\n" + "проверка " * 50) * 340
    redactor = Redactor([CANARY])
    started = time.process_time()
    assert len(text) > 500_000
    assert CANARY not in redactor.document(text)
    assert time.process_time() - started < 2
