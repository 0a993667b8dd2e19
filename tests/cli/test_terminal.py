"""The tool in a terminal: progress, questions, interruptions, colours."""

from __future__ import annotations

import json
import re
import signal
import time
from itertools import product, takewhile
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.doctor import all_probes
from kaspi_doctor.simulator.ports import bound, number
from tests.cli.pseudo import terminal
from tests.cli.running import OFFLINE, TOKEN
from tests.cli.saved_reports import written
from tests.formats.reports import REJECTED

if TYPE_CHECKING:
    from pathlib import Path

HANGS = ("demo", "silent-to-all", "--timeout", "30")
WAITING = r"orders-valid .*waiting, \d+ s left"
FRAME = r"\x1b\[\?25h"
"""The end of what is drawn at once."""
SHORTLY = ("demo", "silent-to-all", "--timeout", "0.7")


def test_progress_names_what_is_waited_for_and_leaves_nothing(tmp_path: Path) -> None:
    """While a probe is waited for its name is shown; at the end only the result is."""
    with terminal(*SHORTLY, cwd=tmp_path) as shown:
        shown.see(WAITING)
        assert shown.end() == 3
    assert "waiting" not in shown.screen
    first, second, *_ = shown.screen.splitlines()
    assert first.startswith("✓ token-format")
    assert second.endswith("Base64.")


def test_rows_stream_while_others_are_waited_for(tmp_path: Path) -> None:
    """What is known is shown with what was seen, in the report's order, long before the last answer; no row twice."""
    with terminal("demo", "--patience", "1", cwd=tmp_path) as shown:
        shown.see(r"(?s)user-agent-absent .*waiting.*orders-valid .*HTTP 200.*" + FRAME)
        drawn = shown.window.text.splitlines()
        assert shown.end() == 0
    ids = [line[2:].split()[0] for line in drawn]
    assert {"tls", "user-agent-absent", "orders-valid"} < set(ids)
    assert ids == [probe.id for probe in all_probes() if probe.id in ids]
    assert drawn[0].startswith("✓ token-format          The token is set")
    assert drawn[0].endswith(" ms")
    assert shown.screen.count("✓ token-format") == shown.screen.count("✓ orders-valid") == 1


def test_progress_stands_on_stderr_alone(tmp_path: Path) -> None:
    """With stdout in a file the rows are drawn and wiped all the same, and the file holds the result alone."""
    with terminal(*SHORTLY, "--json", cwd=tmp_path, output=tmp_path / "out.json") as shown:
        shown.see(WAITING)
        assert shown.end() == 3
    assert shown.screen == ""
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["verdict_code"] == 3


def test_a_link_leads_where_it_says(tmp_path: Path) -> None:
    """On a terminal each reference is a link to the address that it shows."""
    with terminal("explain", "token-rejected", cwd=tmp_path) as shown:
        assert shown.end() == 0
    links = shown.window.links
    assert links
    assert all(re.search(rf"^ *{re.escape(link)}$", shown.screen, re.MULTILINE) for link in links)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_differences_fit_the_window(columns: int, tmp_path: Path) -> None:
    """`compare` on a terminal is a table within the window."""
    one, other = written(tmp_path / "a.json"), written(tmp_path / "b.json", REJECTED)
    with terminal("compare", one, other, cwd=tmp_path, columns=columns) as shown:
        assert shown.end() == 1
    assert "│ verdict" in shown.screen
    assert not [row for row in shown.window.rows if row.goes_on]


@pytest.mark.parametrize(("language", "words"), [("ru", "жду"), ("kk", "күтудемін")])
def test_progress_speaks_the_language(language: str, words: str, tmp_path: Path) -> None:
    """The rows of progress are in the language of the report."""
    with terminal(*SHORTLY, "--lang", language, cwd=tmp_path) as shown:
        shown.see(rf"orders-valid .*{words}, .*1 с")
        assert shown.end() == 3


@pytest.mark.parametrize(
    ("columns", "words"),
    [(20, ()), *product((60, 80, 120), ((), ("--no-color",))), (30, ("--ascii",)), (100, ("--ascii",))],
)
def test_progress_fits_the_window(columns: int, words: tuple[str, ...], tmp_path: Path) -> None:
    """However narrow the window, each probe has one row while it is waited for, none of them broken or cut."""
    with terminal(*SHORTLY, *words, cwd=tmp_path, columns=columns) as shown:
        shown.see("user-agent")
        drawn = shown.window
        shown.end()
    assert drawn.rows[0].text.split()[1] == "token-format"
    assert not [row for row in drawn.rows if row.goes_on]
    assert max(len(row.text) for row in drawn.rows) < columns
    assert drawn.rows[0].text.endswith(" ms") is (columns > 76)
    assert ("\x1b[3" in shown.raw) is (words != ("--no-color",))
    assert "⠋" not in shown.raw or words != ("--ascii",)


def test_a_window_that_changes_its_width_spoils_nothing(tmp_path: Path) -> None:
    """Narrowed to 20 columns in mid-run and widened to 50, the window holds at the end the report alone, which fits."""
    with bound("127.0.0.1") as listener:
        listener.listen()
        led = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{number(listener)}", "--neutral-host", "none")
        with terminal("check", *led, cwd=tmp_path, environment={"KASPI_TOKEN": TOKEN}) as shown:
            for columns in (80, 20, 50):
                shown.resize(columns)
                shown.see(rf"(?s){FRAME}.*{FRAME}", since=len(shown.raw))
                assert len(shown.window.rows) == 5
                assert max(len(row.text) for row in shown.window.rows) < columns
            listener.close()
            assert shown.end() == 3
    # What the probes say: commands and addresses further down are never broken.
    lines = [*takewhile(bool, shown.screen.splitlines())]
    assert "Traceback" not in shown.raw
    assert "waiting" not in shown.screen
    assert lines[0].startswith("✓ token-format")
    assert 45 < max(map(len, lines)) <= 50


def test_a_dumb_terminal_gets_no_escapes(tmp_path: Path) -> None:
    """With TERM=dumb there is neither progress nor colour."""
    with terminal(*SHORTLY, cwd=tmp_path, environment={"TERM": "dumb"}) as shown:
        assert shown.end() == 3
    assert "\x1b" not in shown.raw
    assert "waiting" not in shown.raw


@pytest.mark.parametrize(
    ("words", "environment", "coloured"),
    [((), {}, True), ((), {"NO_COLOR": "1"}, False), (("--no-color",), {}, False), ((), {"NO_COLOR": ""}, True)],
)
def test_a_terminal_gets_colour(
    words: tuple[str, ...],
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a row of the table
    tmp_path: Path,
) -> None:
    """On a terminal the terminal's format is the default, coloured unless NO_COLOR or --no-color objects."""
    with terminal("demo", "--quick", *words, cwd=tmp_path, environment=environment) as shown:
        assert shown.end() == 0
    assert ("\x1b[32m" in shown.raw) is coloured
    assert "✓ orders-valid" in shown.screen


@pytest.mark.parametrize("how", ["keys", "signal"])
def test_an_interruption_ends_at_once(how: str, tmp_path: Path) -> None:
    """Ctrl-C, or being asked to end, stops a hanging run within a second or so: 130, and what was known is told."""
    with terminal(*HANGS, cwd=tmp_path) as shown:
        shown.see(WAITING)
        started = time.monotonic()
        if how == "keys":
            shown.type("\x03")
        else:
            shown.process.send_signal(signal.SIGTERM)
        assert shown.end() == 130
        took_s = time.monotonic() - started
    assert took_s < 3
    assert "Traceback" not in shown.raw
    assert shown.screen.startswith("Interrupted. Results so far:\n✓ token-format")
    assert "\n✓ tls" in shown.screen
    assert "waiting" not in shown.screen
    assert shown.window.is_cursor_shown
    assert shown.window.breaks_lines


def test_the_token_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    """With no token anywhere it is asked for on the terminal, in the user's language, and never echoed."""
    with terminal("check", *OFFLINE, "--lang", "ru", "--verbose", cwd=tmp_path) as shown:
        shown.see("Токен Kaspi API .*: ")
        shown.type(f"{TOKEN}\n")
        assert shown.end() == 3
    assert "выглядит как надо: 44 символа" in shown.screen
    assert all(TOKEN[at : at + 8] not in shown.raw for at in range(len(TOKEN) - 7))


def test_a_token_from_standard_input_is_not_shown_either(tmp_path: Path) -> None:
    """`--token-file -` on a terminal asks for the token as the prompt does, instead of echoing it."""
    with terminal("check", *OFFLINE, "--token-file", "-", cwd=tmp_path) as shown:
        shown.see("not shown")
        shown.type(f"{TOKEN}\n")
        assert shown.end() == 3
    assert TOKEN not in shown.raw


def test_nobody_has_to_give_a_token(tmp_path: Path) -> None:
    """Enter at the question goes on without: exit 2, and the network is judged."""
    with terminal("check", *OFFLINE, cwd=tmp_path) as shown:
        shown.see("not shown")
        shown.type("\n")
        assert shown.end() == 2
    assert "✗ tcp" in shown.screen


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 2)])
def test_the_question_can_be_left(keys: str, code: int, tmp_path: Path) -> None:
    """Ctrl-C at the question ends with 130 on a line of its own, Ctrl-D goes on without a token."""
    with terminal("check", *OFFLINE, cwd=tmp_path) as shown:
        shown.see("not shown")
        shown.type(keys)
        assert shown.end() == code
    assert "Traceback" not in shown.raw
    assert shown.raw.endswith("\n")


def test_a_mistake_is_told_before_the_question(tmp_path: Path) -> None:
    """Nobody is asked for a token for a run that cannot start."""
    with terminal("check", "--timeout", "0", cwd=tmp_path) as shown:
        assert shown.end() == 2
    assert "not shown" not in shown.raw


def test_a_demo_asks_nothing(tmp_path: Path) -> None:
    """`demo token-missing` shows what a missing token looks like, and does not ask for one."""
    with terminal("demo", "token-missing", cwd=tmp_path) as shown:
        assert shown.end() == 2
    assert "not shown" not in shown.raw
