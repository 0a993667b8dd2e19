"""What Rich makes of blocks: whatever they hold, text stays text, and what is to be copied stays whole."""

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kaspi_doctor.document.blocks import Heading, Headline, Line, Pending, Row, Table, Verbatim
from kaspi_doctor.document.printable import printable
from kaspi_doctor.document.terminal import layout, live
from kaspi_doctor.document.view import View
from kaspi_doctor.observation import Outcome

if TYPE_CHECKING:
    from kaspi_doctor.document.blocks import Block

ESCAPE = re.compile(r"\x1b\[[\d;]*m|\x1b]8;;[^\x1b]*\x1b\\")
HOSTILE = (
    "[bold]x[/bold]",
    "[/]",
    "[link=https://evil.example]here[/link]",
    "[@click=app.quit]x[/]",
    ":skull: \\[red]",
    "\x1b[31mred\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "\x9b2J\x07\u202eevil\u2066",
    "a\r\nPASSED  orders-valid\u2028x",
    "\ue000 \ufff9 \U000e0041",
)
LANGUAGES = ("", "bash", "python", "powershell", "javascript", "go", "java", "no such language")


def row(summary: str, probe_id: str = "orders-valid", time: str = "184 ms") -> Row:
    """Return the line of a probe that passed."""
    return Row(outcome=Outcome.PASSED, probe_id=probe_id, is_control=False, summary=summary, time=time)


def bare(text: str) -> str:
    """Take colours and links away, as a terminal does that shows neither."""
    return ESCAPE.sub("", text)


def stripped(text: str) -> list[str]:
    """Return the lines without the blanks at their ends."""
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_servers_text_stays_text(text: str, width: int) -> None:
    """In every kind of block markup is printed as it is, and nothing of an escape sequence or a line break is left."""
    blocks: tuple[Block, ...] = (
        row(text, time=text),
        Headline(text=text, is_good=True, is_bad=False),
        Heading(text=text),
        Line(text=text, mark="!", is_strong=True, is_foreign=True),
        Verbatim(text=text, label=text, is_address=True),
        *(Verbatim(text=text, language=language) for language in LANGUAGES),
        Table(heads=("", text, text), rows=((text, text, text),)),
    )
    for block in blocks:
        shown = bare(layout([block], View(width=width, colour=True)))
        assert shown.replace("\n", "").isprintable()
        assert stripped(shown) == stripped(layout([block], View(width=width)))
        letters = {letter for letter in printable(text) if letter.isalnum() or letter in "[]/\\:"}
        assert letters <= set(shown)


@given(st.text(), st.integers(20, 100), st.booleans())
def test_a_sentence_is_broken_at_the_width_and_loses_nothing(text: str, width: int, colour: bool) -> None:  # noqa: FBT001 - drawn
    """No line is wider than the view, and nothing but blanks is lost."""
    lines = bare(layout([Line(text=text, depth=0)], View(width=width, colour=colour))).splitlines()
    assert max(map(cell_len, lines)) <= width
    kept = printable(text)[:1500]
    assert "".join("".join(lines).split()) == "".join(kept.split())


@given(st.text(), st.sampled_from(LANGUAGES))
def test_a_line_to_copy_is_whole_whatever_its_language(text: str, language: str) -> None:
    """Coloured or not, a line of code is one line, with nothing but its indent before it."""
    shown = layout([Verbatim(text=text, depth=1, language=language)], View(width=20, colour=True))
    assert bare(shown) == f"  {printable(text)}".rstrip(" ") + "\n"


@pytest.mark.parametrize("language", LANGUAGES[1:7])
def test_code_has_colours(language: str) -> None:
    """A string in a program is seen to be one in each language whose code is shown."""
    lines = ('x = "y" # z', "", 'print("z")')
    shown = layout([Verbatim(text=line, language=language) for line in lines], View(colour=True))
    assert shown.count("\x1b[3") >= 2
    assert [line.strip() for line in bare(shown).splitlines()] == list(lines)


def test_a_dash_does_not_begin_a_line() -> None:
    """A dash stays with the word before it."""
    text = "один два три Токен — строка"
    assert layout([Line(text=text, depth=0)], View(width=20)) == "один два три Токен —\nстрока\n"
    assert layout([Line(text=f"x{text}", depth=0)], View(width=20)) == "xодин два три\nТокен — строка\n"


@pytest.mark.parametrize("address", ["https://guide.kaspi.kz/x?a=1&b=[2]", "javascript:alert(1)", "file:///etc/passwd"])
def test_an_address_of_the_web_is_a_link_and_no_other(address: str) -> None:
    """OSC 8 leads where the text says, alike in every rendering; other schemes are only text."""
    shown = layout([Verbatim(text=address, depth=0, is_address=True)], View(width=20, colour=True))
    assert (f"\x1b]8;;{address}\x1b\\" in shown) is address.startswith("https:")
    assert bare(shown) == f"{address}\n"
    assert "\x1b" not in layout([Verbatim(text=address, is_address=True)], View())


@given(
    st.lists(st.builds(row, st.text(), st.sampled_from(("dns", "orders-without-dates")), st.just("1.2 s")), min_size=1),
    st.integers(10, 130),
    st.booleans(),
)
def test_a_live_row_keeps_to_its_line(rows: list[Row], width: int, ascii_only: bool) -> None:  # noqa: FBT001 - drawn
    """However narrow the window, whatever was seen: one line a row, none of them wider than the window."""
    pending = Pending(probe_id="user-agent-explicit", summary="waiting, 12 s at most")
    lines = live([*rows, pending], View(width=width, colour=True, ascii=ascii_only), 0.3, longest_id=20)
    assert len(lines) == len(rows) + 1
    assert all(cell_len(bare(line)) <= width for line in lines)
    assert all(letter.isprintable() or letter.isspace() for line in lines for letter in bare(line))


def test_what_is_under_way_turns() -> None:
    """The spinner moves with the time, each form has the width of the marks, and ASCII is enough for it."""
    pending = Pending(probe_id="dns", summary="waiting")
    for view, mark in ((View(width=80), "✓"), (View(width=80, ascii=True), "[ok]")):
        frames = {live([pending], view, elapsed_s, longest_id=3)[0] for elapsed_s in (0.0, 0.1, 0.2)}
        assert len(frames) == 3
        assert {frame.index("dns") for frame in frames} == {len(mark) + 1}
        assert not view.ascii or all(frame.isascii() for frame in frames)


@pytest.mark.parametrize("width", [40, 59, 60, 100])
def test_a_table_fits(width: int) -> None:
    """Side by side where there is room, one below the other where there is not, a table is within the width."""
    table = Table(heads=("", "a.json", "b.json"), rows=(("verdict", "word " * 20, "word " * 30), ("dns", "1", "2")))
    lines = layout([table], View(width=width)).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert ("│" in lines[1]) is (width >= 60)
    assert layout([table], View(width=width, ascii=True)).isascii()
