"""A documented cause: what it is, which observations speak for it, and the way out."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from kaspi_doctor.observation import AnswerKind, Fact, Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


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
class Remedy:
    """One step out, with a command to copy where there is one."""

    text: Text
    command: str | None = None
    clients: tuple[str, ...] = ()
    """Whom it is for, named as in ``Cause.appearances``; none: for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """A pattern over observations. Every part given must hold; a part left out does not matter."""

    probe_id: str | tuple[str, ...] | None = None
    """None: any probe's; a tuple: any of these."""
    outcome: Outcome | None = None
    failure: Failure | tuple[Failure, ...] | None = None
    facts: "Mapping[str, Fact | tuple[Fact, ...]]" = field(default_factory=dict)
    """For each fact the value, or the tuple of values, that it may have. A fact that was not recorded is None."""
    given: "tuple[Symptom, ...]" = ()
    """Counts only when each of these is seen too; they become part of the evidence."""
    unless: "tuple[Symptom, ...]" = ()
    """Does not count when any of these is seen."""
    unlike: str | None = None
    """Does not count when the probe of this id *failed* with the same status, kind of answer and title."""
    kind: Kind | None = None
    """Overrides the cause's kind: what is an advisory in general is a fault when it shows like this."""

    def found_in(self, seen: "Mapping[str, Observation]") -> tuple[Observation, ...]:
        """Return the observations that show this symptom, in the order of ``seen`` (by probe id)."""
        if any(not other.found_in(seen) for other in self.given) or any(other.found_in(seen) for other in self.unless):
            return ()
        reference = seen.get(self.unlike) if self.unlike else None
        return tuple(o for o in seen.values() if self._shown_by(o) and not _alike(o, reference))

    def _shown_by(self, observation: Observation) -> bool:
        return (
            (self.probe_id is None or observation.probe_id in _several(self.probe_id))
            and (self.outcome is None or observation.outcome is self.outcome)
            and (self.failure is None or observation.failure in _several(self.failure))
            and all(observation.fact(name) in _several(accepted) for name, accepted in self.facts.items())
        )


def _several(accepted: object) -> tuple[object, ...]:
    return accepted if isinstance(accepted, tuple) else (accepted,)


ANSWER_FACTS = ("http.response.status_code", "http.answer", "api.error.title")


def _alike(observation: Observation, reference: Observation | None) -> bool:
    return (
        reference is not None
        and reference.outcome is Outcome.FAILED
        and reference.fact("http.answer") is not None
        and all(observation.fact(name) == reference.fact(name) for name in ANSWER_FACTS)
    )


ANSWERED = Symptom(facts={"http.answered": True})
"""Some request of this run was answered with an HTTP status, whatever it was."""

DECIDING = ("orders-valid", "user-agent-explicit")
"""The requests that are meant to succeed."""


def answered_with(*kinds: AnswerKind) -> tuple[Symptom, ...]:
    """Make the symptoms of a cause that shows by how a request that should have succeeded was answered."""
    words = tuple(kind.value for kind in kinds)
    return (Symptom(probe_id=DECIDING, outcome=Outcome.FAILED, facts={"http.answer": words}),)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A cause that looks alike, and how to tell it from this one."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cause:
    """One documented cause."""

    id: str
    layer: Layer
    kind: Kind
    weight: Weight = Weight.WARNING
    """Matters for advisories alone."""
    confidence: Confidence
    owner: Owner
    standing: Standing
    title: Text
    explanation: Text
    remedies: tuple[Remedy, ...]
    references: tuple[Reference, ...]
    symptoms: tuple[Symptom, ...] = ()
    """Any one of them speaks for the cause."""
    confirmed_by: tuple[Symptom, ...] = ()
    """A control behaving as documented: shown under "What breaks a client of your own"."""
    names_no_reason: bool = False
    """Says what Kaspi did, but not why: as the root cause it leaves the verdict unexplained."""
    persists_on_success: bool = False
    """Stays a fault even when the valid request succeeds."""
    fixes: "Mapping[str, str]" = field(default_factory=dict)
    """For each client (``requests``, ``httpx``, ``curl``, ``PowerShell``) the line that keeps it out of the trap."""
    signatures: tuple[Signature, ...] = ()
    """What speaks for the cause in a text; beside the answers that ``symptoms`` name by ``http.answer``."""
    refuted_by: tuple[str, ...] = ()
    """Texts, written as a trace's, that make another cause of the same traces likelier."""
    appearances: tuple[tuple[str, str], ...] = ()
    """How it shows: the client, and what that client prints, word for word."""
    proof: str = ""
    """The command that proves or rules out the cause."""
    neighbours: tuple[Neighbour, ...] = ()
    question: Text | None = None
    """What decides between this cause and those that a text cannot tell from it."""

    @property
    def is_warning(self) -> bool:
        """Whether, as an advisory, it should bother the reader; a fault that did no harm this time does."""
        return self.kind is not Kind.ADVISORY or self.weight is Weight.WARNING
