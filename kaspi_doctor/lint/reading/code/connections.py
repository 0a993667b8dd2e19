"""What 1C's connections say by the places of their arguments, in the order of 1C's own help.

``Новый HTTPСоединение(Сервер, Порт, Пользователь, Пароль, Прокси, Таймаут, ЗащищенноеСоединение, …)``: the time-out is
in seconds, without one (or with 0) there is none, and without the last nothing is encrypted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from kaspi_doctor.lint.reading.code.tokens import Group, Item, Token, TokenKind, split

CONNECTING = {"httpсоединение", "httpconnection"}
_ARGUMENTS = 7
_NOTHING = {"неопределено", "undefined"}
_SECURE = re.compile(r"OpenSSL|ЗащищенноеСоединение|SecureConnection", re.IGNORECASE)
_SET_LATER = re.compile(r"\.\s*(?:Таймаут|Timeout)\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """All the connections of a program: what is not said of each of them is said of none."""

    has_timeout: bool | None = None
    """None: it is not written out, or may be set in another place."""
    is_plain: bool = False
    """For sure nothing in the program encrypts."""

    @classmethod
    def of(cls, made: Sequence[Group], code: str) -> Self:
        """Read what connections are made with, in a program's code without its comments."""
        places = [[*split(group.items, ","), *([[]] * _ARGUMENTS)][:_ARGUMENTS] for group in made]
        timeouts = {_has_timeout(timeout) for *_, timeout, _ in places}
        return cls(
            has_timeout=timeouts.pop() if len(timeouts) == 1 and not _SET_LATER.search(code) else None,
            # Old programs have `Истина` in the place of the time-out.
            is_plain=bool(places)
            and not _SECURE.search(code)
            and all(_has_timeout(timeout) is not None and _is_nothing(secure) for *_, timeout, secure in places),
        )


def _has_timeout(argument: Sequence[Item]) -> bool | None:
    match argument:
        case []:
            return False
        case [Token(kind=TokenKind.NUMBER, text=text)]:
            return float(text) > 0
    return None


def _is_nothing(argument: Sequence[Item]) -> bool:
    return all(isinstance(item, Token) and item.text.lower() in _NOTHING for item in argument)
