"""The pieces that a report is laid out from, once for a terminal and once for a log."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, TypeAlias

from kaspi_doctor.formats._printable import LONGEST, LONGEST_OF_OURS, LONGEST_TO_COPY, plainer, shown

if TYPE_CHECKING:
    from kaspi_doctor.observation import Outcome
    from kaspi_doctor.wording import Language

BULLET: Final = "•"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A probe's line."""

    outcome: "Outcome"
    probe_id: str
    is_control: bool
    summary: str
    time: str


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
    label: str = ""
    """What stands before it: whom it is for, padded to the width of its neighbours'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An empty line."""


Block: TypeAlias = Row | Headline | Heading | Line | Verbatim | Gap


def fit_to_print(block: Block, *, language: "Language", ascii_only: bool) -> Block:
    """Free every text of a block from controls, and from what a poor console cannot show.

    The second wall: a report's strings had their controls removed when they entered it.
    """
    kept = {field.name: getattr(block, field.name) for field in fields(block)}
    texts = {name: shown(text, _longest(block)) for name, text in kept.items() if type(text) is str}
    if ascii_only:
        texts = {name: plainer(text, language) for name, text in texts.items()}
    return type(block)(**(kept | texts))


def _longest(block: Block) -> int:
    match block:
        case Verbatim():
            return LONGEST_TO_COPY
        case Line(is_foreign=False):
            return LONGEST_OF_OURS
        case _:
            return LONGEST
