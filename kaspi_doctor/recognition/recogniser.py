"""Finds the documented causes in whatever text a client printed: an error, a traceback, a dump, a log of any size.

Pure and streaming: bytes in, findings out; memory does not grow with the input. It says when it knows nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kaspi_doctor.cause import Cause, Confidence
from kaspi_doctor.recognition._clients import client_in
from kaspi_doctor.recognition._reader import Reader
from kaspi_doctor.recognition._stream import blocks
from kaspi_doctor.recognition._tally import LogLine, Tally
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.wording import Text

LONGEST_SHOWN: Final = 240
BEFORE_SHOWN: Final = 80
"""Characters shown before the place that proves, where a line is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A line that speaks for a cause."""

    number: int
    """From 1."""
    text: str
    """Shortened, secrets masked, harmless to show."""
    time: str | None
    """As the log has it; None where the line, and those before it, have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedCause:
    """A cause that a text shows."""

    cause: Cause
    confidence: Confidence
    count: int
    """How often; a chain of exceptions counts once."""
    proofs: tuple[Proof, ...]
    """The first few lines."""
    last: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a text says, likeliest cause first. No finding: it is not recognised."""

    findings: tuple[RecognisedCause, ...]
    question: Text | None
    """What decides, when the text leaves several causes open."""
    client: str | None = None
    """The client that printed what proves the likeliest cause, where it shows: ``requests``, ``curl`` and so on."""


def recognise(chunks: Iterable[bytes], causes: Sequence[Cause], secrets: Iterable[str] = ()) -> Recognition:
    """Read a text to its end and say which causes it shows.

    ``secrets`` are masked in the lines that are shown, and so is all that stands where a secret stands.
    """
    reader, redactor = Reader(causes), Redactor(secrets)
    for block in blocks(chunks):
        reader.read(block)
    tallies = reader.conclude()
    findings = tuple(
        RecognisedCause(
            cause=tally.cause,
            confidence=tally.confidence,
            count=tally.count,
            proofs=tuple(_proof(line, redactor) for line in tally.first),
            last=_proof(tally.last, redactor),
        )
        for tally in tallies
    )
    return Recognition(findings=findings, question=_question(tallies), client=_client(tallies) or reader.client)


def _proof(line: LogLine, redactor: Redactor) -> Proof:
    return Proof(number=line.number, text=_excerpt(line, redactor), time=line.time)


def _excerpt(line: LogLine, redactor: Redactor) -> str:
    """Mask a line whole, and only then cut it: half a secret is not seen to be one."""
    text = redactor.foreign(line.text).strip()
    if len(text) <= LONGEST_SHOWN:
        return text
    start = max(0, min(len(redactor.foreign(line.text[: line.place])) - BEFORE_SHOWN, len(text) - LONGEST_SHOWN))
    end = start + LONGEST_SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _client(tallies: list[Tally]) -> str | None:
    return next((name for line in (tallies[0].first if tallies else ()) if (name := client_in(line.text))), None)


def _question(tallies: list[Tally]) -> Text | None:
    """Return what decides between the likeliest cause and those that the same texts leave open."""
    if not tallies or len(tallies[0].alternatives) == 1:
        return None
    left_open = [tally for tally in tallies if tally.cause.id in tallies[0].alternatives]
    return next((tally.cause.question for tally in left_open if tally.cause.question), None)
