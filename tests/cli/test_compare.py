"""`compare` as a user meets it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.comparison import compare
from kaspi_doctor.content.comparison import blocks
from kaspi_doctor.document.pages import page
from kaspi_doctor.document.view import View
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.wording import Language
from tests.cli.running import check, is_one_clear_line, run, run_here
from tests.cli.saved_reports import DAMAGED, NOT_A_REPORT, written
from tests.formats.reports import ATTACKS, HEALTHY, REJECTED, spoilt

if TYPE_CHECKING:
    from pathlib import Path

SCREEN_LINES = 24


def test_works_on_my_laptop_fails_in_ci(tmp_path: Path) -> None:
    """Two real runs, one behind an interceptor: one screen names verdict, layer and issuer, in this order."""
    for name, scenario in (("laptop", "documented"), ("ci", "tls-untrusted-issuer")):
        with serve(SCENARIOS[scenario]) as endpoint:
            check(endpoint, "--quick", "--report", f"json={name}.json", cwd=tmp_path)
    ran = run("compare", "laptop.json", "ci.json", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert len(lines) <= SCREEN_LINES
    assert [line for line in lines if not line.startswith(" ")][:2] == ["verdict", "first difference: tls"]
    assert lines[1] == "  laptop.json  HEALTHY"
    assert lines[2].startswith("  ci.json      tls-untrusted-issuer: ")
    assert "certificate issued by" in lines


def test_the_same_report_twice_is_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to tell is one sentence in the reader's language, and exit 0."""
    path = written(tmp_path / "a.json")
    for language, words in (("en", "Nothing that"), ("ru", "Существенных"), ("kk", "Маңызды")):
        for form in ("text", "markdown"):
            ran = run_here("compare", path, path, "--lang", language, "--format", form, capsys=capsys)
            assert (ran.code, ran.out.count("\n"), ran.out.startswith(words)) == (0, 1, True)
    ran = run_here("compare", path, path, "--json", capsys=capsys)
    assert json.loads(ran.out) == {"schema_version": 1, "alike": True, "differences": []}


@pytest.mark.parametrize("language", Language)
def test_every_language_says_the_same(language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text in each language has the same differences, in its own words, and nothing of the others'."""
    one, other = written(tmp_path / "a.json"), written(tmp_path / "b.json", REJECTED)
    ran = run_here("compare", one, other, "--lang", language, capsys=capsys)
    subjects = [line for line in ran.out.splitlines() if not line.startswith(" ")]
    shown = json.loads(run_here("compare", one, other, "--json", capsys=capsys).out)
    assert subjects == [difference["subject"][language] for difference in shown["differences"]]
    assert ran.code == 1
    assert bool(re.search("[әңғүұқөһі]", ran.out)) is (language is Language.KK)
    assert bool(re.search("[ыэъ]", ran.out)) is (language is not Language.EN)


def test_markdown_is_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a ticket the differences are one table of three columns."""
    one, other = written(tmp_path / "a.json"), written(tmp_path / "b.json", REJECTED)
    ran = run_here("compare", one, other, "--format", "markdown", capsys=capsys)
    rows = ran.out.splitlines()
    assert rows[:2] == ["|  | `a.json` | `b.json` |", "| --- | --- | --- |"]
    assert rows[2].startswith("| verdict | `HEALTHY` | `")
    assert {row.count("|") for row in rows} == {4}


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(attack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a report's strings hold, lines stay lines, cells stay cells, and no control is printed."""
    text = ATTACKS[attack][:5000]
    other = replace(spoilt(REJECTED, text), run_id="0badcafe")
    one, two = written(tmp_path / "a.json"), written(tmp_path / "b.json", other)
    plain = run_here("compare", one, two, capsys=capsys).out
    assert plain.replace("\n", "").isprintable()
    assert all(re.match(r"\S|  [ab]\.json  ", line) for line in plain.splitlines())
    table = run_here("compare", one, two, "--format", "markdown", capsys=capsys).out
    assert table.replace("\n", "").isprintable()
    assert {row.count("|") for row in table.splitlines()} == {4}
    for row in table.splitlines()[2:]:
        assert all(re.fullmatch(r" (`+)( ?).*\2\1 ", cell) for cell in row.split("|")[2:4]), row


def test_hostile_names_stay_names() -> None:
    """A file's name with controls, bars, or of any length spoils neither form; its end is kept, which tells most."""
    differences = compare(HEALTHY, REJECTED)
    names = ("\x1b[2J|`x`", "a" * 300 + "-ci.json")
    for layout in ("terminal", "plain", "markdown"):
        text = page(blocks(differences, names, Language.EN), View(), layout)
        assert text.replace("\n", "").isprintable()
        assert "aaa-ci.json" in text
        assert "a" * 50 not in text
    table = page(blocks(differences, names, Language.EN), View(), "markdown")
    assert {row.count("|") for row in table.splitlines()} == {4}


def test_names_that_are_alike_are_told_by_their_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files of one name in two folders are shown with as much of the path as is given."""
    for folder in ("laptop", "ci"):
        (tmp_path / folder).mkdir()
    one, two = written(tmp_path / "laptop" / "r.json"), written(tmp_path / "ci" / "r.json", REJECTED)
    ran = run_here("compare", one, two, capsys=capsys)
    assert "laptop/r.json  " in ran.out
    assert "ci/r.json" in ran.out


def test_one_report_may_come_from_a_pipe(tmp_path: Path) -> None:
    """`-` is standard input, for either report; for both it is refused, as there is only one."""
    written(tmp_path / "a.json")
    other = (tmp_path / "b.json").open("w+b")
    written(tmp_path / "b.json", REJECTED)
    for words in (("a.json", "-"), ("-", "a.json")):
        ran = run("compare", *words, cwd=tmp_path, stdin=(tmp_path / "b.json").read_bytes())
        assert (ran.code, ran.err) == (1, "")
        assert "verdict" in ran.out
    other.close()
    ran = run("compare", "-", "-", cwd=tmp_path)
    assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
    assert "pass the other as a file" in ran.err


@pytest.mark.parametrize("name", NOT_A_REPORT)
def test_what_is_no_report_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not a report, in either place, is exit 2 and one line that begins with its name."""
    good, bad = written(tmp_path / "a.json"), tmp_path / "b.json"
    bad.write_bytes(NOT_A_REPORT[name])
    for words in ((good, str(bad)), (str(bad), good)):
        ran = run_here("compare", *words, capsys=capsys)
        assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
        assert ran.err.startswith(f"kaspi-doctor: {bad}: ")


def test_another_schema_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report of a newer schema says so, in the reader's language, and what to do about it."""
    good, newer = written(tmp_path / "a.json"), written(tmp_path / "b.json", **DAMAGED["newer version"])
    ran = run_here("compare", good, newer, "--lang", "ru", capsys=capsys)
    assert (ran.code, is_one_clear_line(ran.err)) == (2, True)
    assert "версия схемы 2" in ran.err
    assert "обновите kaspi-doctor" in ran.err


def test_a_contradiction_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` beside another format is refused; beside `--format json` it is the same said twice."""
    path = written(tmp_path / "a.json")
    for form, code in (("markdown", 2), ("text", 2), ("json", 0)):
        ran = run_here("compare", path, path, "--json", "--format", form, capsys=capsys)
        assert (ran.code, bool(ran.err)) == (code, bool(code))
    assert run_here("compare", path, path, "--format", "html", capsys=capsys).code == 2
    assert run_here("compare", path, capsys=capsys).code == 2
