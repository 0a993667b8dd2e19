"""Is the certificate trusted (by the system's store and by certifi), in date, and for this host?"""

import asyncio

from kaspi_doctor.facts import PROXY_SAID, TLS_S, TRUST
from kaspi_doctor.network.classify import NetworkFailure
from kaspi_doctor.network.handshake import Handshake
from kaspi_doctor.network.trust import Store
from kaspi_doctor.observation import Failure, Layer
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.probes import _tls_words as words

ISSUER_MATTERS = {Failure.TLS_UNTRUSTED_ISSUER}


async def _ask(context: Context) -> Answer:
    shaken, trust = await _compared(context)
    facts = shaken.facts | {
        TLS_S: shaken.duration_s,
        TRUST: trust,
    }
    if shaken.failure is None:
        return Answer(summary=words.trusted(facts), facts=facts)
    return Answer(summary=words.refused(shaken.failure, context.settings, facts), failure=shaken.failure, facts=facts)


async def _compared(context: Context) -> tuple[Handshake, str | None]:
    """Shake hands trusting the system's store and certifi's; give the better handshake and who trusts the server."""
    if context.settings.ca_file:
        shaken = await _shake(context, Store.FILE)
        return shaken, None if shaken.failure else "ca-file"
    if context.settings.quick:
        system = await _shake(context, Store.SYSTEM)
        if system.failure not in ISSUER_MATTERS:
            return system, None if system.failure else "system"
        certifi = await _shake(context, Store.CERTIFI)
    else:
        system, certifi = await asyncio.gather(_shake(context, Store.SYSTEM), _shake(context, Store.CERTIFI))
    if system.failure is None:
        return system, "system-only" if certifi.failure in ISSUER_MATTERS else "both"
    if system.failure in ISSUER_MATTERS and certifi.failure is None:
        return certifi, "certifi-only"
    return system, None


async def _shake(context: Context, store: Store) -> Handshake:
    network, proxy = context.network, context.settings.surroundings.proxy
    try:
        return await network.handshake(network.way, store, limit_s=context.limit_s)
    except NetworkFailure as error:
        return Handshake(failure=error.failure, duration_s=0.0, facts={**error.facts, PROXY_SAID: str(error)})
    except OSError as error:
        failure = Failure.PROXY_UNREACHABLE if proxy else network.classified(error, Layer.TCP)
        return Handshake(failure=failure, duration_s=0.0)


PROBE = Probe(
    id="tls",
    question=words.QUESTION,
    layer=Layer.TLS,
    step=5,
    ask=_ask,
    requires=("tcp",),
)
