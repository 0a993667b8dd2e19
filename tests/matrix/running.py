"""One case played through, on real sockets and with real TLS, in the test's own event loop."""

from __future__ import annotations

import asyncio
import ssl
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import trustme

from kaspi_doctor.doctor import examine
from kaspi_doctor.facts import CRASH_TYPE, CRASH_WHERE
from kaspi_doctor.observation import Outcome
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.target import ConnectTo, Proxy
from tests.matrix.cases import ASKERS, CONNECTIONS, Case
from tests.matrix.shop import shop
from tests.matrix.way import Fault, Hop, opened, speak_connect, speak_socks
from tests.network.serving import LOOPBACK, TOKEN, authority, server_tls, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from kaspi_doctor.report import Report
    from tests.matrix.shop import Reply

PATIENCE_S = 0.3
AT_ONCE = 10
SPEAKS = {"http": speak_connect, "socks5": speak_socks}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What came of a case."""

    case: Case
    root: str | None
    code: int
    duration_s: float
    is_slow: bool = False
    """The report says ``answer-slow``."""
    crashed: str = ""
    """What broke in the tool itself, by kind."""

    @property
    def is_right(self) -> bool:
        """Whether the root cause is one that the contract allows, and slowness told where there is some."""
        return not self.crashed and self.root in self.case.roots and self.is_slow == self.case.is_slow

    @property
    def is_late(self) -> bool:
        """Whether the run outlived its deadline and a tenth."""
        return self.duration_s > self.case.deadline_s * 1.1

    @property
    def line(self) -> str:
        """The row of the table."""
        mark = "ok" if self.is_right and self.code == self.case.code else "WRONG"
        slow = " slow" if self.is_slow else ""
        expected = "" if mark == "ok" else f" expected {'/'.join(map(str, self.case.roots))} {self.case.code}"
        came = f"{self.root or '-':<31}{self.code:<3}{self.duration_s:5.2f}"
        return f"{self.case.label}{came}  {mark}{slow}{expected}{self.crashed}"


@cache
def bad_tls(how: str) -> ssl.SSLContext:
    """Return a server's context whose certificate is refused."""
    now = datetime.now(UTC)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if how == "untrusted":
        certificate = trustme.CA().issue_cert("kaspi.kz")
    elif how == "expired":
        certificate = authority().issue_cert("kaspi.kz", not_after=now - timedelta(days=2))
    elif how == "not yet valid":
        certificate = authority().issue_cert("kaspi.kz", not_before=now + timedelta(days=2))
    else:
        certificate = authority().issue_cert("kaspi.example")
    certificate.configure_cert(context)
    return context


async def play(case: Case, ca_file: Path, **changes: object) -> Row:
    """Play one case; ``changes`` are made to the settings."""
    async with AsyncExitStack() as stack:
        settings = await _set_up(case, ca_file, stack)
        started = time.perf_counter()
        try:
            report = await examine(replace(settings, **changes))  # type: ignore[arg-type] # settings by name
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash of the tool, and has its row
            crashed = f" {type(error).__name__}: {error}"
            return Row(case=case, root=None, code=-1, duration_s=time.perf_counter() - started, crashed=crashed)
    return row_of(case, report)


@asynccontextmanager
async def in_the_world_of(reply: Reply, ca_file: Path, when: str = "always") -> AsyncIterator[Settings]:
    """Serve one reply, to everybody or to whom ``when`` says, while the block runs; give settings that lead there."""
    case = Case(layer="http", kind="garbage", name="", when=when, way="direct", roots=(), code=0, reply=reply)
    async with AsyncExitStack() as stack:
        yield await _set_up(case, ca_file, stack)


def row_of(case: Case, report: Report) -> Row:
    """Make the row of a report."""
    crashed = [f" {o.probe_id} {o.fact(CRASH_TYPE)} {o.fact(CRASH_WHERE)}" for o in report.observations
               if o.outcome is Outcome.CRASHED]  # fmt: skip
    return Row(
        case=case,
        root=report.diagnosis.root_cause,
        code=report.exit_code,
        duration_s=report.duration_s,
        is_slow="answer-slow" in report.diagnosis.advisories,
        crashed="".join(crashed),
    )


async def _set_up(case: Case, ca_file: Path, stack: AsyncExitStack) -> Settings:
    handle = shop(case.reply, ASKERS.get(case.when, bool))
    port = await stack.enter_async_context(serving(handle, tls=server_tls()))
    wire = case.wire
    if case.certificate:
        wire = Fault(other_port=await stack.enter_async_context(serving(handle, tls=bad_tls(case.certificate))))
    by_connection = CONNECTIONS.get(case.when, CONNECTIONS["always"])
    if wire:
        port = await stack.enter_async_context(opened(Hop(to_port=port, fault=wire, when=by_connection)))
    proxy = None
    if case.way != "direct":
        hop = Hop(speak=SPEAKS[case.way], fault=case.proxy, when=by_connection)
        proxy = Proxy.parse(f"{case.way}://{LOOPBACK}:{await stack.enter_async_context(opened(hop))}", "HTTPS_PROXY")
    return Settings(
        credentials=Credentials.found(TOKEN, "made up"),
        connect_to=(ConnectTo.parse(f"kaspi.kz:443:{LOOPBACK}:{port}"),),
        ca_file=ca_file,
        surroundings=Surroundings(proxy=proxy),
        neutral_host=None,
        timeout_s=case.timeout_s,
        patience_s=PATIENCE_S,
        deadline_s=case.deadline_s,
        # Where faults go by the connection, one at a time: else the n-th connection is not always the same probe's.
        parallel=4 if case.reply else 1,
    )


async def play_all(cases: tuple[Case, ...], ca_file: Path) -> tuple[Row, ...]:
    """Play every case, some at once."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(case: Case) -> Row:
        async with slots:
            return await play(case, ca_file)

    return tuple(await asyncio.gather(*map(one, cases)))
