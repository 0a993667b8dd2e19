"""``kaspi-doctor check``: the main job."""

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kaspi_doctor.cli import INTERRUPTED
from kaspi_doctor.cli.environment import credentials_from, language_from, surroundings_from
from kaspi_doctor.cli.options import CheckOptions, command, ids
from kaspi_doctor.cli.output import Output
from kaspi_doctor.cli.progress import Progress
from kaspi_doctor.doctor import all_probes, examine, redactor_for
from kaspi_doctor.runner import plan
from kaspi_doctor.settings import Settings
from kaspi_doctor.target import DEFAULT_BASE_URL, ConnectTo, Endpoint, SettingError, Target
from kaspi_doctor.wording import Language, Text

if TYPE_CHECKING:
    import typer

    from kaspi_doctor.redaction import Redactor
    from kaspi_doctor.report import Report

STOPPED = Text(
    en="Interrupted. What was known by then:",
    ru="Прервано. Что уже было известно:",
    kk="Үзілді. Осы сәтке дейін белгілі болғаны:",
)
NOTHING_KNOWN = Text(
    en="Interrupted, before anything was known.",
    ru="Прервано, пока ничего не известно.",
    kk="Үзілді, әзірге ештеңе белгісіз.",
)


def add_to(app: "typer.Typer") -> None:
    """Put the command into the program."""
    app.command("check")(command(CheckOptions, check))


def check(options: CheckOptions) -> int:
    """Run the probes against the API and print the diagnosis."""
    return run(options, os.environ)


def run(options: CheckOptions, environment: Mapping[str, str], *, source: str | None = None) -> int:
    """Run the probes as the options and the environment say; give the exit code.

    ``source`` replaces what is said about where the token is from.

    Raises:
        SettingError: nothing was sent, since something cannot be used.
    """
    language = language_from(options.lang, os.environ)
    output = Output.planned(options, language, os.environ)
    settings = settings_from(options, environment, language)
    if source and settings.credentials.source:
        settings = replace(settings, credentials=replace(settings.credentials, source=source))
    plan(all_probes(), settings)
    redactor = redactor_for(settings)
    progress = Progress(language, ascii_only=output.view.ascii)
    try:
        report = asyncio.run(_examine(settings, progress, redactor))
    except KeyboardInterrupt:
        _say_what_is_known(progress, language, redactor)
        return INTERRUPTED
    output.write(report, redactor)
    return report.exit_code


async def _examine(settings: Settings, progress: Progress, redactor: "Redactor") -> "Report":
    drawing = asyncio.create_task(progress.show())
    try:
        return await examine(settings, waiting=progress.waiting, seen=progress.seen, redactor=redactor)
    finally:
        drawing.cancel()
        await asyncio.wait({drawing})


def settings_from(options: CheckOptions, environment: Mapping[str, str], language: Language) -> Settings:
    """Read the options and the environment.

    Raises:
        SettingError: something cannot be used.
    """
    target = Target.parse(options.base_url or DEFAULT_BASE_URL)
    if options.ca_file and not options.ca_file.is_file():
        raise SettingError(
            Text(
                en=f"--ca-file {options.ca_file}: there is no such file",
                ru=f"--ca-file {options.ca_file}: такого файла нет",
                kk=f"--ca-file {options.ca_file}: мұндай файл жоқ",
            )
        )
    return Settings(
        credentials=credentials_from(options, environment),
        target=target,
        connect_to=tuple(ConnectTo.parse(text) for text in options.connect_to or ()),
        ca_file=options.ca_file,
        surroundings=surroundings_from(options, environment, target.endpoint.host),
        neutral_host=None if options.neutral_host == "none" else Endpoint.parse(options.neutral_host),
        user_agent=options.user_agent,
        window_days=options.window_days,
        timeout_s=options.timeout,
        patience_s=options.patience,
        deadline_s=options.deadline,
        parallel=options.parallel,
        quick=options.quick,
        only=ids(options.only),
        skip=ids(options.skip),
        strict=options.strict,
        exit_zero=options.exit_zero,
        language=language,
    )


def _say_what_is_known(progress: Progress, language: Language, redactor: "Redactor") -> None:
    known = progress.observations
    print((STOPPED if known else NOTHING_KNOWN).into(language), file=sys.stderr)
    for observation in known:
        line = f"  {observation.outcome.value:8}{observation.probe_id:22}{observation.summary.into(language)}"
        print(redactor.document(line), file=sys.stderr)
