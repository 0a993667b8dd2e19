"""What a text shows of the token that was sent, judged as the token itself would be."""

import re
from typing import Final

from kaspi_doctor.credentials import Damage, inspect

_HEADER: Final = re.compile(
    r"X-Auth-Token(?P<close>\\?['\"])?\s*(?::|=>|=|,|', ')\s*(?P<value>[^\r\n]{0,200})", re.IGNORECASE
)
_VARIABLE: Final = re.compile(
    r"\$|%\w+%|\{\{|os\.|process\.|getenv|[A-Z]+_TOKEN|\w\(|token\b\s*[,})]?$|self\.|\*{3}|masked|…|<", re.IGNORECASE
)
_NOTHING: Final = re.compile(r"(?:none|null|undefined|nil)?", re.IGNORECASE)
_LOST: Final = {Damage.BEARER, Damage.HEADER_NAME, Damage.PERCENT_ENCODED, Damage.QUOTES, Damage.LOOK_ALIKES}


def token_in(line: str) -> str | None:
    """Give the id of the cause that a line's X-Auth-Token shows; None where it shows nothing wrong."""
    if "auth-token" not in line.lower():
        return None
    match = _HEADER.search(line)
    if not match:
        return None
    value = match["value"].strip()
    if match["close"] and value:
        # In code or JSON: the quoted string alone.
        quoted = re.match(r"\\?(['\"])(.*?)\\?\1", value)
        if not quoted:
            return "token-missing" if re.match(r"(?:None|null|undefined|nil)\b", value) else None
        value = quoted[2]
    else:
        # On a command line the closing quote is the shell's.
        value = value.split(", ")[0]
        head = line[: match.start()].rstrip()
        if head.endswith(("'", '"')):
            value = value.partition(head[-1])[0]
    if _NOTHING.fullmatch(value):
        return "token-missing"
    found = inspect(value)
    if _VARIABLE.search(value) and not found.is_usual_shape and found.is_placeholder is False:
        return None
    if found.is_placeholder:
        return None if re.match(r"[$%{<*]", value) or value in {"...", "…"} else "token-placeholder"
    return "token-damaged" if _LOST & set(found.damage) else None
