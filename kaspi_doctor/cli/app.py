"""The commands put together, and what is said when one cannot be run."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kaspi_doctor import __version__
from kaspi_doctor.cli import check, demo, listing, schema, simulate
from kaspi_doctor.cli.environment import language_from
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

USAGE = 2

app = typer.Typer(
    name="kaspi-doctor",
    help="Finds out why the Kaspi Shop API does not answer, and says what to do about it.",
    epilog="Exit codes: 0 credentials good, 1 request or API problem, 2 usage or no token, 3 no verdict (network),"
    " 4 credentials unusable, 5 a fault of kaspi-doctor, 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"kaspi-doctor {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


check.add_to(app)
demo.add_to(app)
simulate.add_to(app)
listing.add_to(app)
schema.add_to(app)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; give the exit code. Whatever the user got wrong becomes one line on stderr."""
    try:
        code = app(args=list(arguments), prog_name="kaspi-doctor", standalone_mode=False)
    except SettingError as error:
        return _refuse(error.text)
    except typer.TyperException as error:
        return _refuse(Text.same(error.format_message()))
    except typer.Abort:
        return _refuse(Text(en="interrupted", ru="прервано", kk="үзілді"))
    except BrokenPipeError:
        # Whoever read our output has read enough (`| head`). Nothing more can be said; do not complain at exit either.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - left open for the interpreter's end
        return 1
    return code if isinstance(code, int) else 0


def _refuse(text: Text) -> int:
    message = text.into(language_from(None, os.environ)).strip()
    if message:
        print(f"kaspi-doctor: {message}", file=sys.stderr)
    return USAGE
