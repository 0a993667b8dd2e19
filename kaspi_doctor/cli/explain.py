"""``kaspi-doctor explain``: a cause by its id, or the cause of whatever is pasted or piped in; no network."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.presentation import FORMATS, format_for, show, show_json
from kaspi_doctor.cli.streams import complain
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.cause import Cause
    from kaspi_doctor.recognition.recogniser import Recognition

NOT_RECOGNISED = 3
CHUNK: Final = 1 << 18
TOKENS: Final = ("KASPI_TOKEN", "KASPI_API_TOKEN", "KASPI_AUTH_TOKEN", "KASPI_SHOP_TOKEN", "KASPI_API_KEY")
ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

TWO_TEXTS = Text(
    en="pass a text or --file, not both",
    ru="укажите либо текст, либо --file, но не оба сразу",
    kk="не мәтінді, не --file беріңіз, екеуін қатар емес",
)
EPILOG = """\b
Examples:
  kaspi-doctor explain user-agent-filtered
  kaspi-doctor explain 'requests.exceptions.ReadTimeout: Read timed out.'
  kaspi-doctor explain -                     paste the text, then Ctrl+D (Windows: Ctrl+Z, Enter)
  kaspi-doctor explain --file kaspi-bot.log
  curl -v … 2>&1 | kaspi-doctor explain

A text is an error message, a traceback, curl's output, an HTTP dump, a HAR or a log of any size. One word in lower
case is a cause's id: see `list causes`. Tokens are never printed.

\b
Exit codes:
  0    explained
  2    wrong usage, an unknown id, or a file that cannot be read
  3    not recognised"""


def add_to(app: typer.Typer) -> None:
    """Put the command into the program."""
    app.command("explain", epilog=EPILOG)(explain)


def explain(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CAUSE | TEXT | -]", help="A cause's id, or a text; - or nothing to read standard input."
        ),
    ] = None,
    *,
    file: Annotated[str | None, typer.Option("--file", "-f", metavar="LOG", help="Read a file.")] = None,
    output_format: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help="[default: terminal, piped plain]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour (also: NO_COLOR).")] = False,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="No characters outside ASCII.")] = False,
) -> int:
    """Explain a cause by its id, or find the cause of an error text, traceback, dump or log."""
    language = language_from(lang, os.environ)
    format_id = format_for("explain", output_format, as_json=as_json)
    text = " ".join(words or []).strip()
    if text and file is not None:
        raise SettingError(TWO_TEXTS)
    from kaspi_doctor.content import explanation
    from kaspi_doctor.recognition import shapes

    if ID.fullmatch(text) and (cause := _cause_named(text)):
        if format_id == "json":
            show_json(shapes.cause_json(cause))
        else:
            blocks = explanation.cause_blocks(cause, language)
            show(blocks, format_id, language, no_color=no_color, ascii_only=ascii_only)
        return 0
    recognition = _recognised(_chunks(text, file))
    if ID.fullmatch(text) and not recognition.findings:
        raise SettingError(_unknown(text))
    if format_id == "json":
        show_json(shapes.recognition_json(recognition))
    elif recognition.findings:
        blocks = explanation.recognition_blocks(recognition, language)
        show(blocks, format_id, language, no_color=no_color, ascii_only=ascii_only)
    if recognition.findings:
        return 0
    complain(f"kaspi-doctor: {_nothing_known(text).into(language)}")
    return NOT_RECOGNISED


def _recognised(chunks: Iterator[bytes]) -> "Recognition":
    from kaspi_doctor import causes
    from kaspi_doctor.cause import Cause
    from kaspi_doctor.recognition.recogniser import recognise
    from kaspi_doctor.registry import collect

    secrets = [os.environ[name] for name in TOKENS if os.environ.get(name)]
    return recognise(chunks, collect(causes, "CAUSE", Cause), secrets)


def _cause_named(name: str) -> "Cause | None":
    """Import the one cause; all 45 would take longer than the rest of the program."""
    if name.replace("-", "_") not in _modules():
        return None
    cause: Cause = import_module(f"kaspi_doctor.causes.{name.replace('-', '_')}").CAUSE
    return cause


def _modules() -> Sequence[str]:
    from pkgutil import iter_modules

    from kaspi_doctor import causes

    return [module.name for module in iter_modules(causes.__path__) if not module.name.startswith("_")]


def _chunks(text: str, file: str | None) -> Iterator[bytes]:
    """Return the bytes to look through.

    Raises:
        SettingError: there is nothing to read, or it cannot be read.
    """
    if file not in {None, "-"}:
        yield from _file_chunks(str(file))
    elif text not in {"", "-"}:
        yield text.encode("utf-8", "surrogateescape")
    elif sys.stdin is None or (sys.stdin.isatty() and text != "-" and file is None):
        raise SettingError(
            Text(
                en="pass a cause's id or a text, or - to paste one; see `kaspi-doctor explain --help`",
                ru="укажите id причины, текст или -, чтобы вставить его; см. `kaspi-doctor explain --help`",
                kk="себептің id атауын, мәтінді немесе оны кірістіру үшін - беріңіз;"
                " `kaspi-doctor explain --help` қараңыз",
            )
        )
    else:
        yield from iter(lambda: sys.stdin.buffer.read(CHUNK), b"")


def _file_chunks(file: str) -> Iterator[bytes]:
    try:
        with Path(file).open("rb", buffering=0) as log:
            yield from iter(lambda: log.read(CHUNK), b"")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise SettingError(
            Text(
                en=f"--file {file}: cannot be read ({reason})",
                ru=f"--file {file}: не удаётся прочитать ({reason})",
                kk=f"--file {file}: оқу мүмкін емес ({reason})",
            )
        ) from None


def _unknown(name: str) -> Text:
    from difflib import get_close_matches

    known = [module.replace("_", "-") for module in _modules()]
    near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.5))
    return Text(en=f"there is no cause {name}", ru=f"причины {name} нет", kk=f"{name} деген себеп жоқ") + (
        Text(en=f"; did you mean {near}?", ru=f"; может быть, {near}?", kk=f"; {near} емес пе?")
        if near
        else Text(
            en="; see `kaspi-doctor list causes`",
            ru="; см. `kaspi-doctor list causes`",
            kk="; `kaspi-doctor list causes` қараңыз",
        )
    )


def _nothing_known(text: str) -> Text:
    said = Text(
        en="not recognised: nothing in this text is a known problem at Kaspi or on the way to it. `kaspi-doctor check`"
        " finds the cause by testing; the whole traceback or `curl -v` output may say more.",
        ru="не распознано: в этом тексте нет ничего известного о Kaspi или о пути к нему."
        " Причину на деле найдёт `kaspi-doctor check`; больше могут сказать весь текст ошибки или вывод `curl -v`.",
        kk="танылмады: бұл мәтінде Kaspi немесе оған баратын жол туралы белгілі ештеңе жоқ."
        " Себепті `kaspi-doctor check` іс жүзінде табады; қатенің толық мәтіні не `curl -v` шығысы көбірек айтады.",
    )
    if _is_file(text):
        return said + Text(
            en=f" To read a file, use --file {text}",
            ru=f" Файл читается параметром --file {text}",
            kk=f" Файл --file {text} параметрімен оқылады",
        )
    return said


def _is_file(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_file()
    except (OSError, ValueError):
        return False
