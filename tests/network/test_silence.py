"""Silence on the wire, by comparison with an answer of the same run; and the handshakes of a run."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kaspi_doctor.network import Network
from kaspi_doctor.network.request import Exchange
from kaspi_doctor.network.trust import Store
from kaspi_doctor.observation import AnswerKind, Failure
from kaspi_doctor.target import SettingError
from tests.network.serving import (
    HEAD_END,
    LOOPBACK,
    VALID,
    answer,
    closed_port,
    saying,
    server_tls,
    serving,
    settings_for,
    until_closed,
)

LIBRARY = replace(VALID, headers={"User-Agent": "python-requests/2.32.5"}, compares=False, ends_in_silence=True)
PATIENCE_S = 0.2
"""As ``settings_for`` has it."""


def both(
    to_library: bytes, ca_file: Path, *, valid: bytes | None = None, limit_s: float = 3
) -> tuple[Exchange, Exchange, Network]:
    """Answer the valid request, and say something else, and no more, to a library's; give both, and the network."""
    good = answer() if valid is None else valid

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(HEAD_END)
        writer.write(to_library if b"python-requests" in request else good)
        await until_closed(reader)

    async def run() -> tuple[Exchange, Exchange, Network]:
        async with serving(handle, tls=server_tls()) as port:
            network = Network(settings_for(port, ca_file))
            requests = (network.request(p, LOOPBACK, Store.FILE, limit_s=limit_s) for p in (VALID, LIBRARY))
            return *(await asyncio.gather(*requests)), network  # type: ignore[return-value] # there are two

    return asyncio.run(run())


def test_silence_is_concluded_by_comparison(ca_file: Path) -> None:
    """A request that gets nothing while another is answered has been met with silence, long before its time is up."""
    started = time.perf_counter()
    answered, silent, network = both(b"", ca_file)
    assert time.perf_counter() - started < 1.5
    assert (answered.kind, silent.failure) == (AnswerKind.DATA, Failure.HTTP_SILENCE)
    assert float(str(silent.facts["http.silence_s"])) >= PATIENCE_S
    assert silent.facts["http.answered"] is False
    assert (network.pace.sent, network.pace.answered, network.pace.unanswered) == (2, 1, 0)


@pytest.mark.parametrize(
    "said", [b"H", b"HTTP/1.1 200 OK\r\nX: y", b"HTTP/1.1 103 Hints" + HEAD_END, answer(b"{", length=9)]
)
def test_whoever_says_something_is_not_silent(said: bytes, ca_file: Path) -> None:
    """One byte of an answer is no silence: the request then runs out of its own time."""
    _, late, network = both(said, ca_file, limit_s=0.7)
    assert late.failure is Failure.HTTP_TIMEOUT
    assert "http.silence_s" not in late.facts
    assert network.pace.unanswered == (0 if b"200 OK" in said else 1)


def test_answer_that_ends_after_the_patience_is_whole(ca_file: Path) -> None:
    """An answer whose body takes longer than the patience is read to its end."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(HEAD_END)
        head, _, body = answer().partition(HEAD_END)
        writer.write(head + HEAD_END)
        if b"python-requests" in request:
            await asyncio.sleep(PATIENCE_S * 3)  # the server's slowness is the subject
        writer.write(body)
        await until_closed(reader)

    async def run() -> list[Exchange]:
        async with serving(handle, tls=server_tls()) as port:
            network = Network(settings_for(port, ca_file))
            return await asyncio.gather(
                *(network.request(p, LOOPBACK, Store.FILE, limit_s=3) for p in (VALID, LIBRARY))
            )

    assert [(e.failure, e.kind) for e in asyncio.run(run())] == [(None, AnswerKind.DATA)] * 2


def test_without_an_answer_to_compare_there_is_no_silence(ca_file: Path) -> None:
    """When nobody is answered the control runs out of time, and supports nothing."""
    valid, library, network = both(b"", ca_file, valid=b"", limit_s=0.5)
    assert valid.failure is library.failure is Failure.HTTP_TIMEOUT
    assert network.pace.unanswered == 2


def test_handshakes_of_a_run_compare_stores_and_blame_nobody_else(ca_file: Path) -> None:
    """The user's file trusts the server, certifi does not, and a connection that cannot be made is an error."""

    async def run() -> None:
        async with serving(saying(), tls=server_tls()) as port:
            network = Network(settings_for(port, ca_file))
            await network.warm_up()
            trusted = await network.handshake(LOOPBACK, Store.FILE, limit_s=3)
            distrusted = await network.handshake(LOOPBACK, Store.CERTIFI, limit_s=3)
            assert (trusted.failure, distrusted.failure) == (None, Failure.TLS_UNTRUSTED_ISSUER)
            assert trusted.facts["tls.server.issuer"] == distrusted.facts["tls.server.issuer"]
            assert await network.context(Store.FILE) is await network.context(Store.FILE)
        with closed_port() as refusing:
            network = Network(settings_for(refusing.getsockname()[1], ca_file))
            with pytest.raises(ConnectionRefusedError):
                await network.handshake(LOOPBACK, Store.FILE, limit_s=3)

    asyncio.run(run())


def test_unusable_ca_file_spoils_no_run_that_does_not_need_it(tmp_path: Path) -> None:
    """What is loaded ahead and fails is told to who asks for it, and to nobody else."""

    async def run() -> None:
        network = Network(settings_for(1, tmp_path / "absent.pem"))
        await network.warm_up()
        with pytest.raises(SettingError):
            await network.context(Store.FILE)
        await Network(settings_for(1, tmp_path / "absent.pem")).warm_up()
        await asyncio.to_thread(bool)

    asyncio.run(run())
