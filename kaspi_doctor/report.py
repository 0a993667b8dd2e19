"""The report: all that a run saw and concluded, and its JSON shape, version 1."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kaspi_doctor.cause import Acts, Cause, Confidence, Kind, Reference, Remedy, Standing, Weight
from kaspi_doctor.diagnosis import Diagnosis, Verdict
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Language, Text

SCHEMA_VERSION = 1

Json = dict[str, Any]


class ReportError(ValueError):
    """A document that is not a report of ours, or one this version cannot read; its text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsNote:
    """What a report says about the credentials: never a character of the token."""

    source: str | None
    length: int
    fingerprint: str | None
    merchant_uid_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a run saw and concluded."""

    run_id: str
    tool_version: str
    started_at: datetime
    """Aware, UTC."""
    duration_s: float
    exit_code: int
    """What the process returned; the table's code is ``diagnosis.verdict_code``."""
    base_url: str
    connect_to: tuple[str, ...]
    credentials: CredentialsNote
    requests_sent: int
    observations: tuple[Observation, ...]
    """In the order in which they are shown."""
    diagnosis: Diagnosis
    causes: Mapping[str, Cause]
    """Each cause that the diagnosis names, its kind as it showed in this run; without symptoms when read from JSON."""
    masked: int = 0
    """How often something secret was masked in this report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a reader wants a report to look. Machine formats mind the language alone, or nothing."""

    language: Language = Language.EN
    width: int = 80
    """Columns."""
    colour: bool = False
    ascii: bool = False
    """No character outside ASCII but letters: for consoles that cannot print ticks and boxes."""
    verbose: bool = False
    """Every request as it was sent."""
    quiet: bool = False
    """The verdict and the way out, without the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a report down."""

    id: str
    suffix: str
    """Of a file in this format, without the dot."""
    media_type: str
    description: Text
    render: Callable[[Report, View], str]
    """Pure. Gives the whole document, ending in a newline."""


def to_json(report: Report) -> Json:
    """Give the shape of schema version 1."""
    diagnosis = report.diagnosis
    return {
        "schema_version": SCHEMA_VERSION,
        "run_id": report.run_id,
        "tool": {"name": "kaspi-doctor", "version": report.tool_version},
        "started_at": _instant(report.started_at),
        "duration_s": round(report.duration_s, 3),
        "verdict_code": diagnosis.verdict_code,
        "exit_code": report.exit_code,
        "target": {"base_url": report.base_url, "connect_to": list(report.connect_to)},
        "credentials": {
            "source": report.credentials.source,
            "length": report.credentials.length,
            "fingerprint": report.credentials.fingerprint,
            "merchant_uid_sent": report.credentials.merchant_uid_sent,
            "checked": diagnosis.credentials_checked,
        },
        "requests_sent": report.requests_sent,
        "masked": report.masked,
        "observations": [_observation(o) for o in report.observations],
        "diagnosis": {
            "verdict": diagnosis.verdict.value,
            "root_cause": diagnosis.root_cause,
            "other_causes": list(diagnosis.other_causes),
            "advisories": list(diagnosis.advisories),
            "confirmed": list(diagnosis.confirmed),
            "evidence": {cause: list(probes) for cause, probes in diagnosis.evidence.items()},
            "next_step": diagnosis.next_step.as_dict() if diagnosis.next_step else None,
        },
        "causes": {cause_id: _cause(cause) for cause_id, cause in report.causes.items()},
    }


def from_json(shape: object) -> Report:
    """Read back what ``to_json`` gave.

    Raises:
        ReportError: not a report, a newer schema, or something is missing or of another type.
    """
    if not isinstance(shape, dict) or "schema_version" not in shape or "observations" not in shape:
        message = "this is not a kaspi-doctor report"
        raise ReportError(message)
    if shape["schema_version"] != SCHEMA_VERSION:
        message = (
            f"this report has schema version {shape['schema_version']!r}; this kaspi-doctor reads {SCHEMA_VERSION}"
        )
        raise ReportError(message)
    try:
        return _read(shape)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"this report is damaged: {type(error).__name__} at {str(error)[:80]}"
        raise ReportError(message) from None


def _read(shape: Json) -> Report:
    return Report(
        run_id=str(shape["run_id"]),
        tool_version=str(shape["tool"]["version"]),
        started_at=datetime.fromisoformat(shape["started_at"]),
        duration_s=float(shape["duration_s"]),
        exit_code=int(shape["exit_code"]),
        base_url=str(shape["target"]["base_url"]),
        connect_to=tuple(map(str, shape["target"]["connect_to"])),
        credentials=CredentialsNote(
            source=shape["credentials"]["source"],
            length=int(shape["credentials"]["length"]),
            fingerprint=shape["credentials"]["fingerprint"],
            merchant_uid_sent=bool(shape["credentials"]["merchant_uid_sent"]),
        ),
        requests_sent=int(shape["requests_sent"]),
        masked=int(shape.get("masked", 0)),
        observations=tuple(_read_observation(part) for part in shape["observations"]),
        diagnosis=_read_diagnosis(shape),
        causes={cause_id: _read_cause(cause_id, part) for cause_id, part in shape["causes"].items()},
    )


def _read_diagnosis(shape: Json) -> Diagnosis:
    part = shape["diagnosis"]
    return Diagnosis(
        verdict=Verdict(part["verdict"]),
        root_cause=part["root_cause"],
        other_causes=tuple(part["other_causes"]),
        advisories=tuple(part["advisories"]),
        confirmed=tuple(part["confirmed"]),
        evidence={cause: tuple(probes) for cause, probes in part["evidence"].items()},
        next_step=Text.from_dict(part["next_step"]) if part["next_step"] else None,
        credentials_checked=bool(shape["credentials"].get("checked", False)),
        verdict_code=int(shape["verdict_code"]),
    )


def _observation(observation: Observation) -> Json:
    return {
        "probe_id": observation.probe_id,
        "layer": observation.layer.value,
        "outcome": observation.outcome.value,
        "control": observation.control,
        "failure": observation.failure.value if observation.failure else None,
        "summary": observation.summary.as_dict(),
        "started_at": _instant(observation.started_at),
        "duration_s": round(observation.duration_s, 4),
        "facts": {
            name: list(fact) if isinstance(fact, tuple) else round(fact, 6) if isinstance(fact, float) else fact
            for name, fact in observation.facts.items()
        },
    }


def _read_observation(part: Json) -> Observation:
    return Observation(
        probe_id=str(part["probe_id"]),
        layer=Layer(part["layer"]),
        outcome=Outcome(part["outcome"]),
        control=bool(part["control"]),
        failure=Failure(part["failure"]) if part["failure"] is not None else None,
        summary=Text.from_dict(part["summary"]),
        started_at=datetime.fromisoformat(part["started_at"]),
        duration_s=float(part["duration_s"]),
        facts={name: tuple(map(str, fact)) if isinstance(fact, list) else fact for name, fact in part["facts"].items()},
    )


def _cause(cause: Cause) -> Json:
    return {
        "layer": cause.layer.value,
        "kind": cause.kind.value,
        "weight": cause.weight.value,
        "confidence": cause.confidence.value,
        "acts": cause.acts.value,
        "standing": cause.standing.value,
        "title": cause.title.as_dict(),
        "explanation": cause.explanation.as_dict(),
        "remedies": [
            remedy.text.as_dict() | ({"command": remedy.command} if remedy.command else {}) for remedy in cause.remedies
        ],
        "references": [
            {"title": reference.title, "url": reference.url, "checked_on": reference.checked_on}
            for reference in cause.references
        ],
    }


def _read_cause(cause_id: str, part: Json) -> Cause:
    return Cause(
        id=cause_id,
        layer=Layer(part["layer"]),
        kind=Kind(part["kind"]),
        weight=Weight(part.get("weight", Weight.WARNING)),
        confidence=Confidence(part["confidence"]),
        acts=Acts(part["acts"]),
        standing=Standing(part["standing"]),
        title=Text.from_dict(part["title"]),
        explanation=Text.from_dict(part["explanation"]),
        remedies=tuple(Remedy(text=Text.from_dict(step), command=step.get("command")) for step in part["remedies"]),
        references=tuple(Reference(**reference) for reference in part["references"]),
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
