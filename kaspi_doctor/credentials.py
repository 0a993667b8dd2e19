"""The token as it was found: what is wrong with its text, and the form it was meant to have."""

import base64
import binascii
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

USUAL_LENGTH = 44
"""Base64 of 32 bytes; reported from three tokens, not documented: warn, never fail, on another shape."""
USUAL_BYTES = 32

LONGEST_PLACEHOLDER = 80
"""In characters."""

FINGERPRINT_LABEL = b"kaspi-doctor token fingerprint v1"


class Secret:
    """A value that shows itself only when asked to by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """Give the value, for the one place that sends it and the one that redacts it."""
        return self._value

    def __repr__(self) -> str:
        """Show nothing of the value."""
        return "Secret(…)"

    __str__ = __repr__


class Damage(StrEnum):
    """What happened to a token's text on the way here. All seen in the wild."""

    QUOTES = "quotes"
    WHITE_SPACE = "white-space"
    NEWLINE = "newline"
    BYTE_ORDER_MARK = "byte-order-mark"
    INVISIBLE = "invisible-characters"
    LOOK_ALIKES = "look-alike-letters"
    NOT_ASCII = "not-ascii"
    BEARER = "bearer-prefix"
    HEADER_NAME = "header-name-prefix"
    PERCENT_ENCODED = "percent-encoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What looking at a token's text says, without any request."""

    mended: Secret | None
    """The form that can be sent; None when nothing sendable is left, or when it is a placeholder."""
    damage: tuple[Damage, ...]
    is_empty: bool
    is_placeholder: bool
    is_usual_shape: bool
    length: int
    """Of the text as found, in characters."""
    fingerprint: str | None
    """First 8 hex digits of HMAC-SHA-256 of the mended form under a fixed label: tells tokens apart, gives none away."""


QUOTES = "\"'`«»“”„‘’"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХаеорсухіАҺ", "ABCEHIKMOPTXaeopcyxiAh")
"""Cyrillic letters that a keyboard left in Russian or Kazakh puts in place of Latin ones."""

_HEADER_NAME = re.compile(r"^(?:x-auth-token|authorization)\s*[:=]\s*", re.IGNORECASE)
_BEARER = re.compile(r"^(?:bearer|token|basic)\s+", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"""
      <[^>]*> | \{\{?[^}]*\}\}? | \[[^\]]*(?:token|токен)[^\]]*\] | \$\{?\w*\}? | %\w+%
    | x{3,} | \*{3,} | \.{3,} | …+ | -{3,} | 0{3,} | 1234\d*
    | (?:your|my|the|insert|put|paste|enter|place)?[\s_-]*(?:real|actual|kaspi|shop|merchant|api|auth|access|secret|here)*
      [\s_-]*(?:(?:kaspi|shop|api|auth|access)[\s_-]*)*(?:token|key)[\s_-]*(?:here|value|goes[\s_-]*here)?
    | (?:ваш|твой|мой|сіздің|өз|вставьте|введите|укажите)?[\s_-]*(?:ваш|свой|kaspi|api|апи)?[\s_-]*(?:токен|токенді|токеніңіз|ключ|token)
      [\s_-]*(?:kaspi|api|апи|сюда|здесь|из[\s_-]*кабинета|осында)*
    | change[\s_-]?(?:me|it|this) | replace[\s_-]?(?:me|this) | place[\s_-]?holder | example | dummy | todo | tbd | secret | none | null
    | undefined | test | fake | n/a
    """,
    re.IGNORECASE | re.VERBOSE,
)


def inspect(raw: str) -> Inspection:
    """Look at a token as it was found and mend what can be mended. Never raises."""
    mended, damage = _mend(raw)
    is_placeholder = bool(mended) and (_is_placeholder(mended) or _is_placeholder(raw.strip()))
    is_sendable = bool(mended) and mended.isascii() and mended.isprintable() and " " not in mended
    usable = is_sendable and not is_placeholder
    return Inspection(
        mended=Secret(mended) if usable else None,
        damage=() if is_placeholder or not mended else damage,
        is_empty=not mended,
        is_placeholder=is_placeholder,
        is_usual_shape=usable and is_usual_shape(mended),
        length=len(raw),
        fingerprint=fingerprint(mended) if usable else None,
    )


def is_usual_shape(token: str) -> bool:
    """Tell whether a token is 44 characters of Base64, as every token seen so far."""
    try:
        decoded = base64.b64decode(token, validate=True)
    except (ValueError, binascii.Error):
        return False
    return len(token) == USUAL_LENGTH and len(decoded) == USUAL_BYTES


def fingerprint(token: str) -> str:
    """Give 8 hex digits that tell two tokens apart and say nothing else about them."""
    return hmac.new(FINGERPRINT_LABEL, token.encode(), hashlib.sha256).hexdigest()[:8]


def _is_placeholder(text: str) -> bool:
    """Tell a word left in from a template; long texts are none, and would cost the pattern too much."""
    return len(text) <= LONGEST_PLACEHOLDER and bool(_PLACEHOLDER.fullmatch(text.strip().strip(QUOTES)))


def _mend(raw: str) -> tuple[str, tuple[Damage, ...]]:
    """Undo damage until nothing changes, outermost first; what was undone is told in the order it was found."""
    text, damage = raw, dict.fromkeys(_plain_damage(raw))
    while True:
        before = text
        text = "".join(c for c in text if not _is_invisible(c)).strip()
        for kind, prefix in ((Damage.HEADER_NAME, _HEADER_NAME), (Damage.BEARER, _BEARER)):
            if prefix.match(text):
                text, damage = prefix.sub("", text), damage | {kind: None}
        unquoted = text.strip(QUOTES)
        if unquoted != text:
            text, damage = unquoted, damage | {Damage.QUOTES: None}
        if re.search(r"%(?:2[BFbf]|3[Dd])", text):
            text, damage = unquote(text), damage | {Damage.PERCENT_ENCODED: None}
        if text == before:
            break
    if re.search(r"\s", text) and not _is_placeholder(text):
        text = re.sub(r"\s+", "", text)
    if not text.isascii() and not _is_placeholder(text):
        swapped = text.translate(LOOK_ALIKES)
        damage |= {Damage.LOOK_ALIKES if swapped.isascii() else Damage.NOT_ASCII: None}
        text = swapped
    return text, tuple(damage)


def _plain_damage(raw: str) -> list[Damage]:
    found: list[Damage] = []
    if BYTE_ORDER_MARK in raw:
        found.append(Damage.BYTE_ORDER_MARK)
    if any(_is_invisible(c) for c in raw if c != BYTE_ORDER_MARK):
        found.append(Damage.INVISIBLE)
    if "\n" in raw or "\r" in raw:
        found.append(Damage.NEWLINE)
    inner = _BEARER.sub("", _HEADER_NAME.sub("", raw.strip().strip(QUOTES)))
    if re.search(r"[^\S\r\n]", inner) or raw.strip("\r\n") != raw.strip():
        found.append(Damage.WHITE_SPACE)
    return found


def _is_invisible(character: str) -> bool:
    """Control and format characters: nobody sees them, and no header may hold them."""
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Cs"} and character not in "\t\n\r\v\f"
