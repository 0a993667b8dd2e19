"""How differences between two reports are written down: for a terminal, for a ticket, for a program."""

import re
from typing import Final

from kaspi_doctor.comparison import Difference
from kaspi_doctor.redaction import visible
from kaspi_doctor.report import Json
from kaspi_doctor.wording import Language, Text

ALIKE: Final = Text(en="Nothing that matters differs.", ru="Существенных различий нет.", kk="Маңызды айырмашылық жоқ.")
LONGEST_NAME: Final = 40

Differences = tuple[Difference, ...]
Names = tuple[str, str]


def as_json(differences: Differences) -> Json:
    """Return the JSON output."""
    return {"schema_version": 1, "alike": not differences, "differences": [d.as_json() for d in differences]}


def as_text(differences: Differences, names: Names, language: Language) -> str:
    """Lay the differences out for a terminal or a log: a heading each, and a line for each report."""
    if not differences:
        return f"{ALIKE.into(language)}\n"
    shown = [_name(name) for name in names]
    width = max(map(len, shown))
    lines: list[str] = []
    for difference in differences:
        lines.append(difference.subject.into(language))
        for name, seen in zip(shown, (difference.first, difference.second), strict=True):
            lines.append(f"  {name.ljust(width)}  {seen.into(language)}")
    return "\n".join(lines) + "\n"


def as_markdown(differences: Differences, names: Names, language: Language) -> str:
    """Lay the differences out as a table for a ticket."""
    if not differences:
        return f"{ALIKE.into(language)}\n"
    rows = [("", *map(_code, map(_name, names))), ("---", "---", "---")]
    rows += [
        (f"**{_cell(d.subject.into(language))}**", _code(d.first.into(language)), _code(d.second.into(language)))
        for d in differences
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _name(name: str) -> str:
    """Make a file's name fit to be shown; what tells names apart often stands at their ends."""
    clean = visible(name)
    return clean if len(clean) <= LONGEST_NAME else f"…{clean[1 - LONGEST_NAME :]}"


def _cell(text: str) -> str:
    """Write a subject, which may hold the id of a probe: letters, digits and signs that mean nothing in Markdown."""
    return re.sub(r"[^\w\s:,.()-]", "", text)


def _code(text: str) -> str:
    """Set foreign text as code, where nothing is read into it; a bar would end the cell even there."""
    text = visible(text).replace("|", "¦")
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text or ' '}{pad}{fence}"
