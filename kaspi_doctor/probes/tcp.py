"""Does every address accept a connection? IPv4 and IPv6 are judged apart."""

from kaspi_doctor import facts as fact
from kaspi_doctor.network.connect import Attempt
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes import _tcp_words as words
from kaspi_doctor.probes._neutral import neutral_host

MOST_TELLING = (
    Failure.CONNECTION_REFUSED,
    Failure.CONNECTION_RESET,
    Failure.CONNECTION_TIMED_OUT,
    Failure.HOST_UNREACHABLE,
)
NO_ANSWER = {Failure.CONNECTION_TIMED_OUT, Failure.HOST_UNREACHABLE}


async def _ask(context: Context) -> Answer:
    network, hop = context.network, context.network.first_hop
    addresses = context.seen["dns"].fact(fact.DNS_ANSWERS) or ()
    attempts = await network.connect(addresses, context.leave_way, limit_s=context.limit_s * 0.6)
    accepted = tuple(a for a in attempts if a.failure is None)
    failed = tuple(a for a in attempts if a.failure is not None)
    facts: dict[str, fact.Value] = {
        fact.PORT: hop.port,
        fact.TCP_REACHABLE: tuple(a.address for a in accepted),
        fact.TCP_FAILED: tuple(f"{a.address} {a.failure}" for a in failed),
        fact.TCP_DEAD: _dead(accepted, failed),
    }
    if accepted:
        facts[fact.CONNECT_S] = min(a.duration_s for a in accepted)
    if not failed:
        return Answer(summary=words.accepted(hop, accepted), facts=facts)
    failures = {a.failure for a in failed if a.failure}
    failure = next((known for known in MOST_TELLING if known in failures), Failure.UNKNOWN)
    if facts[fact.TCP_DEAD] == "ipv6":
        return Answer(summary=words.ipv6_dead(hop, accepted, failed), facts=facts)
    if accepted:
        summary = words.some_dead(accepted, failed)
        return Answer(summary=summary, failure=failure, facts=facts, passable=True)
    if context.settings.surroundings.proxy:
        return Answer(summary=words.proxy_dead(hop, failure), failure=Failure.PROXY_UNREACHABLE, facts=facts)
    if failure in NO_ANSWER:
        facts |= await neutral_host(context, limit_s=context.limit_s * 0.3)
    return Answer(summary=words.all_dead(hop, failure, facts), failure=failure, facts=facts)


def _dead(accepted: tuple[Attempt, ...], failed: tuple[Attempt, ...]) -> str:
    if not failed:
        return "none"
    if not accepted:
        return "all"
    only_ipv6 = all(":" in a.address for a in failed) and all(":" not in a.address for a in accepted)
    return "ipv6" if only_ipv6 else "some"


PROBE = Probe(
    id="tcp",
    question=words.QUESTION,
    layer=Layer.TCP,
    step=4,
    ask=_ask,
    requires=("dns",),
)
