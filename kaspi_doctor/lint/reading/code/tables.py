"""The values of a program, as far as a request needs them: texts, numbers, tables."""

from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import quote

from kaspi_doctor.lint.reading._python_values import MOST, Unknown

DEEPEST = 24
"""What lies deeper is not looked at."""
LONGEST_NAME = 200


@dataclass(slots=True, kw_only=True)
class Table:
    """A map or a list: names, empty in a list, with their values."""

    pairs: "list[tuple[str, Value]]" = field(default_factory=list)
    is_whole: bool = True
    """Whether the text shows all of it."""

    def put(self, name: str, value: "Value") -> None:
        """Return a name a value; one without a name is added."""
        if name:
            self.pairs = [pair for pair in self.pairs if pair[0] != name]
        if len(self.pairs) < MOST:
            self.pairs.append((name, value))
        else:
            self.is_whole = False

    def merge(self, other: "Value") -> None:
        """Take in what another holds."""
        if isinstance(other, Table):
            for name, value in other.pairs:
                self.put(name, value)
        self.is_whole = self.is_whole and isinstance(other, Table) and other.is_whole

    def get(self, name: str) -> "Value":
        """Return a name's value; an empty text if there is none."""
        return dict(self.pairs).get(name, "")


Value: TypeAlias = str | float | Table

VALUE = Unknown("${value}")
"""Whatever only the running program knows."""


def variable(name: str) -> Unknown:
    """Return what stands for a variable of which nothing is known."""
    return Unknown(f"${{{name}}}")


def is_text(value: Value) -> bool:
    """Return whether a value is a text that is written out, if only in part."""
    return isinstance(value, str) and not isinstance(value, Unknown)


def text_of(value: Value) -> str:
    """Write a value as it would be sent."""
    if isinstance(value, Table):
        return VALUE
    return value if isinstance(value, str) else str(int(value)) if value == value // 1 else str(value)


def _quoted(text: str, safe: str) -> str:
    """Encode a text, whatever bytes a command line had that are no letters."""
    return quote(text, safe=safe, errors="replace")


def query_of(table: Table) -> str:
    """Write a table as a query."""
    pairs = "&".join(f"{_quoted(name, '[]$')}={_quoted(value, '${}()')}" for name, value in flat(table))
    return pairs if table.is_whole else f"{pairs}&{VALUE}"


def flat(table: Table) -> list[tuple[str, str]]:
    """Return the parameters that a table stands for: PHP, axios and their like write one within another in brackets.

    Tables may hold one another over and over: only so many steps are taken.
    """
    found: list[tuple[str, str]] = []
    waiting: list[tuple[str, Value]] = [("", table)]
    for _ in range(MOST):
        if not waiting:
            break
        name, value = waiting.pop()
        if isinstance(value, Table) and len(name) <= LONGEST_NAME:
            waiting += [(f"{name}[{inner}]" if name else inner, each) for inner, each in reversed(value.pairs)]
        elif name:
            found.append((name, text_of(value)))
    return found
