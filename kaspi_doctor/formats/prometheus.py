"""For Prometheus: the text format, to be read by the node exporter's textfile collector."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias

from kaspi_doctor.content.waterfall import MEASURED
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.printable import shown
from kaspi_doctor.document.view import View
from kaspi_doctor.facts import CERTIFICATE_NOT_AFTER, CLOCK_OFFSET_S
from kaspi_doctor.format import Format
from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.report import Report
from kaspi_doctor.wording import Text

Sample: TypeAlias = "tuple[float, Mapping[str, str]]"
"""A value and its labels."""
PREFIX: Final = "kaspi_doctor_"
LONGEST: Final = 200
"""Characters of a label's value."""


def render(report: Report, _view: View) -> str:
    """Write every metric that has a value; names and texts are the same in every language."""
    return "".join(f"{line}\n" for metric in (*_of_run(report), *_of_probes(report)) for line in metric)


def _gauge(name: str, what: str, samples: Iterable[Sample]) -> Iterator[str]:
    """Return a metric's lines in the exposition format, none where it has no value."""
    for number, (value, labels) in enumerate(samples):
        if not number:
            yield f"# HELP {PREFIX}{name} {what}"
            yield f"# TYPE {PREFIX}{name} gauge"
        listed = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"{PREFIX}{name}{f'{{{listed}}}' if listed else ''} {_number(value)}"


def _single(name: str, what: str, value: float, **labels: str) -> Iterator[str]:
    return _gauge(name, what, [(value, labels)])


def _of_run(report: Report) -> Iterator[Iterable[str]]:
    diagnosis = report.diagnosis
    about = {"version": report.tool_version, "base_url": report.base_url}
    yield _single("info", "Version of kaspi-doctor and the API it checked.", 1, **about)
    yield _single("run_timestamp_seconds", "Start of the run, in Unix time.", report.started_at.timestamp())
    yield _single("run_duration_seconds", "How long the run took.", report.duration_s)
    yield _single("healthy", "Whether the verdict's code is 0.", diagnosis.verdict_code == 0)
    yield _single("verdict_code", "Exit code of the verdict, before --strict and --exit-zero.", diagnosis.verdict_code)
    verdicts = [(verdict is diagnosis.verdict, {"verdict": verdict.value}) for verdict in Verdict]
    yield _gauge("verdict", "1 for the verdict of the run, 0 for the others.", verdicts)
    yield _single("credentials_checked", "Whether the API judged the token.", diagnosis.credentials_checked)
    yield _single("requests_sent", "HTTP requests sent in the run.", report.requests_sent)
    yield _gauge("cause", "1 for each cause that was found, by its role in the diagnosis.", _causes(report))


def _of_probes(report: Report) -> Iterator[Iterable[str]]:
    asked = [o for o in report.observations if o.outcome is not Outcome.SKIPPED]
    outcomes = [(o.outcome is end, _probe(o) | {"outcome": end}) for o in report.observations for end in Outcome]
    yield _gauge("probe_outcome", "1 for how the probe ended, 0 for the other outcomes.", outcomes)
    yield _gauge("probe_duration_seconds", "How long the probe took.", ((o.duration_s, _probe(o)) for o in asked))
    stages = (
        (taken, _probe(o) | {"stage": stage.replace("-", "_")})
        for o in asked
        for stage, timing in MEASURED.items()
        if (taken := o.fact(timing)) is not None
    )
    yield _gauge("probe_stage_duration_seconds", "How long a stage of the probe's exchange took.", stages)
    if (offset := report.first(CLOCK_OFFSET_S)) is not None:
        yield _single("clock_offset_seconds", "This clock less Kaspi's.", offset)
    for when in [when for o in asked for when in _expiry(o)][:1]:
        what = "When the server's certificate expires, in Unix time."
        yield _single("certificate_not_after_timestamp_seconds", what, when)


def _causes(report: Report) -> Iterator[Sample]:
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
            yield 1, {"cause": cause_id, "layer": cause.layer.value if cause else "", "role": role}


def _probe(observation: Observation) -> dict[str, str]:
    return {
        "probe": observation.probe_id,
        "layer": observation.layer.value,
        "control": str(observation.control).lower(),
    }


def _expiry(observation: Observation) -> Iterator[float]:
    told = observation.fact(CERTIFICATE_NOT_AFTER)
    if observation.probe_id != "tls" or told is None:
        return
    try:
        when = datetime.fromisoformat(told)
    except ValueError:
        return
    yield (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _escaped(value: str) -> str:
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
