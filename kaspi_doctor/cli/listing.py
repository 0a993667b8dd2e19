"""``kaspi-doctor list``: what there is."""

import json
import os
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer

from kaspi_doctor.cli.environment import language_from
from kaspi_doctor.cli.output import print_text, rows
from kaspi_doctor.doctor import all_causes, all_formats, all_probes
from kaspi_doctor.wording import Language


class Listed(StrEnum):
    """What can be listed."""

    PROBES = "probes"
    CAUSES = "causes"
    SCENARIOS = "scenarios"
    FORMATS = "formats"


Entry = dict[str, Any]
"""One thing as JSON; its first three values stand in the table."""


def add_to(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("list")(listing)


def listing(
    what: Annotated[Listed, typer.Argument(help="What to list.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
) -> int:
    """List the probes, causes, scenarios or formats there are."""
    entries = ENTRIES[what]()
    if as_json:
        print_text(json.dumps(entries, ensure_ascii=False, indent=2) + "\n", for_people=False)
    else:
        print_text(rows([_row(entry, language_from(lang, os.environ)) for entry in entries]))
    return 0


def _row(entry: Entry, language: Language) -> list[str]:
    *short, sentence = list(entry.values())[:3]
    return [*map(str, short), sentence[language.value]]


def _probes() -> list[Entry]:
    return [
        {
            "id": probe.id,
            "layer": probe.layer.value,
            "question": probe.question.as_dict(),
            "control": probe.control,
            "requires": list(probe.requires),
        }
        for probe in all_probes()
    ]


def _causes() -> list[Entry]:
    return [
        {
            "id": cause.id,
            "layer": cause.layer.value,
            "title": cause.title.as_dict(),
            "kind": cause.kind.value,
            "weight": cause.weight.value,
            "confidence": cause.confidence.value,
            "acts": cause.acts.value,
            "standing": cause.standing.value,
        }
        for cause in all_causes()
    ]


def _scenarios() -> list[Entry]:
    from kaspi_doctor.simulator import SCENARIOS

    return [
        {
            "id": scenario.id,
            "exit_code": scenario.expected.exit_code,
            "summary": dict(scenario.summary),
            "verdict": scenario.expected.verdict,
            "root_cause": scenario.expected.root_cause,
            "advisories": list(scenario.expected.advisories),
        }
        for scenario in SCENARIOS.values()
    ]


def _formats() -> list[Entry]:
    return [
        {
            "id": known.id,
            "suffix": known.suffix,
            "description": known.description.as_dict(),
            "media_type": known.media_type,
        }
        for known in all_formats()
    ]


ENTRIES: dict[Listed, Callable[[], list[Entry]]] = {
    Listed.PROBES: _probes,
    Listed.CAUSES: _causes,
    Listed.SCENARIOS: _scenarios,
    Listed.FORMATS: _formats,
}
