"""What looks like a secret though nobody has told of it: by the name that it stands behind, or by its shape.

To know one more kind, add it to a table.
"""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias
from urllib.parse import unquote

MASK: Final = "[masked]"

Span: TypeAlias = tuple[int, int]
"""Where a piece of text begins and ends."""

_STEMS: Final = ("token", "secret", "passw", "api[_-]?key", "authorization", "cookie", "токен", "пароль")
"""A name with one of these anywhere in it is a secret's."""
_ENDINGS: Final = ("auth", "key", "sid", "session")
"""So is one that ends so; before a colon or a blank these are words like any other."""
_HEADERS: Final = ("x-auth-token", "authorization", "cookie", "x-api-key")
"""Names of what may hold blanks: all is secret up to the quotation mark, or the line's end."""
_SCHEMES: Final = ("bearer", "basic")
_ESCAPES: Final = ("%2[bf]", r"\\u002[bf]", r"\\/", "&#x2[bf];")
"""Of Base64's ``+`` and ``/``."""
_ENDS: Final = ("=", "%(?:25)?3d", r"\\u003d", "&#x3d;", "&#61;")
"""Of its ``=``."""


def _any(table: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(table)})"


_OPEN: Final = r"(?:b?\\?['\"])?+(?:\\?['\"](?=\w))?+"
"""Of what is in quotation marks twice, both."""
_CLOSE: Final = r"(?:\\?['\"])?+"
_SIGN: Final = r"\s*+(?:=>|[:=]|%3[ad])\s*+"
_PAIR: Final = r"\s*+,\s*+\\?['\"]value\\?['\"]\s*+:\s*+"
"""As HAR and Postman have it: the name in one member, what it stands for in the next."""
_BLANK: Final = r"\s++(?=\S*\d|\S{20})"
"""Only before what is no word of a sentence."""
_WORD: Final = rf"(?:{re.escape(MASK)}|[^\s'\"&,;)}}\]\\])+"
_SECRETS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_any(_HEADERS)}{_CLOSE}(?:{_SIGN}|{_PAIR}|\s*+,\s*+|{_BLANK}){_OPEN}(?P<secret>[^'\"\r\n\\]*)",
        rf"(?:{_any(_STEMS)}\w{{0,40}}+|{_any(_ENDINGS)}(?==|\\?['\"]{_PAIR})){_CLOSE}(?:{_SIGN}|{_PAIR}){_OPEN}(?P<secret>{_WORD})",
        rf"\b{_any(_SCHEMES)}\s+(?P<secret>[a-z0-9+/=._~-]{{8,}})",
        r"://(?:[^\s/@:]*:)?(?P<secret>[^\s/@]+)(?=@)",
    )
)
_TOKEN: Final = re.compile(
    rf"(?:[a-z0-9+/_-]|{_any(_ESCAPES)}){{43}}{_any(_ENDS)}"
    rf"|(?<![a-z0-9+/_])(?!(?:[a-z0-9+_-]*/){{4}})[a-z0-9+/_-]{{44}}(?![a-z0-9+/_-]|{_any(_ENDS)})",
    re.IGNORECASE,
)
"""A token's shape: 44 characters of Base64. Its sign of equality tells where it ends, so that anything may stand before
it: a URL's slash, the rest of an escape, a letter. One without it is no path.
"""
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+_-"
_LONG: Final = 8
"""So many characters right before a token's shape belong to it: it is a longer secret."""
_NAMES: Final = re.compile(rf"{_any(_STEMS)}|{_any(_ENDINGS)}\Z")
_NOT_IN_NAMES: Final = re.compile(r"[\W\d_]")
_LONGEST_NAME: Final = 80


def names_secret(name: str) -> bool:
    """Return whether what is called so, a header, a parameter, a cookie, a variable, is a secret."""
    return _NAMES.search(_NOT_IN_NAMES.sub("", name[:_LONGEST_NAME].lower())) is not None


def secrets_in(text: str) -> Iterator[Span]:
    """Find what stands behind a secret's name, or where a secret stands, and whatever has a token's shape."""
    for pattern in _SECRETS:
        yield from (found.span("secret") for found in pattern.finditer(text))
    yield from tokens_at(text)


def tokens_at(text: str) -> Iterator[Span]:
    """Find what has a token's shape, wherever it stands in a text."""
    end = 0
    for found in _TOKEN.finditer(text):
        start = end + len(text[end : found.start()].rstrip(_ALPHABET))
        yield (start if found.start() - start >= _LONG else found.start()), found.end()
        end = found.end()


def tokens_in(text: str) -> Iterator[str]:
    """Return whatever has a token's shape, decoded if it is percent-encoded."""
    yield from (unquote(text[start:end]) for start, end in tokens_at(text))
