"""The causes' traces made ready for searching: words to sieve by, and patterns to be sure by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from typing import Final, TypeAlias
from urllib.parse import unquote

from kaspi_doctor.cause import Cause, Confidence
from kaspi_doctor.recognition._questions import MARK

Named: TypeAlias = "tuple[Cause, Confidence]"

_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_SPEECH: Final = r"(?:(?<=^)|(?<=[^\w\s,;])|(?<=[^\w\s,;]\s)|(?<=\d\s)|(?<=\s\s)|(?<=\n))"
"""Where an error's text begins: after a mark, a number or the line's start, not in the midst of a sentence."""
_END: Final = r"(?=\s*(?:$|\n))"
_PARTS: Final = {"*": r"[^\n]{0,240}?", "#": r"\d+(?:[.,]\d+)?", "^": r"(?m:^)[\W_]{0,6}", "~": r"\s*"}
_TOKEN: Final = re.compile(r"[*#~]|^\^|\$$|\s+|[^\s]")
_CAPITAL: Final = r"[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_KASPIS: Final = re.compile(r"creationDate|pagination|maximum~|Actual~|filter~\[", re.IGNORECASE)
SHORTEST_WORD: Final = 5
"""Bytes of a word that is worth sieving for; shorter ones stand in every other line."""
SHORTEST_BEGUN: Final = 10
"""Characters of a text that was cut off which are enough to know it by, if they are most of it."""
_HOST: Final = b"kaspi.kz"
"""Stands in many a healthy line, so that a word has to say more."""
TITLE_WORDS: Final = tuple(
    f"{first}{space}{second}"
    for first, second in (("required", "filter"), ("required", "pagination"), ("exceeded", "the"), ("the", "maximum"))
    for space in (" ", "%20", "+")
)
"""In small letters: what a line of a log has that holds one of Kaspi's own titles."""
_TITLE_PARTS: Final = (b"required", b"xceeded", b"pagination", b"actual", b"is e")
"""Likewise of a pasted text, where a title may be wrapped, or cut at both ends."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sign:
    """One text, and the causes that it speaks for."""

    text: str
    needle: bytes
    """A part of the text in small letters: cheap to look for."""
    speaks_for: tuple[Named, ...]
    height: int
    """Of the lowest layer that it speaks of."""
    is_kaspis: bool
    """Nobody but Kaspi writes this."""

    def search(self, window: str, *, loosely: bool) -> re.Match[str] | None:
        """Find the text, where an error message would have it, or anywhere if that will do."""
        return _pattern(self.text, loosely or self.is_kaspis).search(window)


@cache
def _pattern(text: str, anywhere: bool) -> re.Pattern[str]:  # noqa: FBT001 - a key of the cache
    """Compile a text when it is first needed: to compile them all takes longer than most texts are to be read."""
    is_word = " " not in text or not text[0].isalnum()
    begins = "" if not text[0].isalnum() else r"(?<![^\W_])" if is_word or anywhere else _SPEECH
    return re.compile(begins + compiled(text), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """A sign found in a text, from where to where."""

    sign: Sign
    start: int
    end: int

    def lies_within(self, other: "Seen") -> bool:
        """Return whether another sign's text says this one's and more."""
        return (
            other.start <= self.start
            and self.end <= other.end
            and (other.start, other.end) != (self.start, self.end)
            and other.sign.speaks_for != self.sign.speaks_for
        )


@lru_cache(maxsize=4)
def signs_of(causes: tuple[Cause, ...], more_words: tuple[str, ...]) -> "Signs":
    """Return the signs of some causes, made once."""
    return Signs(causes, more_words)


class Signs:
    """All signs of some causes, found by the words in them."""

    def __init__(self, causes: Iterable[Cause], more_words: Iterable[str]) -> None:
        """Prepare to look for these causes; ``more_words`` are sieved for besides."""
        shared: dict[tuple[str, ...], list[Named]] = {}
        for cause in causes:
            for trace in cause.signatures:
                shared.setdefault(trace.texts, []).append((cause, trace.confidence))
        signs = [_sign(text, tuple(named)) for texts, named in shared.items() for text in texts if text[0] != MARK]
        others = [sign for sign in signs if not sign.is_kaspis]
        self._signs = [sign for sign in others if _is_telling(sign.needle)]
        self._unsieved = [sign for sign in others if not _is_telling(sign.needle)]
        self._kaspis = [sign for sign in signs if sign.is_kaspis]
        by_word: dict[bytes, list[Sign]] = {word.encode(): [] for word in (*more_words, *TITLE_WORDS)}
        for sign in self._signs:
            by_word.setdefault(sign.needle, []).append(sign)
        import ahocorasick  # not at the top: a cause is told by its id without it

        self._words = ahocorasick.Automaton()
        for word, its in by_word.items():
            self._words.add_word(_as_text(word), its)
        self._words.make_automaton()

    def places(self, small: bytes, position: int) -> Iterator[int]:
        """Return where words stand that one of the signs may hold, from a position on, in a text of small letters."""
        return (end for end, _ in self._words.iter(_as_text(small), position))

    def seen_in(self, window: str, end: int, *, loosely: bool) -> list[Seen]:
        """Return the signs that begin before ``end``: the most telling texts, of the lowest layer, and the plainest."""
        small = " ".join(window.split()).encode("utf-8", "replace").lower()
        candidates = {sign for _, its in self._words.iter(_as_text(small)) for sign in its}
        candidates.update(sign for sign in self._unsieved if sign.needle in small)
        if any(part in small for part in _TITLE_PARTS):
            candidates.update(self._kaspis)
        found = []
        for sign in candidates:
            match = sign.search(window, loosely=loosely)
            if match and match.start() <= end:
                found.append(Seen(sign=sign, start=match.start(), end=match.end()))
        found = [one for one in found if not any(one.lies_within(other) for other in found)]
        lowest = min((one.sign.height for one in found), default=0)
        found = [one for one in found if one.sign.height == lowest]
        fewest = min((len(one.sign.speaks_for) for one in found), default=0)
        return [one for one in found if len(one.sign.speaks_for) == fewest]

    def cut_off(self, line: str) -> list[Seen]:
        """Return the sign that a line begins to say before it breaks off in an ellipsis, where no other begins so."""
        told = line.rstrip()
        if not told.endswith(("…", "...")):
            return []
        told = told.rstrip(".… ").lower()
        found: dict[int, list[Sign]] = {}
        for sign in self._signs:
            text = sign.text.lower()
            shortest = max(SHORTEST_BEGUN, len(text) * 2 // 3)
            length = next((n for n in range(len(text) - 1, shortest - 1, -1) if told.endswith(text[:n])), 0)
            found.setdefault(length, []).append(sign)
        longest = max(found, default=0)
        if not longest or len({sign.speaks_for for sign in found[longest]}) > 1:
            return []
        return [Seen(sign=found[longest][0], start=len(told) - longest, end=len(told))]


def _sign(text: str, speaks_for: tuple[Named, ...]) -> Sign:
    return Sign(
        text=text,
        needle=needle(text).encode(),
        speaks_for=speaks_for,
        height=min(cause.layer.height for cause, _ in speaks_for),
        is_kaspis=_KASPIS.search(text) is not None,
    )


def compiled(text: str) -> str:
    """Turn a trace's text into a regular expression.

    ``*`` is anything within a line, ``#`` a number, ``~`` white space or none, a space white space, ``^`` the line's
    start and ``$`` its end.
    """
    parts = [
        r"\s+" if token.isspace() else _PARTS.get(token, re.escape(token)) for token in _TOKEN.findall(text.rstrip("$"))
    ]
    if text.endswith("$"):
        parts.append(_END)
    return "".join(parts) + (r"(?![^\W_])" if text[-1].isalnum() and "~" not in text else "")


def needle(text: str) -> str:
    """Return the longest part of a text that stands in it literally, in small letters.

    Bytes are put into small letters by ASCII's rules alone, so a part in Cyrillic holds no capital.
    """
    runs = re.split(rf"[*#~^]|\$$|{_CAPITAL}", text)
    return max(runs, key=len).strip().lower()


def _is_telling(word: bytes) -> bool:
    """Return whether a log may be searched for a word; others are looked for in pasted texts alone."""
    return len(word.rpartition(_HOST)[2]) >= SHORTEST_WORD


def _as_text(word: bytes) -> str:
    """Return bytes as the characters that the automaton takes, one each."""
    return word.decode("latin-1")


def readable(text: str) -> str:
    """Undo the escapes of JSON, HTML and URLs, which hide a text in logs and dumps; twice, for they nest."""
    for _ in range(2):
        if "\\" in text:
            text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
            for escape, meant in ((r"\"", '"'), (r"\'", "'"), (r"\/", "/"), (r"\r", " "), (r"\n", "\n")):
                text = text.replace(escape, meant)
        if "&" in text:
            text = unescape(text)
        if "%5" in text or "%20" in text:
            text = unquote(text.replace("+", " "))
    return text
