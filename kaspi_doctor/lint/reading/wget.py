"""A command line of wget. Names and meanings are those of its manual."""

import re
from collections.abc import Iterator, Sequence

from kaspi_doctor.lint.reading._command_lines import OptionTable, Program
from kaspi_doctor.lint.request import MOST_HEADERS, Address, Form, Pair, Request

_LIKE_A_URL = re.compile(r"https?://|\.\w|localhost|\$|%", re.IGNORECASE)
_AGENT = "Wget"

_OPTIONS = OptionTable(
    with_value=frozenset(
        """
        header user-agent output-document output-file append-output input-file timeout read-timeout connect-timeout
        dns-timeout tries wait waitretry quota method body-data body-file post-data post-file user password
        http-user http-password proxy-user proxy-password referer load-cookies save-cookies ca-certificate ca-directory
        certificate certificate-type private-key private-key-type secure-protocol ciphers crl-file pinnedpubkey
        directory-prefix default-page base execute level accept reject domains include-directories exclude-directories
        bind-address limit-rate max-redirect local-encoding remote-encoding progress prefer-family compression
        """.split()  # noqa: SIM905 - prose reads better than a column of words
    ),
    alone=frozenset({"no-check-certificate"}),
    short_with_value=frozenset("OoaieBtTwQPlARDIXU"),
    short_names={"U": "user-agent"},
)


def _requests(words: Sequence[str]) -> Iterator[Request]:
    options = list(_OPTIONS.options(words[1:]))
    url = next((value for name, value in options if name == "url" and _LIKE_A_URL.search(value)), None)
    if url is None:
        return
    given = dict(options)
    lines = [value.partition(":") for name, value in options if name == "header"]
    headers = [Pair(name.strip(), value.strip()) for name, colon, value in lines if colon]
    agent = given.get("user-agent", _AGENT)
    if agent != _AGENT and not any(header.name.lower() == "user-agent" for header in headers):
        headers.append(Pair("User-Agent", agent))
    sends_body = any(name in given for name in ("post-data", "post-file"))
    secret = given.get("password") or given.get("http-password")
    yield Request(
        form=Form.WGET,
        address=Address.parse(url).over_http(),
        method=given.get("method", "POST" if sends_body else "GET").upper(),
        headers=tuple(header for header in headers if header.value)[:MOST_HEADERS],
        client_agent=_AGENT if agent else None,
        has_basic=any(name in given for name in ("user", "http-user")),
        checks_certificate="no-check-certificate" not in given,
        secrets=(secret,) if secret else (),
    )


PROGRAM = Program(
    name=re.compile(r"(?:.*[\\/])?wget2?(?:\.exe)?", re.IGNORECASE),
    called=re.compile(r"\bwget2?(?:\.exe)?\s", re.IGNORECASE),
    requests_of=_requests,
)
