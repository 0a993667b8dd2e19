"""The JSON of ``explain``: a cause, and what was recognised."""

from typing import TYPE_CHECKING, Any, Final

from kaspi_doctor.report import cause_as_json

if TYPE_CHECKING:
    from kaspi_doctor.cause import Cause
    from kaspi_doctor.recognition.recogniser import Recognition

SCHEMA_VERSION: Final = 1


def cause_json(cause: "Cause") -> dict[str, Any]:
    """Return one cause whole, in every language."""
    return {
        "schema_version": SCHEMA_VERSION,
        "id": cause.id,
        **cause_as_json(cause),
        "appearances": [{"client": client, "text": text} for client, text in cause.appearances.items()],
        "proof": cause.proof,
        "neighbours": [{"id": other, "text": text.as_dict()} for other, text in cause.neighbours.items()],
        "question": cause.question.as_dict() if cause.question else None,
    }


def recognition_json(recognition: "Recognition") -> dict[str, Any]:
    """Return what was recognised; the contract's shape."""
    question = recognition.question
    return {
        "schema_version": SCHEMA_VERSION,
        "recognised": bool(recognition.findings),
        "causes": [
            {
                "id": finding.cause.id,
                "confidence": finding.confidence.value,
                "count": finding.count,
                "lines": [{"number": proof.number, "text": proof.text} for proof in finding.proofs],
                "title": finding.cause.title.as_dict(),
                "first_line": finding.proofs[0].number,
                "last_line": finding.last.number,
                "first_at": finding.proofs[0].time,
                "last_at": finding.last.time,
            }
            for finding in recognition.findings
        ],
        "question": question.as_dict() if question else None,
    }
