"""The commands put together, and what is said when one cannot be run."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kaspi_doctor import __version__
from kaspi_doctor.cli import INTERRUPTED, USAGE
from kaspi_doctor.cli.grouping import EXIT_CODES, Command, GroupedCommand
from kaspi_doctor.cli.language import language_asked_for
from kaspi_doctor.cli.streams import complain, finish, gave_up, prepare, print_text
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

CRASHED = 5

COMMANDS = {
    "check": ("check", "Run the probes against the API and print the diagnosis."),
    "demo": ("demo", "Run check against the built-in simulator."),
    "simulate": ("simulate", "Serve the simulator for tests of your own client."),
    "render": ("render", "Show a saved report in another format or language."),
    "compare": ("compare", "Show what differs between two reports, the most telling first."),
    "explain": ("explain", "Find the cause of an error text, or explain one by its id."),
    "lint": ("lint", "Check a request for known mistakes and print a corrected one."),
    "list": ("listing", "List the probes, causes, scenarios or formats there are."),
    "schema": ("schema", "Print the JSON schema of the report."),
}
"""For each command its module in this package and what it does, in the order of the help."""


class Commands(TyperGroup):
    """The commands. Each module is imported when its command is run, and for the help none is: that takes long."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer keeps its click to itself
        """Return their names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - likewise
        """Return one of them, or None."""
        if cmd_name not in COMMANDS:
            return None
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        command: Command = import_module(f"kaspi_doctor.cli.{COMMANDS[cmd_name][0]}").COMMAND
        app.command(cmd_name, cls=GroupedCommand if command.is_grouped else None, epilog=command.epilog)(command.run)
        return get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - likewise
        """Write what each does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])


def _version(*, value: bool) -> None:
    if value:
        print_text(f"kaspi-doctor {__version__}\n")
        raise typer.Exit


def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def program() -> typer.Typer:
    """Put the program together."""
    app = typer.Typer(
        name="kaspi-doctor",
        cls=Commands,
        help="Finds out why the Kaspi Shop API does not respond, and says what to do about it.",
        epilog=EXIT_CODES,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run a command line; give the exit code. Whatever the user got wrong becomes one line on stderr."""
    prepare()
    try:
        code = program()(args=list(arguments) or ["--help"], prog_name="kaspi-doctor", standalone_mode=False)
        finish()
    except SettingError as error:
        return _refuse(error.text, arguments)
    except typer.TyperException as error:
        from kaspi_doctor.cli.usage import complaint

        return _refuse(complaint(error, list(COMMANDS), arguments), arguments)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            return 0  # typer's own output, the help, was not read to its end
        raise
    except Exception as error:  # noqa: BLE001 - a bug of ours; a traceback would help nobody, and might quote the token
        return _fail(error, arguments)
    return code if isinstance(code, int) else 0


def _fail(error: Exception, arguments: Sequence[str]) -> int:
    try:
        if gave_up(error):
            return 0
    except SettingError as unwritable:
        return _refuse(unwritable.text, arguments)
    from kaspi_doctor.cli.usage import lacking

    if needed := lacking(error):
        return _refuse(needed, arguments)
    _say(_crash(error), arguments)
    return CRASHED


def _refuse(text: Text, arguments: Sequence[str]) -> int:
    _say(text, arguments)
    return USAGE


def _say(text: Text, arguments: Sequence[str]) -> None:
    from kaspi_doctor.cli.usage import unsaid

    message = text.into(language_asked_for(arguments, os.environ))
    complain(f"kaspi-doctor: {unsaid(message, os.environ)}")


def _crash(error: Exception) -> Text:
    """Name a bug of ours by its kind and place; its own words are left out."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    kind = f"{type(error).__name__}, {where}, Python {sys.version_info.major}.{sys.version_info.minor}"
    return Text(
        en=f"a bug in kaspi-doctor {__version__} itself ({kind}); please report it",
        ru=f"сбой в самом kaspi-doctor {__version__} ({kind}); пожалуйста, сообщите о нём",
        kk=f"kaspi-doctor {__version__} бағдарламасының өз ақауы ({kind}); бұл туралы хабарлаңыз",
    )
