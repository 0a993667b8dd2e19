"""Each scenario is whole and agrees with itself."""

import re
from dataclasses import replace

import pytest

from kaspi_doctor.simulator import SCENARIOS, Scenario, serve
from kaspi_doctor.simulator.catalogue import ordered

LAYERS = ("credentials", "environment", "dns", "tcp", "tls", "http", "api")


def test_order() -> None:
    """The default scenario comes first, the others by layer, lowest first."""
    first, *rest = SCENARIOS.values()
    assert first.id == "documented"
    places = [LAYERS.index(scenario.layer) for scenario in rest]
    assert places == sorted(places)


def test_ids_are_unique() -> None:
    """Two scenarios of one id are refused instead of one hiding the other."""
    twin = replace(SCENARIOS["documented"], layer="tcp")
    with pytest.raises(ValueError, match="documented"):
        ordered([SCENARIOS["documented"], twin])


def test_catalogue_cannot_be_changed() -> None:
    """The catalogue is read-only."""
    with pytest.raises(TypeError):
        SCENARIOS["documented"] = SCENARIOS["no-orders"]  # type: ignore[index] # that it cannot be written to is the property


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_well_formed(scenario: Scenario) -> None:
    """The id is kebab-case, and the summary is one distinct sentence in each of the three languages."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", scenario.id)
    assert SCENARIOS[scenario.id] is scenario
    assert list(scenario.summary) == ["en", "ru", "kk"]
    assert len(set(scenario.summary.values())) == 3
    assert all(text.endswith(".") and "\n" not in text for text in scenario.summary.values())
    assert not re.search(r"[а-яё]", scenario.summary["en"], re.IGNORECASE)


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_expectation_is_consistent(scenario: Scenario) -> None:
    """Verdict, root cause and exit code go together, and no cause is named twice."""
    expected = scenario.expected
    assert expected.verdict in {"healthy", "explained", "unexplained", "inconclusive"}
    assert (expected.verdict == "healthy") == (expected.exit_code == 0) == (expected.root_cause is None)
    assert expected.exit_code in range(5)
    assert (expected.verdict == "unexplained") == (expected.root_cause == "request-refused")
    causes = [*filter(None, [expected.root_cause]), *expected.other_causes, *expected.advisories]
    assert len(causes) == len(set(causes))


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_can_be_served(scenario: Scenario) -> None:
    """Each scenario starts, leaves no placeholder in what it hands out, and never points away from loopback."""
    with serve(scenario) as endpoint:
        words = [*endpoint.arguments, *endpoint.environment.values()]
        assert not [word for word in words if re.search(r"\{\w+\}", word)]
        assert endpoint.requests == []
        assert endpoint.connections == 0
        assert ("--connect-to" in words) == (scenario.proxy is None)
        assert words.count("--neutral-host") == 1
        assert words[words.index("--neutral-host") + 1].startswith("127.0.0.1:")
