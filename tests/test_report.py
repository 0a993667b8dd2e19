"""The report's JSON shape: there and back, and nothing that is no report."""

import copy
import json
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.diagnosis import diagnose
from kaspi_doctor.doctor import all_causes
from kaspi_doctor.observation import Observation
from kaspi_doctor.report import CredentialsNote, Report, ReportError, from_json, to_json
from kaspi_doctor.wording import Language
from tests.making import STARTED_AT, failed, observed


def report_of(*observations: Observation) -> Report:
    """Make the report of a run."""
    diagnosis, named = diagnose(observations, all_causes())
    return Report(
        run_id="0badcafe",
        tool_version="0.1.0",
        started_at=STARTED_AT,
        duration_s=1.5,
        exit_code=diagnosis.verdict_code,
        base_url="https://kaspi.kz/shop/api/v2",
        connect_to=("kaspi.kz:443:127.0.0.1:8443",),
        credentials=CredentialsNote(
            source="env:KASPI_TOKEN", length=44, fingerprint="9c1d03aa", merchant_uid_sent=True
        ),
        requests_sent=7,
        observations=tuple(observations),
        diagnosis=diagnosis,
        causes={cause.id: cause for cause in named},
    )


REPORT = report_of(
    failed("token-format", http__answered=False),
    observed("dns", dns__answers=("192.0.2.1", "2001:db8::1"), neutral__reachable=None),
    failed("orders-valid", http__answered=True, http__answer="unauthorized", http__response__status_code=401),
)
SHAPE = to_json(REPORT)

FACT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(-1e9, 1e9),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3).map(tuple),
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), FACT), st.floats(0, 1e6), st.booleans())
def test_a_report_survives_the_journey_through_json(facts: dict[str, Any], duration_s: float, sent: bool) -> None:  # noqa: FBT001 - drawn by position
    """Written, read and written again, a report is the same; nothing of it depends on its order in memory."""
    observation = replace(observed("orders-valid"), facts=facts, duration_s=duration_s)
    report = report_of(observation)
    report = replace(report, credentials=replace(report.credentials, source=None, merchant_uid_sent=sent))
    text = json.dumps(to_json(report), ensure_ascii=False, allow_nan=False)
    assert to_json(from_json(json.loads(text))) == json.loads(text)


def test_every_outcome_and_cause_survives_too() -> None:
    """Root cause, evidence, next step, remedies and references come back as they were."""
    back = from_json(json.loads(json.dumps(SHAPE)))
    assert back.diagnosis == REPORT.diagnosis
    assert back.observations == REPORT.observations
    assert {c.id: c.remedies for c in back.causes.values()} == {c.id: c.remedies for c in REPORT.causes.values()}
    unexplained = report_of(failed("orders-valid", http__answered=True))
    assert from_json(to_json(unexplained)).diagnosis.next_step == unexplained.diagnosis.next_step


def test_instants_are_written_in_utc() -> None:
    """Whatever zone a moment was taken in, the report has it in UTC with a Z, to the millisecond."""
    almaty = STARTED_AT.astimezone(timezone(timedelta(hours=5)))
    assert to_json(replace(REPORT, started_at=almaty))["started_at"] == "2026-11-24T09:00:00.000Z"


def refusal(shape: object) -> ReportError:
    """Return the refusal of a document, made sure to be clear in every language."""
    with pytest.raises(ReportError) as refused:
        from_json(shape)
    texts = {refused.value.text.into(language) for language in Language}
    assert len(texts) == 3
    assert all("\n" not in text and len(text) < 250 for text in texts)
    return refused.value


@pytest.mark.parametrize(
    "document", [None, [], "text", 7, {}, {"schema_version": 1}, {"observations": []}, [SHAPE]], ids=str
)
def test_another_document_is_no_report(document: object) -> None:
    """Any other JSON is told to be none of ours, with the way to make one."""
    assert str(refusal(document)).startswith("this is not a kaspi-doctor report")


@pytest.mark.parametrize("version", [2, 0, "1", 1.5, True, None, {"a": "b" * 500}])
def test_another_schema_is_not_guessed_at(version: object) -> None:
    """A newer report is refused by its version rather than misread."""
    assert "schema version" in str(refusal(SHAPE | {"schema_version": version}))


def places(shape: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List where everything stands in a document."""
    children = shape.items() if isinstance(shape, dict) else enumerate(shape) if isinstance(shape, list) else ()
    return [place for key, part in children for place in ((*path, key), *places(part, (*path, key)))]


OPTIONAL = {"masked", "anonymised", "checked", "weight", "command", "mending"}
EVERYWHERE = [p for p in places(SHAPE) if "facts" not in p and p[0] != "schema_version"]


def changed(path: tuple[str | int, ...], value: object) -> Any:  # noqa: ANN401 - JSON
    """Return the report with one part replaced."""
    shape: Any = copy.deepcopy(SHAPE)
    part = shape
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return shape


@pytest.mark.parametrize("value", [{"x": [1]}, 1.5, "\x1b[2J", None, float("nan")], ids=repr)
def test_a_part_of_another_type_is_damage_or_harmless(value: object) -> None:
    """Whichever part is replaced by whatever, the report is refused as damaged, or reads and writes as well as any."""
    for path in EVERYWHERE:
        try:
            report = from_json(changed(path, value))
        except ReportError as error:
            assert "damaged" in str(error) or "not a kaspi-doctor report" in str(error)  # noqa: PT017 - either is right
        else:
            json.dumps(to_json(report), allow_nan=False)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("started_at",), "2026-11-24T09:00:00"),
        (("started_at",), "0001-01-01T00:00:00+14:00"),
        (("exit_code",), "1"),
        (("exit_code",), True),
        (("duration_s",), float("inf")),
        (("observations", 0, "control"), "false"),
        (("observations", 0, "summary", "kk"), 7),
        (("observations", 0, "outcome"), "succeeded"),
        (("observations", 0, "facts", "x"), {"deep": 1}),
        (("observations", 0, "facts", "x"), ["a", 1]),
        (("observations",), {}),
        (("diagnosis", "advisories"), "dates-missing"),
        (("diagnosis", "root_cause"), "no-such-cause"),
        (("diagnosis", "verdict"), "sick"),
        (("diagnosis", "evidence"), {"a": [1]}),
        (("causes",), []),
        (("credentials", "length"), None),
        (("target", "connect_to"), [None]),
    ],
    ids=str,
)
def test_what_a_reader_would_stumble_over_is_damage(path: tuple[str | int, ...], value: object) -> None:
    """Texts that are numbers, lists that are texts, moments without a zone: told at once, not by a format later on."""
    assert "damaged" in str(refusal(changed(path, value)))


@pytest.mark.parametrize("key", [key for key in SHAPE if key not in OPTIONAL | {"schema_version"}])
def test_a_missing_part_is_damage(key: str) -> None:
    """Every part that the contract names is needed."""
    refusal({name: part for name, part in SHAPE.items() if name != key})


def test_parts_that_came_later_may_be_missing() -> None:
    """A report of the first release, which lacks the keys added since, is still read."""
    old = copy.deepcopy(SHAPE)
    del old["masked"], old["credentials"]["checked"]
    for cause in old["causes"].values():
        cause.pop("mending", None)
        cause.pop("weight", None)
    assert from_json(old).diagnosis.root_cause == REPORT.diagnosis.root_cause
