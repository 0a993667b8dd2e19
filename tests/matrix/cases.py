"""Every case of the matrix: layer, fault, moment, way; and what the contract says must come of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.matrix.answers import API, HTTP, LATE, SILENT, SLOW, Named
from tests.matrix.shop import LAST, VALID, Reply
from tests.matrix.way import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WAYS = ("direct", "http", "socks5")
TIMEOUT_S, DEADLINE_S = 1.0, 4.0
HEALTHY: tuple[tuple[str | None, ...], int] = ((None,), 0)

ASKERS: dict[str, Callable[[str], bool]] = {
    "always": lambda _: True,
    "first": lambda asker: asker == VALID,
    "middle": lambda asker: asker != VALID,
    "last": lambda asker: asker == LAST,
}
"""Whose request meets a fault of the answer: ``orders-valid`` is started first, ``orders-over-range`` last."""

CONNECTIONS: dict[str, Callable[[int], bool]] = {
    "always": lambda n: n >= 1,
    "handshake": lambda n: n == 1,
    "first": lambda n: n == 2,
    "requests": lambda n: n >= 2,
    "middle": lambda n: n >= 3,
    "last": lambda n: n >= 8,
}
"""Which connections meet a fault below the answer: the first is the handshake's, the second ``orders-valid``'s."""
HARMLESS = {"middle", "last"}
"""The moments at which ``orders-valid`` has been answered already: the verdict is healthy."""
CERTIFICATES = ("untrusted", "expired", "not yet valid", "for another name")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case."""

    layer: str
    kind: str
    name: str
    when: str
    way: str
    roots: tuple[str | None, ...]
    code: int
    reply: Reply | None = None
    """What the shop does to whom the moment says."""
    wire: Fault | None = None
    """What the wire in front of the shop does."""
    proxy: Fault | None = None
    certificate: str | None = None
    """What the shop shows at that moment instead of its certificate."""
    timeout_s: float = TIMEOUT_S
    deadline_s: float = DEADLINE_S
    is_slow: bool = False
    """The answer that decides is late enough for ``answer-slow``; nobody else's is."""

    @property
    def label(self) -> str:
        """The case in one line."""
        return f"{self.layer:<12}{self.kind:<10}{self.name[:44]:<46}{self.when:<11}{self.way:<8}"


def _plays(*steps: bytes | float | str, repeat: bool = False, **more: bool | int) -> Fault:
    return Fault(instead=Reply(steps=steps, repeat=repeat), **more)  # type: ignore[arg-type] # fields by name


ALERT, RECORD = b"\x15\x03\x03\x00\x02\x02", b"\x16\x03\x03"
FAILED, NOT_SPOKEN = ("tls-handshake-failed",), ("tls-not-spoken",)
TLS: tuple[tuple[str, str, Fault, tuple[str | None, ...]], ...] = (
    ("reset", "before the hello", _plays("reset", after_hello=False), FAILED),
    ("reset", "after the hello", _plays("reset"), FAILED),
    ("reset", "within the hello", _plays("reset", passes=100), FAILED),
    ("refuse", "alert handshake_failure", _plays(ALERT + b"\x28"), FAILED),
    ("refuse", "alert unrecognized_name", _plays(ALERT + b"\x70"), FAILED),
    ("refuse", "alert protocol_version", _plays(ALERT + b"\x46"), FAILED),
    ("refuse", "alert close_notify", _plays(b"\x15\x03\x03\x00\x02\x01\x00"), FAILED),
    ("hang", "no hello", _plays("hang"), FAILED),
    ("hang", "half a hello", _plays("hang", passes=100), FAILED),
    ("hang", "one byte", _plays(b"\x16", "hang"), FAILED),
    ("slow", "0.05 s each way", Fault(paced=(65536, 0.05)), (None,)),
    ("trickle", "in time", Fault(paced=(400, 0.005)), (None,)),
    ("trickle", "too slow", Fault(paced=(1, 0.02)), FAILED),
    ("truncate", "before the hello", _plays(after_hello=False), FAILED),
    ("truncate", "after the hello", _plays(), FAILED),
    ("truncate", "within a record's head", _plays(passes=3), FAILED),
    ("truncate", "within the certificate", _plays(passes=400), FAILED),
    ("garbage", "plain HTTP", _plays(b"HTTP/1.1 400 Bad Request\r\n\r\n"), NOT_SPOKEN),
    ("garbage", "a banner", _plays(b"220 mail ESMTP\r\n", "hang", after_hello=False), NOT_SPOKEN),
    ("garbage", "an SSH banner", _plays(b"SSH-2.0-OpenSSH_9.2\r\n"), NOT_SPOKEN),
    ("garbage", "binary", _plays(b"\x00\xff" * 50), NOT_SPOKEN),
    ("garbage", "behind a hello", _plays(b"\x16\x03\x03\x00\x20" + b"\xab" * 32, passes=100), FAILED),
    ("garbage", "in a record", _plays(RECORD + b"\x00\x20" + b"\xcd" * 32), FAILED),
    ("oversize", "a record", _plays(RECORD + b"\xff\xff" + bytes(65535)), FAILED),
    ("oversize", "a message", _plays(RECORD + b"\x40\x00\x02\xff\xff\xff" + bytes(16380), 0.0, repeat=True), FAILED),
    ("oversize", "noise without end", _plays(b"x" * 65536, 0.0, repeat=True), NOT_SPOKEN),
)
TCP: tuple[tuple[str, str, Fault, tuple[str | None, ...]], ...] = (
    ("refuse", "the port is closed", Fault(closed=True), ("connection-refused",)),
    ("hang", "the port is a black hole", Fault(blackholed=True), ("connection-timed-out",)),
)

UNREACHABLE, REFUSED, PASSWORD = ("proxy-unreachable",), ("proxy-refused",), ("proxy-authentication-required",)
EITHER = (*UNREACHABLE, *REFUSED)
"""A proxy that accepts the connection and then says nothing, or not enough: the contract leaves open which it is."""
_BOTH: tuple[tuple[str, str, Fault, tuple[str | None, ...]], ...] = (
    ("refuse", "the port is closed", Fault(closed=True), UNREACHABLE),
    ("hang", "the port is a black hole", Fault(blackholed=True), UNREACHABLE),
    ("hang", "no word", _plays("hang"), EITHER),
    ("reset", "at once", _plays("reset", after_hello=False), EITHER),
    ("reset", "after the greeting", _plays("reset"), EITHER),
    ("truncate", "at once", _plays(after_hello=False), EITHER),
    ("truncate", "after the greeting", _plays(), EITHER),
    ("garbage", "an SSH banner", _plays(b"SSH-2.0-OpenSSH_9.2\r\n"), REFUSED),
    ("garbage", "binary", _plays(b"\x00\xff\x80" * 30), REFUSED),
    ("oversize", "noise without end", _plays(b"x" * 65536, 0.0, repeat=True), REFUSED),
    ("slow", "0.05 s each way", Fault(paced=(65536, 0.05)), (None,)),
)
PROXY: dict[str, tuple[tuple[str, str, Fault, tuple[str | None, ...]], ...]] = {
    "direct": (),
    "http": (
        *_BOTH,
        *(("refuse", f"HTTP {n}", _plays(b"HTTP/1.1 %d No\r\n\r\n" % n), REFUSED) for n in (302, 403, 502)),
        ("refuse", "HTTP 504 of a target in a black hole", _plays(0.2, b"HTTP/1.1 504 Late\r\n\r\n"), REFUSED),
        ("refuse", "HTTP 407", _plays(b"HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic\r\n\r\n"), PASSWORD),
        ("truncate", "within the answer", _plays(b"HTTP/1.1 200 Conn"), EITHER),
        ("trickle", "without end", _plays(b"HTTP/1.1 200 OK\r\nX: ", b"y", 0.05, repeat=True), EITHER),
        ("oversize", "headers without end", _plays(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 99, 0.0, repeat=True), EITHER),
    ),
    "socks5": (
        *_BOTH,
        *(("refuse", f"reply {n}", _plays(b"\x05\x00\x05%c\x00\x01" % n + bytes(6)), REFUSED) for n in range(1, 9)),
        ("refuse", "no acceptable method", _plays(b"\x05\xff"), PASSWORD),
        ("truncate", "within the methods", _plays(b"\x05"), EITHER),
        ("truncate", "within the reply", _plays(b"\x05\x00\x05\x00\x00"), EITHER),
        ("garbage", "plain HTTP", _plays(b"HTTP/1.1 400 Bad Request\r\n\r\n"), REFUSED),
    ),
}  # fmt: skip


def _below(layer: str, way: str, rows: tuple[tuple[str, str, Fault, tuple[str | None, ...]], ...]) -> Iterator[Case]:
    for kind, name, fault, roots in rows:
        for when in CONNECTIONS:
            if (fault.closed or fault.blackholed) and when in {"handshake", "first"}:
                continue  # a port that was closed once stays closed here
            expected = HEALTHY if when in HARMLESS else (roots, 0 if roots == (None,) else 3)
            wire, proxy = (None, fault) if layer == "environment" else (fault, None)
            yield Case(
                layer=layer, kind=kind, name=name, when=when, way=way,
                roots=expected[0], code=expected[1], wire=wire, proxy=proxy,
            )  # fmt: skip


def _answers(layer: str, way: str, rows: tuple[Named, ...], *, shared: bool = False) -> Iterator[Case]:
    for kind, name, reply, roots, code in rows:
        for when in ASKERS:
            expected = HEALTHY if when in HARMLESS else (LATE if shared and when == "first" else roots, code)
            yield Case(
                layer=layer, kind=kind, name=name, when=when, way=way, roots=expected[0], code=expected[1], reply=reply
            )


def _late(way: str) -> Iterator[Case]:
    """Return the cases in which an answer takes longer than the 5 s of the contract, and is waited for."""
    for case in _answers("http", way, SLOW):
        is_slow = case.when not in HARMLESS and not case.name.startswith("a body")
        yield replace(case, timeout_s=8.0, deadline_s=20.0, is_slow=is_slow)


def _certificates(way: str) -> Iterator[Case]:
    roots = (
        "tls-untrusted-issuer",
        "tls-certificate-expired",
        "tls-certificate-not-yet-valid",
        "tls-hostname-mismatch",
    )
    for certificate, root in zip(CERTIFICATES, roots, strict=True):
        for when in CONNECTIONS:
            expected = HEALTHY if when in HARMLESS else ((root,), 3)
            yield Case(
                layer="tls", kind="refuse", name=f"certificate {certificate}", when=when, way=way,
                roots=expected[0], code=expected[1], certificate=certificate,
            )  # fmt: skip


def all_cases() -> tuple[Case, ...]:
    """Return every case."""
    return tuple(
        case
        for way in WAYS
        for part in (
            _below("environment", way, PROXY[way]),
            _below("tcp", way, TCP if way == "direct" else ()),
            _below("tls", way, TLS),
            _certificates(way),
            _answers("http", way, HTTP),
            _answers("http", way, SILENT, shared=True),
            _late(way),
            _answers("api", way, API),
        )
        for case in part
    )
