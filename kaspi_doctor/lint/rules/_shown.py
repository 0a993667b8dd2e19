"""A piece of the request, fit to stand in a message, and a line that more than one rule gives."""

from kaspi_doctor.redaction import visible

CONNECTION = (
    'Новый HTTPСоединение("kaspi.kz", 443, , , , 30,'
    " Новый ЗащищенноеСоединениеOpenSSL(Неопределено, Новый СертификатыУдостоверяющихЦентровОС))"
)
"""A connection of 1C's that is right: with a time-out, encrypted, and with authorities to check the certificate by."""
_LONGEST = 60


def shown(text: str) -> str:
    """Make a piece of foreign text short and harmless, in quotation marks that are the same in every language."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"`{visible(short).replace('`', ' ')}`"
