"""What of a pasted text must not be shown again."""

import re
import string
from collections.abc import Iterable
from typing import Final

from kaspi_doctor.recognition._stream import LONGEST_LINE
from kaspi_doctor.redaction import MASK, Redactor

EDGE: Final = 200
"""Characters at the edge of a line's part that are not shown; nor is what the next so many begin or end with that may
belong to a secret.
"""
_OF_SECRETS: Final = f"{string.ascii_letters}{string.digits}+/=_-%\\&#;"
"""Characters of a token, and of the escapes that it comes in."""

_TOKEN_LIKE: Final = re.compile(
    r"(?:[A-Za-z0-9+/_-]|%2[BbFf]|\\u002[bBfF]|\\/|&#x2[BbFf];){43}(?:=|%3[Dd]|%253[Dd]|\\u003[dD]|&#x3[Dd];|&#61;)"
    r"|(?<![A-Za-z0-9+/_])[A-Za-z0-9+/_-]{44}(?![A-Za-z0-9+/_=-])"
)
"""A token by its shape. Its sign of equality tells where it ends, so that anything may stand before it: a URL's slash,
the rest of an escape, a letter.
"""
_AFTER_NAME: Final = re.compile(
    r"((?:x-auth-token|(?:proxy-)?authorization|set-cookie|cookie|x-api-key)(?:\\?['\"])?\s*(?::|=>?|,|%3[Aa]|\s)\s*(?:b?\\?['\"])?)"
    r"(?!\[masked\])[^'\"\r\n\\]*",
    re.IGNORECASE,
)
_ASSIGNED: Final = re.compile(
    r"((?:token|secret|password|passwd|api[_-]?key|токен|пароль)\w*(?:\\?['\"])?\s*(?:[:=]|=>|%3[Dd])\s*(?:\\?['\"])?)"
    r"(?!\[masked\])[^\s'\"&,;)}\]\\]+",
    re.IGNORECASE,
)
_BEARER: Final = re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}", re.IGNORECASE)
_IN_URL: Final = re.compile(r"(://[^\s/@:]*:)[^\s/@]+(?=@)")


class Masking:
    """Masks what is known to be secret, and whatever stands where a secret stands."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Prepare; ``secrets`` are known from the environment."""
        self._redactor = Redactor(secrets)

    def text(self, text: str) -> str:
        """Clean one line, and make it harmless to show."""
        text = self._redactor.foreign(text)
        text = _TOKEN_LIKE.sub(MASK, text)
        text = _AFTER_NAME.sub(rf"\1{MASK}", text)
        text = _ASSIGNED.sub(rf"\1{MASK}", text)
        text = _BEARER.sub(rf"\1 {MASK}", text)
        return _IN_URL.sub(rf"\1{MASK}", text)


def uncut(data: bytes, start: int, end: int, raw: str) -> str:
    """Leave out both ends of a part of a line, where it goes on: half a secret is not seen to be one."""
    if start and data[start - 1 : start] != b"\n":
        kept = raw[EDGE : 2 * EDGE].lstrip(_OF_SECRETS) + raw[2 * EDGE :]
        raw = " " * (len(raw) - len(kept)) + kept
    goes_on = end < len(data) or len(data) >= LONGEST_LINE
    if goes_on and data[end : end + 1] != b"\n":
        raw = raw[: -2 * EDGE] + raw[-2 * EDGE : -EDGE].rstrip(_OF_SECRETS)
    return raw
