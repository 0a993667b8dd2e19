"""What is told of one cause, in a report as in an explanation."""

from collections.abc import Iterator
from typing import Final

from kaspi_doctor.cause import Cause, Remedy
from kaspi_doctor.content import words
from kaspi_doctor.document.blocks import BULLET, Block, Heading, Line, Verbatim
from kaspi_doctor.vocabulary import OWNERS
from kaspi_doctor.wording import Language

LANGUAGES: Final = {
    "requests": "python",
    "httpx": "python",
    "curl": "bash",
    "PowerShell": "powershell",
    "powershell": "powershell",
    "fetch": "javascript",
}
"""What each client's code is written in, as Pygments names it."""


def confidence(cause: Cause, language: Language) -> Line:
    """Return how sure it is."""
    return Line(text=f"{words.HOW_SURE.into(language)}: {words.trust_in(cause).into(language)}.")


def step(remedy: Remedy, number: int, language: Language) -> Iterator[Block]:
    """Return one step of the way out."""
    yield Line(text=remedy.into(language), mark=f"{number}.")
    yield from code(remedy.command or "", *remedy.clients)


def code(command: str, *clients: str, depth: int = 3) -> Iterator[Block]:
    """Return a command or a program line by line, in the language of the first client, else the shell's or Python."""
    usual = "python" if command.startswith("import ") else "bash"
    language = next((LANGUAGES[client] for client in clients if client in LANGUAGES), usual)
    yield from (Verbatim(text=line.expandtabs(4), depth=depth, language=language) for line in command.splitlines())


def who_acts(cause: Cause, language: Language) -> Iterator[Block]:
    """Return whose turn it is."""
    yield Heading(text=words.WHO_ACTS.into(language))
    who = OWNERS[cause.owner].into(language)
    yield Line(text=f"{who[0].upper()}{who[1:]}.")


def references(cause: Cause, language: Language) -> Iterator[Block]:
    """Return where the facts are from."""
    yield Heading(text=words.REFERENCES.into(language))
    for reference in cause.references:
        read_on = words.CHECKED_ON.into(language).replace("{}", reference.checked_on)
        yield Line(text=f"{reference.title} ({read_on})", mark=BULLET)
        yield Verbatim(text=reference.url, depth=2, is_address=True)
