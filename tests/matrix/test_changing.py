"""A network that breaks or mends in mid-run, and two faults at once."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.settings import Credentials
from kaspi_doctor.simulator.ports import blackhole, bound, number
from kaspi_doctor.target import Endpoint
from tests.matrix.answers import HTML, WEB
from tests.matrix.cases import CONNECTIONS, Case
from tests.matrix.running import play
from tests.matrix.shop import VALID, Reply
from tests.matrix.way import Fault
from tests.network.serving import LOOPBACK, answer, write_ca

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

SILENT, RESET = Reply(steps=("hang",)), Fault(instead=Reply(steps=("reset",)))
CLOSED = Fault(closed=True)
UNAUTHORIZED = Reply(steps=(answer(b"", status="401 Unauthorized"),))
FAILING = Reply(steps=(answer(b"", status="503 Unavailable"),))
LIMITED = Reply(steps=(answer(b"", status="429 Too Many Requests"),))
CAPTIVE = Reply(steps=(answer(HTML, WEB),))
WRONG_PASSWORD = Fault(instead=Reply(steps=(b"HTTP/1.1 407 Who?\r\n\r\n",)))


def _case(
    roots: tuple[str | None, ...], code: int, *, when: str = "always", way: str = "direct", **faults: object
) -> Case:
    return Case(layer="several", kind="two", name="", when=when, way=way, roots=roots, code=code, **faults)  # type: ignore[arg-type] # faults by name


TWO: dict[str, Case] = {
    "an untrusted certificate before a failing service": _case(
        ("tls-untrusted-issuer",), 3, certificate="untrusted", reply=FAILING
    ),
    "a proxy that wants a password before a certificate": _case(
        ("proxy-authentication-required",), 3, way="http", proxy=WRONG_PASSWORD, certificate="expired"
    ),
    "a closed port before a rejected token": _case(("connection-refused",), 3, wire=CLOSED, reply=UNAUTHORIZED),
    "a proxy that is gone before a target that is gone": _case(
        ("proxy-unreachable",), 3, way="socks5", proxy=CLOSED, wire=CLOSED
    ),
    "a broken handshake before a captive page": _case(("tls-handshake-failed",), 3, wire=RESET, reply=CAPTIVE),
    "a proxy in good health before silence": _case(("silent-to-all",), 3, way="http", reply=SILENT),
    "a proxy in good health before a rejected token": _case(("token-rejected",), 4, way="socks5", reply=UNAUTHORIZED),
    "a limit for the one that decides": _case(("rate-limited",), 3, when="first", reply=LIMITED),
}


@pytest.fixture(scope="module")
def ca_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PEM file of the CA whose certificates the shop shows."""
    return write_ca(tmp_path_factory.mktemp("ca"))


@pytest.mark.parametrize("name", TWO)
def test_of_two_faults_the_lower_is_named(name: str, ca_file: Path) -> None:
    """Where two things are wrong at once, the one that hides the other is the root cause."""
    row = asyncio.run(play(TWO[name], ca_file))
    assert (row.root in row.case.roots, row.code) == (True, row.case.code), row.line


def test_a_damaged_token_outlives_a_healthy_answer(ca_file: Path) -> None:
    """A token in quotes is a fault with exit code 4, whether its mended form is answered or not."""
    damaged = {"credentials": Credentials.found('"RkFLRS1UT0tFTi1PRi1BLVRFU1QtTk9ULVJFQUwtMDE="', "made up")}
    for case in (
        _case(("token-damaged",), 4),
        _case(("token-damaged",), 4, reply=FAILING),
        _case(("token-damaged",), 4, wire=CLOSED),
    ):
        row = asyncio.run(play(case, ca_file, **damaged))
        assert (row.root, row.code) == ("token-damaged", 4), row.line


@pytest.mark.parametrize("neutral_answers", [True, False])
def test_a_black_hole_is_told_from_no_internet(neutral_answers: bool, ca_file: Path) -> None:  # noqa: FBT001 - a fact
    """No answer to a connection is no-internet when the neutral host gives none either; its refusal is an answer."""
    with ExitStack() as stack:
        port = stack.enter_context(bound(LOOPBACK)) if neutral_answers else blackhole(LOOPBACK, stack)
        neutral = {"neutral_host": Endpoint(host=LOOPBACK, port=number(port))}
        root = "connection-timed-out" if neutral_answers else "no-internet"
        row = asyncio.run(play(_case((root,), 3, wire=Fault(blackholed=True)), ca_file, **neutral))
    assert (row.root, row.code) == (root, 3), row.line


CUTS: dict[str, tuple[Fault, str]] = {
    "refuses": (CLOSED, "connection-refused"),
    "swallows": (Fault(blackholed=True), "connection-timed-out"),
    "resets": (RESET, "tls-handshake-failed"),
    "speaks another protocol": (Fault(instead=Reply(steps=(b"220 mail\r\n",))), "tls-not-spoken"),
}


@pytest.mark.parametrize("how", CUTS)
@pytest.mark.parametrize("after", range(1, 9))
def test_a_network_that_breaks_in_mid_run(how: str, after: int, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that comes before the deciding answer is named, whatever the connection; after it, all was well."""
    fault, root = CUTS[how]
    breaks: Callable[[int], bool] = lambda n: n > after  # noqa: E731 - one of a table of these
    monkeypatch.setitem(CONNECTIONS, "breaks", breaks)
    row = asyncio.run(
        play(_case((root,) if after < 2 else (None,), 3 if after < 2 else 0, when="breaks", wire=fault), ca_file)
    )
    assert (row.root in row.case.roots, row.code) == (True, row.case.code), row.line
    assert not row.crashed


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_network_that_mends_in_mid_run(after: int, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that works again before the deciding request is healthy; else the fault of that request is named."""
    mends: Callable[[int], bool] = lambda n: 1 < n <= after  # noqa: E731 - one of a table of these
    monkeypatch.setitem(CONNECTIONS, "mends", mends)
    row = asyncio.run(play(replace(_case((), 0, when="mends", wire=RESET)), ca_file))
    assert (row.root, row.code) == ((None, 0) if after < 2 else ("tls-handshake-failed", 3)), row.line


def test_only_the_first_answer_is_late(ca_file: Path) -> None:
    """Silence to the deciding request alone is a time-out, not silence to all, though it is asked first."""
    row = asyncio.run(
        play(_case(("answer-timed-out",), 3, when="first", reply=SILENT), ca_file, only=(VALID, "user-agent-explicit"))
    )
    assert (row.root, row.code) == ("answer-timed-out", 3), row.line
