"""What is told of two reports side by side."""

from collections.abc import Iterator, Sequence
from typing import Final

from kaspi_doctor.comparison import Difference
from kaspi_doctor.document.blocks import Block, Line, Table
from kaspi_doctor.redaction import visible
from kaspi_doctor.wording import Language, Text

ALIKE: Final = Text(en="Nothing that matters differs.", ru="Существенных различий нет.", kk="Маңызды айырмашылық жоқ.")
LONGEST_NAME: Final = 40


def blocks(differences: Sequence[Difference], names: tuple[str, str], language: Language) -> Iterator[Block]:
    """Return the differences under the names of the two files."""
    if not differences:
        yield Line(text=ALIKE.into(language), depth=0)
        return
    yield Table(
        heads=("", *map(_name, names)),
        rows=tuple((d.subject.into(language), d.first.into(language), d.second.into(language)) for d in differences),
        is_foreign=True,
    )


def _name(name: str) -> str:
    """Make a file's name fit to be shown; what tells names apart often stands at their ends."""
    clean = visible(name)
    return clean if len(clean) <= LONGEST_NAME else f"…{clean[1 - LONGEST_NAME :]}"
