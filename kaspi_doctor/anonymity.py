"""A report that can be shown to strangers: whose machine it was is masked, what went wrong stays."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kaspi_doctor.observation import Fact, Observation
from kaspi_doctor.report import Report

SHORTEST_NAME = 3
"""Names of fewer characters would hit parts of words; they tell little about anybody."""
_ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%\w+)?)(?![\w:])"
)
_PROXY_HOST = re.compile(r"^\w+://\[?([^\]/:]+(?::[0-9A-Fa-f:]+)?)\]?(?::\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Who and what would be recognised."""

    user: str
    name: str
    """Host name, with or without a domain."""
    home: str


def anonymous(report: Report, machine: Machine) -> Report:
    """Mask the user, the machine, local addresses and the proxy, each always by the same word.

    Kaspi's own addresses, host names, timings and texts stay: support needs them.
    """
    names = {
        machine.home: "[home]",
        machine.user: "[user]",
        machine.name: "[machine]",
        machine.name.partition(".")[0]: "[machine]",
    }
    names |= dict.fromkeys(_proxy_hosts(report.observations), "[proxy]")
    known = {name: word for name, word in names.items() if len(name) >= SHORTEST_NAME and name not in _KEPT}
    longest_first = sorted(known, key=len, reverse=True)
    pattern = (
        re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9])") if known else None
    )
    addresses: dict[str, str] = {}

    def address(match: re.Match[str]) -> str:
        text = match[0]
        return addresses.setdefault(text, f"[address-{len(addresses) + 1}]") if _is_local(text) else text

    def change(text: str) -> str:
        named = pattern.sub(lambda match: known[match[0]], text) if pattern else text
        return _ADDRESS.sub(address, named)

    return mapped(report, change)


_KEPT = {"root", "localhost", "/", "/root"}
"""Names that half the world has."""


def mapped(report: Report, change: Callable[[str], str]) -> Report:
    """Apply a function to every text of a report that came from outside the program."""

    def fact(value: Fact) -> Fact:
        if isinstance(value, tuple):
            return tuple(map(change, value))
        return change(value) if isinstance(value, str) else value

    observations = tuple(
        replace(o, summary=o.summary.map(change), facts={change(name): fact(value) for name, value in o.facts.items()})
        for o in report.observations
    )
    source = report.credentials.source
    return replace(
        report,
        base_url=change(report.base_url),
        connect_to=tuple(map(change, report.connect_to)),
        credentials=replace(report.credentials, source=change(source) if source else source),
        observations=observations,
    )


def _proxy_hosts(observations: Iterable[Observation]) -> set[str]:
    urls = (str(o.fact("proxy.url") or "") for o in observations)
    return {match[1] for url in urls if (match := _PROXY_HOST.match(url))}


def _is_local(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return not address.is_global and not address.is_loopback and not address.is_unspecified
