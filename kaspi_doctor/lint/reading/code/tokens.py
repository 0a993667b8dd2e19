"""The tokens of a program in a language of C's kind, or in 1C's, in their brackets, as far as a request goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias, TypeGuard


class SourceLanguage(Enum):
    """What a program is written in, as far as its literals differ."""

    PHP = auto()
    JAVASCRIPT = auto()
    GO = auto()
    JAVA = auto()
    KOTLIN = auto()
    CSHARP = auto()
    ONE_C = auto()

    @property
    def ends_with_semicolons(self) -> bool:
        """Whether the end of a line means nothing."""
        return self in {SourceLanguage.PHP, SourceLanguage.JAVA, SourceLanguage.CSHARP, SourceLanguage.ONE_C}


class TokenKind(Enum):
    """What a token is."""

    STRING = auto()
    NUMBER = auto()
    WORD = auto()
    """A name; with a dot in front where it is a member of what stands before it."""
    VARIABLE = auto()
    """PowerShell's, which differs from a name."""
    MARK = auto()
    NEWLINE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token."""

    kind: TokenKind
    text: str
    """A string's without its quotes and escapes; variables stand in it as ``${name}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What stands in a pair of brackets."""

    opening: str
    items: "list[Item]" = field(default_factory=list)


Item: TypeAlias = Token | Group


def is_mark(item: Item, *texts: str) -> bool:
    """Return whether an item is a mark, one of these if any are given."""
    return isinstance(item, Token) and item.kind is TokenKind.MARK and (not texts or item.text in texts)


def is_word(item: Item) -> TypeGuard[Token]:
    """Return whether an item is a word."""
    return isinstance(item, Token) and item.kind is TokenKind.WORD


def split(items: Sequence[Item], *marks: str) -> list[list[Item]]:
    """Split at these marks, so that each part is at its place."""
    found: list[list[Item]] = [[]]
    for item in items:
        if is_mark(item, *marks):
            found.append([])
        else:
            found[-1].append(item)
    return found


def parts(items: Sequence[Item], *marks: str) -> list[list[Item]]:
    """Split at these marks; what is empty is left out."""
    found = split(items, *marks)
    return [
        part for part in found if any(not isinstance(one, Token) or one.kind is not TokenKind.NEWLINE for one in part)
    ]


def statements(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Divide a block at semicolons, and at the ends of lines where nothing goes on."""
    statement: list[Item] = []
    ended = False
    for item in items:
        if isinstance(item, Token) and item.kind is TokenKind.NEWLINE:
            ended = bool(statement) and not is_mark(statement[-1])
            continue
        goes_on = isinstance(item, Token) and (
            item.text.startswith(".") or is_mark(item, "+", "?", ":", "||", "&&", "=")
        )
        is_end = is_mark(item, ";")
        if statement and (is_end or (ended and not goes_on)):
            yield statement
            statement = []
        ended = False
        if not is_end:
            statement.append(item)
    if statement:
        yield statement


_LETTER = r"A-Za-z_\u0400-\u04ff"
_COMMENT = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_STRINGS = r"""
    "{3}(?P<triple>.*?)(?:"{3}|\Z) | (?:\$@|@\$|@)"(?P<verbatim>(?:[^"]|"")*)(?:"|\Z)
  | \$"(?P<filled>(?:[^"\\]|\\.)*)(?:"|\Z) | "(?P<double>(?:[^"\\]|\\.)*)(?:"|\Z)
  | '(?P<single>(?:[^'\\]|\\.)*)(?:'|\Z) | `(?P<back>(?:[^`\\]|\\.)*)(?:`|\Z)
"""
_ONE_C_STRINGS = r""" "(?P<verbatim>(?:[^"]|"")*)(?:"|\Z) | '(?P<single>[^'\n]*)(?:'|\Z) """
_REST = rf"""
    (?P<number>\d[\d_]*(?:\.\d+)?(?:[eE]\d{{1,2}})?)[A-Za-z]{{0,2}} | (?P<dots>\.\.\.)
  | (?:MEMBER)\s*(?P<member>[{_LETTER}]\w*) | (?P<word>[$@\\]?[{_LETTER}$][\w$\\]*)
  | (?P<opening>[(\[{{]) | (?P<closing>[)\]}}]) | (?P<newline>\n)
  | (?P<space>[^\S\n]+|<[\w\s,.\[\]?<>]{{0,60}}>(?=\s*[({{]))
  | (?P<mark>=>|:=|\?\?|===?|!==?|[+.*&|-]=|&&|\|\||<=|>=|.)
"""
_DOT = r"\?\.|!{1,2}\.|\."
_ARROW = r"\??->|::"


def _pattern(comment: str, strings: str, member: str) -> re.Pattern[str]:
    whole = f"(?P<comment>{comment}) | {strings} | {_REST.replace('MEMBER', member)}"
    return re.compile(whole, re.VERBOSE | re.DOTALL)


_C_LIKE = _pattern(_COMMENT, _STRINGS, _DOT)
_PATTERNS = {
    SourceLanguage.PHP: _pattern(rf"{_COMMENT}|\#[^\n]*", _STRINGS, _ARROW),
    SourceLanguage.ONE_C: _pattern(r"//[^\n]*", _ONE_C_STRINGS, _DOT),
}
_CLOSING = {")": "(", "]": "[", "}": "{"}
_DEEPEST = 40
"""What lies deeper is left out."""
_ESCAPE = re.compile(r"\\(?:u\{?([0-9A-Fa-f]{4})\}?|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "0": ""}

_IN_PHP = re.compile(r"(?<!\\)(?:\{\$([^{}]{1,80})\}|\$\{(\w{1,80})\}|\$(\w{1,80})(?:->(\w{1,80})|\[\w{1,80}\])?)")
_IN_KOTLIN = re.compile(r"(?<!\\)(?:\$\{([^{}]{1,80})\}|\$([A-Za-z_]\w{0,80}))")
_IN_CSHARP = re.compile(r"\{([^{}:]{1,80})(?::[^{}]{0,40})?\}")
_OPERATOR = re.compile(r"(?<!\\)\$(?:ge|le|gt|lt|eq)(?!\w)")
_ASSIGNED = re.compile(r"\$(?:ge|le|gt|lt|eq)\s*=[^=>]")


@dataclass(slots=True, kw_only=True)
class TokenizedProgram:
    """A program taken apart."""

    items: list[Item] = field(default_factory=list)
    expanded_by_shell: dict[str, None] = field(default_factory=dict)
    """Operators of the API that PHP's double quotes make variables of; the strings have them as they were meant."""
    code: str = ""
    """Its text without the comments."""


def taken_apart(text: str, language: SourceLanguage) -> TokenizedProgram:
    """Take a program apart. Never raises; brackets that do not match are passed over."""
    program = TokenizedProgram()
    open_groups: list[Group] = []
    too_deep = 0
    kept: list[str] = []
    assigned = {found.group().rstrip()[:3] for found in _ASSIGNED.finditer(text)}
    for found in _PATTERNS.get(language, _C_LIKE).finditer(text):
        kind = found.lastgroup or ""
        if kind != "comment":
            kept.append(found.group())
        items = open_groups[-1].items if open_groups else program.items
        if kind == "opening":
            too_deep += len(open_groups) >= _DEEPEST
            if not too_deep:
                open_groups.append(Group(opening=found["opening"]))
                items.append(open_groups[-1])
        elif kind == "closing":
            if too_deep:
                too_deep -= 1
            elif open_groups and open_groups[-1].opening == _CLOSING[found["closing"]]:
                open_groups.pop()
        elif not too_deep and (token := _token(kind, found[kind] if kind else "", language)):
            if kind == "double" and language is SourceLanguage.PHP:
                program.expanded_by_shell |= dict.fromkeys(
                    name for name in _OPERATOR.findall(found[kind]) if name not in assigned
                )
            items.append(token)
    program.code = "".join(kept)
    return program


def _token(kind: str, text: str, language: SourceLanguage) -> Token | None:
    if kind in {"comment", "space"} or (kind == "newline" and language.ends_with_semicolons):
        return None
    match kind:
        case "newline":
            token = Token(kind=TokenKind.NEWLINE, text=text)
        case "number":
            token = Token(kind=TokenKind.NUMBER, text=text.replace("_", ""))
        case "word":
            token = Token(kind=TokenKind.WORD, text=text.rpartition("\\")[2])
        case "member":
            token = Token(kind=TokenKind.WORD, text=f".{text}")
        case "dots" | "mark":
            token = Token(kind=TokenKind.MARK, text=text)
        case _:
            token = Token(kind=TokenKind.STRING, text=_string(kind, text, language))
    return token


def _string(kind: str, text: str, language: SourceLanguage) -> str:
    """Undo a string's escapes, and write the variables in it in one way."""
    if kind == "verbatim":
        text = text.replace('""', '"')
        return re.sub(r"\r?\n[ \t]*\|", "\n", text) if language is SourceLanguage.ONE_C else text
    if language is SourceLanguage.PHP and kind == "single":
        return re.sub(r"\\([\\'])", r"\1", text)
    if kind in {"double", "triple"} and language in {SourceLanguage.PHP, SourceLanguage.KOTLIN}:
        text = (_IN_PHP if language is SourceLanguage.PHP else _IN_KOTLIN).sub(_variable, text)
    elif kind == "filled":
        text = _IN_CSHARP.sub(r"${\1}", text)
    elif kind == "back" and language is SourceLanguage.GO:
        return text
    return _ESCAPE.sub(_plain, text)


def _variable(found: "re.Match[str]") -> str:
    if _OPERATOR.fullmatch(found.group()):
        # Meant as it is written, whatever becomes of it.
        return found.group()
    name = [part for part in found.groups() if part][-1]
    return f"${{{re.split(r'->|[.$]', name)[-1]}}}"


def _plain(found: "re.Match[str]") -> str:
    four, two, letter = found.groups()
    return _LETTERS.get(letter, letter) if letter else chr(int(four or two, 16))
