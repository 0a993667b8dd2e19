"""The tool in a terminal: progress, questions, interruptions, colours."""

from __future__ import annotations

import re
import signal
import time
from itertools import takewhile
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.simulator.ports import bound, number
from tests.cli.pseudo import terminal
from tests.cli.running import OFFLINE, TOKEN

if TYPE_CHECKING:
    from pathlib import Path

HANGS = ("demo", "silent-to-all", "--timeout", "30")
SHORTLY = ("demo", "silent-to-all", "--timeout", "1")


def test_progress_names_what_is_waited_for_and_leaves_nothing(tmp_path: Path) -> None:
    """While a probe is waited for its name is shown; at the end only the result is."""
    with terminal(*SHORTLY, cwd=tmp_path) as shown:
        shown.see(r"waiting for [a-z, -]*orders-valid")
        assert shown.end() == 3
    assert "waiting for" not in shown.screen
    assert shown.screen.startswith("✓ token-format")


@pytest.mark.parametrize(("language", "words"), [("ru", "жду"), ("kk", "күтудемін")])
def test_progress_speaks_the_language(language: str, words: str, tmp_path: Path) -> None:
    """The line of progress is in the language of the report."""
    with terminal(*SHORTLY, "--lang", language, cwd=tmp_path) as shown:
        shown.see(rf"\d с  {words}:? [a-z, -]*orders-valid")
        assert shown.end() == 3


def test_progress_fits_the_window(tmp_path: Path) -> None:
    """In a narrow window the line of progress never wraps."""
    with terminal(*SHORTLY, cwd=tmp_path, columns=30) as shown:
        shown.see("waiting")
        shown.end()
    drawn = [part for part in re.split(r"\r(?:\x1b\[J)?", shown.raw) if "waiting" in part]
    assert drawn
    assert max(map(len, drawn)) < 30


def test_a_window_that_changes_its_width_spoils_nothing(tmp_path: Path) -> None:
    """Narrowed to 20 columns in mid-run and widened to 50, the window holds at the end the report alone, which fits."""
    wide, narrow = r"(\r\x1b\[J[^\r]{22,49}\r){2}", r"(\r\x1b\[J[^\r]{8,19}\r){2}"
    with bound("127.0.0.1") as listener:
        listener.listen()
        led = ("--connect-to", f"kaspi.kz:443:127.0.0.1:{number(listener)}", "--neutral-host", "none")
        with terminal("check", *led, cwd=tmp_path, environment={"KASPI_TOKEN": TOKEN}) as shown:
            for columns, drawn in ((80, wide), (20, narrow), (50, wide)):
                shown.resize(columns)
                shown.see(drawn, since=len(shown.raw))
                assert shown.screen.count("waiting") <= 1
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
    assert "waiting for" not in shown.raw


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
        shown.see(r"waiting for [a-z, -]*orders-valid")
        started = time.monotonic()
        if how == "keys":
            shown.type("\x03")
        else:
            shown.process.send_signal(signal.SIGTERM)
        assert shown.end() == 130
        took_s = time.monotonic() - started
    assert took_s < 3
    assert "Traceback" not in shown.raw
    assert "Interrupted. Results so far:\n  passed   token-format" in shown.screen
    assert "  passed   tls" in shown.screen
    assert "waiting for" not in shown.screen


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
