"""``kaspi-doctor list``: what there is."""

import json
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer

from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.output import rows
from kaspi_doctor.cli.streams import print_text
from kaspi_doctor.doctor import all_causes, all_formats, all_probes
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language, Text

Entry = dict[str, Any]
"""One thing as JSON; its first three values stand in the table."""


def listing(
    what: Annotated[str, typer.Argument(metavar="probes|causes|scenarios|formats", help="What to list.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
) -> int:
    """List the probes, causes, scenarios or formats there are."""
    language = language_from(lang, os.environ)
    entries = _listed(what)()
    if as_json:
        print_text(json.dumps(entries, ensure_ascii=False, indent=2) + "\n", for_people=False)
    else:
        print_text(rows([_row(entry, language) for entry in entries]))
    return 0


def _listed(what: str) -> Callable[[], list[Entry]]:
    if what in ENTRIES:
        return ENTRIES[what]
    unknown = Text(
        en=f"list: there is no {what!r} to list", ru=f"list: списка {what!r} нет", kk=f"list: {what!r} тізімі жоқ"
    )
    nothing = Text(en="list: say what to list", ru="list: укажите, что показать", kk="list: не көрсету керек")
    raise SettingError((unknown if what else nothing) + did_you_mean(what, ENTRIES))


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
            "optional": probe.optional,
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
            "acts": cause.owner.value,
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


ENTRIES: dict[str, Callable[[], list[Entry]]] = {
    "probes": _probes,
    "causes": _causes,
    "scenarios": _scenarios,
    "formats": _formats,
}
COMMAND = Command(listing)
