"""A probe: one question to the world, as data that holds a function."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from kaspi_doctor.facts import Facts
from kaspi_doctor.network import Network
from kaspi_doctor.observation import Failure, Layer, Observation
from kaspi_doctor.settings import Settings
from kaspi_doctor.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a probe may look at. Read-only."""

    settings: Settings
    network: Network
    seen: Mapping[str, Observation]
    """What is already known, by probe id."""
    limit_s: float
    """Seconds that this probe has: ``--timeout``, or what is left of the deadline."""
    leave_way: Callable[[], None] = lambda: None
    """For a probe to call once what requires it may start, though its own answer is not yet whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a probe found; the runner adds who asked, and when."""

    summary: Text
    """A sentence with this run's facts in it; true also out of context."""
    failure: Failure | None = None
    facts: Facts = field(default_factory=dict)
    passable: bool = False
    """The failure leaves a way on (one of two addresses is dead): what requires this probe is still asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One question."""

    id: str
    question: Text
    layer: Layer
    step: int
    """Place in what is shown, from the bottom up."""
    ask: Callable[[Context], Awaitable[Answer]]
    requires: tuple[str, ...] = ()
    """Probes that must have passed, or left a way on."""
    control: bool = False
    """Meant to be refused or ignored: evidence, never a problem in itself."""
    optional: bool = False
    """Asked only where it is named, by ``--only`` or by an option of its own."""

    @property
    def sends_request(self) -> bool:
        """Whether it makes an HTTP request, and so counts against ``--parallel``."""
        return self.layer.height >= Layer.HTTP.height
