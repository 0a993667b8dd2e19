"""Where masking begins and ends: the lengths that matter, what counts as a part, and how often it was done."""

import base64
import json

import pytest

from kaspi_doctor.redaction import MASK, Redactor, visible
from kaspi_doctor.wording import Text

LONG = "aZ1-bY2_cX3-dW4_"
"""Sixteen characters: the shortest secret whose parts count."""


def test_the_mask_is_the_public_one() -> None:
    """What scripts look for in a report."""
    assert Redactor([LONG]).document(LONG) == "[masked]"


@pytest.mark.parametrize(
    ("secret", "foreign", "document", "within"),
    [
        ("abc", False, False, False),
        (" abc ", False, False, False),
        ("a1c4", True, False, False),
        ("a1c4e6g", True, False, False),
        ("a1c4e6g8", True, True, True),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_how_short_a_secret_may_be(secret: str, *, foreign: bool, document: bool, within: bool, whole: bool) -> None:
    """From 4 characters on a word of foreign text is masked, from 8 on anything; white space around does not count."""
    redactor = Redactor([], [secret]) if whole else Redactor([secret])
    word = secret.strip()
    assert (redactor.foreign(f"({word})") == f"({MASK})") is foreign
    assert (redactor.document(f"({word})") == f"({MASK})") is document
    assert (redactor.foreign(f"x{word}x") == f"x{MASK}x") is within


def test_how_long_a_part_must_be() -> None:
    """Eight characters in a row of a secret of sixteen are a part of it; seven are not, nor is any of fifteen."""
    for start in range(9):
        assert Redactor([LONG]).document(f"<{LONG[start : start + 8]}>") == f"<{MASK}>"
        assert MASK not in Redactor([LONG]).document(f"<{LONG[start : start + 7]}>")
    assert MASK not in Redactor([LONG[:15]]).document(LONG[:14])
    assert Redactor([LONG[:15]]).document(LONG[:15]) == MASK


@pytest.mark.parametrize("secret", ["correct horse battery", "пароль-очень-длинный", f"{LONG}é"])
def test_words_have_no_parts(secret: str) -> None:
    """What holds a blank, or letters that no header can carry, is masked as a whole alone: its parts are words."""
    redactor = Redactor([secret])
    assert redactor.document(secret) == MASK
    assert redactor.document(f"the {secret[:-1]}!") == f"the {secret[:-1]}!"


def test_only_the_last_of_a_part_matters_to_its_end() -> None:
    """A part is masked up to its last character and not one further, wherever it stands."""
    redactor = Redactor([LONG])
    part = LONG[2:13]
    for before, after in (("", ""), ("b", "Y"), ("жж", "ж"), ("\n", "\n")):
        assert redactor.document(f"{before}{part}{after}") == f"{before}{MASK}{after}"
    assert redactor.document(f"{part}{part}") == f"{MASK}{MASK}"
    assert redactor.document(f"1{LONG[:8]}2{LONG[8:]}3") == f"1{MASK}2{MASK}3"
    assert redactor.document(f"İ{part.upper()}ж{part}") == f"İ{MASK}ж{MASK}"


def test_every_passage_counts_once() -> None:
    """The count is of passages, whole ones and parts, over everything that was cleaned."""
    redactor = Redactor([LONG])
    redactor.foreign(f"{LONG} and {LONG[:9]} and {LONG[7:]}")
    assert redactor.count == 3
    redactor.document(f"{LONG}, {LONG}")
    assert redactor.count == 5
    redactor.fact((LONG, "none", LONG[1:10]))
    assert redactor.count == 7
    redactor.wording(Text(en=f"{LONG} {LONG}", ru=LONG, kk="-"))
    assert redactor.count == 9
    assert Redactor([LONG]).count == 0


def test_equal_and_overlapping_secrets_are_masked_as_the_longest() -> None:
    """A secret within another one leaves nothing of the longer."""
    assert Redactor([LONG[:12], LONG, LONG]).document(f"<{LONG}>") == f"<{MASK}>"
    assert Redactor(["a1c4e6g8", "A1C4E6G8-more"]).document("<A1c4e6g8-more>") == f"<{MASK}>"


def test_what_a_pattern_means_is_not_meant() -> None:
    """The characters of a secret stand for themselves."""
    redactor = Redactor(["a.c+e*g(8)[x]"])
    assert redactor.document("a.c+e*g(8)[x]") == MASK
    assert redactor.document("abcceeg8x") == "abcceeg8x"


def test_white_space_around_a_secret_is_no_part_of_it() -> None:
    """Damaged by blanks or a newline, it is masked with them and without."""
    for redactor in (Redactor([f" {LONG}\n"]), Redactor([], [f" {LONG}\n"])):
        assert redactor.document(LONG) == MASK
        assert redactor.document(f"x {LONG}\ny") == f"x{MASK}y"
    assert Redactor([" a1c4 "]).foreign("( a1c4 ) (a1c4)") == f"({MASK}) ({MASK})"


SPECIALS = "ab+c/d=e"
"""Eight characters: too short for parts, so that every form has to be known as it is."""
FORMS = [
    "ab%2Bc%2Fd%3De",
    "ab%2bc%2fd%3de",
    "ab%252Bc%252Fd%253De",
    "ab%2Bc/d%3De",
    "%61%62%2b%63%2f%64%3d%65",
    "ab\\u002bc\\u002fd\\u003de",
    "ab\\x2bc\\x2fd\\x3de",
    "ab&#43;c&#47;d&#61;e",
    "ab&#x2B;c&#x2F;d&#x3D;e",
    "ab&#x2b;c&#x2f;d&#x3d;e",
    "ab+c\\/d=e",
    "ab c/d=e",
    "61622b632f643d65",
    "e=d/c+ba",
    "AB+C/D=E",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_known_whole(form: str) -> None:
    """Each encoding of a secret is masked from end to end, even of one that is too short for parts."""
    assert Redactor([SPECIALS]).document(f"<{form}>") == f"<{MASK}>"


@pytest.mark.parametrize("form", ["pass/word%2012", "pass%2Fword%2012", "pass%2Fword+12", "pass%252Fword%252012"])
def test_blanks_are_known_encoded(form: str) -> None:
    """A blank is written in two ways in an address, and a slash may stay as it is."""
    assert Redactor(["pass/word 12"]).document(f"<{form}>") == f"<{MASK}>"


@pytest.mark.parametrize("quoted", ["q\"u'o&t<e>9", "back\\slash\\9", "кл\"юч'&<9>", "tab\there-9"])
def test_quotes_and_the_like_are_known_escaped(quoted: str) -> None:
    """JSON, JSON in JSON, and HTML with either way to write a quote."""
    redactor = Redactor([quoted])
    once = json.dumps(quoted)[1:-1]
    html = quoted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    forms = [once, json.dumps(quoted, ensure_ascii=False)[1:-1], json.dumps(once)[1:-1]]
    forms += [html.replace('"', "&quot;").replace("'", "&#x27;"), html.replace('"', "&#34;").replace("'", "&#39;")]
    for form in forms:
        assert redactor.document(f"<{form}>") == f"<{MASK}>"


@pytest.mark.parametrize("secret", ["a1c4e6g8", "a1c4e6g8W", "a1c4e6g8i0", "\xff\xfe\xfd\xfb\xff\xfe\xfd\xfb?>"])
@pytest.mark.parametrize("shift", [0, 1, 2])
@pytest.mark.parametrize("tail", ["", "y", "yz"])
def test_base64_is_known_at_every_offset(secret: str, shift: int, tail: str) -> None:
    """Whatever stands before or behind it, every character that holds bits of the secret alone is masked."""
    text = ("u:"[:shift] + secret + tail).encode()
    first, last = -(-8 * shift // 6), 8 * (shift + len(secret.encode())) // 6
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        encoded = encode(text).decode()
        assert Redactor([secret]).document(encoded) == encoded[:first] + MASK + encoded[last:]


@pytest.mark.parametrize("character", ["\u2029", "\u2028", "\u200b", "\ue000", "\u0378", "\x85", "\x7f", "\x00"])
def test_whatever_is_not_seen_is_spelt_out(character: str) -> None:
    """Paragraph separators, invisible, private and unassigned characters do not reach a terminal as they are."""
    assert visible(character) == (f"\\x{ord(character):02x}" if ord(character) <= 0xFF else f"\\u{ord(character):04x}")


def test_the_widths_of_escapes() -> None:
    """Two digits up to U+00FF, four up to U+FFFF, eight beyond."""
    shown = [visible(chr(code)) for code in (0x9F, 0xAD, 0xFFFF, 0x10FFFF, 0xE0001)]
    assert shown == ["\\x9f", "\\xad", "\\uffff", "\\U0010ffff", "\\U000e0001"]
