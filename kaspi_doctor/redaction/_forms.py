"""A secret that is known, in every encoding that it is known to turn up in."""

import base64
import html
import json
import re
from urllib.parse import quote, quote_plus

SHORTEST_WHOLE = 8
"""A secret shorter than this is masked where foreign text comes in, and as a word of its own, but not looked for in
finished documents: it would hit words of our own."""


def forms_of(secret: str) -> set[str]:
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
        secret.replace("+", " "),
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
