"""Running probes against the simulator, as a Python program would."""

import asyncio
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kaspi_doctor.doctor import all_probes, examine
from kaspi_doctor.observation import Observation
from kaspi_doctor.report import Report
from kaspi_doctor.settings import Credentials, Settings, Surroundings
from kaspi_doctor.simulator import SCENARIOS, Scenario, SimulatedApi, serve
from kaspi_doctor.target import ConnectTo, Proxy, Target
from kaspi_doctor.target import Endpoint as Address

PROBES = {probe.id: probe for probe in all_probes()}
QUICKLY_S = 0.3
"""The patience of a test, in seconds: everything is on loopback."""


def settings_for(endpoint: SimulatedApi, **changes: object) -> Settings:
    """Return the settings that lead to a running simulator."""
    options = {name: value for name, value in pairwise(endpoint.arguments) if name.startswith("--")}
    environment = endpoint.environment
    proxy = environment.get("HTTPS_PROXY")
    settings = Settings(
        credentials=Credentials.found(
            environment.get("KASPI_TOKEN"), "a test", merchant_uid=environment.get("KASPI_MERCHANT_UID")
        ),
        target=Target.parse(options["--base-url"]),
        connect_to=(ConnectTo.parse(options["--connect-to"]),) if "--connect-to" in options else (),
        ca_file=endpoint.ca_file,
        neutral_host=Address.parse(options["--neutral-host"]),
        surroundings=Surroundings(proxy=Proxy.parse(proxy, "HTTPS_PROXY") if proxy else None),
        user_agent=options.get("--user-agent"),
        timeout_s=min(1.5, float(options.get("--timeout", 1.5))),
        patience_s=QUICKLY_S,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]  # settings by name


@cache
def examined(scenario_id: str, *only: str, **changes: object) -> Report:
    """Run probes, and what they require, against a scenario; the same question is asked once."""
    return examined_anew(SCENARIOS[scenario_id], only=only, **changes)


def examined_anew(scenario: Scenario, **changes: object) -> Report:
    """Run probes against a scenario made for the occasion."""
    with serve(scenario) as endpoint:
        return asyncio.run(examine(settings_for(endpoint, **changes)))


def asked(scenario_id: str, probe_id: str, *beside: str, **changes: object) -> Observation:
    """Return what one probe saw."""
    return seen_in(examined(scenario_id, probe_id, *beside, **changes), probe_id)


def seen_in(report: Report, probe_id: str) -> Observation:
    """Return one probe's observation; make sure that its sentence is one, in each language."""
    (observation,) = (o for o in report.observations if o.probe_id == probe_id)
    assert_a_sentence(observation)
    return observation


def assert_a_sentence(observation: Observation) -> None:
    """Make sure that a summary is whole and in its language: no None, no braces, no double blank."""
    summary = observation.summary
    for shown in (summary.en, summary.ru, summary.kk):
        text = re.sub("“.*”|«.*»", "“…”", shown)
        assert text.strip() == text
        assert not re.search(r"\bNone\b|[{}]|  |\?\.|: \.|\.\.(?!\.)", text), text
        assert text[-1] in ".”»" or "→" in text, text
    if "→" not in summary.en:
        assert len({summary.en, summary.ru, summary.kk}) == 3
        assert re.search("[а-яё]", summary.ru)
        assert re.search("[а-яәғқңөұүһі]", summary.kk)
