"""``kaspi-doctor demo``: the main job against the built-in simulator."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kaspi_doctor.cli import check
from kaspi_doctor.cli.grouping import EXIT_CODES, Command
from kaspi_doctor.cli.options import CheckOptions, DemoOptions, command
from kaspi_doctor.cli.sources import MERCHANT_UID, TOKEN
from kaspi_doctor.settings import Credentials
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.simulator import Scenario, SimulatedApi

DEFAULT = "documented"


def demo(
    options: DemoOptions,
    *,
    context: typer.Context,
    scenario: Annotated[
        str, typer.Argument(metavar="[SCENARIO]", help="See `list scenarios`.", show_default=True)
    ] = DEFAULT,
) -> int:
    """Run check against the built-in simulator.

    Shows a fault and its diagnosis over real sockets on this machine: no token and no network needed.
    """
    with ExitStack() as stack:
        endpoint = served(scenario_named(scenario), stack)
        environment = endpoint.environment
        # The scenario's own token or none: a real one, from wherever check would look, has no business here.
        token, merchant_uid = environment.get(TOKEN), environment.get(MERCHANT_UID)
        credentials = Credentials.found(token, "demo" if token else None, merchant_uid=merchant_uid)
        return check.run(_merged(options, context, endpoint), environment, lambda: credentials)


def served(scenario: "Scenario", stack: ExitStack, *, port: int = 0) -> "SimulatedApi":
    """Start the simulator; the stack ends it.

    Raises:
        SettingError: the port is taken, or there is no folder for temporary files.
    """
    from kaspi_doctor.simulator import serve

    try:
        return stack.enter_context(serve(scenario, port=port))
    except OSError as error:
        where = f"--port {port}" if port else "simulator"
        raise SettingError.of(
            en=f"{where}: {error.strerror}",
            ru=f"{where}: не удаётся запустить ({error.strerror})",
            kk=f"{where}: іске қосу мүмкін емес ({error.strerror})",
        ) from None


def scenario_named(name: str) -> "Scenario":
    """Return a scenario by its id.

    Raises:
        SettingError: there is none of this name.
    """
    from kaspi_doctor.simulator import SCENARIOS

    if name in SCENARIOS:
        return SCENARIOS[name]
    unknown = Text(en=f"there is no scenario {name!r}", ru=f"сценария {name!r} нет", kk=f"{name!r} сценарийі жоқ")
    raise SettingError(unknown + did_you_mean(name, SCENARIOS, listed_by="`kaspi-doctor list scenarios`"))


def _merged(options: DemoOptions, context: typer.Context, endpoint: "SimulatedApi") -> CheckOptions:
    """Take what the user gave, then what the scenario presupposes, then the defaults."""
    given: dict[str, Any] = {
        field.name: getattr(options, field.name)
        for field in fields(options)
        if (source := context.get_parameter_source(field.name)) is not None and source.name != "DEFAULT"
    }
    return replace(parsed(endpoint.arguments), **given)


def parsed(arguments: Sequence[str]) -> CheckOptions:
    """Read options of ``check`` as its command line would."""
    app = typer.Typer(add_completion=False)
    app.command()(command(CheckOptions, lambda options: options))
    read: CheckOptions = app(args=list(arguments), standalone_mode=False)
    return read


COMMAND = Command(command(DemoOptions, demo), is_grouped=True, epilog=EXIT_CODES)
