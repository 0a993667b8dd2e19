"""The pieces that a document is laid out from, on whatever it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeAlias, TypeVar

from kaspi_doctor.document.printable import LONGEST, LONGEST_OF_OURS, LONGEST_TO_COPY, plainer, shown
from kaspi_doctor.document.view import View
from kaspi_doctor.observation import Outcome

BULLET: Final = "•"
MARKS: Final = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.SKIPPED: "–", Outcome.CRASHED: "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A probe's line."""

    outcome: Outcome
    probe_id: str
    is_control: bool = False
    summary: str
    time: str = ""
    mark: str = ""
    """Instead of its outcome's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The verdict: the one line that is seen from across the room."""

    text: str
    is_good: bool
    is_bad: bool
    """Neither: a yellow one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a part is about."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence or a paragraph, after a mark that it hangs from where there is one."""

    text: str
    mark: str = ""
    depth: int = 1
    is_faint: bool = False
    """Of less weight than what stands around it."""
    is_strong: bool = False
    is_foreign: bool = False
    """It may quote a server: a backtick in it is only a backtick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """A line to copy: never broken, and nothing before it but its indent."""

    text: str
    depth: int = 3
    is_address: bool = False
    """To be followed rather than copied."""
    language: str = ""
    """What it is written in, as Pygments names it."""
    label: str = ""
    """What stands before it: whom it is for, padded to the width of its neighbours'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Things side by side; what stands in the first column names its row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_foreign: bool = False
    """All but the names may quote anything, and is set as it stands."""
    ends_in_numbers: bool = False
    """The last column does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An empty line."""


Block: TypeAlias = Row | Headline | Heading | Line | Verbatim | Table | Gap
AnyBlock = TypeVar("AnyBlock", bound=Block)


def apart(parts: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    """Join the parts that hold anything, with an empty line between them."""
    held = [tuple(part) for part in parts]
    return tuple(block for part in held if part for block in (Gap(), *part))[1:]


def fit_to_print(block: AnyBlock, view: View) -> AnyBlock:
    """Free every text of a block from controls, and from what a poor console cannot show.

    The second wall: a report's strings had their controls removed when they entered it.
    """
    longest = _longest(block)

    def fit(part: Any) -> Any:  # noqa: ANN401 - of whichever type the field is
        match part:
            case tuple():
                return tuple(map(fit, part))
            case str() if type(part) is str:  # an enum's member is a word for programs
                clean = shown(part, longest)
                return plainer(clean, view.language) if view.ascii else clean
            case _:
                return part

    return replace(block, **{field.name: fit(getattr(block, field.name)) for field in fields(block)})


def _longest(block: Block) -> int:
    match block:
        case Verbatim():
            return LONGEST_TO_COPY
        case Line(is_foreign=False):
            return LONGEST_OF_OURS
        case _:
            return LONGEST
