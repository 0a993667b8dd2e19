"""The one boundary: what is secret is masked, what could harm a reader is made visible, before any sink sees it."""

import base64
import html
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import quote, quote_plus

from kaspi_doctor.facts import Value
from kaspi_doctor.wording import Text

MASK = "[masked]"
SHORTEST = 4
"""A secret shorter than this is none: masking it would only ruin the report."""
SHORTEST_WHOLE = 8
"""A secret shorter than this is masked where foreign text comes in, and as a word of its own, but not looked for in
finished documents: it would hit words of our own."""
PIECE = 8
"""So many characters of a secret in a row count as a part of it."""
SHORTEST_IN_PIECES = 16
OWN_WORDS = (
    "x-auth-token x-merchant-uid authorization user-agent accept-encoding kaspi-doctor/ python-requests/2.32.5"
    " env:kaspi_token kaspi_token_file kaspi_merchant_uid https://kaspi.kz/shop/api/v2/orders application/vnd.api+json"
)
"""A made-up token may share a piece with these; hiding them would hide what the report is about."""

_Value = TypeVar("_Value", bound=Value)

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
        forms = {form for secret in (*cut, *uncut) for form in _forms(secret)}
        self._whole = _alternatives(forms)
        self._whole_in_documents = _alternatives(form for form in forms if len(form) >= SHORTEST_WHOLE)
        pieces = {
            form[start : start + PIECE].casefold()
            for secret in cut
            if len(secret) >= SHORTEST_IN_PIECES and secret.isascii() and " " not in secret
            for form in _forms(secret)
            for start in range(len(form) - PIECE + 1)
        }
        self._pieces = frozenset(piece for piece in pieces if piece not in OWN_WORDS)
        letters = "".join(map(re.escape, sorted({letter for piece in self._pieces for letter in piece}))) or "\0"
        self._runs = re.compile(f"[{letters}]{{{PIECE},}}")
        """Where alone a piece can be."""
        self.count = 0
        """How many passages have been masked so far."""

    def foreign(self, text: str) -> str:
        """Clean text that came from outside: mask every secret, and make it harmless to show."""
        clean = self._mask(text, self._whole)
        shown = visible(clean)
        # What is spelt out, or has become a space, may make a secret whole.
        return clean if shown == clean else self._mask(shown, self._whole)

    def fact(self, value: _Value) -> _Value:
        """Clean a fact; what is not text stays as it is."""
        if isinstance(value, str):
            return self.foreign(value)  # type: ignore[return-value]  # a str stays a str
        if isinstance(value, tuple):
            return tuple(self.foreign(part) for part in value)  # type: ignore[return-value]  # a tuple stays a tuple
        return value

    def wording(self, text: Text) -> Text:
        """Clean a text in all its languages; what is masked in each of them counts once, as its reader sees it."""
        before = self.count
        counts: list[int] = []

        def cleaned(words: str) -> str:
            self.count = before
            clean = self.foreign(words)
            counts.append(self.count)
            return clean

        clean = text.map(cleaned)
        self.count = max(counts)
        return clean

    def document(self, text: str) -> str:
        """Mask secrets in a finished document: the last wall before a terminal or a file."""
        return self._mask(text, self._whole_in_documents)

    def _mask(self, text: str, whole: "re.Pattern[str] | None") -> str:
        if whole:
            text, count = whole.subn(MASK, text)
            self.count += count
        return self._mask_pieces(text) if self._pieces else text

    def _mask_pieces(self, text: str) -> str:
        # Letter by letter, as case folding may change the length; K and ſ fold into ASCII, and are none of a token's.
        folded = text.casefold() if text.isascii() else text.translate(_SMALL)
        kept: list[str] = []
        done = 0
        for run in self._runs.finditer(folded):
            position, last = run.start(), run.end() - PIECE
            while position <= last:
                if folded[position : position + PIECE] not in self._pieces:
                    position += 1
                    continue
                end = position + PIECE
                while folded[end - PIECE + 1 : end + 1] in self._pieces and end < len(text):
                    end += 1
                kept += (text[done:position], MASK)
                self.count += 1
                position = done = end
        return "".join((*kept, text[done:])) if kept else text


def _alternatives(forms: Iterable[str]) -> "re.Pattern[str] | None":
    longest_first = [
        re.escape(form) if len(form) >= SHORTEST_WHOLE else rf"(?<!\w){re.escape(form)}(?!\w)"
        for form in sorted(forms, key=len, reverse=True)
    ]
    return re.compile("|".join(longest_first), re.IGNORECASE) if longest_first else None


def _forms(secret: str) -> set[str]:
    """Return a secret as it is and in every encoding it is known to turn up in."""
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {secret, secret.strip()}
    if len(secret) < SHORTEST_WHOLE:
        return forms
    once = quote(secret, safe="", errors="replace")
    forms |= {
        once,
        quote(secret, errors="replace"),
        quote_plus(secret, errors="replace"),
        quote(once, safe=""),
        "".join(f"%{byte:02x}" for byte in raw),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        json.dumps(json.dumps(secret)[1:-1])[1:-1],
        html.escape(secret),
        html.escape(secret).replace("&quot;", "&#34;").replace("&#x27;", "&#39;"),
        _swapped(secret, "&#x{:X};"),
        _swapped(secret, "&#{};"),
        _swapped(secret, "\\u{:04x}"),
        _swapped(secret, "\\x{:02x}"),
        secret.replace("/", "\\/"),
        raw.hex(),
        secret[::-1],
    }
    for shift in range(3):
        # Base64 of a text that holds the secret somewhere: cut off what depends on its neighbours.
        encoded = base64.b64encode(b"\0" * shift + raw).decode()
        inner = encoded[(0, 2, 3)[shift] :].rstrip("=")
        inner = inner[: -1 if (shift + len(raw)) % 3 else len(inner)]
        forms |= {inner, inner.replace("+", "-").replace("/", "_")}
    return {form for form in forms if form.strip()}


def _swapped(secret: str, escape: str) -> str:
    """Escape the three characters of Base64 that are neither letters nor digits."""
    return re.sub("[=+/]", lambda found: escape.format(ord(found[0])), secret)
