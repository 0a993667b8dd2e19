"""``kaspi-doctor render``: a saved report in another format or language, or judged anew."""

import os
from typing import Annotated

import typer

from kaspi_doctor.cli import USAGE
from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.options import OutputOptions, command
from kaspi_doctor.cli.output import Output
from kaspi_doctor.cli.saved import read_report
from kaspi_doctor.cli.streams import complain
from kaspi_doctor.doctor import rejudged
from kaspi_doctor.redaction import Redactor


def render(
    options: OutputOptions,
    *,
    saved: Annotated[str, typer.Argument(metavar="REPORT.json", help="A report saved as JSON; - is standard input.")],
    rejudge: Annotated[
        bool, typer.Option("--rejudge", help="Run this version's diagnosis on the report's observations.")
    ] = False,
) -> int:
    """Show a saved report in another format or language."""
    language = language_from(options.lang, os.environ)
    output = Output.planned(options, language, os.environ)
    report = read_report(saved)
    failed = output.write(rejudged(report) if rejudge else report, Redactor(()))
    for error in failed:
        complain(f"kaspi-doctor: {error.text.into(language)}")
    return USAGE if failed else 0


COMMAND = Command(command(OutputOptions, render), is_grouped=True)
