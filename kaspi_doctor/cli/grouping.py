"""Help that shows options in groups, without the weight of rich."""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from typer.core import TyperCommand

WIDEST_OPTION = 36
"""Columns for an option and its value before the explanation starts on a line of its own."""
EXIT_CODES = """\b
Exit codes:
  0    the valid request succeeded: the credentials are good
  1    Kaspi refused the request, or its response was broken
  2    wrong usage, or no token configured
  3    no verdict on the credentials: network, proxy, TLS, outage
  4    the credentials are unusable: damaged, placeholder, rejected
  5    a bug in kaspi-doctor itself
  130  interrupted
With --format nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN."""


class Command(NamedTuple):
    """What the program makes a command of: one ``COMMAND`` a module."""

    run: Callable[..., int]
    epilog: str | None = None
    is_grouped: bool = False
    """Whether it has so many options that its help shows them in groups."""


class GroupedCommand(TyperCommand):
    """A command whose help shows its options under the names of their panels, in the order of ``GROUPS``."""

    GROUPS: ClassVar = ("Credentials", "Request", "Network", "Running", "Output")

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer keeps its click to itself
        """Write the arguments, then one section a group, then what belongs to none."""
        records: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                group = (
                    "Arguments"
                    if parameter.param_type_name == "argument"
                    else getattr(parameter, "rich_help_panel", None) or "Other"
                )
                records.setdefault(group, []).append(record)
        order = ("Arguments", *self.GROUPS)
        for group in sorted(records, key=lambda group: order.index(group) if group in order else len(order)):
            with formatter.section(group):
                formatter.write_dl(records[group], col_max=WIDEST_OPTION)
