"""What goes to which stream, in which form, whatever the stream is."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.output import Output
from kaspi_doctor.document.view import View
from kaspi_doctor.formats.terminal import FORMAT
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.simulator import SCENARIOS
from tests.cli.running import COMMAND, OFFLINE, TOKEN, environment_of, run, run_fresh
from tests.formats.reports import REJECTED

if TYPE_CHECKING:
    from pathlib import Path

    from kaspi_doctor.report import Report

QUICK = ("demo", "documented", "--quick")
REFUSED = ("demo", "token-rejected", "--quick")
ESCAPE = "\x1b["


@pytest.mark.parametrize(
    ("words", "environment", "coloured"),
    [
        ((), {}, False),
        (("--format", "terminal"), {}, False),
        (("--format", "terminal"), {"FORCE_COLOR": "1"}, True),
        (("--format", "terminal"), {"FORCE_COLOR": "0"}, False),
        (("--format", "terminal"), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--format", "terminal", "--no-color"), {"FORCE_COLOR": "1"}, False),
        (("--format", "plain"), {"FORCE_COLOR": "1"}, False),
        (("--format", "short"), {"FORCE_COLOR": "1"}, False),
        (("--json",), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_a_pipe_gets_colour_only_by_force(
    words: tuple[str, ...],
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a row of the table
    tmp_path: Path,
) -> None:
    """A pipe gets no escape sequence, unless FORCE_COLOR says so and neither NO_COLOR nor --no-color objects."""
    ran = run(*QUICK, *words, cwd=tmp_path, environment=environment)
    assert (ESCAPE in ran.out) is coloured
    assert ran.err == ""


@pytest.mark.parametrize("encoding", ["cp1251", "ascii"])
@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("output", ["terminal", "json"])
def test_no_encoding_is_too_poor(encoding: str, language: str, output: str, tmp_path: Path) -> None:
    """Whatever the console can print, the run ends with its verdict and without a complaint; JSON stays UTF-8."""
    done = subprocess.run(
        [*COMMAND, *REFUSED, "--lang", language, "--format", output],
        check=False,
        cwd=tmp_path,
        env=environment_of({"PYTHONIOENCODING": encoding}),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (4, b"")
    text = done.stdout.decode("utf-8" if output == "json" else encoding)
    assert "token-format" in text
    if language == "ru" and (encoding == "cp1251" or output == "json"):
        assert "Токен" in text
    if language == "kk" and encoding == "cp1251" and output == "terminal":
        assert "?" not in text.partition("environment")[0]
        assert "жане" in text
    if output == "json":
        assert json.loads(text)["exit_code"] == 4


def test_a_poor_console_gets_marks_it_can_print(tmp_path: Path) -> None:
    """Where ticks cannot be printed, ASCII marks stand for them, not question marks; `--ascii` asks for the same."""
    poor = run(*QUICK, "--format", "terminal", cwd=tmp_path, environment={"PYTHONIOENCODING": "ascii"})
    asked = run(*QUICK, "--format", "terminal", "--ascii", cwd=tmp_path)
    for ran in (poor, asked):
        assert "[ok] " in ran.out
        assert ran.out.isascii()
        assert "?" not in ran.out


@pytest.mark.parametrize(
    "words", [REFUSED, (*REFUSED, "--json"), ("list", "causes"), ("schema",), ("--help",), ("--version",)]
)
def test_a_reader_that_leaves_is_no_error(words: tuple[str, ...], tmp_path: Path) -> None:
    """A pipe closed by its reader (`| head -1`) ends in no complaint, and the verdict is still the exit code."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ran = run_fresh(*words, cwd=tmp_path, stdout=closed)
    assert ran.err == ""
    assert ran.code == (4 if words[0] == "demo" else 0)


@pytest.mark.parametrize(
    ("closing", "words", "code"),
    [
        (">&-", REFUSED, 4),
        (">&- 2>&-", REFUSED, 4),
        ("<&- >&- 2>&-", REFUSED, 4),
        ("<&-", QUICK, 0),
        ("2>&-", QUICK, 0),
        ("2>&-", ("check", "--timeout", "0"), 2),
        ("<&-", ("check", *OFFLINE), 2),
        ("<&-", ("check", *OFFLINE, "--token-file", "-"), 2),
        (">&-", ("--help",), 0),
        (">&-", ("--version",), 0),
        (">&-", ("list", "causes"), 0),
        ("2>&- >&-", ("nonsense",), 2),
    ],
)
def test_streams_may_be_closed(closing: str, words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """A run whose streams are closed keeps its exit code, and writes nothing where it does not belong."""
    line = f'"$@" {closing}'
    done = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, *words], check=False, cwd=tmp_path, capture_output=True, timeout=60
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"kaspi-doctor: " not in done.stdout


def test_a_full_disk_behind_stdout_is_told(tmp_path: Path) -> None:
    """When standard output takes no report, one line says so; a verdict stays the exit code, 0 becomes 2."""
    for words, code in ((REFUSED, 4), (QUICK, 2), (("schema",), 2), (("--help",), 2), (("check", "--help"), 2)):
        with open("/dev/full", "wb") as full:  # noqa: PTH123 - the device is the point
            ran = run_fresh(*words, cwd=tmp_path, stdout=full)
        assert ran.code == code
        assert ran.err == "kaspi-doctor: standard output cannot be written (No space left on device)\n"


@pytest.mark.parametrize("words", [QUICK, REFUSED, ("check", *OFFLINE)])
def test_stdout_carries_the_result_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    """Nothing but the JSON document stands on stdout, and nothing at all on a stderr that is no terminal."""
    ran = run(*words, "--json", cwd=tmp_path)
    assert ran.report["schema_version"] == 1
    assert ran.err == ""


@pytest.mark.parametrize("output", ["terminal", "plain", "short", "json"])
def test_a_poor_environment_is_enough(output: str, tmp_path: Path) -> None:
    """Without HOME, PATH or a locale, in a folder that cannot be written to, every format is printed."""
    folder = tmp_path / "read-only"
    folder.mkdir(mode=0o500)
    done = subprocess.run(
        [*COMMAND, *QUICK, "--format", output], check=False, cwd=folder, env={}, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(folder.iterdir()) == []


def test_colours_hide_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """A token that colours cut into pieces is masked before it is printed; without one the colours stay."""
    cut = f"\x1b[32m{TOKEN[:6]}\x1b[0m{TOKEN[6:12]}\x1b[1m{TOKEN[12:]}\n"
    for text, is_kept in ((cut, False), ("\x1b[32mx\x1b[0m\n", True)):
        made = replace(FORMAT, render=partial(_said, text))
        Output(format=made, view=View(colour=True), files=()).write(REJECTED, Redactor([TOKEN]))
        out = capsys.readouterr().out
        assert (out == text) is is_kept
        assert all(TOKEN[at : at + 6] not in out for at in range(len(TOKEN) - 5))


def _said(text: str, _report: Report, _view: View) -> str:
    return text


def test_a_narrow_terminal_is_filled_and_no_more(tmp_path: Path) -> None:
    """At 40 columns no line of the terminal's format is longer, commands and addresses apart."""
    ran = run(*QUICK, "--format", "terminal", cwd=tmp_path, environment={"COLUMNS": "40"})
    assert [line for line in ran.out.splitlines() if len(line) > 40 and "https://" not in line] == []


@pytest.mark.parametrize(("output", "language"), [("terminal", "en"), ("plain", "ru"), ("short", "kk"), ("json", "en")])
def test_no_output_holds_the_token(output: str, language: str, tmp_path: Path) -> None:
    """Verbose output in every format and language shows what was sent, and no part of the token."""
    words = ("--format", output, "--lang", language, "--verbose", "--patience", "0.4")
    ran = run("demo", "token-damaged-but-works", *words, cwd=tmp_path)
    assert ran.code == 4
    assert all(TOKEN[at : at + 8] not in ran.out for at in range(len(TOKEN) - 7))
    assert SCENARIOS["documented"].token == TOKEN
