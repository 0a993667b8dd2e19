"""PowerShell's tokens, as far as a request's text goes."""

import re
from dataclasses import dataclass

from kaspi_doctor.lint.reading.code.tokens import TokenKind

_TOKEN = re.compile(
    r"""
      (?P<join>`[ \t]*\r?\n) | (?P<space>[ \t\r]+|\#[^\n]*) | (?P<newline>\n) | @'[ \t]*\r?\n(?P<here>.*?)(?:\r?\n'@|\Z)
    | @"[ \t]*\r?\n(?P<here_double>.*?)(?:\r?\n"@|\Z) | '(?P<single>(?:[^']|'')*)(?:'|\Z)
    | "(?P<double>(?:[^"`]|`.|"")*)(?:"|\Z) | (?P<variable>\$(?:\{[^{}]*\}|[\w:]+)(?:\.\w+)*|@[A-Za-z]\w*)
    | (?P<address>https?://[^\s'"`;|(){},]+)
    | (?P<mark>@\{|@\(|[{}();,=\[\]|]) | (?P<word>(?:[^\s'"`@{}();,=\[\]|$]|`.)+) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'`(.)|""', re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "0": "", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_OPERATOR = re.compile(r"(?<!`)\$(?:ge|le|gt|lt|eq)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PsToken:
    """One token."""

    kind: TokenKind
    text: str
    """A string's without its quotes and escapes; variables in it stand as they are written."""
    expanded_by_shell: tuple[str, ...] = ()
    """Operators of the API that double quotes make variables of; ``&`` in an address without quotes."""
    fills: bool = False
    """Its variables are put in: it stands in double quotes."""
    is_apart: bool
    """White space stands before it."""


_KINDS = {
    "newline": TokenKind.NEWLINE,
    "single": TokenKind.STRING,
    "here": TokenKind.STRING,
    "double": TokenKind.STRING,
    "here_double": TokenKind.STRING,
    "variable": TokenKind.VARIABLE,
    "mark": TokenKind.MARK,
}


def tokens(text: str) -> list[PsToken]:
    """Take a text apart. Never raises."""
    found_tokens: list[PsToken] = []
    is_apart = True
    for found in _TOKEN.finditer(text):
        group = found.lastgroup or ""
        if group not in {"join", "space"}:
            found_tokens.append(_token(group, found[group], is_apart=is_apart))
        is_apart = group in {"join", "space", "newline"}
    return found_tokens


def _token(group: str, text: str, *, is_apart: bool) -> PsToken:
    kind = _KINDS.get(group, TokenKind.WORD)
    fills = group in {"double", "here_double"}
    if not fills and kind is not TokenKind.WORD:
        return PsToken(kind=kind, text=text.replace("''", "'") if group == "single" else text, is_apart=is_apart)
    taken = [*_OPERATOR.findall(text), *(["&"] if group == "address" and "&" in text else [])]
    return PsToken(
        kind=kind,
        text=_ESCAPE.sub(_plain, text),
        expanded_by_shell=tuple(dict.fromkeys(taken)),
        fills=fills,
        is_apart=is_apart,
    )


def _plain(found: "re.Match[str]") -> str:
    return _LETTERS.get(found[1], found[1]) if found[1] else '"'
