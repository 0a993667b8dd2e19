"""``kaspi-doctor schema``: the JSON schema of the report."""

import json
from importlib.resources import files
from typing import Any, Final

from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.streams import print_text
from kaspi_doctor.facts import ALL

SCHEMA: Final = "report-v1.json"
TYPES: Final = {str: "string", int: "integer", float: "number", bool: "boolean", tuple: "array"}


def schema() -> int:
    """Print the JSON schema of the report."""
    print_text(json.dumps(published(), ensure_ascii=False, indent=2) + "\n", for_people=False)
    return 0


def published() -> dict[str, Any]:
    """Return the schema that ships with the package, every fact described in it."""
    shape: dict[str, Any] = json.loads(files("kaspi_doctor").joinpath("schema", SCHEMA).read_text("utf-8"))
    shape["$defs"]["observation"]["properties"]["facts"]["properties"] = {
        name: {
            "description": f"{fact.says} Unit: {fact.unit}." if fact.unit else fact.says,
            "type": [TYPES[fact.kind], "null"],
            **({"items": {"type": "string"}} if fact.kind is tuple else {}),
        }
        for name, fact in ALL.items()
    }
    return shape


COMMAND = Command(schema)
