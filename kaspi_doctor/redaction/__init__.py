"""The one boundary: what is secret is masked, what could harm a reader is made visible, before any sink sees it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kaspi_doctor.facts import Value
from kaspi_doctor.redaction._forms import SHORTEST_WHOLE, forms_of
from kaspi_doctor.redaction._looks import MASK, Span, names_secret, secrets_in, tokens_at, tokens_in
from kaspi_doctor.wording import Text

__all__ = ["MASK", "PIECE", "SHORTEST_WHOLE", "Redactor", "names_secret", "tokens_in", "visible"]

SHORTEST = 4
"""A secret shorter than this is none: masking it would only ruin the report."""
PIECE = 8
"""So many characters of a secret in a row count as a part of it."""
SHORTEST_IN_PIECES = 16
OWN_WORDS = (
    "x-auth-token x-merchant-uid authorization user-agent accept-encoding kaspi-doctor/ python-requests/2.32.5"
    " env:kaspi_token kaspi_token_file kaspi_merchant_uid https://kaspi.kz/shop/api/v2/orders application/vnd.api+json"
)
"""A made-up token may share a piece with these; hiding them would hide what the report is about."""

_Value = TypeVar("_Value", bound=Value)
_NO_SECRET = re.compile(rf"(?:{re.escape(MASK)}|\$KASPI_\w+)?\s*")
"""What may stand where a secret stands: what was masked before, and the variables that our own lines name."""


_HARMLESS_CONTROLS = "\n\t"
_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    r"""Replace what a terminal, a page or a log would act on instead of showing it.

    Control characters, bidirectional overrides, lone surrogates and line separators become ``\xNN`` or ``\uNNNN``;
    tabs and newlines become spaces.
    """
    if text.isprintable():
        return text
    return "".join(_shown(c) if unicodedata.category(c) in _UNSEEN else c for c in text)


def _shown(character: str) -> str:
    if character in _HARMLESS_CONTROLS:
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - widths of the escapes


class Redactor:
    """Masks secrets, whole, in part and encoded, and counts how often."""

    def __init__(self, secrets: Iterable[str], whole: Iterable[str] = ()) -> None:
        """Prepare for secrets, and for others of which only the ``whole`` is one: their parts may be plain words."""
        cut = [secret for secret in dict.fromkeys(secrets) if len(secret.strip()) >= SHORTEST]
        uncut = [secret for secret in dict.fromkeys(whole) if len(secret.strip()) >= SHORTEST]
        forms = {form for secret in (*cut, *uncut) for form in forms_of(secret)}
        self._whole = _alternatives(forms)
        self._whole_in_documents = _alternatives(form for form in forms if len(form) >= SHORTEST_WHOLE)
        pieces = {
            form[start : start + PIECE].casefold()
            for secret in cut
            if len(secret) >= SHORTEST_IN_PIECES and secret.isascii() and " " not in secret
            for form in forms_of(secret)
            for start in range(len(form) - PIECE + 1)
        }
        self._pieces = frozenset(piece for piece in pieces if piece not in OWN_WORDS)
        letters = "".join(map(re.escape, sorted({letter for piece in self._pieces for letter in piece}))) or "\0"
        self._runs = re.compile(f"[{letters}]{{{PIECE},}}")
        """Where alone a piece can be."""
        self.count = 0
        """How many passages have been masked so far."""

    def foreign(self, text: str) -> str:
        """Clean text that came from outside: mask what is secret, or looks it, and make it harmless to show."""
        text = self._harmless(text)
        return self._covered(text, secrets_in(text))

    def _harmless(self, text: str) -> str:
        clean = self._mask(text, self._whole)
        shown = visible(clean)
        # What is spelt out, or has become a space, may make a secret whole.
        return clean if shown == clean else self._mask(shown, self._whole)

    def _covered(self, text: str, secrets: Iterable[Span]) -> str:
        kept: list[str] = []
        done = 0
        for start, end in sorted(secrets):
            if end <= done or _NO_SECRET.fullmatch(text, start, end):
                continue
            if start >= done:
                kept += (text[done:start], MASK)
                self.count += 1
            done = end
        return "".join((*kept, text[done:]))

    def fact(self, value: _Value) -> _Value:
        """Clean a fact; what is not text stays as it is."""
        if isinstance(value, str):
            return self.foreign(value)  # type: ignore[return-value]  # a str stays a str
        if isinstance(value, tuple):
            return tuple(self.foreign(part) for part in value)  # type: ignore[return-value]  # a tuple stays a tuple
        return value

    def wording(self, text: Text) -> Text:
        """Clean a sentence of ours that may hold foreign text; names of secrets are words in it like any other.

        What is masked in each of its languages counts once, as its reader sees it.
        """
        before = self.count
        counts: list[int] = []

        def cleaned(words: str) -> str:
            self.count = before
            words = self._harmless(words)
            clean = self._covered(words, tokens_at(words))
            counts.append(self.count)
            return clean

        clean = text.map(cleaned)
        self.count = max(counts)
        return clean

    def document(self, text: str) -> str:
        """Mask secrets in a finished document: the last wall before a terminal or a file."""
        return self._mask(text, self._whole_in_documents)

    def _mask(self, text: str, whole: re.Pattern[str]) -> str:
        return self._covered(text, [*(found.span() for found in whole.finditer(text)), *self._pieces_in(text)])

    def _pieces_in(self, text: str) -> Iterator[Span]:
        # Letter by letter, as case folding may change the length; K and ſ fold into ASCII, and are none of a token's.
        folded = text.translate(_SMALL)
        for run in self._runs.finditer(folded):
            position, last = run.start(), run.end() - PIECE
            while position <= last:
                end = position + PIECE
                if folded[position:end] not in self._pieces:
                    position += 1
                    continue
                while folded[end - PIECE + 1 : end + 1] in self._pieces:
                    end += 1
                yield position, end
                position = end


def _alternatives(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = [
        re.escape(form) if len(form) >= SHORTEST_WHOLE else rf"(?<!\w){re.escape(form)}(?!\w)"
        for form in sorted(forms, key=len, reverse=True)
    ]
    return re.compile("|".join(longest_first) or "(?!)", re.IGNORECASE)
