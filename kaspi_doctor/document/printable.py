"""Text made fit to be printed: no controls, no surprise in its width, and plain ASCII where that is asked for."""

from typing import TYPE_CHECKING, Final
from unicodedata import category, east_asian_width, normalize

from kaspi_doctor.wording import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKS: Final = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_UNPRINTABLE: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
_PLAINER: Final = str.maketrans(
    {"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "‑": "-"}
    | {"…": "...", "→": "->", "←": "<-", "•": "*", "·": "-", "×": "x", "≥": ">=", "≤": "<=", "≠": "!=", "№": "N"}
)
LONGEST: Final = 600
"""Characters of a sentence that may quote a server."""
LONGEST_OF_OURS: Final = 1500
"""Likewise of a paragraph of our own."""
LONGEST_TO_COPY: Final = 2500
"""Likewise of a line to copy: a request with a long address is one."""
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_RUSSIAN_CONSOLE: Final = "cp1251"


def printable(text: str) -> str:
    """Drop controls, the ESC of escape sequences, direction marks, lone surrogates; make a line break a space."""
    if text.isprintable():
        return text
    spaced = (" " if c in _BREAKS else c for c in text)
    return "".join(c for c in spaced if category(c) not in _UNPRINTABLE)


def shown(text: str, longest: int = LONGEST) -> str:
    """Make a text printable, and cut it where it is longer than anything of ours: a saved report may hold anything."""
    clean = printable(text[: 2 * longest])
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


def plainer(text: str, language: Language) -> str:
    """Leave no character outside ASCII but Cyrillic letters: of any language in Kazakh, else those of cp1251."""
    if text.isascii():
        return text
    return "".join(_plain_character(c, language) for c in text.translate(_PLAINER))


def cells(text: str) -> int:
    """Return the columns that a text takes up in a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 0 if category(c) in {"Mn", "Me"} else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, within a word only if it is longer than a line.

    A dash stays with the word before it, as Russian and Kazakh have it.
    """
    for dash in "—–-":
        text = text.replace(f" {dash} ", f"{_NO_BREAK}{dash} ")
    lines = [""]
    for word in text.split(" "):
        if not word:
            continue
        for piece in _pieces(word, max(width, 2)):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cells(longer) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line.replace(_NO_BREAK, " ") for line in lines]


def _pieces(word: str, width: int) -> "Iterator[str]":
    while cells(word) > width:
        end = next(end for end in range(len(word), 0, -1) if cells(word[:end]) <= width)
        yield word[:end]
        word = word[end:]
    yield word


def _plain_character(character: str, language: Language) -> str:
    if character.isascii():
        return character
    if "\u0400" <= character <= "\u04ff" and character.isalpha():
        if language is Language.KK or character.encode(_RUSSIAN_CONSOLE, "ignore"):
            return character
        return "?"
    return normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"
