"""The shape of a scenario: what is wrong with the world in it, and what a good diagnosis says of it."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from kaspi_doctor.simulator.exchange import Action, Answerer, Reply, Request
from kaspi_doctor.simulator.shop import Rules

Layer = Literal["credentials", "environment", "dns", "tcp", "tls", "http", "api"]
LAYERS: tuple[Layer, ...] = ("credentials", "environment", "dns", "tcp", "tls", "http", "api")

# 44 characters of Base64 ending in "=", 32 bytes (reported shape of a real one); spelt out in code so that
# nobody, and no secret scanner, takes it for a real one.
FAKE_TOKEN = base64.b64encode(b"FAKE-TOKEN-OF-THE-SIMULATOR-0001").decode()


# Of a proxy that lives for seconds on loopback.
PROXY_USER, PROXY_PASSWORD = "somebody", "made-up"


class Wire(StrEnum):
    """What happens on the port before any HTTP."""

    TLS = "tls"
    OLD_TLS = "old-tls"
    PLAIN_HTTP = "plain-http"
    BANNER = "banner"
    HANDSHAKE_SILENT = "handshake-silent"
    HANDSHAKE_CUT = "handshake-cut"
    HANDSHAKE_RESET = "handshake-reset"
    REFUSED = "refused"
    BLACKHOLE = "blackhole"


class Certificate(StrEnum):
    """Which certificate the server shows."""

    TRUSTED = "trusted"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_HOST = "wrong-host"
    OTHER_ISSUER = "other-issuer"
    SELF_SIGNED = "self-signed"


class Proxy(StrEnum):
    """How the proxy that the environment names behaves; it leads every target to the simulator."""

    WORKS = "works"
    WANTS_PASSWORD = "wants-password"  # noqa: S105 - the name of a behaviour
    REFUSES = "refuses"
    FAILS = "fails"
    HANGS = "hangs"
    ABSENT = "absent"
    SOCKS5 = "socks5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The diagnosis that the published contract promises for a scenario.

    The order within the tuples carries no meaning. `confirmed` is None where the contract leaves it open.
    """

    verdict: str
    root_cause: str | None
    exit_code: int
    advisories: tuple[str, ...] = ()
    other_causes: tuple[str, ...] = ()
    confirmed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A named state of the world, served on loopback.

    `summary` has the keys en, ru and kk. `arguments` are options of `check` that the scenario presupposes; they and
    the values of `environment` may hold {port}, {neutral_port}, {blackhole_port}, {closed_port} and {proxy_port}.
    A request meets `in_front`, then the silence for library User-Agents, then `behind_filter`, then the shop; a
    success of the shop's order list passes through `on_success`. None from any of them means "go on".
    """

    id: str
    layer: Layer
    summary: Mapping[str, str]
    expected: Expected
    arguments: tuple[str, ...] = ()
    token: str | None = FAKE_TOKEN
    merchant_uid: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    wire: Wire = Wire.TLS
    certificate: Certificate = Certificate.TRUSTED
    proxy: Proxy | None = None
    rules: Rules = field(default_factory=lambda: Rules(tokens=(FAKE_TOKEN,)))
    clock_offset_s: float = 0.0
    in_front: Answerer | None = None
    behind_filter: Answerer | None = None
    on_success: Callable[[Request, Reply], Action] | None = None


def said(en: str, ru: str, kk: str) -> Mapping[str, str]:
    """One sentence in the three languages."""
    return {"en": en, "ru": ru, "kk": kk}


FILTERED = ("user-agent-filtered",)
CONFIRMED = ("user-agent-filtered", "dates-missing", "date-range-too-wide")


def healthy(*advisories: str, confirmed: tuple[str, ...] | None = CONFIRMED) -> Expected:
    """Expect that the valid request succeeds."""
    return Expected(verdict="healthy", root_cause=None, exit_code=0, advisories=advisories, confirmed=confirmed)


def unreachable(cause: str, *advisories: str) -> Expected:
    """Expect no verdict on the credentials."""
    return Expected(verdict="explained", root_cause=cause, exit_code=3, advisories=advisories)


def refused(cause: str, *advisories: str) -> Expected:
    """Expect a refusal of the request, or an answer that is broken."""
    return Expected(verdict="explained", root_cause=cause, exit_code=1, advisories=advisories)


def unusable(cause: str, *advisories: str, others: tuple[str, ...] = ()) -> Expected:
    """Expect credentials that cannot be used."""
    return Expected(verdict="explained", root_cause=cause, exit_code=4, advisories=advisories, other_causes=others)
