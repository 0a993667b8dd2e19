"""How much of an answer is read, and what is made of a body that comes compressed."""

import zlib

BODY_BOUND = 256 * 1024
"""Bytes of a body that are read, and bytes that a compressed one may grow to."""
HEADERS_BOUND = 64 * 1024
CODINGS_BOUND = 4
MEMBERS_BOUND = 64

_GZIP = 31
"""zlib's largest window, with gzip's own header around it."""
_WINDOWS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}


def inflate(body: bytes, codings: str) -> tuple[bytes, bool]:
    """Undo the content codings of a header within the bound; give the text, and whether it went over the bound.

    Nobody asks for a coding; some servers use one all the same. A coding that is not known, or that the body is not
    really in, is left as it is, as clients do. Never raises, never makes more than ``BODY_BOUND``.
    """
    over = False
    # The last one named was applied last (RFC 9110, section 8.4).
    for coding in reversed(codings.lower().split(",")[:CODINGS_BOUND]):
        for window in _WINDOWS.get(coding.strip(), ()):
            try:
                body = _inflated(body, window)
            except zlib.error:
                continue
            over, body = over or len(body) > BODY_BOUND, body[:BODY_BOUND]
            break
    return body, over


def _inflated(body: bytes, window: int) -> bytes:
    """Inflate up to one byte more than the bound, every member of a gzip file (RFC 1952, section 2.2)."""
    text = bytearray()
    for _ in range(MEMBERS_BOUND):
        inflater = zlib.decompressobj(window)
        try:
            text += inflater.decompress(body, BODY_BOUND + 1 - len(text))
        except zlib.error:
            if text:
                break  # what follows a whole member is padding
            raise
        body = inflater.unused_data
        if not body or len(text) > BODY_BOUND or window != _GZIP:
            break
    return bytes(text)
