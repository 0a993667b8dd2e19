"""The options that commands share, each described once; a command takes a dataclass of them."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from kaspi_doctor.target import SettingError

OUTPUT = partial(typer.Option, rich_help_panel="Output")
CREDENTIALS = partial(typer.Option, rich_help_panel="Credentials")
REQUEST = partial(typer.Option, rich_help_panel="Request")
NETWORK = partial(typer.Option, rich_help_panel="Network")
RUNNING = partial(typer.Option, rich_help_panel="Running")


@dataclass(frozen=True, kw_only=True)
class OutputOptions:
    """What is printed, and how."""

    format: Annotated[
        str | None,
        OUTPUT(
            "--format",
            metavar="FORMAT",
            help="Format of standard output; see `list formats`. [default: terminal, piped plain]",
        ),
    ] = None
    as_json: Annotated[bool, OUTPUT("--json", help="Same as --format json.")] = False
    report: Annotated[
        list[str] | None, OUTPUT("--report", metavar="FORMAT=PATH", help="Also write a report to a file; repeatable.")
    ] = None
    save: Annotated[bool, OUTPUT("--save", help="Write html, md and json under reports/.")] = False
    save_dir: Annotated[str | None, OUTPUT("--save-dir", metavar="DIR", help="Save there instead of reports/.")] = None
    anonymous: Annotated[
        bool, OUTPUT("--anonymous", help="Mask this machine's and user's name, local addresses and the proxy.")
    ] = False
    lang: Annotated[
        str | None, OUTPUT("--lang", metavar="en|ru|kk", help="Language. [default: KASPI_DOCTOR_LANG, else the locale]")
    ] = None
    quiet: Annotated[bool, OUTPUT("--quiet", "-q", help="Only the verdict and what to do.")] = False
    verbose: Annotated[bool, OUTPUT("--verbose", "-v", help="Also every request as sent, with a curl line.")] = False
    no_color: Annotated[bool, OUTPUT("--no-color", help="No colour (also: NO_COLOR).")] = False
    ascii: Annotated[bool, OUTPUT("--ascii", help="No ticks, dashes or other characters outside ASCII.")] = False


@dataclass(frozen=True, kw_only=True)
class RequestOptions:
    """How the valid request is made."""

    user_agent: Annotated[
        str | None, REQUEST("--user-agent", metavar="TEXT", help="User-Agent of orders-valid. [default: a browser's]")
    ] = None
    window_days: Annotated[int, REQUEST("--window-days", metavar="N", help="Days between the two dates, 1 to 14.")] = 14


@dataclass(frozen=True, kw_only=True)
class RunningOptions:
    """Which probes run, how long, how many at once."""

    timeout: Annotated[float, RUNNING("--timeout", metavar="S", help="Seconds for one probe.")] = 15.0
    patience: Annotated[
        float, RUNNING("--patience", metavar="S", help="Minimum wait in seconds before no response counts as silence.")
    ] = 3.0
    deadline: Annotated[float, RUNNING("--deadline", metavar="S", help="Seconds for the whole run.")] = 45.0
    parallel: Annotated[int, RUNNING("--parallel", metavar="N", help="Requests in flight, at most.")] = 4
    quick: Annotated[bool, RUNNING("--quick", help="Only what decides the verdict: no controls.")] = False
    only: Annotated[
        list[str] | None, RUNNING("--only", metavar="ID,…", help="Only these probes, and what they require.")
    ] = None
    skip: Annotated[list[str] | None, RUNNING("--skip", metavar="ID,…", help="All probes except these.")] = None
    goods: Annotated[bool, RUNNING("--goods", help="Also ask whether the token serves goods.")] = False
    strict: Annotated[bool, RUNNING("--strict", help="Exit 1 if healthy but with a warning.")] = False
    exit_zero: Annotated[bool, RUNNING("--exit-zero", help="Exit 0 instead of 1, 3 and 4.")] = False


@dataclass(frozen=True, kw_only=True)
class CredentialOptions:
    """Where the token is."""

    token_file: Annotated[
        str | None,
        CREDENTIALS("--token-file", metavar="PATH|-", help="Read the token from a file, or from standard input."),
    ] = None
    token_env: Annotated[
        str | None, CREDENTIALS("--token-env", metavar="NAME", help="Read the token from this variable.")
    ] = None
    env_file: Annotated[
        str | None,
        CREDENTIALS("--env-file", metavar="PATH", help="Read KASPI_TOKEN from this .env file. [default: ./.env]"),
    ] = None
    merchant_uid: Annotated[
        str | None,
        CREDENTIALS(
            "--merchant-uid", metavar="DIGITS", help="Shop id, sent as X-Merchant-Uid (also: KASPI_MERCHANT_UID)."
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class NetworkOptions:
    """The way to the API."""

    base_url: Annotated[
        str | None,
        NETWORK("--base-url", metavar="URL", help="Where the API is. [default: https://kaspi.kz/shop/api/v2]"),
    ] = None
    connect_to: Annotated[
        list[str] | None,
        NETWORK("--connect-to", metavar="HOST:PORT:HOST:PORT", help="Connect elsewhere, as curl does; repeatable."),
    ] = None
    ca_file: Annotated[str | None, NETWORK("--ca-file", metavar="PEM", help="Trust only these CAs.")] = None
    no_proxy: Annotated[bool, NETWORK("--no-proxy", help="Use no proxy, whatever the environment says.")] = False
    neutral_host: Annotated[
        str,
        NETWORK(
            "--neutral-host",
            metavar="HOST[:PORT]|none",
            help="Host used to test internet access, only if Kaspi does not respond at all.",
        ),
    ] = "example.com:443"


@dataclass(frozen=True, kw_only=True)
class DemoOptions(OutputOptions, RequestOptions, RunningOptions):
    """What makes sense for a run against the simulator, which brings its own credentials and network."""


@dataclass(frozen=True, kw_only=True)
class CheckOptions(OutputOptions, CredentialOptions, RequestOptions, NetworkOptions, RunningOptions):
    """Everything a run against the API can be told."""


Options = TypeVar("Options")
Result = TypeVar("Result")


def command(options_type: type[Options], run: Callable[..., Result]) -> Callable[..., Result]:
    """Make a typer command that takes an option for each field of a dataclass and hands them over as one.

    Whatever else ``run`` takes, by keyword, the command takes before them.
    """
    _, *others = inspect.signature(run).parameters.values()
    hints = get_type_hints(options_type, include_extras=True)
    names = [field.name for field in fields(options_type)]  # type: ignore[arg-type] # a dataclass, by contract
    defaults = {field.name: field.default for field in fields(options_type)}  # type: ignore[arg-type] # likewise

    def run_with(**values: Any) -> Result:  # noqa: ANN401 - what typer parsed
        options = options_type(**{name: values.pop(name) for name in names})
        return run(options, **values)

    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults[name], annotation=hints[name])
        for name in names
    ]
    run_with.__signature__ = inspect.Signature([*others, *parameters])  # type: ignore[attr-defined] # read by inspect.signature
    run_with.__annotations__ = {parameter.name: parameter.annotation for parameter in (*others, *parameters)}
    run_with.__doc__ = run.__doc__
    return run_with


def ids(option: str, values: list[str] | None) -> tuple[str, ...]:
    """Split what ``--only`` and ``--skip`` were given, by commas, in one or several options.

    Raises:
        SettingError: the option was given, and nothing with it.
    """
    found = tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
    if values and not found:
        raise SettingError.of(
            en=f"{option} names no probe; see `kaspi-doctor list probes`",
            ru=f"в {option} не указано ни одной пробы; см. `kaspi-doctor list probes`",
            kk=f"{option} ішінде бірде-бір сынама жоқ; `kaspi-doctor list probes` қараңыз",
        )
    return found
