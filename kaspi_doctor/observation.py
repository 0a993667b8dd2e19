"""What was seen: one observation a probe, in a closed vocabulary."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kaspi_doctor.facts import Fact, Facts, T
from kaspi_doctor.wording import Text


class Layer(StrEnum):
    """Where in the chain something stands, lowest first: what fails below explains what fails above."""

    CREDENTIALS = "credentials"
    ENVIRONMENT = "environment"
    DNS = "dns"
    TCP = "tcp"
    TLS = "tls"
    HTTP = "http"
    API = "api"

    @property
    def height(self) -> int:
        """The position from the bottom, 0 for the lowest."""
        return list(Layer).index(self)


class Outcome(StrEnum):
    """How a probe ended. Skipped, failed and crashed are three different things."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    CRASHED = "crashed"


class Failure(StrEnum):
    """One word for what went wrong, out of a closed list: public, in the JSON report."""

    TOKEN_MISSING = "token_missing"  # noqa: S105 - a word, not a secret
    TOKEN_PLACEHOLDER = "token_placeholder"  # noqa: S105 - a word, not a secret
    TOKEN_DAMAGED = "token_damaged"  # noqa: S105 - a word, not a secret
    PROXY_UNREACHABLE = "proxy_unreachable"
    PROXY_AUTHENTICATION_REQUIRED = "proxy_authentication_required"
    PROXY_REFUSED = "proxy_refused"
    DNS_NXDOMAIN = "dns_nxdomain"
    DNS_SERVFAIL = "dns_servfail"
    DNS_REFUSED = "dns_refused"
    DNS_TIMEOUT = "dns_timeout"
    DNS_NO_ADDRESS = "dns_no_address"
    DNS_ADDRESS_NOT_PUBLIC = "dns_address_not_public"
    DNS_FAILED = "dns_failed"
    CONNECTION_REFUSED = "connection_refused"
    CONNECTION_TIMED_OUT = "connection_timed_out"
    CONNECTION_RESET = "connection_reset"
    HOST_UNREACHABLE = "host_unreachable"
    TLS_CERTIFICATE_EXPIRED = "tls_certificate_expired"
    TLS_CERTIFICATE_NOT_YET_VALID = "tls_certificate_not_yet_valid"
    TLS_HOSTNAME_MISMATCH = "tls_hostname_mismatch"
    TLS_UNTRUSTED_ISSUER = "tls_untrusted_issuer"
    TLS_HANDSHAKE_FAILED = "tls_handshake_failed"
    TLS_TIMED_OUT = "tls_timed_out"
    TLS_NOT_SPOKEN = "tls_not_spoken"
    HTTP_SILENCE = "http_silence"
    HTTP_TIMEOUT = "http_timeout"
    HTTP_CONNECTION_DROPPED = "http_connection_dropped"
    HTTP_PROTOCOL = "http_protocol"
    HTTP_STATUS = "http_status"
    HTTP_BODY = "http_body"
    UNKNOWN = "unknown"


class AnswerKind(StrEnum):
    """What an HTTP answer amounts to: one row of the contract's "How an answer is judged" each.

    Held by the fact ``http.answer``.
    """

    DATA = "data"
    BROKEN = "broken"
    REDIRECT = "redirect"
    CHALLENGE = "challenge"
    CAPTIVE = "captive"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    NOT_FOUND = "not_found"
    MEDIA_TYPE = "media_type"
    DATES_MISSING = "dates_missing"
    DATE_RANGE = "date_range"
    PAGINATION_MISSING = "pagination_missing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one probe saw. Records only: what it means is for ``diagnosis`` to say."""

    probe_id: str
    layer: Layer
    outcome: Outcome
    control: bool
    summary: Text
    failure: Failure | None
    started_at: datetime
    """Aware, UTC."""
    duration_s: float
    facts: Facts

    def fact(self, wanted: Fact[T]) -> T | None:
        """Return a fact's value, or None where this observation has none."""
        return wanted.read(self.facts)
