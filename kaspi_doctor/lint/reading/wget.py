"""A command line of wget. Names and meanings are those of its manual."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kaspi_doctor.lint.reading._command_lines import arguments_of
from kaspi_doctor.lint.request import MOST_HEADERS, Address, Form, Pair, Request

_PROGRAM: Final = re.compile(r"(?:.*[\\/])?wget2?(?:\.exe)?", re.IGNORECASE)
_CALLED: Final = re.compile(r"\bwget2?(?:\.exe)?\s", re.IGNORECASE)
_LIKE_A_URL: Final = re.compile(r"https?://|\.\w|localhost|\$|%", re.IGNORECASE)
_AGENT: Final = "Wget"

_LONG_WITH_VALUE: Final = frozenset(
    """
    header user-agent output-document output-file append-output input-file timeout read-timeout connect-timeout
    dns-timeout tries wait waitretry quota method body-data body-file post-data post-file user password http-user
    http-password proxy-user proxy-password referer load-cookies save-cookies ca-certificate ca-directory certificate
    certificate-type private-key private-key-type secure-protocol ciphers crl-file pinnedpubkey directory-prefix
    default-page base execute level accept reject domains include-directories exclude-directories bind-address
    limit-rate max-redirect local-encoding remote-encoding progress prefer-family compression
    """.split()  # noqa: SIM905 - prose reads better than a column of words
)
_SHORT_WITH_VALUE: Final = dict.fromkeys("OoaieBtTwQPlARDIX", "") | {"U": "user-agent"}


def read(text: str, _now_ms: int) -> list[Request]:
    """Return the requests of every wget command in a text."""
    if not _CALLED.search(text):
        return []
    found = ((_request(words), expanded_by_shell) for words, expanded_by_shell in arguments_of(_PROGRAM, text))
    return [replace(request, expanded_by_shell=expanded_by_shell) for request, expanded_by_shell in found if request]


def from_words(words: Sequence[str]) -> Request | None:
    """Return the request of a command line that a shell has taken apart."""
    return _request(words[1:]) if words and _PROGRAM.fullmatch(words[0]) else None


def _request(words: Sequence[str]) -> Request | None:
    options = list(_options(words))
    url = next((value for name, value in options if name == "url" and _LIKE_A_URL.search(value)), None)
    if url is None:
        return None
    given = dict(options)
    lines = [value.partition(":") for name, value in options if name == "header"]
    headers = [Pair(name.strip(), value.strip()) for name, colon, value in lines if colon]
    agent = given.get("user-agent", _AGENT)
    if agent != _AGENT and not any(header.name.lower() == "user-agent" for header in headers):
        headers.append(Pair("User-Agent", agent))
    address = Address.parse(url)
    sends_body = any(name in given for name in ("post-data", "post-file"))
    secret = given.get("password") or given.get("http-password")
    return Request(
        form=Form.WGET,
        address=address if address.scheme or not address.host else replace(address, scheme="http"),
        method=given.get("method", "POST" if sends_body else "GET").upper(),
        headers=tuple(header for header in headers if header.value)[:MOST_HEADERS],
        client_agent=_AGENT if agent else None,
        has_basic=any(name in given for name in ("user", "http-user")),
        checks_certificate="no-check-certificate" not in given,
        secrets=(secret,) if secret else (),
    )


def _options(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return each option by its long name with its value, a URL as the option ``url``."""
    rest = iter(words)
    for word in rest:
        if word.startswith("--") and len(word) > len("--"):
            name, equals, attached = word[2:].partition("=")
            yield name, attached if equals else next(rest, "") if name in _LONG_WITH_VALUE else ""
        elif word.startswith("-") and len(word) > 1:
            for index, letter in enumerate(word[1:], start=2):
                if letter in _SHORT_WITH_VALUE:
                    yield _SHORT_WITH_VALUE[letter] or letter, word[index:] or next(rest, "")
                    break
        else:
            yield "url", word
