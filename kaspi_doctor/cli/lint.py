"""``kaspi-doctor lint``: a request held against everything known, without any network."""

import json
import os
import re
import time
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kaspi_doctor.cli.grouping import Command
from kaspi_doctor.cli.inputs import STANDARD_INPUT, decoded, given, is_file, whole
from kaspi_doctor.cli.language import language_from
from kaspi_doctor.cli.presentation import FORMATS, format_for, show, show_json
from kaspi_doctor.cli.streams import complain
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from kaspi_doctor.lint import Linted

_HEAD_OR_PAGE: Final = re.compile(r"\s*(?:< )?HTTP/\d|\s*<(?:!doctype|html)\b", re.IGNORECASE)
_OF_ANSWERS: Final = {"errors", "error", "data", "message", "status"}

FOUND, NOT_A_REQUEST = 1, 3
LARGEST_BYTES: Final = 64 * 1024 * 1024
"""Of a recording; what is larger is no request that somebody asks about."""

EPILOG = """\b
Examples:
  kaspi-doctor lint -                        paste the request, then Ctrl+D (Windows: Ctrl+Z, Enter)
  kaspi-doctor lint - < recording.har
  kaspi-doctor lint 'https://kaspi.kz/shop/api/v2/orders?page[number]=0' -H 'Accept: application/vnd.api+json'
  kaspi-doctor lint -- curl -k 'https://kaspi.kz/shop/api/v2/orders'

A request is a command line of curl, wget or HTTPie (bash or Windows), PowerShell's Invoke-WebRequest or
Invoke-RestMethod, a URL with headers, a raw HTTP request, a HAR, an export of Postman or Insomnia, or a program's
call: Python, PHP (curl, Guzzle, streams), JavaScript (fetch, axios), Go, Java, Kotlin, C#, 1C.
Paste it rather than quoting it: only then does lint see what the shell would do to it. The token is never printed.

\b
Exit codes:
  0    nothing wrong found, notes at most
  1    findings
  2    wrong usage, or input that cannot be read
  3    not a request"""


def lint(
    request: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REQUEST | -]", help="The request; - or nothing to read standard input."),
    ] = None,
    *,
    header: Annotated[
        list[str] | None, typer.Option("--header", "-H", metavar="NAME: VALUE", help="A header of the URL; repeatable.")
    ] = None,
    output_format: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help="[default: terminal, piped plain]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru|kk", help="Language.")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour (also: NO_COLOR).")] = False,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="No characters outside ASCII.")] = False,
) -> int:
    """Check a request for known mistakes and print a corrected one."""
    language = language_from(lang, os.environ)
    format_id = format_for("lint", output_format, as_json=as_json)
    words = request or []
    # What is piped in may be asked for twice: what it is, and what it is if it is no request.
    texts = words if len(words) > 1 or header else [_text("".join(words))]
    linted = _linted(texts, header or [])
    if linted is None:
        complain(f"kaspi-doctor: {_not_a_request(words, texts).into(language)}")
        if format_id == "json":
            show_json({"schema_version": 1, "recognised": False, "findings": [], "mended": None})
        return NOT_A_REQUEST
    if format_id == "json":
        show_json(linted.as_json())
    else:
        from kaspi_doctor.content.lint import blocks

        show(blocks(linted, language), format_id, language, no_color=no_color, ascii_only=ascii_only)
    return 0 if linted.is_clean else FOUND


def _linted(words: list[str], headers: list[str]) -> "Linted | None":
    from kaspi_doctor.credentials import tokens_of
    from kaspi_doctor.lint import NotARequestError, lint, lint_words

    now_ms = int(time.time() * 1000)
    secrets = tokens_of(os.environ)
    try:
        if len(words) > 1 or headers:
            return lint_words([*words, *(part for line in headers for part in ("-H", line))], now_ms, secrets)
        return lint(words[0], now_ms, secrets)
    except NotARequestError:
        return None


def _text(request: str) -> str:
    """Read what editors, PowerShell's ``>`` and older Russian Windows write."""
    data = whole(given(request, None, "lint"), STANDARD_INPUT, LARGEST_BYTES)
    try:
        return decoded(data).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def _is_answer(text: str) -> bool:
    """Return what a server said: the head of an answer, a page, or JSON with what answers hold."""
    if _HEAD_OR_PAGE.match(text):
        return True
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and not _OF_ANSWERS.isdisjoint(document)


def _not_a_request(words: list[str], texts: list[str]) -> Text:
    if _is_answer(" ".join(texts)):
        return Text(
            en="this is a response, not a request; to find out what it means: kaspi-doctor explain -",
            ru="это ответ, а не запрос; что он значит, скажет команда: kaspi-doctor explain -",
            kk="бұл — сұрау емес, жауап; оның мағынасын мына команда айтады: kaspi-doctor explain -",
        )
    text = Text(
        en="no request can be read from this; pass the whole command or call with its address written out, or the URL"
        " with each header on a line of its own; see `kaspi-doctor lint --help`",
        ru="запрос отсюда прочитать не удалось; дайте команду или вызов целиком, с написанным адресом, либо URL и под"
        " ним заголовки, каждый на своей строке; см. `kaspi-doctor lint --help`",
        kk="бұдан сұрауды оқу мүмкін болмады; команданы не шақыруды мекенжайымен толық беріңіз немесе URL мен оның"
        " астына әр тақырыпты бөлек жолға жазыңыз; `kaspi-doctor lint --help` қараңыз",
    )
    if len(words) == 1 and is_file(words[0]):
        return text + Text(
            en=". To read a file, use standard input: kaspi-doctor lint - < FILE",
            ru=". Файл читается со стандартного ввода: kaspi-doctor lint - < ФАЙЛ",
            kk=". Файл стандартты кірістен оқылады: kaspi-doctor lint - < ФАЙЛ",
        )
    return text


COMMAND = Command(lint, epilog=EPILOG)
