"""For a ticket on GitHub, GitLab or in Jira: a summary on top, the rest folded."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kaspi_doctor.format import Format
from kaspi_doctor.formats import _surroundings as around
from kaspi_doctor.formats import _words as words
from kaspi_doctor.formats._blocks import Gap, Headline, Row
from kaspi_doctor.formats._content import Telling
from kaspi_doctor.formats._outline import Code, Item, Paragraph, nodes, sections
from kaspi_doctor.formats._printable import shown
from kaspi_doctor.observation import Outcome
from kaspi_doctor.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kaspi_doctor.format import View
    from kaspi_doctor.formats._blocks import Block
    from kaspi_doctor.formats._outline import Node, Section, Span
    from kaspi_doctor.report import Report

GOOD, BAD, UNSURE = "✅", "❌", "⚠️"
MARKS: Final = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.SKIPPED: "–", Outcome.CRASHED: "!"}

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


def render(report: "Report", view: "View") -> str:
    """Write a report down for pasting."""
    telling = Telling(report=report, view=replace(view, ascii=False, verbose=False))
    return "\n".join(_document(telling)).rstrip("\n") + "\n"


def _document(telling: Telling) -> "Iterator[str]":
    yield from _verdict(telling)
    for part in (telling.way_out(), telling.who_acts(), telling.next_step()):
        yield from _open(sections(telling.printable(part)))
    for part in (telling.why(), telling.traps(), telling.others(), telling.advisories()):
        yield from _folded_parts(sections(telling.printable(part)))
    language = telling.view.language
    yield from _folded(words.PROBES.into(language), _table(telling))
    yield from _folded(around.SURROUNDINGS.into(language), _surroundings(telling))
    yield from _folded_parts(sections(telling.printable(telling.exchanges())))
    yield from _folded_parts(sections(telling.printable(telling.references())))
    yield f"<sub>{escaped(shown(words.provenance(telling.report).into(language)))}</sub>"


def _verdict(telling: Telling) -> "Iterator[str]":
    blocks = telling.printable(telling.verdict())
    for block in blocks:
        if isinstance(block, Headline):
            sign = GOOD if block.is_good else BAD if block.is_bad else UNSURE
            yield f"## {sign} {escaped(block.text)}"
            yield ""
    yield from _flow(nodes(blocks))


def _open(parts: "Iterable[Section]") -> "Iterator[str]":
    for part in parts:
        if part.heading:
            yield f"### {escaped(part.heading)}"
            yield ""
        yield from _flow(part.nodes)


def _folded_parts(parts: "tuple[Section, ...]") -> "Iterator[str]":
    """Fold sections; what stands before the first heading goes with it."""
    lead = [line for part in parts if not part.heading for line in _flow(part.nodes)]
    for part in parts:
        if part.heading:
            yield from _folded(part.heading, [*lead, *_flow(part.nodes)])
            lead = []


def _folded(heading: str, lines: "Iterable[str]") -> "Iterator[str]":
    yield "<details>"
    yield f"<summary>{_as_html(heading)}</summary>"
    yield ""
    yield from lines
    yield "</details>"
    yield ""


def _table(telling: Telling) -> "Iterator[str]":
    language = telling.view.language
    blocks = telling.printable(telling.rows())
    heads = (words.OUTCOME, words.PROBE, words.WHAT_WAS_SEEN, words.TIME)
    yield "| " + " | ".join(_cell(head.into(language)) for head in heads) + " |"
    yield "|---|---|---|---:|"
    for block in blocks:
        if isinstance(block, Row):
            outcome = f"{MARKS[block.outcome]} {words.OUTCOMES[block.outcome].into(language)}"
            yield f"| {outcome} | {_cell(block.probe_id)} | {_cell(block.summary)} | {_cell(block.time)} |"
    yield ""
    yield from _flow(nodes(block for block in blocks if not isinstance(block, Row | Gap)))


def _surroundings(telling: Telling) -> "Iterator[str]":
    language = telling.view.language
    heads = (words.NAME, words.VALUE)
    yield "| " + " | ".join(_cell(head.into(language)) for head in heads) + " |"
    yield "|---|---|"
    for name, value in around.surroundings(telling.report):
        yield f"| {_cell(name.into(language))} | {_cell(value.into(language))} |"
    yield ""
    yield from _flow(nodes(telling.printable(_redaction(telling))))


def _redaction(telling: Telling) -> "Iterator[Block]":
    yield from around.redaction(telling.report, telling.view.language)


def _flow(outlined: "Iterable[Node]") -> "Iterator[str]":
    for node in outlined:
        yield from _lines(node)
        yield ""


def _lines(node: "Node") -> "Iterator[str]":
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
        case Code():
            fence = "`" * max(3, _longest_run(node.text) + 1)
            yield fence
            yield from node.text.split("\n")
            yield fence


def _sentence(spans: "tuple[Span, ...]") -> str:
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


FORMAT = Format(
    id="markdown",
    suffix="md",
    media_type="text/markdown; charset=utf-8",
    description=Text(
        en="for a ticket: a summary, with the rest folded",
        ru="для обращения: сверху итог, остальное свёрнуто",
        kk="өтінішке арналған: басында қорытынды, қалғаны жиналған",
    ),
    render=render,
)
