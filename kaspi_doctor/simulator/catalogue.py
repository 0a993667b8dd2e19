"""All scenarios there are: one family a module of `scenarios`."""

import functools
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kaspi_doctor.simulator import scenarios
from kaspi_doctor.simulator.scenario import LAYERS, Scenario


def ordered(found: Iterable[Scenario]) -> Mapping[str, Scenario]:
    """Order scenarios by id: `documented` first, then by layer, lowest first, each family in its own order.

    Raises:
        ValueError: two scenarios have one id.

    """
    by_id: dict[str, Scenario] = {}
    for scenario in sorted(found, key=lambda scenario: (scenario.id != "documented", LAYERS.index(scenario.layer))):
        if by_id.setdefault(scenario.id, scenario) is not scenario:
            raise ValueError(f"two scenarios have the id {scenario.id}")
    return MappingProxyType(by_id)


@functools.cache
def collected() -> Mapping[str, Scenario]:
    """Collect the scenarios of all families."""
    modules = (f"{scenarios.__name__}.{module.name}" for module in pkgutil.iter_modules(scenarios.__path__))
    return ordered(scenario for name in modules for scenario in importlib.import_module(name).SCENARIOS)
