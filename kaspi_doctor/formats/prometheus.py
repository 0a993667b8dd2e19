"""For Prometheus: the text format, to be read by the node exporter's textfile collector."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from kaspi_doctor import facts as fact
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.printable import shown
from kaspi_doctor.format import Format
from kaspi_doctor.observation import Outcome
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kaspi_doctor.document.view import View
    from kaspi_doctor.observation import Observation
    from kaspi_doctor.report import Report

PREFIX: Final = "kaspi_doctor_"
LONGEST: Final = 200
"""Characters of a label's value."""
STAGES: Final = {
    "dns": fact.DNS_S,
    "connect": fact.CONNECT_S,
    "tls": fact.TLS_S,
    "first_byte": fact.FIRST_BYTE_S,
    "body": fact.BODY_S,
    "silence": fact.SILENCE_S,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One value of a metric."""

    value: float
    labels: "Mapping[str, str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A gauge: its name without the prefix, what it says, and its values."""

    name: str
    help: str
    samples: tuple[Sample, ...]

    def lines(self) -> "Iterator[str]":
        """Write it in the exposition format."""
        yield f"# HELP {PREFIX}{self.name} {self.help}"
        yield f"# TYPE {PREFIX}{self.name} gauge"
        for sample in self.samples:
            labels = ",".join(f'{name}="{_label(value)}"' for name, value in sample.labels.items())
            yield (
                f"{PREFIX}{self.name}{{{labels}}} {_number(sample.value)}"
                if labels
                else (f"{PREFIX}{self.name} {_number(sample.value)}")
            )


def render(report: "Report", _view: "View") -> str:
    """Write every metric that has a value; names and texts are the same in every language."""
    return "".join(f"{line}\n" for metric in _metrics(report) if metric.samples for line in metric.lines())


def _metrics(report: "Report") -> "Iterator[Metric]":
    diagnosis = report.diagnosis
    yield _single(
        "info",
        "Version of kaspi-doctor and the API it checked.",
        1,
        version=report.tool_version,
        base_url=report.base_url,
    )
    yield _single("run_timestamp_seconds", "Start of the run, in Unix time.", report.started_at.timestamp())
    yield _single("run_duration_seconds", "How long the run took.", report.duration_s)
    yield _single("healthy", "Whether the verdict's code is 0.", diagnosis.verdict_code == 0)
    yield _single("verdict_code", "Exit code of the verdict, before --strict and --exit-zero.", diagnosis.verdict_code)
    yield Metric(
        name="verdict",
        help="1 for the verdict of the run, 0 for the others.",
        samples=tuple(Sample(value=v is diagnosis.verdict, labels={"verdict": v.value}) for v in Verdict),
    )
    yield _single("credentials_checked", "Whether the API judged the token.", diagnosis.credentials_checked)
    yield _single("requests_sent", "HTTP requests sent in the run.", report.requests_sent)
    yield Metric(
        name="cause",
        help="1 for each cause that was found, by its role in the diagnosis.",
        samples=tuple(
            Sample(value=1, labels={"cause": cause_id, "layer": layer, "role": role})
            for role, cause_id, layer in _causes(report)
        ),
    )
    yield from _of_probes(report)


def _of_probes(report: "Report") -> "Iterator[Metric]":
    yield Metric(
        name="probe_outcome",
        help="1 for how the probe ended, 0 for the other outcomes.",
        samples=tuple(
            Sample(value=o.outcome is outcome, labels=_probe(o) | {"outcome": outcome.value})
            for o in report.observations
            for outcome in Outcome
        ),
    )
    asked = [o for o in report.observations if o.outcome is not Outcome.SKIPPED]
    yield Metric(
        name="probe_duration_seconds",
        help="How long the probe took.",
        samples=tuple(Sample(value=o.duration_s, labels=_probe(o)) for o in asked),
    )
    yield Metric(
        name="probe_stage_duration_seconds",
        help="How long a stage of the probe's exchange took.",
        samples=tuple(
            Sample(value=taken, labels=_probe(o) | {"stage": stage})
            for o in asked
            for stage, timing in STAGES.items()
            if (taken := o.fact(timing)) is not None
        ),
    )
    yield _first_fact("clock_offset_seconds", "This clock less Kaspi's.", report, fact.CLOCK_OFFSET_S)
    yield Metric(
        name="certificate_not_after_timestamp_seconds",
        help="When the server's certificate expires, in Unix time.",
        samples=tuple(Sample(value=when, labels={}) for o in asked for when in _expiry(o)),
    )


def _single(name: str, what: str, value: float, **labels: str) -> Metric:
    return Metric(name=name, help=what, samples=(Sample(value=value, labels=labels),))


def _first_fact(name: str, what: str, report: "Report", wanted: fact.Fact[float]) -> Metric:
    told = [value for o in report.observations if (value := o.fact(wanted)) is not None]
    return Metric(name=name, help=what, samples=tuple(Sample(value=value, labels={}) for value in told[:1]))


def _causes(report: "Report") -> "Iterator[tuple[str, str, str]]":
    diagnosis = report.diagnosis
    roots = (diagnosis.root_cause,) if diagnosis.root_cause else ()
    roles = (
        ("root", roots),
        ("other", diagnosis.other_causes),
        ("advisory", diagnosis.advisories),
        ("confirmed", diagnosis.confirmed),
    )
    for role, ids in roles:
        for cause_id in ids:
            cause = report.causes.get(cause_id)
            yield role, cause_id, cause.layer.value if cause else ""


def _probe(observation: "Observation") -> "dict[str, str]":
    return {
        "probe": observation.probe_id,
        "layer": observation.layer.value,
        "control": str(observation.control).lower(),
    }


def _expiry(observation: "Observation") -> "Iterator[float]":
    told = observation.fact(fact.CERTIFICATE_NOT_AFTER)
    if observation.probe_id != "tls" or told is None:
        return
    try:
        when = datetime.fromisoformat(told)
    except ValueError:
        return
    yield (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _label(value: str) -> str:
    return shown(value, LONGEST).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


FORMAT = Format(
    id="prometheus",
    suffix="prom",
    media_type="text/plain; version=0.0.4; charset=utf-8",
    description=Text(
        en="for Prometheus: a file for the node exporter's textfile collector",
        ru="для Prometheus: файл для textfile collector в node exporter",
        kk="Prometheus үшін: node exporter құралының textfile collector файлы",
    ),
    render=render,
)
