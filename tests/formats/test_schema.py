"""The published schema of the JSON report."""

import json
from copy import deepcopy
from enum import StrEnum
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kaspi_doctor.cause import Confidence, Kind, Owner, Standing, Weight
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.report import to_json
from tests.formats.reports import EVERY, REJECTED

SCHEMA = json.loads(files("kaspi_doctor").joinpath("schema", "report-v1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_schema() -> None:
    """The document is itself valid under draft 2020-12."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", EVERY)
def test_every_report_fits(name: str) -> None:
    """Whatever the verdict, the report that is written is valid, also after a journey through text."""
    VALIDATOR.validate(json.loads(json.dumps(to_json(EVERY[name]))))


DEFS = SCHEMA["$defs"]
CAUSE, OBSERVATION = DEFS["cause"]["properties"], DEFS["observation"]["properties"]


@pytest.mark.parametrize(
    ("listed", "kind"),
    [
        (DEFS["layer"], Layer),
        (DEFS["failure"], Failure),
        (OBSERVATION["outcome"], Outcome),
        (SCHEMA["properties"]["diagnosis"]["properties"]["verdict"], Verdict),
        (CAUSE["kind"], Kind),
        (CAUSE["weight"], Weight),
        (CAUSE["confidence"], Confidence),
        (CAUSE["acts"], Owner),
        (CAUSE["standing"], Standing),
    ],
)
def test_its_words_are_the_tools_words(listed: dict[str, Any], kind: type[StrEnum]) -> None:
    """Each closed list of the schema is the list in the code, in the same order."""
    assert listed["enum"] == [member.value for member in kind]


def _paths(shape: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(shape, dict):
        return [(*path, key) for key in shape] + [deep for key in shape for deep in _paths(shape[key], (*path, key))]
    if isinstance(shape, list) and shape:
        return _paths(shape[0], (*path, 0))
    return []


MAY_BE_ABSENT = {"masked", "anonymised", "checked", "weight", "command", "mending"}
OPEN = {"facts", "evidence", "causes", "mending"}
"""Objects whose keys are names, not parts of the contract."""


def _without(path: tuple[str | int, ...]) -> dict[str, Any]:
    document = deepcopy(to_json(REJECTED))
    part: Any = document
    for key in path[:-1]:
        part = part[key]
    del part[path[-1]]
    return document


@pytest.mark.parametrize(
    "path",
    [p for p in _paths(to_json(REJECTED)) if p[-1] not in MAY_BE_ABSENT and (len(p) < 2 or p[-2] not in OPEN)],
    ids=lambda path: ".".join(map(str, path)),
)
def test_every_key_of_the_contract_is_required(path: tuple[str | int, ...]) -> None:
    """A report that lacks a key of the contract is not valid."""
    assert not VALIDATOR.is_valid(_without(path))


@pytest.mark.parametrize("key", sorted(MAY_BE_ABSENT))
def test_later_keys_may_be_absent(key: str) -> None:
    """What the contract's example does not have, a report need not have."""
    path = next(p for p in _paths(to_json(REJECTED)) if p[-1] == key)
    assert VALIDATOR.is_valid(_without(path))


def test_a_key_may_be_added() -> None:
    """Adding a key, at the top or within a part, is compatible."""
    document = to_json(REJECTED)
    document["new"] = document["tool"]["new"] = document["observations"][0]["new"] = {"any": "thing"}
    assert VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("schema_version", 2),
        ("started_at", "2026-11-24 09:00"),
        ("verdict_code", 6),
        ("duration_s", -1),
        ("causes", []),
    ],
)
def test_another_value_is_refused(key: str, wrong: object) -> None:
    """A value outside of what the contract allows is not valid."""
    assert not VALIDATOR.is_valid(to_json(REJECTED) | {key: wrong})
