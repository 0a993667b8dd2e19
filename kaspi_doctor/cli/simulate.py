"""``kaspi-doctor simulate``: serves the simulator, for the integration tests of a user's own client."""

import os
import shlex
import signal
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from kaspi_doctor.cli import INTERRUPTED
from kaspi_doctor.cli.demo import DEFAULT, scenario_named, served
from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.streams import print_text
from kaspi_doctor.target import MAXIMUM_PORT, SettingError
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.simulator import SimulatedApi

SHORT_OF_FOREVER_S = 86_400.0


def simulate(
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="See `list scenarios`.")] = DEFAULT,
    port: Annotated[int, typer.Option("--port", metavar="N", help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
) -> int:
    """Serve the simulator for tests of your own client.

    Listens on loopback, with real TLS, until interrupted.
    """
    language = language_from(lang, os.environ)
    chosen = scenario_named(scenario)
    if not 0 <= port <= MAXIMUM_PORT:
        raise SettingError.of(
            en=f"--port {port}: use 0 to 65535",
            ru=f"--port {port}: укажите от 0 до 65535",
            kk=f"--port {port}: 0-ден 65535-ке дейін беріңіз",
        )
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        # A script's `kaspi-doctor simulate &` leaves SIGINT ignored; its `kill` must still let the files be removed.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        endpoint = served(chosen, stack, port=port)
        ready = _ready(endpoint)
        print_text(
            Text(
                en=f"Scenario {chosen.id}: {chosen.summary['en']}\n"
                f"Base URL:  {endpoint.local_url}\nCA file:   {endpoint.ca_file}\nCheck it:  {ready}\n"
                "Ctrl-C stops it.\n",
                ru=f"Сценарий {chosen.id}: {chosen.summary['ru']}\n"
                f"Базовый URL: {endpoint.local_url}\nФайл CA:     {endpoint.ca_file}\nПроверить:   {ready}\n"
                "Ctrl-C — завершить.\n",
                kk=f"{chosen.id} сценарийі: {chosen.summary['kk']}\n"
                f"Негізгі URL: {endpoint.local_url}\nCA файлы:    {endpoint.ca_file}\nТексеру:     {ready}\n"
                "Аяқтау үшін Ctrl-C басыңыз.\n",
            ).into(language)
        )
        try:
            while True:
                # Of all that can be waited for, Ctrl-C interrupts this alone on Windows (python/cpython#80116).
                time.sleep(SHORT_OF_FOREVER_S)
        except KeyboardInterrupt:
            return INTERRUPTED


def _ready(endpoint: "SimulatedApi") -> str:
    """Return the command line that checks it: for PowerShell on Windows, for a shell elsewhere."""
    if sys.platform == "win32":
        doubled = {name: value.replace("'", "''") for name, value in endpoint.environment.items()}
        variables = "".join(f"$env:{name} = '{value}'; " for name, value in doubled.items())
    else:
        variables = "".join(f"{name}={shlex.quote(value)} " for name, value in endpoint.environment.items())
    return f"{variables}kaspi-doctor check {shlex.join(endpoint.arguments)}"


COMMAND = Command(simulate)
