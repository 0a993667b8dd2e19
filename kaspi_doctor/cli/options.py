"""The options that commands share, each described once; a command takes a dataclass of them."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

OUTPUT, CREDENTIALS, REQUEST = "Output", "Credentials", "Request"
NETWORK, RUNNING = "Network", "Running"


@dataclass(frozen=True, kw_only=True)
class OutputOptions:
    """What is printed, and how."""

    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Format of standard output; see `list formats`. [default: terminal, piped plain]",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    as_json: Annotated[bool, typer.Option("--json", help="Same as --format json.", rich_help_panel=OUTPUT)] = False
    report: Annotated[
        list[str] | None,
        typer.Option(
            "--report", metavar="FORMAT=PATH", help="Also write a report to a file; repeatable.", rich_help_panel=OUTPUT
        ),
    ] = None
    save: Annotated[
        bool, typer.Option("--save", help="Write html, md and json under reports/.", rich_help_panel=OUTPUT)
    ] = False
    save_dir: Annotated[
        str | None,
        typer.Option("--save-dir", metavar="DIR", help="Save there instead of reports/.", rich_help_panel=OUTPUT),
    ] = None
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help="Mask this machine's and user's name, local addresses and the proxy.",
            rich_help_panel=OUTPUT,
        ),
    ] = False
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="en|ru|kk",
            help="Language. [default: KASPI_DOCTOR_LANG, else the locale]",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Only the verdict and what to do.", rich_help_panel=OUTPUT),
    ] = False
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Also every request as sent, with a curl line.", rich_help_panel=OUTPUT),
    ] = False
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colour (also: NO_COLOR).", rich_help_panel=OUTPUT)
    ] = False
    ascii: Annotated[
        bool,
        typer.Option("--ascii", help="No ticks, dashes or other characters outside ASCII.", rich_help_panel=OUTPUT),
    ] = False


@dataclass(frozen=True, kw_only=True)
class RequestOptions:
    """How the valid request is made."""

    user_agent: Annotated[
        str | None,
        typer.Option(
            "--user-agent",
            metavar="TEXT",
            help="User-Agent of orders-valid. [default: a browser's]",
            rich_help_panel=REQUEST,
        ),
    ] = None
    window_days: Annotated[
        int,
        typer.Option(
            "--window-days", metavar="N", help="Days between the two dates, 1 to 14.", rich_help_panel=REQUEST
        ),
    ] = 14


@dataclass(frozen=True, kw_only=True)
class RunningOptions:
    """Which probes run, how long, how many at once."""

    timeout: Annotated[
        float, typer.Option("--timeout", metavar="S", help="Seconds for one probe.", rich_help_panel=RUNNING)
    ] = 15.0
    patience: Annotated[
        float,
        typer.Option(
            "--patience",
            metavar="S",
            help="Minimum wait in seconds before no response counts as silence.",
            rich_help_panel=RUNNING,
        ),
    ] = 3.0
    deadline: Annotated[
        float, typer.Option("--deadline", metavar="S", help="Seconds for the whole run.", rich_help_panel=RUNNING)
    ] = 45.0
    parallel: Annotated[
        int, typer.Option("--parallel", metavar="N", help="Requests in flight, at most.", rich_help_panel=RUNNING)
    ] = 4
    quick: Annotated[
        bool, typer.Option("--quick", help="Only what decides the verdict: no controls.", rich_help_panel=RUNNING)
    ] = False
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="ID,…", help="Only these probes, and what they require.", rich_help_panel=RUNNING
        ),
    ] = None
    skip: Annotated[
        list[str] | None,
        typer.Option("--skip", metavar="ID,…", help="All probes except these.", rich_help_panel=RUNNING),
    ] = None
    goods: Annotated[
        bool, typer.Option("--goods", help="Also ask whether the token serves goods.", rich_help_panel=RUNNING)
    ] = False
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 if healthy but with a warning.", rich_help_panel=RUNNING)
    ] = False
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 instead of 1, 3 and 4.", rich_help_panel=RUNNING)
    ] = False


@dataclass(frozen=True, kw_only=True)
class CredentialOptions:
    """Where the token is."""

    token_file: Annotated[
        str | None,
        typer.Option(
            "--token-file",
            metavar="PATH|-",
            help="Read the token from a file, or from standard input.",
            rich_help_panel=CREDENTIALS,
        ),
    ] = None
    token_env: Annotated[
        str | None,
        typer.Option(
            "--token-env", metavar="NAME", help="Read the token from this variable.", rich_help_panel=CREDENTIALS
        ),
    ] = None
    env_file: Annotated[
        str | None,
        typer.Option(
            "--env-file",
            metavar="PATH",
            help="Read KASPI_TOKEN from this .env file. [default: ./.env]",
            rich_help_panel=CREDENTIALS,
        ),
    ] = None
    merchant_uid: Annotated[
        str | None,
        typer.Option(
            "--merchant-uid",
            metavar="DIGITS",
            help="Shop id, sent as X-Merchant-Uid (also: KASPI_MERCHANT_UID).",
            rich_help_panel=CREDENTIALS,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class NetworkOptions:
    """The way to the API."""

    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where the API is. [default: https://kaspi.kz/shop/api/v2]",
            rich_help_panel=NETWORK,
        ),
    ] = None
    connect_to: Annotated[
        list[str] | None,
        typer.Option(
            "--connect-to",
            metavar="HOST:PORT:HOST:PORT",
            help="Connect elsewhere, as curl does; repeatable.",
            rich_help_panel=NETWORK,
        ),
    ] = None
    ca_file: Annotated[
        str | None, typer.Option("--ca-file", metavar="PEM", help="Trust only these CAs.", rich_help_panel=NETWORK)
    ] = None
    no_proxy: Annotated[
        bool, typer.Option("--no-proxy", help="Use no proxy, whatever the environment says.", rich_help_panel=NETWORK)
    ] = False
    neutral_host: Annotated[
        str,
        typer.Option(
            "--neutral-host",
            metavar="HOST[:PORT]|none",
            help="Host used to test internet access, only if Kaspi does not respond at all.",
            rich_help_panel=NETWORK,
        ),
    ] = "example.com:443"


@dataclass(frozen=True, kw_only=True)
class DemoOptions(OutputOptions, RequestOptions, RunningOptions):
    """What makes sense for a run against the simulator, which brings its own credentials and network."""


@dataclass(frozen=True, kw_only=True)
class CheckOptions(OutputOptions, CredentialOptions, RequestOptions, NetworkOptions, RunningOptions):
    """Everything a run against the API can be told."""


Options = TypeVar("Options")


def command(options_type: type[Options], run: Callable[..., int], *first: inspect.Parameter) -> Callable[..., int]:
    """Make a typer command that takes an option for each field of a dataclass and hands them over as one.

    ``first`` are the parameters that the command has besides, by keyword.
    """
    hints = get_type_hints(options_type, include_extras=True)
    names = [field.name for field in fields(options_type)]  # type: ignore[arg-type] # a dataclass, by contract
    defaults = {field.name: field.default for field in fields(options_type)}  # type: ignore[arg-type] # likewise

    def run_with(**values: Any) -> int:  # noqa: ANN401 - what typer parsed
        options = options_type(**{name: values.pop(name) for name in names})
        return run(options, **values)

    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults[name], annotation=hints[name])
        for name in names
    ]
    extra = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in first]
    run_with.__signature__ = inspect.Signature([*extra, *parameters])  # type: ignore[attr-defined] # read by inspect.signature
    run_with.__annotations__ = {parameter.name: parameter.annotation for parameter in (*extra, *parameters)}
    run_with.__doc__ = run.__doc__
    return run_with


def ids(option: str, values: list[str] | None) -> tuple[str, ...]:
    """Split what ``--only`` and ``--skip`` were given, by commas, in one or several options.

    Raises:
        SettingError: the option was given, and nothing with it.
    """
    found = tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
    if values and not found:
        raise SettingError(
            Text(
                en=f"{option} names no probe; see `kaspi-doctor list probes`",
                ru=f"в {option} не указано ни одной пробы; см. `kaspi-doctor list probes`",
                kk=f"{option} ішінде бірде-бір сынама жоқ; `kaspi-doctor list probes` қараңыз",
            )
        )
    return found
