"""A part's blocks as a document has them: paragraphs, lists with what hangs from their points, code, tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from kaspi_doctor.document.blocks import Block, Heading, Line, Table, Verbatim, fit_to_print
from kaspi_doctor.document.printable import shown
from kaspi_doctor.document.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text within a sentence."""

    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A sentence or several."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Lines to copy."""

    text: str
    is_address: bool = False
    label: str = ""
    """Whom it is for, where several stand together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A point of a list."""

    mark: str
    """What it hangs from: a number with its dot, a bullet, an exclamation mark, or nothing."""
    spans: tuple[Span, ...]
    is_strong: bool
    children: "list[Node]" = field(default_factory=list)
    """Paragraphs and code; no lists within lists."""

    @property
    def is_numbered(self) -> bool:
        """Whether its mark counts."""
        return self.mark[:1].isdigit()


Node: TypeAlias = Paragraph | Code | Table | Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading, or before the first."""

    heading: str
    nodes: tuple[Node, ...]


def sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Return a part's sections; one that has neither heading nor text is left out."""
    grouped: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading):
            grouped.append((shown(block.text), []))
        else:
            grouped[-1][1].append(block)
    made = (Section(heading=heading, nodes=nodes(inner)) for heading, inner in grouped)
    return tuple(section for section in made if section.nodes)


def nodes(blocks: Iterable[Block]) -> tuple[Node, ...]:
    """Return the lines and the code among the blocks, each at its place in the outline.

    A line with a mark, or a strong one, opens a point; what is indented deeper belongs to it.
    """
    outlined: list[Node] = []
    item: Item | None = None
    for block in (fit_to_print(block, View()) for block in blocks):
        children = item.children if item else outlined
        match block:
            case Line() if item is None or block.depth <= 1:
                spans = spans_of(block.text, is_foreign=block.is_foreign)
                opens = bool(block.mark) or block.is_strong
                item = Item(mark=block.mark, spans=spans, is_strong=block.is_strong) if opens else None
                outlined.append(item or Paragraph(spans=spans))
            case Line():
                text = f"{block.mark} {block.text}" if block.mark else block.text
                children.append(Paragraph(spans=spans_of(text, is_foreign=block.is_foreign)))
            case Verbatim():
                _append_code(children, block)
            case Table():
                children.append(block)
            case _:
                pass
    return tuple(outlined)


def runs(outlined: Iterable[Node]) -> list[tuple[str, list[Node]]]:
    """Return the nodes list by list, with what a list is ("ol", "ul"), and whatever else there is one by one ("")."""
    grouped: list[tuple[str, list[Node]]] = []
    for node in outlined:
        kind = ("ol" if node.is_numbered else "ul") if isinstance(node, Item) else ""
        if kind and grouped and grouped[-1][0] == kind:
            grouped[-1][1].append(node)
        else:
            grouped.append((kind, [node]))
    return grouped


def spans_of(text: str, *, is_foreign: bool = False) -> tuple[Span, ...]:
    """Split our own sentences into code and the words around it, by the backticks."""
    if is_foreign or text.count("`") % 2:
        return (Span(text=text),)
    pieces = enumerate(text.split("`"))
    return tuple(Span(text=piece, is_code=bool(place % 2)) for place, piece in pieces if piece)


def _append_code(target: list[Node], block: Verbatim) -> None:
    last = target[-1] if target else None
    code = Code(text=block.text, is_address=block.is_address, label=block.label.strip())
    stands_alone = code.is_address or bool(code.label)
    if isinstance(last, Code) and not (stands_alone or last.is_address or last.label):
        target[-1] = Code(text=f"{last.text}\n{code.text}")
    else:
        target.append(code)
