"""``kaspi-doctor schema``: the JSON schema of the report."""

from importlib.resources import files

import typer

from kaspi_doctor.cli.streams import print_text

SCHEMA = "report-v1.json"


def add_to(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("schema")(schema)


def schema() -> int:
    """Print the JSON schema of the report."""
    print_text(files("kaspi_doctor").joinpath("schema", SCHEMA).read_text("utf-8"), for_people=False)
    return 0
