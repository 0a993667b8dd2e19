"""A piece of the request, fit to stand in a message."""

from typing import Final

from kaspi_doctor.redaction import visible

_LONGEST: Final = 60


def shown(text: str) -> str:
    """Make a piece of foreign text short and harmless, in quotation marks that are the same in every language."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"`{visible(short).replace('`', ' ')}`"
