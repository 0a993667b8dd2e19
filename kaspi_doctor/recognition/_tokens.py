"""What a text shows of the token that was sent, judged as the token itself would be."""

import re
from typing import Final

from kaspi_doctor.credentials import Damage, inspect

_HEADER: Final = re.compile(
    r"X-Auth-Token(?P<close>\\?['\"])?\s*(?::|=>|=|,|', ')\s*(?P<value>[^\r\n]{0,200})", re.IGNORECASE
)
_VARIABLE: Final = re.compile(
    r"\.{3}|\$|%\w+%|\{\{|os\.|process\.|getenv|[A-Z]+_TOKEN|\w\(|token\b\s*[,})]?$|self\.|\*{3}|masked|…|"
    r"<",
    re.IGNORECASE,
)
_FILLED_IN_LATER: Final = "$%{*.…[<•●"
"""How a variable, or a token that was masked, begins."""
_NOTHING: Final = re.compile(r"(?:none|null|undefined|nil)?", re.IGNORECASE)
_LOST: Final = {Damage.BEARER, Damage.HEADER_NAME, Damage.PERCENT_ENCODED, Damage.QUOTES, Damage.LOOK_ALIKES}


def token_in(line: str) -> str | None:
    """Return the id of the cause that a line's X-Auth-Token shows; None where it shows nothing wrong."""
    match = _HEADER.search(line) if "auth-token" in line.lower() else None
    if not match:
        return None
    value = _sent(match, line)
    if value is None or _NOTHING.fullmatch(value):
        return None if value is None else "token-missing"
    found = inspect(value)
    if re.match(r"(?i)bearer\s+[^\W_]*[<{$%*.…\[]", value):
        return "token-damaged"
    if found.is_placeholder:
        return None if value[:1] in _FILLED_IN_LATER else "token-placeholder"
    if _VARIABLE.search(value) and not found.is_usual_shape:
        return None
    return "token-damaged" if _LOST & set(found.damage) else None


def _sent(match: re.Match[str], line: str) -> str | None:
    """Return the header's value as it stands in a dump, in code or on a command line; None where code computes it."""
    value = match["value"].strip()
    if match["close"] and value:
        # In code or JSON: the quoted string alone.
        quoted = re.match(r"b?\\?(['\"])(.*?)\\?\1", value)
        if quoted:
            return quoted[2]
        return "" if re.match(r"(?:None|null|undefined|nil)\b", value) else None
    before = line[: match.start()].rstrip()
    if before.endswith(("'", '"')):
        # On a command line the closing quote is the shell's.
        return value.partition(before[-1])[0]
    return value.split(", ")[0]
