"""Faults of DNS, of routes and of packets, in namespaces of their own, as a machine really meets them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.matrix.world import NEUTRAL, NOBODY, PRIVATE, RECORDS, SHOP, SHOP6, World, tell

REPOSITORY = Path(__file__).parents[2]
DEADLINE_S = 12
PATIENCE = ("--neutral-host", f"{NEUTRAL}:443")
"""The neutral host by its address, so that it needs no resolver."""


def _impossible() -> str:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "namespaces need Linux and root"
    if missing := [tool for tool in ("unshare", "ip", "nft") if not shutil.which(tool)]:
        return f"not on this machine: {', '.join(missing)}"
    tried = subprocess.run(["unshare", "--mount", "--net", "nft", "list", "ruleset"], check=False, capture_output=True)
    return "" if tried.returncode == 0 else f"no namespaces here: {tried.stderr.decode()[:100]}"


IMPOSSIBLE = _impossible()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(IMPOSSIBLE), reason=IMPOSSIBLE)]

PLAIN = World()
BY_ADDRESS = World(arguments=PATIENCE)
BOTH = {**RECORDS, "kaspi.kz.": [SHOP, SHOP6]}
SWALLOWED, SWALLOWED_NEUTRAL = f"ip daddr {SHOP} tcp dport 443 drop", f"ip daddr {NEUTRAL} drop"
NO_SUCH, FAILING, TO_NOBODY = ("host-unknown",), ("resolver-failing",), {**RECORDS, "kaspi.kz.": [NOBODY]}
NO_INTERNET, NOT_PUBLIC, TIMED_OUT = ("no-internet",), ("address-not-public",), ("connection-timed-out",)
UNREACHABLE = ("host-unreachable",)


def _rejected(how: str, *more: str) -> World:
    return World(nft=(f"ip daddr {SHOP} tcp dport 443 reject with {how}", *more))


WORLDS: dict[str, tuple[World, tuple[str | None, ...]]] = {
    "all is well": (PLAIN, (None,)),
    "NXDOMAIN": (World(faults={"kaspi.kz.": "NXDOMAIN"}), NO_SUCH),
    "NXDOMAIN for everything": (World(faults={"*": "NXDOMAIN"}), NO_SUCH),
    "SERVFAIL": (World(faults={"kaspi.kz.": "SERVFAIL"}), FAILING),
    "SERVFAIL for everything": (World(faults={"*": "SERVFAIL"}), FAILING),
    "REFUSED": (World(faults={"kaspi.kz.": "REFUSED"}), FAILING),
    "REFUSED for everything": (World(faults={"*": "REFUSED"}), FAILING),
    "NOTIMP": (World(faults={"kaspi.kz.": "NOTIMP"}), FAILING),
    "no address": (World(records={**RECORDS, "kaspi.kz.": []}), (*NO_SUCH, *FAILING)),
    "the resolver is silent on this name": (World(faults={"kaspi.kz.": "silence"}), FAILING),
    "the resolver is silent": (World(faults={"*": "silence"}), NO_INTERNET),
    "the resolver is silent, the rest is not": (replace(BY_ADDRESS, faults={"*": "silence"}), FAILING),
    "the resolver is silent for long": (
        World(faults={"*": "silence"}, resolv_conf="nameserver 127.0.0.53\n", arguments=PATIENCE),
        FAILING,
    ),
    "truncated, then over TCP": (World(faults={"kaspi.kz.": "truncated"}), (None,)),
    "truncated, and no TCP": (World(faults={"kaspi.kz.": "truncated"}, over_tcp=False), FAILING),
    "garbage": (World(faults={"kaspi.kz.": "garbage"}), FAILING),
    "slow": (World(faults={"*": "slow"}), (None,)),
    "more addresses than anybody needs": (
        World(records={**RECORDS, "kaspi.kz.": [SHOP, *(f"11.22.34.{n}" for n in range(1, 60))]}),
        (None,),
    ),
    "no resolv.conf": (World(resolv_conf=None), (*FAILING, *NO_INTERNET)),
    "no resolv.conf, the rest works": (replace(BY_ADDRESS, resolv_conf=None), FAILING),
    "an empty resolv.conf": (replace(BY_ADDRESS, resolv_conf=""), FAILING),
    "one resolver dead, one alive": (
        World(resolv_conf="nameserver 127.0.0.99\nnameserver 127.0.0.53\noptions timeout:1 attempts:1\n"),
        (None,),
    ),
    "a private address, nobody there": (
        World(records={**RECORDS, "kaspi.kz.": [PRIVATE]}, addresses=(SHOP, NEUTRAL, PRIVATE)),
        NOT_PUBLIC,
    ),
    "a private address, swallowed": (
        World(
            records={**RECORDS, "kaspi.kz.": [PRIVATE]},
            addresses=(SHOP, NEUTRAL, PRIVATE),
            nft=(f"ip daddr {PRIVATE} drop",),
        ),
        NOT_PUBLIC,
    ),
    "a private address that is the shop's": (
        World(
            records={**RECORDS, "kaspi.kz.": [PRIVATE]}, addresses=(SHOP, NEUTRAL, PRIVATE), listening=(PRIVATE,)
        ),
        (None,),
    ),
    "0.0.0.0 from a filter": (World(records={**RECORDS, "kaspi.kz.": ["0.0.0.0"]}), NOT_PUBLIC),  # noqa: S104 - an answer
    "a line in the hosts file": (World(hosts="127.0.0.1 kaspi.kz"), NOT_PUBLIC),
    "a line in the hosts file, to the shop": (World(hosts=f"{SHOP} kaspi.kz", faults={"*": "silence"}), (None,)),
    "IPv6 alone, which works": (
        World(records={**RECORDS, "kaspi.kz.": [SHOP6]}, addresses=(SHOP6, NEUTRAL), listening=(SHOP6,)),
        (None,),
    ),
    "IPv6 alone, and no route": (World(records={**RECORDS, "kaspi.kz.": [SHOP6]}), UNREACHABLE),
    "IPv6 broken": (World(records=BOTH), (None,)),
    "IPv6 swallowed": (
        World(records=BOTH, addresses=(SHOP, SHOP6, NEUTRAL), nft=(f"ip6 daddr {SHOP6} drop",)),
        (None,),
    ),
    "a machine with IPv6 alone": (World(records=BOTH, addresses=(SHOP6,), listening=(SHOP6,)), (None,)),
    "refused": (World(listening=()), ("connection-refused",)),
    "swallowed": (World(nft=(SWALLOWED,)), TIMED_OUT),
    "swallowed, and the neutral host too": (World(nft=(SWALLOWED, SWALLOWED_NEUTRAL)), NO_INTERNET),
    "no route": (World(records=TO_NOBODY), UNREACHABLE),
    "no route, to nobody": (World(records=TO_NOBODY, addresses=(SHOP,)), NO_INTERNET),
    "the network is down": (World(resolv_conf="nameserver 11.99.99.99\n", addresses=(), listening=()), NO_INTERNET),
    "host unreachable": (_rejected("icmp type host-unreachable"), UNREACHABLE),
    "network unreachable": (_rejected("icmp type net-unreachable"), UNREACHABLE),
    "forbidden by a router": (_rejected("icmp type admin-prohibited"), UNREACHABLE),
    "port unreachable": (_rejected("icmp type port-unreachable"), ("connection-refused",)),
    "RST to the SYN": (_rejected("tcp reset"), ("connection-refused",)),
    "RST as soon as it stands": (
        World(nft=(f"ip daddr {SHOP} tcp dport 443 tcp flags & (syn | rst) == 0 reject with tcp reset",)),
        ("connection-reset",),
    ),
    "the handshake's packets are lost": (
        World(nft=(f"ip daddr {SHOP} tcp dport 443 tcp flags & (syn | psh) == psh drop",)),
        ("tls-handshake-failed",),
    ),
    "every other SYN is lost": (
        World(nft=(f"ip daddr {SHOP} tcp dport 443 tcp flags & (syn | ack) == syn numgen inc mod 2 == 0 drop",)),
        (None,),
    ),
    "every tenth packet is lost": (
        World(nft=(f"ip daddr {SHOP} tcp dport 443 numgen inc mod 10 == 7 drop",)),
        (None,),
    ),
    "large packets are lost": (World(nft=(f"ip saddr {SHOP} meta length > 600 drop",)), ("tls-handshake-failed",)),
}  # fmt: skip
ADVISORIES = {"IPv6 broken": "ipv6-broken", "IPv6 swallowed": "ipv6-broken"}
"""What is worth a word there although all is well."""


@pytest.mark.parametrize("name", WORLDS)
def test_a_fault_of_the_network_has_its_name(name: str) -> None:
    """A fault of DNS, routes or packets, made by the kernel, has its root cause and exit code, and is told in time."""
    world, roots = WORLDS[name]
    ran = subprocess.run(
        ["unshare", "--mount", "--net", sys.executable, "-m", "tests.matrix.world"],
        check=False,
        cwd=REPOSITORY,
        input=tell(world),
        capture_output=True,
        timeout=60,
    )
    assert ran.stdout, ran.stderr.decode()
    report = json.loads(ran.stdout)
    seen = {o["probe_id"]: (o["failure"], o["facts"].get("dns.reason")) for o in report["observations"][2:5]}
    assert report["diagnosis"]["root_cause"] in roots, seen
    assert ran.returncode == (0 if roots == (None,) else 3), seen
    assert report["duration_s"] <= DEADLINE_S * 1.1
    assert ADVISORIES.get(name) in {None, *report["diagnosis"]["advisories"]}
