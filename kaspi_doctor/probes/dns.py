"""Does the host name resolve to public addresses, by the way programs resolve it?"""

import asyncio
import time

from kaspi_doctor import facts as fact
from kaspi_doctor.network.resolve import DnsReply, is_address, is_public
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes import _dns_words as words
from kaspi_doctor.probes._neutral import neutral_host

LOCAL_NAMES = {"localhost", "localhost."}
DEFINITE = {Failure.DNS_NXDOMAIN, Failure.DNS_SERVFAIL, Failure.DNS_REFUSED, Failure.DNS_NO_ADDRESS}


async def _ask(context: Context) -> Answer:
    settings, hop = context.settings, context.network.first_hop
    proxy, wanted = settings.surroundings.proxy, settings.target.endpoint
    facts: dict[str, fact.Value] = {
        fact.DNS_NAME: hop.host,
        fact.DNS_LOOKS_AT: "proxy" if proxy else "target",
        fact.PORT: hop.port,
    }
    if is_address(hop.host):
        facts[fact.DNS_ANSWERS] = (hop.host,)
        return Answer(summary=words.nothing_to_resolve(hop, wanted, proxy), facts=facts)
    started = time.perf_counter()
    try:
        async with asyncio.timeout(context.limit_s * 0.6):
            addresses = await context.network.resolve(hop.host, hop.port)
    except (OSError, ValueError) as error:  # ValueError: the host is no name at all
        return await _unresolved(context, context.network.classified(error, Layer.DNS), facts)
    facts |= {fact.DNS_ANSWERS: addresses, fact.DNS_S: time.perf_counter() - started}
    private = tuple(address for address in addresses if not is_public(address))
    if private and not proxy and hop == wanted and hop.host not in LOCAL_NAMES:
        reply = await context.network.ask_dns(hop.host, limit_s=min(2.0, context.limit_s * 0.2))
        facts |= {fact.DNS_NOT_PUBLIC: private, fact.DNS_ASKED_DIRECTLY: reply.addresses or (reply.reason,)}
        summary = words.not_public(hop.host, private, reply)
        return Answer(summary=summary, failure=Failure.DNS_ADDRESS_NOT_PUBLIC, facts=facts, passable=True)
    return Answer(summary=words.resolved(hop.host, addresses), facts=facts)


async def _unresolved(context: Context, system: Failure, facts: dict[str, fact.Value]) -> Answer:
    """Find the reason that the system's resolver does not give, and whether anything answers at all."""
    host = context.network.first_hop.host
    reply = await context.network.ask_dns(host, limit_s=context.limit_s * 0.2)
    failure = _weighed(system, reply)
    facts |= {fact.DNS_SYSTEM_FAILURE: system.value, fact.DNS_REASON: reply.reason}
    # Windows and macOS say "no such name" of every name when there is no network at all.
    is_hearsay = failure is Failure.DNS_NXDOMAIN and reply.failure not in DEFINITE
    if failure is Failure.DNS_TIMEOUT or is_hearsay:
        facts |= await neutral_host(context, limit_s=context.limit_s * 0.15)
        if fact.NEUTRAL_REACHABLE.read(facts) is False:
            failure = Failure.DNS_TIMEOUT
    if context.settings.surroundings.proxy:
        return Answer(summary=words.proxy_unknown(host), failure=Failure.PROXY_UNREACHABLE, facts=facts)
    return Answer(summary=words.unresolved(host, failure, facts), failure=failure, facts=facts)


def _weighed(system: Failure, reply: DnsReply) -> Failure:
    """Believe what DNS itself says where it says something definite; else what the system said."""
    if reply.failure in DEFINITE:
        return reply.failure
    if reply.failure is None:
        return Failure.DNS_FAILED
    return reply.failure if system is Failure.DNS_FAILED else system


PROBE = Probe(
    id="dns",
    question=words.QUESTION,
    layer=Layer.DNS,
    step=3,
    ask=_ask,
)
