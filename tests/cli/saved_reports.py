"""Reports in files, as somebody may hand them over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kaspi_doctor.report import to_json
from tests.formats.reports import HEALTHY

if TYPE_CHECKING:
    from pathlib import Path

    from kaspi_doctor.report import Report


def written(path: Path, report: Report = HEALTHY, **changes: Any) -> str:  # noqa: ANN401 - any JSON
    """Write a report, parts of its document replaced, and give the file's path for a command line."""
    path.write_text(json.dumps(to_json(report) | changes), "utf-8")
    return str(path)


def fact_put(value: object, name: str = "api.error.title") -> list[dict[str, Any]]:
    """Return a healthy report's observations, the last of them with a fact of its own."""
    observations: list[dict[str, Any]] = to_json(HEALTHY)["observations"]
    observations[-1]["facts"][name] = value
    return observations


NOT_A_REPORT = {
    "nothing": b"",
    "half": json.dumps(to_json(HEALTHY)).encode()[:3000],
    "not JSON": b"kaspi-doctor 0.1.0\n",
    "binary": bytes(range(256)),
    "deep": b"[" * 100_000,
    "deep object": b'{"schema_version": 1, "observations": ' * 50_000,
    "long number": b'{"schema_version": ' + b"9" * 10_000 + b"}",
    "list": b"[1, 2]",
    "text": b'"schema_version observations"',
    "null": b"null",
    "other": b'{"schema_version": 1}',
}
"""What is not a report, or only part of one."""

DAMAGED: dict[str, dict[str, Any]] = {
    "version as text": {"schema_version": "1"},
    "version true": {"schema_version": True},
    "newer version": {"schema_version": 2},
    "no list": {"observations": {}},
    "numbers": {"observations": [1, 2]},
    "null": {"observations": None},
    "duration of text": {"duration_s": "3"},
    "endless duration": {"duration_s": float("inf")},
    "no number": {"duration_s": float("nan")},
    "huge duration": {"duration_s": 10**400},
    "huge count": {"requests_sent": -(10**40)},
    "year 0": {"started_at": "0000-01-01T00:00:00Z"},
    "before time": {"started_at": "0001-01-01T00:00:00+14:00"},
    "no zone": {"started_at": "2026-11-24T09:00:00"},
    "unknown root": {"diagnosis": {**to_json(HEALTHY)["diagnosis"], "root_cause": "nobody-knows"}},
    "list as root": {"diagnosis": {**to_json(HEALTHY)["diagnosis"], "root_cause": []}},
    "unknown verdict": {"diagnosis": {**to_json(HEALTHY)["diagnosis"], "verdict": "fine"}},
    "one language": {"diagnosis": {**to_json(HEALTHY)["diagnosis"], "next_step": {"en": "x"}}},
    "causes as list": {"causes": []},
    "cause of text": {"causes": {"x": "y"}},
    "nested fact": {"observations": fact_put({"a": 1})},
    "mixed fact": {"observations": fact_put([1, "a"])},
    "tool of text": {"tool": "kaspi-doctor"},
    "credentials null": {"credentials": None},
}
"""Parts of a document that make a report of ours unreadable."""
