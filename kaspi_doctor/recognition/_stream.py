"""Bytes of any size and encoding, as blocks of UTF-8 whose lines are numbered; memory stays constant."""

import codecs
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

BLOCK: Final = 1 << 18
"""Bytes of a block, about: between this and twice as many."""
OVERLAP: Final = 1 << 12
"""Bytes of a line without end that are looked at twice, so that no text is cut in two; also of what comes before."""
LONGEST_LINE: Final = 1 << 18
BINARY_SAMPLE: Final = 1 << 12
EDGE: Final = 200
"""Characters at the edge of a line's part that are not shown; nor is what the next so many begin or end with that may
belong to a secret.
"""
_OF_SECRETS: Final = f"{string.ascii_letters}{string.digits}+/=_-%\\&#;"
"""Characters of a token, and of the escapes that it comes in."""

_UTF_16: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CP1251_LETTERS: Final = bytes([0xA8, 0xB8, *range(0xC0, 0x100)])
_CP866_LETTERS: Final = bytes([*range(0x80, 0xB0), *range(0xE0, 0xF2)])
_CP866_CAPITALS: Final = bytes(range(0x80, 0xA0))
_CP866_LATE_SMALL: Final = bytes(range(0xE0, 0xF0))
_CP1251_CAPITALS: Final = bytes(range(0xC0, 0xE0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of whole lines; of a line without end, a part."""

    data: bytes
    """UTF-8, as far as what was read is text."""
    number: int
    """Of the first line, from 1."""
    repeated: int
    """Bytes at the start that the block before has had too."""


def blocks(chunks: Iterable[bytes]) -> Iterator[Block]:
    """Cut a stream into blocks."""
    number, kept, repeated = 1, b"", 0
    for text in _as_utf8(chunks):
        kept = kept + text if kept else text
        if len(kept) - repeated < BLOCK:
            continue
        end = kept.rfind(b"\n") + 1
        if end <= repeated:
            if len(kept) < LONGEST_LINE:
                continue
            end = len(kept)
        yield Block(data=kept[:end], number=number, repeated=repeated)
        number += kept.count(b"\n", repeated, end)
        is_whole = kept[end - 1 : end] == b"\n"
        repeated = 0 if is_whole else min(OVERLAP, end)
        kept = kept[end - repeated :]
    if len(kept) > repeated or (kept and number == 1):
        yield Block(data=kept, number=number, repeated=repeated)


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Return the same text in UTF-8; what is no text in any known encoding stays harmless rubbish."""
    stream = iter(chunks)
    head = b""
    while len(head) < BINARY_SAMPLE and (chunk := next(stream, b"")):
        head += chunk
    # Not more than the sample, however much has come at once: the same text is then read the same way.
    encoding = _UTF_16.get(head[:2]) or _unmarked_utf_16(head[:BINARY_SAMPLE])
    if encoding:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(head).removeprefix("\ufeff").encode("utf-8", "replace")
        yield from (decoder.decode(chunk).encode("utf-8", "replace") for chunk in stream)
        return
    kept = b""
    for chunk in _joined(head.removeprefix(codecs.BOM_UTF8), stream):
        text = kept + chunk
        # Only whole lines, or of one without end whole words, so that no character is cut in two.
        end = text.rfind(b"\n") + 1
        if not end and len(text) > LONGEST_LINE:
            end = text.rfind(b" ", LONGEST_LINE // 2) + 1 or len(text)
        if end:
            yield _fixed(text[:end])
        kept = text[end:]
    if kept:
        yield _fixed(kept)


def _joined(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from (chunk for chunk in rest if chunk)


def _unmarked_utf_16(head: bytes) -> str | None:
    """Return the kind of UTF-16 without a mark, by where the zero bytes of Latin letters stand."""
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.4 and head[::2].count(0) < half * 0.05:
        return "utf-16-le"
    if half and head[::2].count(0) > half * 0.4 and head[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _fixed(text: bytes) -> bytes:
    """Turn the lines that are not UTF-8 into it, taking them for Windows-1251 or the console's 866."""
    if text.isascii():
        return text
    try:
        text.decode()
    except UnicodeDecodeError:
        return b"\n".join(map(_fixed_line, text.split(b"\n")))
    return text


def _fixed_line(line: bytes) -> bytes:
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode(_legacy(line), "replace").encode()
    return line


def _legacy(line: bytes) -> str:
    """Choose between the two old Russian encodings by which of them makes letters, and rather small ones, of it."""
    high = line.translate(None, bytes(range(0x80)))
    as_1251 = _how_many(high, _CP1251_LETTERS) - _how_many(high, _CP1251_CAPITALS) / 2
    as_866 = _how_many(high, _CP866_LETTERS) - _how_many(high, _CP866_CAPITALS) / 2
    return "cp866" if as_866 > as_1251 else "cp1251"


def _how_many(text: bytes, of: bytes) -> int:
    return len(text) - len(text.translate(None, of))


def uncut(data: bytes, start: int, end: int, raw: str) -> str:
    """Leave out both ends of a part of a line, where it goes on: half a secret is not seen to be one."""
    if start and data[start - 1 : start] != b"\n":
        kept = raw[EDGE : 2 * EDGE].lstrip(_OF_SECRETS) + raw[2 * EDGE :]
        raw = " " * (len(raw) - len(kept)) + kept
    goes_on = end < len(data) or len(data) >= LONGEST_LINE
    if goes_on and data[end : end + 1] != b"\n":
        raw = raw[: -2 * EDGE] + raw[-2 * EDGE : -EDGE].rstrip(_OF_SECRETS)
    return raw
