"""The report: all that a run saw and concluded, and its JSON shape, version 1."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import NoneType
from typing import Any

from kaspi_doctor.cause import Cause, Confidence, Kind, Owner, Reference, Remedy, Standing, Weight
from kaspi_doctor.diagnosis import Diagnosis, Verdict
from kaspi_doctor.facts import Fact, T
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.wording import Text

SCHEMA_VERSION = 1
LARGEST_NUMBER = 2**53
"""Beyond it JSON's numbers are not exact, and nothing of ours is as large; NaN is neither above nor below."""

NOT_A_REPORT = Text(
    en="this is not a kaspi-doctor report; `kaspi-doctor check --json` creates one",
    ru="это не отчёт kaspi-doctor; его создаёт `kaspi-doctor check --json`",
    kk="бұл kaspi-doctor есебі емес; оны `kaspi-doctor check --json` жасайды",
)


OTHER_VERSION = Text(
    en=f"this report has schema version {{}}; this kaspi-doctor reads {SCHEMA_VERSION}: update kaspi-doctor",
    ru=f"у отчёта версия схемы {{}}, а этот kaspi-doctor читает {SCHEMA_VERSION}: обновите kaspi-doctor",
    kk=f"есептің схема нұсқасы {{}}, ал бұл kaspi-doctor {SCHEMA_VERSION} нұсқасын оқиды: бағдарламаны жаңартыңыз",
)
DAMAGED = Text(
    en="this report is damaged ({}); create it again with `kaspi-doctor check --json`",
    ru="отчёт повреждён ({}); создайте его заново: `kaspi-doctor check --json`",
    kk="есеп бүлінген ({}); оны қайта жасаңыз: `kaspi-doctor check --json`",
)

Json = dict[str, Any]


class ReportError(ValueError):
    """A document that is not a report of ours, or one this version cannot read; its text says which."""

    def __init__(self, text: Text) -> None:
        """Keep the text in every language; ``str()`` gives English."""
        super().__init__(text.en)
        self.text = text


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
    anonymised: int | None = None
    """How often something that tells whose machine it was is masked; None: nobody asked for that."""

    def of(self, probe_id: str) -> Observation | None:
        """Return what a probe saw; None when it was not asked."""
        return next((o for o in self.observations if o.probe_id == probe_id), None)

    def fact(self, probe_id: str, wanted: Fact[T]) -> T | None:
        """Return a fact of one probe's."""
        seen = self.of(probe_id)
        return seen.fact(wanted) if seen else None

    def first(self, wanted: Fact[T]) -> T | None:
        """Return a fact from whichever probe has it first."""
        return next((value for o in self.observations if (value := o.fact(wanted)) is not None), None)


def to_json(report: Report) -> Json:
    """Return the shape of schema version 1."""
    diagnosis = report.diagnosis
    return {
        "schema_version": SCHEMA_VERSION,
        "run_id": report.run_id,
        "tool": {"name": "kaspi-doctor", "version": report.tool_version},
        "started_at": _instant(report.started_at),
        "duration_s": round(report.duration_s, 6),
        "verdict_code": diagnosis.verdict_code,
        "exit_code": report.exit_code,
        "target": {"base_url": report.base_url, "connect_to": list(report.connect_to)},
        "credentials": asdict(report.credentials) | {"checked": diagnosis.credentials_checked},
        "requests_sent": report.requests_sent,
        "masked": report.masked,
        "anonymised": report.anonymised,
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
        "causes": {cause_id: cause_as_json(cause) for cause_id, cause in report.causes.items()},
    }


def from_json(shape: object) -> Report:
    """Read back what ``to_json`` gave.

    Raises:
        ReportError: not a report, a newer schema, or something is missing or of another type.
    """
    if not isinstance(shape, dict) or "schema_version" not in shape or "observations" not in shape:
        raise ReportError(NOT_A_REPORT)
    if type(shape["schema_version"]) is not int or shape["schema_version"] != SCHEMA_VERSION:
        raise ReportError(OTHER_VERSION.map(lambda words: words.format(str(shape["schema_version"])[:20])))
    try:
        return _read(shape)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        where = f"{type(error).__name__}: {error}"[:80]
        raise ReportError(DAMAGED.map(lambda words: words.format(where))) from None


def _get(shape: Json, name: str, *kinds: type) -> Any:  # noqa: ANN401 - one of ``kinds``
    """Return a member of one of these very types: reports come from elsewhere, and renderers rely on them."""
    value = shape[name]
    if type(value) not in kinds or (type(value) in {int, float} and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER):
        raise TypeError(name)
    return value


def _strings(shape: Json, name: str) -> tuple[str, ...]:
    if not all(type(word) is str for word in _get(shape, name, list)):
        raise TypeError(name)
    return tuple(shape[name])


def _text(part: Json) -> Text:
    return Text(en=_get(part, "en", str), ru=_get(part, "ru", str), kk=_get(part, "kk", str))


def _moment(shape: Json, name: str) -> datetime:
    moment = datetime.fromisoformat(_get(shape, name, str))
    if moment.tzinfo is None:
        raise ValueError(name)
    return moment.astimezone(UTC)


def _read(shape: Json) -> Report:
    credentials = shape["credentials"]
    causes = {cause_id: _read_cause(cause_id, part) for cause_id, part in shape["causes"].items()}
    return Report(
        run_id=_get(shape, "run_id", str),
        tool_version=_get(shape["tool"], "version", str),
        started_at=_moment(shape, "started_at"),
        duration_s=_get(shape, "duration_s", float, int),
        exit_code=_get(shape, "exit_code", int),
        base_url=_get(shape["target"], "base_url", str),
        connect_to=_strings(shape["target"], "connect_to"),
        credentials=CredentialsNote(
            source=_get(credentials, "source", str, NoneType),
            length=_get(credentials, "length", int),
            fingerprint=_get(credentials, "fingerprint", str, NoneType),
            merchant_uid_sent=_get(credentials, "merchant_uid_sent", bool),
        ),
        requests_sent=_get(shape, "requests_sent", int),
        masked=_get({"masked": 0} | shape, "masked", int),
        anonymised=_get({"anonymised": None} | shape, "anonymised", int, NoneType),
        observations=tuple(_read_observation(part) for part in _get(shape, "observations", list)),
        diagnosis=_read_diagnosis(shape, causes),
        causes=causes,
    )


def _read_diagnosis(shape: Json, causes: Mapping[str, Cause]) -> Diagnosis:
    part = shape["diagnosis"]
    if part["root_cause"] is not None and part["root_cause"] not in causes:
        raise KeyError(part["root_cause"])
    return Diagnosis(
        verdict=Verdict(part["verdict"]),
        root_cause=_get(part, "root_cause", str, NoneType),
        other_causes=_strings(part, "other_causes"),
        advisories=_strings(part, "advisories"),
        confirmed=_strings(part, "confirmed"),
        evidence={cause: _strings(part["evidence"], cause) for cause in part["evidence"]},
        next_step=_text(part["next_step"]) if part["next_step"] is not None else None,
        credentials_checked=_get({"checked": False} | shape["credentials"], "checked", bool),
        verdict_code=_get(shape, "verdict_code", int),
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
        "duration_s": round(observation.duration_s, 6),
        "facts": {
            name: list(fact) if isinstance(fact, tuple) else round(fact, 6) if isinstance(fact, float) else fact
            for name, fact in observation.facts.items()
        },
    }


def _read_observation(part: Json) -> Observation:
    facts = _get(part, "facts", dict)
    return Observation(
        probe_id=_get(part, "probe_id", str),
        layer=Layer(part["layer"]),
        outcome=Outcome(part["outcome"]),
        control=_get(part, "control", bool),
        failure=Failure(part["failure"]) if part["failure"] is not None else None,
        summary=_text(part["summary"]),
        started_at=_moment(part, "started_at"),
        duration_s=_get(part, "duration_s", float, int),
        facts={
            name: _strings(facts, name) if type(fact) is list else _get(facts, name, str, int, float, bool, NoneType)
            for name, fact in facts.items()
        },
    )


def cause_as_json(cause: Cause) -> Json:
    """Return the shape of a cause."""
    return {
        "layer": cause.layer.value,
        "kind": cause.kind.value,
        "weight": cause.weight.value,
        "confidence": cause.confidence.value,
        "acts": cause.owner.value,
        "standing": cause.standing.value,
        "title": cause.title.as_dict(),
        "explanation": cause.explanation.as_dict(),
        "remedies": [
            remedy.as_dict() | ({"command": remedy.command} if remedy.command else {}) for remedy in cause.remedies
        ],
        "references": [asdict(reference) for reference in cause.references],
        "mending": dict(cause.fixes),
    }


def _read_cause(cause_id: str, part: Json) -> Cause:
    return Cause(
        id=cause_id,
        layer=Layer(part["layer"]),
        kind=Kind(part["kind"]),
        weight=Weight(part.get("weight", Weight.WARNING)),
        confidence=Confidence(part["confidence"]),
        owner=Owner(part["acts"]),
        standing=Standing(part["standing"]),
        title=_text(part["title"]),
        explanation=_text(part["explanation"]),
        remedies=tuple(
            _remedy(_text(step), _get({"command": None} | step, "command", str, NoneType)) for step in part["remedies"]
        ),
        references=tuple(
            Reference(**{name: _get(reference, name, str) for name in ("title", "url", "checked_on")})
            for reference in part["references"]
        ),
        fixes={client: _get(part["mending"], client, str) for client in part.get("mending", {})},
    )


def _remedy(text: Text, command: str | None) -> Remedy:
    return Remedy(en=text.en, ru=text.ru, kk=text.kk, command=command)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
