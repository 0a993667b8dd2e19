"""For a ticket: GitHub's and GitLab's Markdown, in which whatever is quoted stays text."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kaspi_doctor.document.blocks import Block, Headline, Table, fit_to_print
from kaspi_doctor.document.outline import Code, Item, Node, Paragraph, Span, sections
from kaspi_doctor.document.view import View

GOOD, BAD, UNSURE = "✅", "❌", "⚠️"
_WORD_JOINER: Final = "\u2060"
"""Shown as nothing; keeps what a tracker would make a mention, a link or a reference from being one."""
_MARKUP: Final = re.compile(r"[\\`*\[\]~$<>&]|(?<!\w)_|_(?!\w)")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_OPENS_A_BLOCK: Final = re.compile(r"^(?:[#=+-]|\d+(?=[.)]))")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`|«»“”]*[^\s<>\"'`|«»“”.,;:!?()]")
_LINKED: Final = re.compile(
    r"@(?=\w)"  # a mention, the middle of a mail address
    r"|\b[a-z][a-z0-9+.-]*:(?=//)|\b(?:mailto|xmpp):|\bwww(?=\.)"  # addresses
    r"|[#!%~$&](?=\d)|~(?=\w)|\bGH(?=-\d)"  # issues, merge requests, milestones, labels
    r"|:(?=[a-z][a-z0-9_+-]*:)",  # emoji
    re.IGNORECASE,
)


def layout(blocks: Iterable[Block], _view: View) -> str:
    """Lay blocks out, the headline first."""
    held = tuple(blocks)
    lines = (*headline(held), *opened(held))
    return "\n".join(lines).rstrip("\n") + "\n"


def headline(blocks: Iterable[Block], *, signed: bool = False) -> Iterator[str]:
    """Return the headline among the blocks, behind a sign that is seen from afar where that is wanted."""
    for block in (fit_to_print(block, View()) for block in blocks if isinstance(block, Headline)):
        sign = GOOD if block.is_good else BAD if block.is_bad else UNSURE
        yield f"## {sign} {escaped(block.text)}" if signed else f"## {escaped(block.text)}"
        yield ""


def opened(blocks: Iterable[Block]) -> Iterator[str]:
    """Return sections one below the other."""
    for part in sections(blocks):
        if part.heading:
            yield f"### {escaped(part.heading)}"
            yield ""
        yield from _flow(part.nodes)


def folded(blocks: Iterable[Block]) -> Iterator[str]:
    """Return sections of which only the headings are seen at first; what stands before the first goes with it."""
    lead: tuple[Node, ...] = ()
    for part in sections(blocks):
        if not part.heading:
            lead += part.nodes
            continue
        yield "<details>"
        yield f"<summary>{_as_html(part.heading)}</summary>"
        yield ""
        yield from _flow((*lead, *part.nodes))
        yield "</details>"
        yield ""
        lead = ()


def _flow(outlined: Iterable[Node]) -> Iterator[str]:
    for node in outlined:
        yield from _lines(node)
        yield ""


def _lines(node: Node) -> Iterator[str]:
    match node:
        case Item():
            mark = node.mark if node.is_numbered else "-"
            said = f"**{_sentence(node.spans)}**" if node.is_strong else _sentence(node.spans)
            yield f"{mark} {UNSURE} {said}" if node.mark == "!" else f"{mark} {said}"
            indent = " " * (len(mark) + 1)
            for child in node.children:
                yield ""
                yield from (f"{indent}{line}".rstrip() for line in _lines(child))
        case Paragraph():
            yield _sentence(node.spans)
        case Code(is_address=True):
            yield _code(node.text)
        case Code(label=label) if label:
            yield f"{escaped(label)}: {_code(node.text)}"
        case Table():
            yield from _table(node)
        case Code():
            fence = "`" * max(3, _longest_run(node.text) + 1)
            yield fence
            yield from node.text.split("\n")
            yield fence


def _table(table: Table) -> Iterator[str]:
    value = _code_cell if table.is_foreign else _cell
    yield _row((_cell(table.heads[0]), *map(value, table.heads[1:])))
    yield _row("---:" if table.ends_in_numbers and last == 1 else "---" for last in range(len(table.heads), 0, -1))
    for name, *cells in table.rows:
        yield _row((_cell(name), *map(value, cells)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sentence(spans: tuple[Span, ...]) -> str:
    said = "".join(_code(span.text) if span.is_code else escaped(span.text) for span in spans)
    opening = _OPENS_A_BLOCK.match(said)
    if opening is None:
        return said
    digits = opening.group() if opening.group().isdigit() else ""
    return f"{digits}\\{said[len(digits) :]}"


def escaped(text: str) -> str:
    """Write text so that it shows as it stands: no markup, no HTML, no mention, no link.

    An address is set as code, which links nowhere and can be copied.
    """
    pieces: list[str] = []
    done = 0
    for found in _ADDRESS.finditer(text):
        pieces += (_words_escaped(text[done : found.start()]), _code(found.group()))
        done = found.end()
    return "".join((*pieces, _words_escaped(text[done:])))


def _words_escaped(text: str) -> str:
    parted = _LINKED.sub(lambda found: found.group() + _WORD_JOINER, text)
    return _MARKUP.sub(lambda found: _ENTITIES.get(found.group()) or f"\\{found.group()}", parted)


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _code_cell(text: str) -> str:
    # A bar would end the cell even within code.
    return _code(text.replace("|", "¦") or " ")


def _as_html(text: str) -> str:
    """Write text into an HTML element, where backslashes are only backslashes."""
    return "".join(_ENTITIES.get(sign, sign) for sign in text)


def _code(text: str) -> str:
    """Set text as code."""
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
