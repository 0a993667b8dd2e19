"""How often a text shows a cause, and where."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kaspi_doctor.cause import Cause, Confidence
from kaspi_doctor.recognition._hosts import Whose
from kaspi_doctor.recognition._signs import Named

SHOWN_LINES: Final = 3
CHAIN_LINES: Final = 200
"""Lines that one chain of exceptions may take."""


class LogLine(NamedTuple):
    """A line that speaks for a cause."""

    number: int
    text: str
    """As it was read, secrets and all: for ``recognise`` to mask."""
    time: str | None
    place: int = 0
    """Where in the text it is that speaks."""


NONE: Final = LogLine(0, "", None)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What has been counted for one cause so far."""

    cause: Cause
    confidence: Confidence
    alternatives: frozenset[str]
    """The causes that every text so far has left open beside this one, itself included."""
    count: int = 0
    first: list[LogLine] = field(default_factory=list)
    last: LogLine = NONE

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

    def note(self, found: Iterable[tuple[Cause, Confidence]], line: LogLine, chained_at: int) -> None:
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


class Ledger:
    """All that is noted of a text: what names Kaspi, by itself or its neighbours, apart from what names nobody."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.ours = Tallies()
        self._nobodys = Tallies()
        self._noted: list[tuple[Tallies, Sequence[Named], LogLine, int, int]] = []
        self._shown: dict[tuple[int, str | None], list[int]] = {}
        """By their status and time, the lines of answers that are shown with more than their status."""
        self.chained_at = 0
        """The line in which a chain of exceptions was linked last."""

    @property
    def ids(self) -> set[str]:
        """The causes counted so far."""
        return {*self.ours.by_id, *self._nobodys.by_id}

    def note(self, found: Sequence[Named], line: LogLine, who: Whose, bare_status: int = 0) -> None:
        """Take a line that speaks for one of some causes; ``bare_status`` where it shows no more of an answer."""
        if found and who is not Whose.ANOTHER:
            tallies = self.ours if who is Whose.KASPI else self._nobodys
            self._noted.append((tallies, found, line, self.chained_at, bare_status))

    def note_shown(self, status: int, line: LogLine) -> None:
        """Take note that a line begins an answer that is shown well enough to be sure of it."""
        self._shown.setdefault((status, line.time), []).append(line.number)

    def count(self) -> None:
        """Count what was noted; a status alone adds nothing to an answer with that status that is shown beside it."""
        for tallies, found, line, chained_at, bare_status in self._noted:
            shown = self._shown.get((bare_status, line.time), ())
            if not any(abs(number - line.number) <= CHAIN_LINES for number in shown):
                tallies.note(found, line, chained_at)
        self._noted.clear()
        self._shown.clear()

    def conclude(self, refuted: Collection[str], *, with_nobodys: bool) -> list[Tally]:
        """Return what the whole text shows, likeliest first, some causes having been spoken against."""
        tallies = dict(self.ours.by_id)
        for cause_id, tally in self._nobodys.by_id.items() if with_nobodys else ():
            if cause_id in tallies:
                tallies[cause_id].join(tally)
            else:
                tallies[cause_id] = tally
        for cause_id in tallies.keys() & refuted:
            others = [tallies[other] for other in tallies[cause_id].alternatives - {cause_id} if other in tallies]
            if others:
                tallies[cause_id].confidence = Confidence.SUSPECTED
            for other in others:
                other.confidence = Confidence.LIKELY
        return sorted(tallies.values(), key=likelihood)
