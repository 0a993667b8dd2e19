"""A small Internet in namespaces of its own: a resolver, a shop, a neutral host, a packet filter; and the tool in it.

``python -m tests.matrix.world`` is started by ``unshare --mount --net``, reads its specification from standard input,
and writes the tool's JSON report to standard output. What it mounts and filters ends with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from tests.matrix.shop import shop
from tests.network.serving import TOKEN, server_tls, until_closed, write_ca

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOP, SHOP6, NEUTRAL, NOBODY = "11.22.33.44", "2a01:5ec0::44", "11.22.33.55", "11.22.33.66"
"""Public by their form; they lead nowhere but to this namespace's own loopback device."""
PRIVATE = "10.1.2.3"
RESOLVER = "127.0.0.53"
RESOLV_CONF = f"nameserver {RESOLVER}\noptions timeout:1 attempts:1\n"
SLOWNESS_S = 0.7
"""Seconds that a slow resolver takes: in time by ``RESOLV_CONF``."""
RECORDS = {"kaspi.kz.": [SHOP], "example.com.": [NEUTRAL]}


@dataclass(frozen=True, kw_only=True)
class World:
    """What the machine and the network around it are like."""

    records: Mapping[str, list[str]] = field(default_factory=lambda: dict(RECORDS))
    faults: Mapping[str, str] = field(default_factory=dict)
    """For a name, or for ``*``, what the resolver does: an RCODE, ``silence``, ``garbage``, ``truncated``, ``slow``."""
    over_tcp: bool = True
    """The resolver answers over TCP too, as it has to after a truncated answer."""
    resolv_conf: str | None = RESOLV_CONF
    """None: there is no such file."""
    hosts: str = ""
    addresses: tuple[str, ...] = (SHOP, NEUTRAL)
    """What is routed at all."""
    listening: tuple[str, ...] = (SHOP,)
    """Where the shop listens."""
    nft: tuple[str, ...] = ()
    """Rules for what arrives."""
    arguments: tuple[str, ...] = ()


def tell(world: World) -> bytes:
    """Write a world down for the process that makes it."""
    return json.dumps(asdict(world)).encode()


def main() -> None:
    """Make the world, run the tool in it."""
    world: dict[str, Any] = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _furnish(world, folder)
        code, report = asyncio.run(_live(world, folder))
        subprocess.run(["umount", "/etc"], check=True)
    sys.stdout.buffer.write(report)
    sys.exit(code)


def _furnish(world: dict[str, Any], folder: Path) -> None:
    etc = folder / "etc"
    shutil.copytree("/etc", etc, symlinks=True, ignore_dangling_symlinks=True)
    (etc / "resolv.conf").unlink(missing_ok=True)
    if world["resolv_conf"] is not None:
        (etc / "resolv.conf").write_text(world["resolv_conf"])
    (etc / "hosts").write_text(f"127.0.0.1 localhost\n{world['hosts']}\n")
    (etc / "nsswitch.conf").write_text("hosts: files dns\n")
    _run("mount", "--make-rprivate", "/")
    _run("mount", "--bind", str(etc), "/etc")
    _run("ip", "link", "set", "lo", "up")
    for address in world["addresses"]:
        _run("ip", "addr", "add", address, "dev", "lo", *(["nodad"] if ":" in address else []))
    if world["nft"]:
        rules = "\n".join(f"add rule inet world arriving {rule}" for rule in world["nft"])
        chain = "add chain inet world arriving { type filter hook input priority 0; }"
        _run("nft", "-f", "-", said=f"add table inet world\n{chain}\n{rules}\n")


def _run(*words: str, said: str = "") -> None:
    subprocess.run(words, check=True, input=said.encode())


class _Resolver(asyncio.DatagramProtocol):
    def __init__(self, world: dict[str, Any]) -> None:
        self._world = world

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        said = self.reply(data, over_tcp=False)
        if said is not None:
            # The base class is that of every transport.
            send = self._transport.sendto  # type: ignore[attr-defined]
            delay_s = SLOWNESS_S if "slow" in self._world["faults"].values() else 0.0
            asyncio.get_running_loop().call_later(delay_s, send, said, addr)

    def reply(self, data: bytes, *, over_tcp: bool) -> bytes | None:
        """Return what is answered to a query; None for silence."""
        query = dns.message.from_wire(data)
        question = query.question[0]
        name = question.name.to_text().lower()
        fault = self._world["faults"].get(name, self._world["faults"].get("*"))
        answer = dns.message.make_response(query, recursion_available=True)
        if fault == "silence":
            return None
        if fault == "garbage":
            return data[:2] + b"\xff" * 30
        if fault == "truncated" and not over_tcp:
            answer.flags |= dns.flags.TC
            return answer.to_wire()
        if fault and fault not in {"truncated", "slow"}:
            answer.set_rcode(dns.rcode.from_text(fault))
            return answer.to_wire()
        records = self._world["records"].get(name)
        if records is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        of_type = [r for r in records or () if (":" in r) == (question.rdtype == dns.rdatatype.AAAA)]
        if of_type and question.rdtype in {dns.rdatatype.A, dns.rdatatype.AAAA}:
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", question.rdtype, *of_type))
        return answer.to_wire()

    async def over_tcp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one query after the other: glibc asks for both families on one connection."""
        with contextlib.suppress(asyncio.IncompleteReadError):
            while size := int.from_bytes(await reader.readexactly(2)):
                said = self.reply(await reader.readexactly(size), over_tcp=True)
                if said is not None:
                    writer.write(len(said).to_bytes(2) + said)
        writer.close()


async def _live(world: dict[str, Any], folder: Path) -> tuple[int, bytes]:
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: _Resolver(world), local_addr=(RESOLVER, 53))
    if world["over_tcp"]:
        await asyncio.start_server(_Resolver(world).over_tcp, RESOLVER, 53)
    if world["listening"]:
        await asyncio.start_server(shop(None, bool), world["listening"], 443, ssl=server_tls())
    if NEUTRAL in world["addresses"]:
        await asyncio.start_server(lambda reader, _: until_closed(reader), NEUTRAL, 443)
    ran = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kaspi_doctor", "check", "--json", "--patience", "0.5", "--timeout", "5",
        "--deadline", "12", "--ca-file", str(write_ca(folder)), *world["arguments"],
        env={**os.environ, "KASPI_TOKEN": TOKEN}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await ran.communicate()
    return ran.returncode or 0, out


if __name__ == "__main__":
    main()
