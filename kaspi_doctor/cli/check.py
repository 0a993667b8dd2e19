"""``kaspi-doctor check``: the main job."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kaspi_doctor.cli import INTERRUPTED, USAGE
from kaspi_doctor.cli.environment import surroundings_from
from kaspi_doctor.cli.files import path_from
from kaspi_doctor.cli.grouping import EXIT_CODES, Command
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.options import CheckOptions, command, ids
from kaspi_doctor.cli.output import Output
from kaspi_doctor.cli.progress import Progress
from kaspi_doctor.cli.sources import credentials_from
from kaspi_doctor.cli.streams import can_draw, complain, view_on
from kaspi_doctor.doctor import all_probes, examine, redactor_for
from kaspi_doctor.network.trust import Store, context_for
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.report import Report
from kaspi_doctor.runner import plan
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.target import DEFAULT_BASE_URL, ConnectTo, Endpoint, SettingError, Target
from kaspi_doctor.wording import Language, Text

STOPPED = Text(
    en="Interrupted. Results so far:",
    ru="Прервано. Что уже было известно:",
    kk="Үзілді. Осы сәтке дейін белгілі болғаны:",
)
NOTHING_KNOWN = Text(
    en="Interrupted before there were any results.",
    ru="Прервано, пока ничего не известно.",
    kk="Үзілді, әзірге ештеңе белгісіз.",
)


EPILOG = f"""\b
Examples:
  kaspi-doctor check                         finds the token, or asks for it
  kaspi-doctor check --token-file token.txt
  kaspi-doctor check --quick --json          for a program to read

The token is taken from the first of --token-file, --token-env, KASPI_TOKEN_FILE, KASPI_TOKEN, --env-file, ./.env and
the system's keyring that has one; if none has, a terminal asks for it without showing it.

{EXIT_CODES}"""


def check(options: CheckOptions) -> int:
    """Run the probes against the API and print the diagnosis."""
    return run(options, os.environ, lambda: credentials_from(options, os.environ))


def run(options: CheckOptions, environment: Mapping[str, str], credentials: Callable[[], Credentials]) -> int:
    """Run the probes as the options and the environment say; give the exit code.

    ``credentials`` is called once all other options are known to be usable: it may ask the user.

    Raises:
        SettingError: nothing was sent, since something cannot be used.
    """
    language = language_from(options.lang, os.environ)
    output = Output.planned(options, language, os.environ)
    settings = settings_from(options, environment, language, credentials)
    redactor = redactor_for(settings)
    view = view_on(sys.stderr, language, os.environ, no_color=options.no_color, ascii_only=options.ascii)
    is_drawn = can_draw(sys.stderr, os.environ)
    progress = Progress(settings, plan(all_probes(), settings), redactor, view, is_shown=is_drawn)
    try:
        report = asyncio.run(_examine(settings, progress, redactor, loads=is_drawn or output.format.id == "terminal"))
    except KeyboardInterrupt:
        _say_what_is_known(progress)
        return INTERRUPTED
    report = replace(report, exit_code=output.format.exit_code(report))
    failed = output.write(report, redactor)
    for error in failed:
        complain(f"kaspi-doctor: {redactor.document(error.text.into(language))}")
    # A verdict is worth more than a full disk; but what was asked for and is not there must not pass for success.
    return report.exit_code or (USAGE if failed else 0)


async def _examine(settings: Settings, progress: Progress, redactor: Redactor, *, loads: bool) -> Report:
    drawing = asyncio.create_task(progress.show() if loads else asyncio.sleep(0))
    try:
        return await examine(settings, waiting=progress.waiting, seen=progress.seen, redactor=redactor)
    finally:
        drawing.cancel()
        # A terminal that went away in the middle spoils the drawing, not the run.
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await drawing


def settings_from(
    options: CheckOptions, environment: Mapping[str, str], language: Language, credentials: Callable[[], Credentials]
) -> Settings:
    """Read the options and the environment.

    Raises:
        SettingError: something cannot be used.
    """
    target = Target.parse(DEFAULT_BASE_URL if options.base_url is None else options.base_url)
    settings = Settings(
        credentials=Credentials.found(None, None),
        target=target,
        connect_to=tuple(ConnectTo.parse(text) for text in options.connect_to or ()),
        ca_file=_ca_file(options.ca_file),
        surroundings=surroundings_from(options, environment, target.endpoint),
        neutral_host=_neutral_host(options.neutral_host),
        user_agent=_user_agent(options.user_agent),
        window_days=options.window_days,
        timeout_s=options.timeout,
        patience_s=options.patience,
        deadline_s=options.deadline,
        parallel=options.parallel,
        quick=options.quick,
        only=ids("--only", options.only),
        skip=ids("--skip", options.skip),
        also=("goods-schema",) if options.goods else (),
        strict=options.strict,
        exit_zero=options.exit_zero,
        language=language,
    )
    plan(all_probes(), settings)
    return replace(settings, credentials=credentials())


def _ca_file(text: str | None) -> Path | None:
    """Look into the file now: later, connections would have been made already."""
    if text is None:
        return None
    path = path_from(text)
    if not path.is_file():
        raise SettingError.of(
            en=f"--ca-file {text}: there is no such file",
            ru=f"--ca-file {text}: такого файла нет",
            kk=f"--ca-file {text}: мұндай файл жоқ",
        )
    context_for(Store.FILE, path)
    return path


def _neutral_host(text: str) -> Endpoint | None:
    if text.lower() == "none":
        return None
    try:
        if text.isascii() and text.isprintable() and " " not in text:
            return Endpoint.parse(text)
    except SettingError:
        pass
    raise SettingError.of(
        en=f"--neutral-host {text!r}: use HOST, HOST:PORT or none",
        ru=f"--neutral-host {text!r}: укажите ХОСТ, ХОСТ:ПОРТ или none",
        kk=f"--neutral-host {text!r}: ХОСТ, ХОСТ:ПОРТ немесе none беріңіз",
    )


def _user_agent(text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise SettingError.of(
            en="--user-agent is empty; leave the option out to send a browser's",
            ru="--user-agent пуст; не указывайте параметр, и будет отправлен браузерный",
            kk="--user-agent бос; параметрді көрсетпесеңіз, браузердікі жіберіледі",
        )
    return text


def _say_what_is_known(progress: Progress) -> None:
    from kaspi_doctor.document.pages import page

    complain((STOPPED if progress.known else NOTHING_KNOWN).into(progress.view.language))
    rows = page(progress.known, progress.view, "terminal" if sys.stderr.isatty() else "plain")
    complain(rows, end="")


COMMAND = Command(command(CheckOptions, check), is_grouped=True, epilog=EPILOG)
