"""What a name that is not known was most likely meant to be."""

from collections.abc import Iterable
from typing import Final

from kaspi_doctor.wording import Text

NEAR: Final = 0.5
"""How alike two names have to be, of 1; so that ``prob`` is taken for ``probes``."""


def nearest(name: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """Return the known name that is most like another, None where none is near."""
    from difflib import get_close_matches  # not at the top: nearly every name is right

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=near)), None)


def did_you_mean(name: str, known: Iterable[str], *, listed_by: str | None = None) -> Text:
    """Return how a complaint about an unknown name ends: the nearest one, or what names there are.

    ``listed_by`` is the command that lists them, where they are too many for a sentence.
    """
    known = list(known)
    if near := nearest(name, known):
        return Text(en=f"; did you mean {near}?", ru=f"; может быть, {near}?", kk=f"; {near} емес пе?")
    if listed_by:
        return Text(en=f"; see {listed_by}", ru=f"; см. {listed_by}", kk=f"; {listed_by} қараңыз")
    names = ", ".join(known)
    return Text(en=f"; there are {names}", ru=f"; есть {names}", kk=f"; бар атаулар: {names}")
