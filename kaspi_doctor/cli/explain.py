"""``kaspi-doctor explain``: a cause by its id, or the cause of whatever is pasted or piped in; no network."""

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.inputs import given, is_file
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.presentation import FORMATS, format_for, show, show_json
from kaspi_doctor.cli.streams import complain
from kaspi_doctor.registry import collect, load, names
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.recognition.recogniser import Recognition

NOT_RECOGNISED = 3
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
    recognition = _recognised(given(text, file, "explain"))
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
    from kaspi_doctor.credentials import tokens_of
    from kaspi_doctor.recognition.recogniser import recognise

    return recognise(chunks, collect(causes, "CAUSE", Cause), tokens_of(os.environ))


def _cause_named(name: str) -> Cause | None:
    """Import the one cause; all 45 would take longer than the rest of the program."""
    module = name.replace("-", "_")
    return load(causes, module, "CAUSE", Cause) if module in names(causes) else None


def _unknown(name: str) -> Text:
    known = [module.replace("_", "-") for module in names(causes)]
    unknown = Text(en=f"there is no cause {name}", ru=f"причины {name} нет", kk=f"{name} деген себеп жоқ")
    return unknown + did_you_mean(name, known, listed_by="`kaspi-doctor list causes`")


def _nothing_known(text: str) -> Text:
    said = Text(
        en="not recognised: nothing in this text is a known problem at Kaspi or on the way to it. `kaspi-doctor check`"
        " finds the cause by testing; the whole traceback or `curl -v` output may say more.",
        ru="не распознано: в этом тексте нет ничего известного о Kaspi или о пути к нему."
        " Причину на деле найдёт `kaspi-doctor check`; больше могут сказать весь текст ошибки или вывод `curl -v`.",
        kk="танылмады: бұл мәтінде Kaspi немесе оған баратын жол туралы белгілі ештеңе жоқ."
        " Себепті `kaspi-doctor check` іс жүзінде табады; қатенің толық мәтіні не `curl -v` шығысы көбірек айтады.",
    )
    if is_file(text):
        return said + Text(
            en=f" To read a file, use --file {text}",
            ru=f" Файл читается параметром --file {text}",
            kk=f" Файл --file {text} параметрімен оқылады",
        )
    return said


COMMAND = Command(explain, epilog=EPILOG)
