"""A program that makes a request: PHP, JavaScript, Go, Java, Kotlin, C# and 1C, by one reading of their calls.

All these say the same in the same few ways: a call with a URL, tables of headers and parameters, calls that set one
of them. What is not written out counts as hidden, so that nothing is said to be missing that may be elsewhere.
"""

from kaspi_doctor.lint.reading.code.clients import client_of
from kaspi_doctor.lint.reading.code.program import Program
from kaspi_doctor.lint.request import Request

__all__ = ["read"]

_LONGEST = 100_000
"""Characters. Whoever pastes more pastes no request."""


def read(text: str, now_ms: int) -> list[Request]:
    """Return the requests that a program makes, as far as they can be told without running it."""
    client = client_of(text) if len(text) <= _LONGEST else None
    return list(Program(text, client, now_ms).requests()) if client else []
