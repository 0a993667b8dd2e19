"""Text made fit to be printed: no controls, and plain ASCII where that is asked for."""

from typing import Final
from unicodedata import category, normalize

from kaspi_doctor.wording import Language

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


def _plain_character(character: str, language: Language) -> str:
    if character.isascii():
        return character
    if "\u0400" <= character <= "\u04ff" and character.isalpha():
        if language is Language.KK or character.encode(_RUSSIAN_CONSOLE, "ignore"):
            return character
        return "?"
    return normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"
