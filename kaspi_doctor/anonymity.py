"""A report that can be shown to strangers: whose machine it was is masked, what went wrong stays."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kaspi_doctor.facts import DNS_ANSWERS, DNS_LOOKS_AT, PROXY_URL, Value
from kaspi_doctor.observation import Observation
from kaspi_doctor.report import Report

SHORTEST_NAME = 3
"""Names of fewer characters would hit parts of words; they tell little about anybody."""
SHORTEST_ANYWHERE = 5
"""A shorter name may be a word of a sentence ("max [14]"): it is masked in paths and addresses alone."""
COMMON = frozenset(
    (
        "admin", "administrator", "api", "app", "application", "browser", "build", "client", "code", "curl", "data",
        "date", "debian", "demo", "docker", "doctor", "example", "fedora", "guest", "home", "host", "http", "https",
        "ipv4", "ipv6", "jenkins", "kaspi", "kaspi-doctor", "linux", "local", "localhost", "macos", "merchant",
        "nagios", "nobody", "node", "order", "orders", "port", "probe", "proxy", "python", "request", "requests",
        "root", "runner", "runneradmin", "server", "service", "shop", "simulator", "state", "system", "test", "tester",
        "token", "ubuntu", "user", "users", "windows",
    )
)  # fmt: skip
"""Names that half the world has, or that are words of any report: they tell nothing, and hiding them would ruin it."""
LOCAL_NETWORKS = tuple(
    map(
        ipaddress.ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"),
            *("fc00::/7", "fe80::/10", "fec0::/10"),
        ),
    )
)
"""Private and link-local (RFC 1918, 3927, 4193, 4291, 6598); loopback is alike everywhere."""

_V4 = r"(?:\d{1,3}\.){3}\d{1,3}"
_ADDRESS = re.compile(
    rf"(?<![\w:.])(?:[0-9A-Fa-f]{{0,4}}:){{2,7}}(?:{_V4}|[0-9A-Fa-f]{{0,4}})(?:%[\w.-]*\w)?(?![\w:]|\.\d)"
    rf"|(?<![\d.]){_V4}(?![\d]|\.\d)"
)
_IN_BRACKETS = re.compile(rf"\[((?:[0-9A-Fa-f]{{0,4}}:){{2,7}}(?:{_V4}|[0-9A-Fa-f]{{0,4}})(?:%[\w.-]+)?)\]")
_HOME = re.compile(
    r"(?:[A-Za-z]:)?(?P<slash>[/\\]+)(?:home|Users|Documents and Settings)[/\\]+"
    r"(?:[^/\\'\"<>|\n]+(?=[/\\])|[^/\\\s'\"<>|,;:)]+)",
    re.IGNORECASE,
)
_PROXY = re.compile(r"^\w+://(?:\[(?P<v6>[^\]]+)\]|(?P<name>[^/:\[\]]+))")
_MERCHANT = re.compile(r"(X-Merchant-Uid:\s*)\d+", re.IGNORECASE)
_MARK = re.compile(r"\[(?:user|machine|home|proxy|shop|address-\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Who and what would be recognised."""

    user: str
    name: str
    """Host name, with or without a domain."""
    home: str


def anonymous(report: Report, machine: Machine) -> Report:
    """Mask the user, the machine, home folders, local addresses, the proxy and the shop, each by its own word.

    Kaspi's own addresses, host names, timings and texts stay: support needs them.
    """
    mask = _Mask(known=_names(report, machine), addresses={}, foreign=_addresses_of_proxy(report.observations))
    changed = mapped(report, mask)
    return replace(changed, anonymised=sum(len(_MARK.findall(text)) for text in _texts(changed)))


@dataclass(slots=True, kw_only=True)
class _Mask:
    """Masks text by text; what was masked by a word before is masked by the same word again."""

    known: dict[str, str]
    """The word for each name, by the name in lower case."""
    addresses: dict[str, str]
    foreign: frozenset[str]
    """Addresses that are masked, though they are not local."""
    _anywhere: "re.Pattern[str] | None" = field(init=False)
    _in_paths: "re.Pattern[str] | None" = field(init=False)

    def __post_init__(self) -> None:
        self._anywhere = _alternatives(name for name in self.known if len(name) >= SHORTEST_ANYWHERE)
        self._in_paths = _alternatives(
            (name for name in self.known if len(name) < SHORTEST_ANYWHERE), before=r"(?:(?<=[/\\@=:~])|\b(?=\w+@))"
        )

    def __call__(self, text: str) -> str:
        if self._anywhere:
            text = self._anywhere.sub(self._name, text)
        text = _HOME.sub("[home]", text)
        if self._in_paths:
            text = self._in_paths.sub(self._name, text)
        text = _IN_BRACKETS.sub(lambda match: self._address(match[1], match[0]), text)
        text = _ADDRESS.sub(lambda match: self._address(match[0], match[0]), text)
        return _MERCHANT.sub(r"\g<1>[shop]", text)

    def _name(self, match: re.Match[str]) -> str:
        return self.known[match[0].lower()]

    def _address(self, text: str, whole: str) -> str:
        address = _parsed(text)
        if address is None or not (_is_local(address) or str(address) in self.foreign):
            return whole
        return self.addresses.setdefault(str(address), f"[address-{len(self.addresses) + 1}]")


def mapped(report: Report, change: Callable[[str], str]) -> Report:
    """Apply a function to every text of a report that came from outside the program; names and ids stay."""

    def fact(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(map(change, value))
        return change(value) if isinstance(value, str) else value

    observations = tuple(
        replace(o, summary=o.summary.map(change), facts={name: fact(value) for name, value in o.facts.items()})
        for o in report.observations
    )
    source, next_step = report.credentials.source, report.diagnosis.next_step
    return replace(
        report,
        base_url=change(report.base_url),
        connect_to=tuple(map(change, report.connect_to)),
        credentials=replace(report.credentials, source=change(source) if source else source),
        observations=observations,
        diagnosis=replace(report.diagnosis, next_step=next_step.map(change) if next_step else None),
    )


def _texts(report: Report) -> Iterator[str]:
    """Return what ``mapped`` changes, each sentence in one language."""
    yield from (report.base_url, *report.connect_to, report.credentials.source or "")
    for observation in report.observations:
        yield observation.summary.en
        for value in observation.facts.values():
            yield from value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _names(report: Report, machine: Machine) -> dict[str, str]:
    names = {machine.name.partition(".")[0]: "[machine]", machine.name: "[machine]", machine.user: "[user]"}
    names |= dict.fromkeys(_proxy_hosts(report.observations), "[proxy]")
    # Of all names the user's is hidden only if it is nobody else's; a home is a path, and hidden whatever it is.
    kept = COMMON | {part.lower() for part in re.findall(r"[\w-]+", report.base_url)}
    known = {
        name.lower(): word for name, word in names.items() if len(name) >= SHORTEST_NAME and name.lower() not in kept
    }
    home = machine.home.rstrip("/\\")
    return known | ({home.lower(): "[home]"} if len(home) >= SHORTEST_ANYWHERE and home != "/root" else {})


def _alternatives(names: Iterable[str], before: str = r"(?<![^\W_])") -> "re.Pattern[str] | None":
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"{before}(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])", re.IGNORECASE)


def _proxy_hosts(observations: Iterable[Observation]) -> Iterator[str]:
    """Return the names of proxies; one that is given by its address is an address like any other."""
    for observation in observations:
        found = _PROXY.match(observation.fact(PROXY_URL) or "")
        if found and found["name"] and _parsed(found["name"]) is None:
            yield found["name"]


def _addresses_of_proxy(observations: Iterable[Observation]) -> frozenset[str]:
    """Return the addresses that a proxy has: a public one tells whose it is as well as its name does."""
    told: set[str] = set()
    for observation in observations:
        if observation.fact(DNS_LOOKS_AT) == "proxy":
            told |= set(observation.fact(DNS_ANSWERS) or ())
        if (found := _PROXY.match(observation.fact(PROXY_URL) or "")) and (host := found["v6"] or found["name"]):
            told.add(host)
    addresses = (_parsed(text) for text in told)
    return frozenset(str(address) for address in addresses if address and not address.is_loopback)


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_local(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in network for network in LOCAL_NETWORKS)
