"""How often a text shows a cause, and where."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from kaspi_doctor.cause import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kaspi_doctor.cause import Cause

SHOWN_LINES: Final = 3
CHAIN_LINES: Final = 200
"""Lines that one chain of exceptions may take."""


class Line(NamedTuple):
    """A line that speaks for a cause."""

    number: int
    text: str
    """As it was read, secrets and all: for ``recognise`` to mask."""
    time: str | None
    place: int = 0
    """Where in the text it is that speaks."""


NONE: Final = Line(0, "", None)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What has been counted for one cause so far."""

    cause: "Cause"
    confidence: Confidence
    alternatives: frozenset[str]
    """The causes that every text so far has left open beside this one, itself included."""
    count: int = 0
    first: list[Line] = field(default_factory=list)
    last: Line = NONE

    def join(self, other: "Tally") -> None:
        """Take over what has been counted apart."""
        self.alternatives &= other.alternatives
        if other.confidence.rank < self.confidence.rank:
            self.confidence, self.count, self.first, self.last = other.confidence, other.count, other.first, other.last
        elif other.confidence is self.confidence:
            self.count += other.count
            self.first = sorted([*self.first, *other.first])[:SHOWN_LINES]
            self.last = max(self.last, other.last)

    def begin_anew(self, confidence: Confidence) -> None:
        """Forget the lines that spoke less surely than one that was found now."""
        self.confidence, self.count, self.first, self.last = confidence, 0, [], NONE


def likelihood(tally: Tally) -> tuple[int, int, int, int, str]:
    """Put the surest first, then the lowest layer, what was left fewest alternatives, and what was seen most often."""
    cause = tally.cause
    return tally.confidence.rank, cause.layer.height, len(tally.alternatives), -tally.count, cause.id


class Tallies:
    """The tallies of all causes seen."""

    def __init__(self) -> None:
        """Begin with none."""
        self.by_id: dict[str, Tally] = {}

    def note(self, found: "Iterable[tuple[Cause, Confidence]]", line: Line, chained_at: int) -> None:
        """Count a line for each of the causes that it leaves open, unless surer lines have spoken for that cause.

        The lines of one chain of exceptions, last linked at line ``chained_at``, count once.
        """
        found = tuple(found)
        ids = frozenset(cause.id for cause, _ in found)
        for cause, confidence in found:
            tally = self.by_id.get(cause.id)
            if not tally:
                tally = self.by_id[cause.id] = Tally(cause=cause, confidence=confidence, alternatives=ids)
            if ids != tally.alternatives:
                tally.alternatives &= ids
            if confidence is not tally.confidence:
                if confidence.rank > tally.confidence.rank:
                    continue
                tally.begin_anew(confidence)
            before = tally.last.number
            if tally.count and (before == line.number or before < chained_at <= line.number <= before + CHAIN_LINES):
                tally.last = line._replace(time=line.time or tally.last.time)
                continue
            tally.count += 1
            tally.last = line
            if len(tally.first) < SHOWN_LINES:
                tally.first.append(line)
