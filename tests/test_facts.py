"""The facts: what is read has been written by somebody, what is written is known, and each reads as its own type."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import chain

import jsonschema
import pytest

from kaspi_doctor.cli.schema import published
from kaspi_doctor.doctor import all_probes, examine
from kaspi_doctor.facts import (
    ALL,
    CLOCK_OFFSET_S,
    FIRST_BYTE_S,
    NEUTRAL_REACHABLE,
    REQUESTS,
    RUNNER,
    STATUS,
    TCP_REACHABLE,
    TITLE,
    TOTAL_S,
    Claim,
    Facts,
    Value,
)
from kaspi_doctor.observation import Observation
from kaspi_doctor.probe import Answer, Context
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.target import Endpoint, Proxy, Target
from tests.making import observed
from tests.network.serving import LOOPBACK, TOKEN, serving
from tests.probes.asking import examined
from tests.probes.test_dns import asked_elsewhere
from tests.test_runner import asks, ran

SCENARIOS = (
    "documented",
    "proxy-works",
    "token-damaged-and-tls-expired",
    "challenge-cloudflare-503",
    "connection-timed-out",
    "proxy-wants-password",
    "gzip-unasked",
    "rate-limited",
    "redirect-to-login",
    "tls-not-spoken",
    "tls-old-version",
    "user-agent-filtered",
    "date-range-max-7",
)
"""Between them they write all that can be written on loopback, through a known address."""
HTTP_PROBES = {probe.id for probe in all_probes() if probe.sends_request}


async def _broken(_: Context) -> Answer:
    raise RuntimeError


async def _refusing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Be a SOCKS5 proxy that says "connection refused" (RFC 1928, section 6)."""
    await reader.readexactly(3)
    writer.write(b"\x05\x00")
    await reader.read(300)
    writer.write(b"\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00")
    await writer.drain()


async def _unresolvable() -> tuple[Observation, ...]:
    settings = Settings(
        credentials=Credentials.found(TOKEN, "a test"),
        target=Target.parse("https://no-such-host.invalid"),
        neutral_host=Endpoint.parse(f"{LOOPBACK}:9"),
        timeout_s=1.0,
    )
    return (await examine(settings)).observations


async def _refused_by_socks() -> tuple[Observation, ...]:
    async with serving(_refusing) as port:
        settings = Settings(
            credentials=Credentials.found(TOKEN, "a test"),
            surroundings=Surroundings(proxy=Proxy.parse(f"socks5://localhost:{port}", "HTTPS_PROXY")),
            neutral_host=None,
            timeout_s=1.0,
        )
        return (await examine(settings)).observations


@cache
def written() -> dict[str, dict[str, list[Value]]]:
    """Return what real runs wrote: for each name the values, by the probe."""
    runs = [
        *(examined(scenario).observations for scenario in SCENARIOS),
        examined("documented", quick=True).observations,
        asyncio.run(_unresolvable()),
        asyncio.run(_refused_by_socks()),
        (replace(observed("dns"), facts=asked_elsewhere(("10.0.0.1",)).facts),),
        tuple(ran(asks(_broken, "broken")).values()),
    ]
    found: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for observation in (o for run in runs for o in run):
        for name, value in observation.facts.items():
            found[name][observation.probe_id].append(value)
    return found


def test_every_fact_is_written_by_some_run() -> None:
    """Nothing is read that nobody writes: a fact that no run writes is not listed."""
    with_value = {name for name, values in written().items() if any(v is not None for v in chain(*values.values()))}
    assert set(ALL) - with_value == set()


def test_every_fact_that_is_written_is_listed() -> None:
    """A report holds no fact that has no name, type and sentence of its own."""
    assert set(written()) - set(ALL) == set()


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_written_by_those_it_names_and_in_its_own_type(name: str) -> None:
    """Who writes it, and what it reads as, is what the list says."""
    fact = ALL[name]
    named = set(chain.from_iterable(HTTP_PROBES if writer == REQUESTS else {writer} for writer in fact.writers))
    for probe_id, values in written()[name].items():
        assert RUNNER in fact.writers or probe_id in named
        assert all(value is None or fact.read({name: value}) == value for value in values), values


def test_reading_gives_the_type_or_nothing() -> None:
    """A value of another type, from a report made elsewhere, reads as none; a whole number is a number."""
    wrong: dict[str, Value] = {STATUS: "200", TITLE: 5, NEUTRAL_REACHABLE: 1, TCP_REACHABLE: "1.2.3.4", TOTAL_S: True}
    assert [fact.read(wrong) for fact in (STATUS, TITLE, NEUTRAL_REACHABLE, TCP_REACHABLE, TOTAL_S)] == [None] * 5
    assert (STATUS.read({STATUS: True}), STATUS.read({}), TOTAL_S.read({TOTAL_S: 3})) == (None, None, 3)


@pytest.mark.parametrize(
    ("facts", "claim", "holds"),
    [
        ({FIRST_BYTE_S: 5.0}, FIRST_BYTE_S.above(5.0), False),
        ({FIRST_BYTE_S: 5.1}, FIRST_BYTE_S.above(5.0), True),
        ({}, FIRST_BYTE_S.above(0.0), False),
        ({CLOCK_OFFSET_S: -301}, CLOCK_OFFSET_S.beyond(300), True),
        ({CLOCK_OFFSET_S: 300}, CLOCK_OFFSET_S.beyond(300), False),
        ({STATUS: 404}, STATUS.equals(400, 404), True),
        ({STATUS: 404}, STATUS.equals(400), False),
        ({}, STATUS.equals(400), False),
        ({NEUTRAL_REACHABLE: False}, NEUTRAL_REACHABLE.is_false(), True),
        ({NEUTRAL_REACHABLE: None}, NEUTRAL_REACHABLE.is_false(), False),
        ({NEUTRAL_REACHABLE: True}, NEUTRAL_REACHABLE.is_true(), True),
        ({NEUTRAL_REACHABLE: False}, NEUTRAL_REACHABLE.is_true(), False),
        ({NEUTRAL_REACHABLE: False}, NEUTRAL_REACHABLE.is_not_false(), False),
        ({NEUTRAL_REACHABLE: None}, NEUTRAL_REACHABLE.is_not_false(), True),
    ],
)
def test_a_claim_holds_of_a_value_alone(facts: Facts, claim: Claim, holds: bool) -> None:  # noqa: FBT001 - the expectation
    """Thresholds are exclusive; of what was not measured nothing is claimed, but that it is not known to be false."""
    assert claim(replace(observed("orders-valid"), facts=facts)) is holds


def test_the_schema_describes_each_fact() -> None:
    """The published schema says what each fact tells, with its unit, and takes its type or null alone."""
    listed = published()["$defs"]["observation"]["properties"]["facts"]["properties"]
    assert list(listed) == list(ALL)
    assert listed[FIRST_BYTE_S]["description"].endswith(" Unit: s.")
    assert all(fact.says in listed[name]["description"] for name, fact in ALL.items())
    for name, values in written().items():
        for value in chain(*values.values()):
            jsonschema.validate(list(value) if isinstance(value, tuple) else value, listed[name])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate("200", listed[STATUS])
