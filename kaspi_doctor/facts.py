"""Every fact there is. A fact is measured, and never judged here: what is too slow or too wide is for a cause to say.

A fact *is* its public name, so it stands as a key in an observation's facts and in the JSON report; it reads its
own value with the right type. Names are OpenTelemetry's where there is one.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, TypeAlias, TypeVar

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Facts: TypeAlias = Mapping[str, Value]
"""What an observation recorded, flat, by the facts' names."""

T = TypeVar("T", str, int, float, bool, tuple[str, ...])


Claim: TypeAlias = Callable[[Any], bool]
"""What is said of an observation: true or not."""


class Fact(str, Generic[T]):
    """One fact."""

    __slots__ = ("kind", "says", "unit", "writers")

    kind: type[T]
    says: str
    """What the value tells, in a sentence."""
    writers: tuple[str, ...]
    """The probes that write it; ``REQUESTS`` for every probe that makes a request, ``RUNNER`` for the runner."""
    unit: str
    """UCUM, as OpenTelemetry has it: ``s``, ``By``, ``d``; empty for what has none."""

    def __new__(cls, name: str, kind: type[T], says: str, writers: str, unit: str = "") -> "Fact[T]":
        """Make a fact of its name, its type and a sentence; ``writers`` are separated by spaces."""
        self = super().__new__(cls, name)
        self.kind, self.says, self.writers, self.unit = kind, says, tuple(writers.split()), unit
        return self

    def read(self, facts: Facts) -> T | None:
        """Return the value, or None where there is none, or, in a report from elsewhere, none of this type."""
        value = facts.get(self)
        return value if self._fits(value) else None  # type: ignore[return-value]  # as `_fits` says

    def _fits(self, value: Value) -> bool:
        if self.kind is float:
            return type(value) in {float, int}
        return type(value) is self.kind

    def where(self, holds: Callable[[T], bool]) -> Claim:
        """Return the claim that there is a value, and that this holds of it."""
        return lambda recorded: (value := self.read(recorded.facts)) is not None and holds(value)

    def equals(self, *accepted: T) -> Claim:
        """Return the claim that the value is one of these."""
        return self.where(lambda value: value in accepted)

    def is_true(self: "Fact[bool]") -> Claim:
        """Return the claim that it is so."""
        return self.where(lambda value: value)

    def is_false(self: "Fact[bool]") -> Claim:
        """Return the claim that it is not so."""
        return self.where(lambda value: not value)

    def is_not_false(self: "Fact[bool]") -> Claim:
        """Return the claim that it is so, or not known."""
        return lambda recorded: self.read(recorded.facts) is not False

    def above(self, limit: T) -> Claim:
        """Return the claim that the value is greater."""
        return self.where(lambda value: value > limit)

    def beyond(self, limit: T) -> Claim:
        """Return the claim that the value, whatever its sign, is greater."""
        return self.where(lambda value: abs(value) > limit)  # type: ignore[arg-type]  # of numbers alone


RUNNER: Final = "runner"
REQUESTS: Final = "requests"
_ON_THE_WAY: Final = "tls requests"

# The token, without a character of it.
TOKEN_SOURCE: Final = Fact("token.source", str, "Where the token was found, such as env:KASPI_TOKEN.", "token-format")
TOKEN_LENGTH: Final = Fact("token.length", int, "Characters of the token as found.", "token-format")
TOKEN_DAMAGE: Final = Fact[tuple[str, ...]]("token.damage", tuple, "What is wrong with its text.", "token-format")
TOKEN_IS_USUAL: Final = Fact("token.usual_shape", bool, "Whether it is 44 characters of Base64.", "token-format")
TOKEN_IS_USABLE: Final = Fact("token.usable", bool, "Whether there is a form of it that can be sent.", "token-format")
TOKEN_ELSEWHERE: Final = Fact[tuple[str, ...]](
    "token.elsewhere", tuple, "Variables of other programs that hold a token.", "token-format"
)
MERCHANT_UID_SENT: Final = Fact(
    "credentials.merchant_uid_sent", bool, "Whether X-Merchant-Uid was sent.", "orders-valid"
)

# This machine.
PROXY_URL: Final = Fact("proxy.url", str, "The proxy in use, without its password.", "environment")
PROXY_SOURCE: Final = Fact("proxy.source", str, "The variable or setting that names the proxy.", "environment")
PROXY_BYPASSED: Final = Fact("proxy.bypassed", bool, "A proxy is set and not used for this host.", "environment")
CA_OVERRIDES: Final = Fact[tuple[str, ...]](
    "tls.ca.overrides", tuple, "Variables that change which authorities are trusted, NAME=value.", "environment"
)
CA_SYSTEM: Final = Fact("tls.ca.system", str, "The file or folder of the system's authorities.", "environment")
CA_CERTIFI: Final = Fact("tls.ca.certifi", str, "The version of certifi.", "environment")
CLOCK_LOCAL: Final = Fact("clock.local", str, "The local time, ISO 8601 with its offset.", "environment")
CLOCK_ZONE: Final = Fact("clock.zone", str, "The local time zone's name.", "environment")
CLOCK_OFFSET_S: Final = Fact("clock.offset_s", float, "This clock less the server's Date header.", REQUESTS, "s")
PYTHON_VERSION: Final = Fact("process.runtime.version", str, "The version of Python.", "environment")
OPENSSL_VERSION: Final = Fact("openssl.version", str, "The version of OpenSSL.", "environment")
TOOL_VERSION: Final = Fact("kaspi_doctor.version", str, "The version of kaspi-doctor.", "environment")
OS_NAME: Final = Fact("os.name", str, "The operating system.", "environment")
OS_VERSION: Final = Fact("os.version", str, "The operating system's release.", "environment")
NEUTRAL_HOST: Final = Fact("neutral.host", str, "The host asked whether anything answers at all.", "dns tcp")
NEUTRAL_REACHABLE: Final = Fact("neutral.reachable", bool, "Whether the neutral host gave any answer.", "dns tcp")

# DNS.
DNS_NAME: Final = Fact("dns.question.name", str, "The name that was looked up.", "dns")
DNS_LOOKS_AT: Final = Fact("dns.looks_at", str, "Whose name it is: target or proxy.", "dns")
DNS_ANSWERS: Final = Fact[tuple[str, ...]]("dns.answers", tuple, "The addresses, as programs get them.", "dns")
DNS_NOT_PUBLIC: Final = Fact[tuple[str, ...]]("dns.not_public", tuple, "Those of them that are not public.", "dns")
DNS_ASKED_DIRECTLY: Final = Fact[tuple[str, ...]](
    "dns.asked_directly", tuple, "What DNS itself says: addresses, or the reason for none.", "dns"
)
DNS_SYSTEM_FAILURE: Final = Fact("dns.system_failure", str, "How the system's resolver failed.", "dns")
DNS_REASON: Final = Fact("dns.reason", str, "The reason that DNS itself gives.", "dns")

# TCP.
PORT: Final = Fact("server.port", int, "The port that is connected to.", "dns tcp")
TCP_REACHABLE: Final = Fact[tuple[str, ...]]("tcp.reachable", tuple, "Addresses that accept connections.", "tcp")
TCP_FAILED: Final = Fact[tuple[str, ...]]("tcp.failed", tuple, "Addresses that do not, each with its failure.", "tcp")
TCP_DEAD: Final = Fact("tcp.dead", str, "Which addresses are dead: none, some, ipv6 or all.", "tcp")

# TLS.
TLS_VERSION: Final = Fact("tls.protocol.version", str, "The version of TLS, such as 1.3.", "tls")
TLS_CIPHER: Final = Fact("tls.cipher", str, "The cipher suite.", "tls")
TRUST: Final = Fact("tls.trust", str, "Who trusts it: both, system, system-only, certifi-only, ca-file.", "tls")
CERTIFICATE_SUBJECT: Final = Fact("tls.server.subject", str, "Whom the certificate is for.", _ON_THE_WAY)
CERTIFICATE_ISSUER: Final = Fact("tls.server.issuer", str, "Who issued the certificate.", _ON_THE_WAY)
CERTIFICATE_NAMES: Final = Fact[tuple[str, ...]](
    "tls.server.names", tuple, "The names that the certificate is valid for.", _ON_THE_WAY
)
CERTIFICATE_NOT_BEFORE: Final = Fact("tls.server.not_before", str, "Since when it is valid, ISO 8601.", _ON_THE_WAY)
CERTIFICATE_NOT_AFTER: Final = Fact("tls.server.not_after", str, "Until when it is valid, ISO 8601.", _ON_THE_WAY)
CHAIN: Final = Fact[tuple[str, ...]]("tls.chain", tuple, "The subjects of the chain, the leaf first.", _ON_THE_WAY)
CHAIN_ISSUER: Final = Fact("tls.chain.issuer", str, "Who issued the top of the chain.", _ON_THE_WAY)
VERIFY_CODE: Final = Fact("tls.verify_code", int, "OpenSSL's number for why it is not trusted.", _ON_THE_WAY)
VERIFY_MESSAGE: Final = Fact("tls.verify_message", str, "OpenSSL's words for it.", _ON_THE_WAY)
TLS_ERROR: Final = Fact("tls.error", str, "OpenSSL's reason for a failed handshake.", _ON_THE_WAY)
TLS_FIRST_BYTES: Final = Fact("tls.first_bytes", str, "What came where TLS should have begun.", _ON_THE_WAY)
PROXY_SAID: Final = Fact("proxy.said", str, "The proxy's refusal in its own words.", "tls")
PROXY_STATUS: Final = Fact("proxy.status_code", int, "The status of the proxy's refusal.", _ON_THE_WAY)
PROXY_SOCKS_REPLY: Final = Fact("proxy.socks_reply", int, "The SOCKS5 proxy's reply code (RFC 1928).", _ON_THE_WAY)

# The request.
METHOD: Final = Fact("http.request.method", str, "Always GET.", REQUESTS)
URL: Final = Fact("http.request.url", str, "The whole address.", REQUESTS)
REQUEST_HEADERS: Final = Fact[tuple[str, ...]](
    "http.request.headers", tuple, "The headers as sent, a variable's name in the token's place.", REQUESTS
)
CURL: Final = Fact("http.request.curl", str, "A curl command that repeats the request.", REQUESTS)
USER_AGENT: Final = Fact("user_agent.original", str, "The User-Agent as sent; null when there was none.", REQUESTS)
REUSED: Final = Fact(
    "network.connection.reused", bool, "True where it went over the connection of the handshake (--quick).", REQUESTS
)
USER_AGENT_IS_CUSTOM: Final = Fact("user_agent.custom", bool, "Whether --user-agent named it.", "orders-valid")

# The response.
ANSWERED: Final = Fact("http.answered", bool, "Whether a status line came.", REQUESTS)
ANSWER: Final = Fact("http.answer", str, "What the response amounts to; null when none came whole.", REQUESTS)
STATUS: Final = Fact("http.response.status_code", int, "The status.", REQUESTS)
HTTP_VERSION: Final = Fact("network.protocol.version", str, "The version of HTTP.", REQUESTS)
MEDIA_TYPE: Final = Fact("http.response.media_type", str, "The media type, without parameters.", REQUESTS)
SERVER: Final = Fact("http.response.header.server", str, "The Server header.", REQUESTS)
RETRY_AFTER: Final = Fact("http.retry_after", str, "The Retry-After header.", REQUESTS)
LOCATION: Final = Fact("http.redirect.location", str, "The Location header; never followed.", REQUESTS)
CONTENT_ENCODING: Final = Fact("http.response.header.content_encoding", str, "An encoding nobody asked for.", REQUESTS)
BODY_SIZE: Final = Fact("http.response.body.size", int, "Bytes of the body that were read.", REQUESTS, "By")
BODY_CUT: Final = Fact("http.response.body.cut", bool, "Whether more came than is read.", REQUESTS)
CHALLENGE: Final = Fact("http.challenge", str, "The protection layer whose marks the response bears.", REQUESTS)
BY_KASPI: Final = Fact("http.by_kaspi", bool, "Whether the body has the API's shape: data or errors.", REQUESTS)
TITLE: Final = Fact("api.error.title", str, "The title of the error, the documented one first.", REQUESTS)
KEYS: Final = Fact[tuple[str, ...]]("api.keys", tuple, "The names at the top of the JSON document.", REQUESTS)
TOTAL_COUNT: Final = Fact("api.total_count", int, "How many orders there are in the window.", REQUESTS)
PAGE_COUNT: Final = Fact("api.page_count", int, "How many pages they make.", REQUESTS)
RANGE_MAXIMUM: Final = Fact("range.maximum", int, "The widest window, as the refusal names it.", REQUESTS, "d")

# How long it took.
DNS_S: Final = Fact("timing.dns_s", float, "Looking the name up.", "dns", "s")
CONNECT_S: Final = Fact("timing.connect_s", float, "Connecting.", "tcp requests", "s")
TLS_S: Final = Fact("timing.tls_s", float, "The TLS handshake.", "tls requests", "s")
FIRST_BYTE_S: Final = Fact("timing.first_byte_s", float, "From the request's end to the first byte.", REQUESTS, "s")
BODY_S: Final = Fact("timing.body_s", float, "From the first byte to the last.", REQUESTS, "s")
TOTAL_S: Final = Fact("timing.total_s", float, "The whole exchange.", REQUESTS, "s")
SILENCE_S: Final = Fact("http.silence_s", float, "How long silence lasted before it was concluded.", REQUESTS, "s")

# What the runner adds.
SKIPPED_BECAUSE: Final = Fact("skipped.because", str, "The probe that is in the way.", RUNNER)
CRASH_TYPE: Final = Fact("crash.type", str, "The class of the exception.", RUNNER)
CRASH_WHERE: Final = Fact("crash.where", str, "The file and line it was raised at.", RUNNER)

ALL: Final[Mapping[str, Fact[object]]] = {fact: fact for fact in tuple(globals().values()) if isinstance(fact, Fact)}  # type: ignore[type-var]
"""Every fact, by its name, in the order above."""
