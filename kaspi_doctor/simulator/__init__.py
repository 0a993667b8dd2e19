"""A stand-in for the Kaspi Shop API on real sockets and real TLS.

An independent witness: it imports nothing else of this program and reads the facts about the API by itself, so that
a fact read wrongly in one place shows as a disagreement. Cheap to import: sockets, keys and h11 come with `serve`.
"""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from kaspi_doctor.simulator.exchange import Recorded
from kaspi_doctor.simulator.scenario import Expected, Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kaspi_doctor.simulator.endpoint import SimulatedApi

    SCENARIOS: Mapping[str, Scenario]

__all__ = ["SCENARIOS", "Expected", "Recorded", "Scenario", "SimulatedApi", "serve"]


def serve(scenario: Scenario, *, port: int = 0, host: str = "127.0.0.1") -> AbstractContextManager["SimulatedApi"]:
    """Serve a scenario in a background thread while the block runs; port 0 takes a free one.

    Raises:
        OSError: on entering, when the port is taken.

    """
    from kaspi_doctor.simulator.endpoint import open_endpoint

    return open_endpoint(scenario, port=port, host=host)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the two lazy names have different types
    if name == "SCENARIOS":
        from kaspi_doctor.simulator.catalogue import collected

        return collected()
    if name == "SimulatedApi":
        from kaspi_doctor.simulator.endpoint import SimulatedApi

        return SimulatedApi
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
