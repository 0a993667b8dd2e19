"""Every scenario of the simulator through the real command line, over real TLS."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jsonschema
import pytest

from kaspi_doctor.cli.schema import published
from kaspi_doctor.facts import ALL
from kaspi_doctor.simulator import SCENARIOS, Scenario
from tests.cli.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_S = "0.6"
AT_ONCE = 3
"""Scenarios mostly wait, so several share a core."""
TOGETHER = 8
SCHEMA = published()
LONGEST_COMMON_PART = 8
"""Characters of a token in a row that are too many; shorter ones may stand in a word by chance."""
PLACEHOLDERS = {"token-placeholder", "token-placeholder-and-connection-refused"}
"""Their token is a word, and none of anybody's."""


def _batches() -> list[tuple[Scenario, ...]]:
    known = tuple(SCENARIOS.values())
    # The slow ones lie together in the catalogue; dealt out like cards, no batch gets them all.
    count = -(-len(known) // TOGETHER)
    return [known[number::count] for number in range(count)]


def _secrets(scenario: Scenario) -> Iterator[str]:
    if not (token := (scenario.token or "").strip("\"' \n")) or scenario.id in PLACEHOLDERS:
        return
    raw = token.removeprefix("Bearer ")
    yield from (raw[at : at + LONGEST_COMMON_PART] for at in range(len(raw) - LONGEST_COMMON_PART + 1))
    yield quote(raw, safe="")
    yield raw.encode().hex()
    yield from (base64.b64encode(b" " * shift + raw.encode()).decode()[4:-8] for shift in range(3))


def _differences(expected: dict[str, Any], seen: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name}: {seen[name]}, not {value}" for name, value in expected.items() if seen[name] != value)


def _offences(scenario: Scenario, cwd: Path) -> list[str]:
    """What is wrong with the run of one scenario; nothing, if all is well."""
    ran = run("demo", scenario.id, "--json", "--patience", PATIENCE_S, cwd=cwd)
    try:
        report = ran.report
        jsonschema.validate(report, SCHEMA)
    except (ValueError, jsonschema.ValidationError) as error:
        return [f"{type(error).__name__}: {error!s:.300}", ran.err]
    diagnosis, wanted = report["diagnosis"], scenario.expected
    promised: dict[str, Any] = {
        "verdict": wanted.verdict,
        "root_cause": wanted.root_cause,
        "other_causes": sorted(wanted.other_causes),
        "advisories": sorted(wanted.advisories),
    }
    if wanted.confirmed is not None:
        promised["confirmed"] = sorted(wanted.confirmed)
    found = {name: sorted(value) if isinstance(value, list) else value for name, value in diagnosis.items()}
    offences = list(_differences(promised, found))
    codes = {ran.code, report["exit_code"], report["verdict_code"]}
    if codes != {wanted.exit_code}:
        offences.append(f"exit codes {codes}, not {wanted.exit_code}")
    asking = [seen for seen in report["observations"] if seen["layer"] in {"http", "api"}]
    if report["requests_sent"] > len(asking):
        offences.append(f"{report['requests_sent']} requests")
    if any(observation["outcome"] == "crashed" for observation in report["observations"]):
        offences.append("a probe crashed")
    unlisted = {name for o in report["observations"] for name in o["facts"]} - set(ALL)
    offences += (f"{name} is no fact" for name in unlisted)
    if ran.err:
        offences.append(f"on stderr: {ran.err}")
    text = f"{ran.out}{ran.err}".casefold()
    if any(secret.casefold() in text for secret in _secrets(scenario)):
        offences.append("the token is shown")
    return offences


@pytest.mark.parametrize("batch", _batches(), ids=lambda batch: f"{batch[0].id}..{batch[-1].id}")
def test_every_scenario_is_diagnosed_as_promised(batch: tuple[Scenario, ...], tmp_path: Path) -> None:
    """The real command line gives each scenario's verdict, causes and exit code, as valid JSON, and tells no secret."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda scenario: (scenario.id, _offences(scenario, tmp_path)), batch)
        assert {name: offences for name, offences in found if offences} == {}


def test_no_scenario_is_left_out() -> None:
    """The batches hold every scenario once."""
    dealt = [scenario.id for batch in _batches() for scenario in batch]
    assert sorted(dealt) == sorted(SCENARIOS)


def test_a_token_shown_would_be_noticed() -> None:
    """The search for the token finds it whole, in part and encoded."""
    scenario = SCENARIOS["documented"]
    token = scenario.token or ""
    encoded = base64.b64encode(f"X-Auth-Token: {token}".encode()).decode()
    for text in (token, f"…{token[10:20]}…", quote(token, safe=""), token.encode().hex(), encoded):
        assert any(secret in text for secret in _secrets(scenario)), text
