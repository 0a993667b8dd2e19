"""A documented cause: what it is, which observations speak for it, and the way out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from kaspi_doctor.facts import ANSWER, ANSWERED
from kaspi_doctor.observation import AnswerKind, Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text


class Kind(StrEnum):
    """What a cause means for a job that reads the exit code."""

    CREDENTIALS = "credentials"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    CONFIGURATION = "configuration"
    ADVISORY = "advisory"

    @property
    def exit_code(self) -> int:
        """The exit code of the contract's table."""
        return {"credentials": 4, "unreachable": 3, "refused": 1, "configuration": 2, "advisory": 0}[self.value]


class Weight(StrEnum):
    """How much an advisory should bother the reader; ``--strict`` minds warnings alone."""

    NOTE = "note"
    WARNING = "warning"


class Confidence(StrEnum):
    """How sure the step from the symptoms to this cause is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    SUSPECTED = "suspected"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return _RANKS[self]


_RANKS: Final = {confidence: rank for rank, confidence in enumerate(Confidence)}


class Owner(StrEnum):
    """Who has to do something about it."""

    MERCHANT = "merchant"
    NETWORK = "network"
    KASPI = "kaspi"


class Standing(StrEnum):
    """How far the fact behind a cause may be trusted."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    REPORTED = "reported"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a fact is from."""

    title: str
    url: str
    checked_on: str
    """ISO date on which the source was last read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy(Text):
    """One step out, with a command to copy where there is one."""

    command: str | None = None
    clients: tuple[str, ...] = ()
    """Whom it is for, named as in ``Cause.appearances``; none: for all."""


Seen: TypeAlias = "Mapping[str, Observation]"
"""What a run observed, by probe id."""
Sign: TypeAlias = "Callable[[Seen], tuple[Observation, ...]]"
"""What speaks for a cause: returns the observations that bear it out, none where it is not seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """A sign in one kind of observation. Every part given must hold; a part left out does not matter.

    A sign that takes more than this to say is a function in the cause's own file.
    """

    probe_id: str | tuple[str, ...] | None = None
    """None: any probe's; a tuple: any of these."""
    outcome: Outcome | None = None
    failure: Failure | tuple[Failure, ...] | None = None
    answers: tuple[AnswerKind, ...] = ()
    """What the response amounts to: any of these."""
    where: tuple[Callable[[Observation], bool], ...] = ()
    """Claims about what was recorded; the thresholds of measured numbers stand in them."""

    def __call__(self, seen: Seen) -> tuple[Observation, ...]:
        """Return the observations that show this symptom, in the order of ``seen``."""
        return tuple(observation for observation in seen.values() if self._shown_by(observation))

    def _shown_by(self, observation: Observation) -> bool:
        return (
            (self.probe_id is None or observation.probe_id in _several(self.probe_id))
            and (self.outcome is None or observation.outcome is self.outcome)
            and (self.failure is None or observation.failure in _several(self.failure))
            and (not self.answers or observation.fact(ANSWER) in self.answers)
            and all(holds(observation) for holds in self.where)
        )


def _several(accepted: object) -> tuple[object, ...]:
    return accepted if isinstance(accepted, tuple) else (accepted,)


HTTP_ANSWERED = Symptom(where=(ANSWERED.is_true(),))
"""Some request of this run was answered with an HTTP status, whatever it was."""

DECIDING = ("orders-valid", "user-agent-explicit")
"""The requests that are meant to succeed."""


def answered_with(*kinds: AnswerKind) -> tuple[Symptom, ...]:
    """Make the symptoms of a cause that shows by how a request that should have succeeded was answered."""
    return (Symptom(probe_id=DECIDING, outcome=Outcome.FAILED, answers=kinds),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a client or a server writes when it meets a cause: by this a pasted text or a log is recognised."""

    texts: tuple[str, ...]
    """Any one of them; ``*`` stands for anything within a line, ``#`` for a number. Case does not matter.

    One that begins with ``?`` is a question: word stems in any order; with ``?!`` Kaspi need not be named.

    Causes that a text cannot tell apart share one tuple: they are told together, with the question that decides.
    """
    confidence: Confidence
    """How surely these texts mean this cause."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cause:
    """One documented cause."""

    id: str
    layer: Layer
    kind: Kind
    weight: Weight = Weight.WARNING
    """Matters for advisories alone."""
    confidence: Confidence
    precedence: int = 0
    """Among the faults of one layer and one confidence the lowest is the root cause; no two share a number."""
    owner: Owner
    standing: Standing
    title: Text
    explanation: Text
    remedies: tuple[Remedy, ...]
    references: tuple[Reference, ...]
    symptoms: tuple[Sign, ...] = ()
    """Any one of them speaks for the cause."""
    shows_as: tuple[tuple[Kind, Sign], ...] = ()
    """Signs under which it is of another kind: what is an advisory in general is a fault when it shows like this."""
    confirmed_by: tuple[Sign, ...] = ()
    """A control behaving as documented: shown under "Common pitfalls for your own client"."""
    names_no_reason: bool = False
    """Says what Kaspi did, but not why: as the root cause it leaves the verdict unexplained."""
    persists_on_success: bool = False
    """Stays a fault even when the valid request succeeds."""
    fixes: Mapping[str, str] = field(default_factory=dict)
    """For each client (``requests``, ``httpx``, ``curl``, ``PowerShell``) the line that keeps it out of the trap."""
    signatures: tuple[Signature, ...] = ()
    """What speaks for the cause in a text; beside the answers that ``symptoms`` name by ``http.answer``."""
    refuted_by: tuple[str, ...] = ()
    """Texts, written as a trace's, that make another cause of the same traces likelier."""
    appearances: Mapping[str, str] = field(default_factory=dict)
    """How it shows: what each client prints, word for word."""
    proof: str = ""
    """The command that proves or rules out the cause."""
    neighbours: Mapping[str, Text] = field(default_factory=dict)
    """Causes that look alike, by their ids, and how to tell each from this one."""
    question: Text | None = None
    """What decides between this cause and those that a text cannot tell from it."""

    @property
    def is_warning(self) -> bool:
        """Whether, as an advisory, it should bother the reader; a fault that did no harm this time does."""
        return self.kind is not Kind.ADVISORY or self.weight is Weight.WARNING
