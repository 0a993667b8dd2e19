"""PowerShell's tokens, as far as a request's text goes."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<join>`[ \t]*\r?\n) | (?P<space>[ \t\r]+|\#[^\n]*) | (?P<newline>\n) | @'[ \t]*\r?\n(?P<here>.*?)(?:\r?\n'@|\Z)
    | @"[ \t]*\r?\n(?P<here_double>.*?)(?:\r?\n"@|\Z) | '(?P<single>(?:[^']|'')*)(?:'|\Z)
    | "(?P<double>(?:[^"`]|`.|"")*)(?:"|\Z) | (?P<variable>\$(?:\{[^{}]*\}|[\w:]+)(?:\.\w+)*|@[A-Za-z]\w*)
    | (?P<address>https?://[^\s'"`;|(){},]+)
    | (?P<mark>@\{|@\(|[{}();,=\[\]|]) | (?P<word>(?:[^\s'"`@{}();,=\[\]|$]|`.)+) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r'`(.)|""', re.DOTALL)
_LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "0": "", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_OPERATOR: Final = re.compile(r"(?<!`)\$(?:ge|le|gt|lt|eq)(?!\w)")


class PsKind(Enum):
    """What a token is."""

    STRING = auto()
    VARIABLE = auto()
    WORD = auto()
    MARK = auto()
    NEWLINE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class PsToken:
    """One token."""

    kind: PsKind
    text: str
    """A string's without its quotes and escapes; variables in it stand as they are written."""
    expanded_by_shell: tuple[str, ...] = ()
    """Operators of the API that double quotes make variables of; ``&`` in an address without quotes."""
    fills: bool = False
    """Its variables are put in: it stands in double quotes."""
    is_apart: bool
    """White space stands before it."""


def tokens(text: str) -> list[PsToken]:
    """Take a text apart. Never raises."""
    found_tokens: list[PsToken] = []
    is_apart = True
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        whole = found[kind] if kind else ""
        if kind in {"join", "space"}:
            is_apart = True
            continue
        match kind:
            case "newline":
                token = PsToken(kind=PsKind.NEWLINE, text="\n", is_apart=True)
            case "single":
                token = PsToken(kind=PsKind.STRING, text=whole.replace("''", "'"), is_apart=is_apart)
            case "here":
                token = PsToken(kind=PsKind.STRING, text=whole, is_apart=is_apart)
            case "double" | "here_double":
                expanded_by_shell = tuple(dict.fromkeys(_OPERATOR.findall(whole)))
                token = PsToken(
                    kind=PsKind.STRING,
                    text=_ESCAPE.sub(_plain, whole),
                    expanded_by_shell=expanded_by_shell,
                    fills=True,
                    is_apart=is_apart,
                )
            case "variable":
                token = PsToken(kind=PsKind.VARIABLE, text=whole, is_apart=is_apart)
            case "mark":
                token = PsToken(kind=PsKind.MARK, text=whole, is_apart=is_apart)
            case _:
                cut = ["&"] if kind == "address" and "&" in whole else []
                expanded_by_shell = tuple(dict.fromkeys([*_OPERATOR.findall(whole), *cut]))
                token = PsToken(
                    kind=PsKind.WORD,
                    text=_ESCAPE.sub(_plain, whole),
                    expanded_by_shell=expanded_by_shell,
                    is_apart=is_apart,
                )
        found_tokens.append(token)
        is_apart = kind == "newline"
    return found_tokens


def _plain(found: "re.Match[str]") -> str:
    return _LETTERS.get(found[1], found[1]) if found[1] else '"'
