"""The token as it was found: what is wrong with its text, and the form it was meant to have."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from kaspi_doctor.wording import Text

TOKEN_VARIABLES: Final = ("KASPI_TOKEN", "KASPI_API_TOKEN", "KASPI_AUTH_TOKEN", "KASPI_SHOP_TOKEN", "KASPI_API_KEY")
"""Our own variable, and those that hold the token in other projects (observed in public code)."""

USUAL_LENGTH = 44
"""Base64 of 32 bytes; reported from three tokens, not documented: warn, never fail, on another shape."""
USUAL_BYTES = 32

LONGEST_PLACEHOLDER = 80
"""In characters."""
LONGEST_TOKEN = 4096
"""In characters; no server takes a longer header, so what is longer is some other file."""

FINGERPRINT_LABEL = b"kaspi-doctor token fingerprint v1"


def tokens_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return every token that a variable known to hold one has."""
    return tuple(value for name in TOKEN_VARIABLES if (value := environment.get(name)))


class Secret:
    """A value that shows itself only when asked to by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """Return the value, for the one place that sends it and the one that redacts it."""
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
    TOO_LONG = "too-long"


DAMAGES: Final[Mapping[Damage, Text]] = {
    Damage.QUOTES: Text(
        en="quotes or brackets around it",
        ru="кавычки или скобки вокруг него",
        kk="айналасындағы тырнақша не жақша",
    ),
    Damage.WHITE_SPACE: Text(en="white space in or around it", ru="лишние пробелы", kk="артық бос орындар"),
    Damage.NEWLINE: Text(en="a line break", ru="перевод строки", kk="жол ауысуы"),
    Damage.BYTE_ORDER_MARK: Text(
        en="a byte order mark (BOM) in front",
        ru="метка порядка байтов (BOM) в начале",
        kk="басындағы байт реті белгісі (BOM)",
    ),
    Damage.INVISIBLE: Text(en="invisible characters", ru="невидимые символы", kk="көрінбейтін таңбалар"),
    Damage.LOOK_ALIKES: Text(
        en="Cyrillic letters that look like Latin ones",
        ru="кириллические буквы вместо похожих латинских",
        kk="латын әріптерінің орнындағы ұқсас кирилл әріптері",
    ),
    Damage.NOT_ASCII: Text(
        en="characters that no token has",
        ru="символы, которых в токене не бывает",
        kk="токенде болмайтын таңбалар",
    ),
    Damage.BEARER: Text(
        en="a word such as “Bearer” in front",
        ru="лишнее слово вроде «Bearer» перед ним",
        kk="алдындағы «Bearer» сияқты артық сөз",
    ),
    Damage.HEADER_NAME: Text(
        en="the name of a header or a variable in front",
        ru="имя заголовка или переменной перед ним",
        kk="алдындағы тақырыптың не айнымалының атауы",
    ),
    Damage.PERCENT_ENCODED: Text(
        en="percent-encoded characters (%3D in place of =)",
        ru="символы в кодировке URL (%3D вместо =)",
        kk="URL кодтауындағы таңбалар (= орнына %3D)",
    ),
    Damage.TOO_LONG: Text(
        en="far too much text, as if another file had been given",
        ru="слишком много текста, как будто указан не тот файл",
        kk="тым көп мәтін, басқа файл көрсетілген сияқты",
    ),
}
"""What is in the token's text that does not belong there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What looking at a token's text says, without any request."""

    fixed: Secret | None
    """The form that can be sent; None when nothing sendable is left, or when it is a placeholder."""
    damage: tuple[Damage, ...]
    is_empty: bool
    is_placeholder: bool
    is_usual_shape: bool
    length: int
    """Of the text as found, in characters."""
    fingerprint: str | None
    """8 hex digits of HMAC-SHA-256 of the fixed form under a fixed label: tells tokens apart, gives none away."""


QUOTES = "\"'`´«»“”„‘’‚"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХУЅЈһаеорсухіѕј", "ABCEHIKMOPTXYSJhaeopcyxisj")
"""Cyrillic letters that a keyboard left in Russian or Kazakh puts in place of Latin ones."""

# A variable's name comes along when a line of an .env file is copied whole. No Base64 has an underscore.
_NAME = re.compile(
    r"(?:(?:export|set)\s+|\$env:)?[\"']?(?:x-auth-token|authorization|kaspi_\w+)[\"']?\s*[:=]\s*", re.IGNORECASE
)
_SCHEME = re.compile(r"bearer(?:\s+|$)|(?:token|basic)\s+", re.IGNORECASE)
_QUOTED_WITH_A_COMMA = re.compile(rf"[{QUOTES}][,;]+$")
_BRACKETS = re.compile(r"[<\[({](.*)[>\])}]", re.DOTALL)
_PERCENT_ENCODED = re.compile(r"%(?:25|2[BF]|3D)", re.IGNORECASE)

# What only stands for a token: brackets, a variable that nobody filled in, one character over and over.
_STAND_IN = re.compile(
    r"<[^>]*>|\[[^\]]*\]|\{+[^}]*\}+|\$(?:env:)?\w+|\$+\{+[^}]*\}+|\$\([^)]*\)|%\w+%|(.)\1{2,}=*|[x*._#…•-]{3,}=*|…|1234\d*",
    re.IGNORECASE,
)
_WORDS_APART = re.compile(r"[\W_]+|(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_SAYS_WHAT_BELONGS_HERE = re.compile(
    r"token|key|secret|токен|ключ|кілт|change|replace|placeholder|example|insert|paste|замен|вставь", re.IGNORECASE
)
_MANY_IN_ONE = re.compile(
    r"(?:your|my|the|insert|paste|put|enter|here|real|kaspi|shop|merchant|seller|api|auth|access|secret|token|key"
    r"|change|replace|me|this|value|goes|placeholder|example|sample|dummy|ваш|твой|мой|свой|сюда|здесь|токен|ключ|каспи|сіздің|өз)+"
)
_WORDS = frozenset(
    """
    a an and as be by from in is it of on to use with x own actual place set add new some any tokens kz cabinet string
    апи вашего вашим твоего моего вставьте вставь вставить введите ввести укажите указать замените замени на из от для
    токена токеном магазина продавца кабинета личного реальный настоящий пример
    сенің менің өзіңіздің токені токеніңіз токеніңізді токенді токенін кілт кілтіңіз дүкен кабинет кабинеттен
    осында осы жерге мұнда енгізіңіз қойыңыз жазыңыз салыңыз
    """.split()  # noqa: SIM905 - prose reads better than a column of words
)
_ALONE = {"change", "placeholder", "example", "dummy", "sample", "test", "fake", "empty", "undefined"} | {
    *("todo", "tbd", "fixme", "none", "null", "nil", "n/a", "changeme")
}


def inspect(raw: str) -> Inspection:
    """Look at a token as it was found and fix what can be fixed. Never raises."""
    if len(raw.strip()) > LONGEST_TOKEN:
        return _inspected(raw, "", (Damage.TOO_LONG,))
    fixed, damage = _fix(raw)
    is_placeholder = _is_placeholder(fixed) or _is_placeholder(raw)
    if is_placeholder or not fixed:
        return _inspected(raw, "", (), is_empty=not fixed, is_placeholder=bool(fixed) and is_placeholder)
    is_sendable = fixed.isascii() and fixed.isprintable()
    return _inspected(raw, fixed if is_sendable else "", damage)


def _inspected(
    raw: str, sendable: str, damage: tuple[Damage, ...], *, is_empty: bool = False, is_placeholder: bool = False
) -> Inspection:
    return Inspection(
        fixed=Secret(sendable) if sendable else None,
        damage=damage,
        is_empty=is_empty,
        is_placeholder=is_placeholder,
        is_usual_shape=is_usual_shape(sendable),
        length=len(raw),
        fingerprint=fingerprint(sendable) if sendable else None,
    )


def is_usual_shape(token: str) -> bool:
    """Return whether a token is 44 characters of Base64, as every token seen so far."""
    try:
        decoded = base64.b64decode(token, validate=True)
    except (ValueError, binascii.Error):
        return False
    return len(token) == USUAL_LENGTH and len(decoded) == USUAL_BYTES


def fingerprint(token: str) -> str:
    """Return 8 hex digits that tell two tokens apart and say nothing else about them."""
    import hashlib  # not at the top: they load OpenSSL, which most commands do without
    import hmac

    return hmac.new(FINGERPRINT_LABEL, token.encode(), hashlib.sha256).hexdigest()[:8]


def _is_placeholder(text: str) -> bool:
    """Return whether a text is left in from a template; long texts are not."""
    bare = _unquoted(text.strip())
    if not bare or len(bare) > LONGEST_PLACEHOLDER:
        return False
    if _STAND_IN.fullmatch(bare) or bare.casefold() in _ALONE:
        return True
    if is_usual_shape(bare) or not _SAYS_WHAT_BELONGS_HERE.search(bare):
        return False
    words = [word.casefold() for word in _WORDS_APART.split(bare) if word]
    return all(word in _WORDS or word in _ALONE or _MANY_IN_ONE.fullmatch(word) for word in words)


def _fix(raw: str) -> tuple[str, tuple[Damage, ...]]:
    """Undo damage from the outside in, until nothing changes; tell what was undone.

    What is inside comes last, and may bring more to light: a line break within ``%3D``.
    """
    text, damage = "".join(c for c in raw if not _is_invisible(c)), dict.fromkeys(_unseen(raw))
    while True:
        before, text = text, text.strip()
        damage |= dict.fromkeys(_blanks(before[: len(before) - len(before.lstrip())] + before[len(before.rstrip()) :]))
        for kind, prefix in ((Damage.HEADER_NAME, _NAME), (Damage.BEARER, _SCHEME)):
            if found := prefix.match(text):
                text, damage = text[found.end() :], damage | {kind: None}
                damage |= {Damage.NEWLINE: None} if set(found[0]) & set("\r\n") else {}
        unquoted = _unquoted(text)
        if unquoted != text:
            text, damage = unquoted, damage | {Damage.QUOTES: None}
        if _PERCENT_ENCODED.search(text):
            text, damage = unquote(text), damage | {Damage.PERCENT_ENCODED: None}
        if text == before and not _is_placeholder(text):
            damage |= dict.fromkeys(_blanks(text))
            text = "".join(c for c in text if not c.isspace() and not _is_invisible(c))
            if not text.isascii():
                text = text.translate(LOOK_ALIKES)
                damage |= {Damage.LOOK_ALIKES if text.isascii() else Damage.NOT_ASCII: None}
        if text == before:
            break
    return text, tuple(damage)


def _unquoted(text: str) -> str:
    """Take off quotes, also those of a line of JSON; and brackets, when what they hold is a token for sure."""
    bare = _QUOTED_WITH_A_COMMA.sub("", text).strip(QUOTES)
    inside = _BRACKETS.fullmatch(bare)
    return inside[1] if inside and is_usual_shape(inside[1]) else bare


def _unseen(raw: str) -> list[Damage]:
    unseen = {c for c in raw if _is_invisible(c)}
    found = [Damage.BYTE_ORDER_MARK] if BYTE_ORDER_MARK in unseen else []
    return found + ([Damage.INVISIBLE] if unseen - {BYTE_ORDER_MARK} else [])


def _blanks(text: str) -> list[Damage]:
    blanks = {c for c in text if c.isspace()}
    found = [Damage.NEWLINE] if blanks & set("\r\n") else []
    return found + ([Damage.WHITE_SPACE] if blanks - set("\r\n") else [])


def _is_invisible(character: str) -> bool:
    """Control and format characters: nobody sees them, and no header may hold them."""
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Cs"} and character not in "\t\n\r\v\f"
