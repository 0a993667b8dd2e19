"""The format for a person at a terminal."""

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from kaspi_doctor.content.report import blocks
from kaspi_doctor.document.blocks import Heading, Line, Row, Verbatim
from kaspi_doctor.document.view import View
from kaspi_doctor.formats.terminal import FORMAT
from kaspi_doctor.wording import Language
from tests.formats.made_causes import LONG_COMMAND, LONG_SNIPPET, MENDING, SNIPPET
from tests.formats.reports import (
    CRASHED,
    EVERY,
    HEALTHY,
    INCONCLUSIVE,
    REJECTED,
    TWO_CAUSES,
    UNEXPLAINED,
    refused,
    report,
    run,
    told,
)
from tests.making import observed

if TYPE_CHECKING:
    from kaspi_doctor.facts import Value

COLOUR = re.compile(r"\x1b\[[\d;]*m")
LINK = re.compile(r"\x1b]8;;([^\x1b]*)\x1b\\")
VIEWS = [
    View(language=language, width=width, ascii=ascii_only, verbose=verbose)
    for language, width, ascii_only, verbose in product(Language, (40, 60, 100), (False, True), (False, True))
]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_nothing_but_what_is_copied_is_wider_than_the_view(name: str, view: View) -> None:
    """Every line fits the width, but for commands, addresses and requests as they were sent."""
    copied = {(block.label + block.text).strip() for block in blocks(EVERY[name], view) if isinstance(block, Verbatim)}
    lines = FORMAT.render(EVERY[name], view).splitlines()
    assert [line for line in lines if cell_len(line) > view.width and line.strip() not in copied] == []
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("width", [40, 60, 100, 300])
def test_a_command_stands_whole_on_a_line_of_its_own(width: int) -> None:
    """A command is never broken, however narrow the view, and has only blanks before it."""
    lines = FORMAT.render(REJECTED, View(width=width)).splitlines()
    assert f"      {LONG_COMMAND}" in lines


@pytest.mark.parametrize("width", [40, 60, 76, 100])
def test_a_summary_wraps_under_itself_with_the_time_at_the_right(width: int) -> None:
    """Nothing but marks stands in the marks' column, and each probe's first line ends with its time."""
    rows = FORMAT.render(HEALTHY, View(width=width)).split("\n\n")[0].splitlines()
    firsts = [line for line in rows if not line.startswith(" ")]
    assert [line.split()[:2] for line in firsts] == [["✓", o.probe_id] for o in HEALTHY.observations]
    assert {cell_len(line) for line in firsts} == {width}
    assert all(line.endswith((" ms", " s")) for line in firsts)


@pytest.mark.parametrize("name", EVERY)
def test_without_colour_there_is_no_escape(name: str) -> None:
    """No escape character is written when colour is off, not even one that a server sent."""
    assert "\x1b" not in FORMAT.render(EVERY[name], View(verbose=True))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", Language)
def test_colour_changes_no_letter(name: str, language: Language) -> None:
    """With the colour taken away, the coloured text is the plain one, and each sequence ends on its own line."""
    coloured = FORMAT.render(EVERY[name], View(language=language, colour=True))
    stripped = LINK.sub("", COLOUR.sub("", coloured))
    assert coloured != stripped == FORMAT.render(EVERY[name], View(language=language))
    assert all(line.count("\x1b[") == 2 * line.count("\x1b[0m") for line in coloured.splitlines())


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("verbose", [False, True])
def test_a_poor_console_can_show_it(name: str, *, verbose: bool) -> None:
    """In the ASCII form English and Russian can be encoded in cp1251, and what is not ASCII is a letter."""
    for language in Language:
        text = FORMAT.render(EVERY[name], View(language=language, ascii=True, verbose=verbose))
        assert {c for c in text if not c.isascii() and not c.isalpha()} == set()
        if language is not Language.KK:
            assert text.encode("cp1251")


def test_server_text_is_shown_as_it_stands_without_its_controls() -> None:
    """Markup in Kaspi's title is printed literally, and direction marks and escapes are dropped."""
    text = FORMAT.render(UNEXPLAINED, View(width=100, colour=True))
    assert "Kaspi says: “[/] [bold]x[/bold] <script>alert(1)</script> `rm -rf` ::error:: evil" in text
    assert "שלום" in text
    assert not {"\u202e", "\u202c", "\x9b", "\x07"} & set(text)
    assert "\x1b[31mred" not in text


def test_a_healthy_report_shows_the_traps_with_this_runs_evidence() -> None:
    """When all is well, each confirmed trap is shown with what this run saw and a line a client, and no long code."""
    text = FORMAT.render(HEALTHY, View(width=100))
    part = text[text.index("Common pitfalls for your own client") :]
    assert "user-agent-library: python-requests/2.32.5 was met with 3.0 s of silence, as expected." in part
    assert "was answered with HTTP 200" not in part
    assert f"      requests, httpx  {MENDING['requests']}\n" in part
    assert f"      curl             {MENDING['curl']}\n" in part
    assert f"      PowerShell       {MENDING['PowerShell']}\n" in part
    assert SNIPPET not in part
    assert part.count("kaspi-doctor explain") == 1
    assert "Worth knowing" not in text
    assert "--save" not in text


def test_all_code_is_shown_on_request() -> None:
    """With --verbose every mending line is there, and each request as it was sent."""
    text = FORMAT.render(HEALTHY, View(width=100, verbose=True))
    assert all(f"      {line}\n" in text for line in LONG_SNIPPET.splitlines())
    assert "    GET https://kaspi.kz/shop/api/v2/orders?probe=orders-valid\n    X-Auth-Token: $KASPI_TOKEN\n" in text
    assert "    → HTTP 200, response type: application/vnd.api+json\n" in text
    assert "    → connection 21 ms, first byte 133 ms, body 4 ms, total 160 ms\n    curl -sS -g " in text


def test_the_root_cause_is_no_trap() -> None:
    """A trap that the run itself fell into is the verdict, and is not told again as a trap."""
    fell = report(run(*refused(400, "dates_missing", "Required filter [orders][creationDate][$ge] is empty.")))
    assert fell.diagnosis.root_cause == "dates-missing"
    text = FORMAT.render(fell, View(width=100))
    assert "CAUSE FOUND: The start date is missing" in text
    assert "Common pitfalls for your own client" not in text


def test_a_fault_is_told_from_the_verdict_to_who_acts() -> None:
    """The parts of an explained report stand in the order of their use."""
    text = FORMAT.render(REJECTED, View(width=100))
    parts = [
        "✗ orders-valid",
        "CAUSE FOUND: Kaspi does not accept this token",
        "Exit code 4: the credentials cannot be used as they are.",
        "7 requests sent to https://kaspi.kz/shop/api/v2 in 3.2 s.",
        "Why we think so",
        "• user-agent-explicit, orders-valid: Kaspi refused the request with HTTP 401.",
        "Kaspi says: “Unauthorized”",
        "Confidence: likely (observed by several projects, not in Kaspi's guide).",
        "What to do now",
        "1. Do this first.",
        "Who has to act\n  The merchant or the merchant's developer",
        "References",
        "Common pitfalls for your own client",
        "To keep this report or attach it to a ticket, add --save or --report markdown=report.md",
        "run 7f3c9a1e",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_other_causes_and_advisories_follow_warnings_first() -> None:
    """Each further cause gives its title and first remedy, and a warning stands before a note."""
    text = FORMAT.render(TWO_CAUSES, View(width=100))
    told = ["CAUSE FOUND: The token is damaged", "Other causes", "• Kaspi does not accept this token"]
    told += ["Worth knowing", "! warning: The clock is wrong", "this clock and Kaspi's differ by 1440 min"]
    told += ["• note: There are no orders"]
    places = [text.index(part) for part in told]
    assert places == sorted(places)


def test_quiet_leaves_the_verdict_and_the_way_out() -> None:
    """A quiet view has neither rows nor reasons, and still says what to do."""
    text = FORMAT.render(REJECTED, View(quiet=True))
    assert text.startswith("CAUSE FOUND: ")
    assert "1. Do this first." in text
    assert not [word for word in ("orders-valid", "Why we think so", "References") if word in text]
    assert "--deadline" in FORMAT.render(INCONCLUSIVE, View(quiet=True))


def test_quiet_names_the_warning_behind_strict() -> None:
    """A healthy run that --strict turned into 1 says why even in a quiet view, and no note is told."""
    facts: dict[str, Value] = {"clock.offset_s": 86_400, "api.total_count": 0}
    advised = replace(report(run(told(observed("token-absent"), facts=facts))), exit_code=1)
    text = FORMAT.render(advised, View(quiet=True))
    assert "! warning: The clock is wrong" in text
    assert "There are no orders" not in text


def test_a_run_that_left_the_credentials_out_is_not_called_healthy() -> None:
    """With --only or --skip the headline says that it was a check in part, and which token would have been sent."""
    partial = report(observation for observation in run() if observation.probe_id == "token-format")
    text = FORMAT.render(replace(partial, requests_sent=0), View(width=100))
    assert "PARTLY CHECKED: everything that was checked passed" in text
    assert "Token: env:KASPI_TOKEN, 44 characters. Token fingerprint: 9c1d03aa." in text
    assert "HEALTHY" not in text


@pytest.mark.parametrize(("name", "shade"), [("healthy", "32"), ("rejected", "31"), ("unexplained", "33")])
def test_the_verdict_wears_its_colour(name: str, shade: str) -> None:
    """Green stands for exit code 0 alone, red for a cause, yellow for the rest."""
    assert f"\x1b[1;{shade}m{FORMAT.render(EVERY[name], View(quiet=True)).splitlines()[0]}\x1b[0m\n" in FORMAT.render(
        EVERY[name], View(quiet=True, colour=True)
    )


def test_a_crash_is_never_green() -> None:
    """A crashed probe has a mark of its own, takes the green from the verdict and names the fault as ours."""
    text = FORMAT.render(CRASHED, View(colour=True))
    assert "\x1b[1;33m!\x1b[0m tls" in text
    assert "\x1b[1;32m" not in text
    assert "Exit code 5: kaspi-doctor itself failed; please report it." in text


def test_unchecked_credentials_are_said() -> None:
    """A report whose valid request was left out says that the credentials were not checked, and is no success."""
    left_out = report(o for o in run() if o.probe_id != "orders-valid")
    text = FORMAT.render(left_out, View(width=100))
    assert "Exit code 0: everything that was checked passed.\n  The credentials were not checked.\n" in text
    assert "credentials are good" not in text


@pytest.mark.parametrize("name", EVERY)
def test_no_language_leaks_into_another(name: str) -> None:
    """Whatever has letters in a Russian or Kazakh report has Cyrillic ones, in English Latin ones."""
    for language in Language:
        told = blocks(EVERY[name], View(language=language))
        texts = [block.text for block in told if isinstance(block, Heading | Line)]
        texts += [block.summary for block in told if isinstance(block, Row)]
        sentences = [text for text in texts if not text.startswith("kaspi-doctor ")]
        is_cyrillic = [any("\u0400" <= c <= "\u04ff" for c in text) for text in sentences if "Kaspi Гид)" not in text]
        assert is_cyrillic
        assert set(is_cyrillic) == {language is not Language.EN}


def test_saving_is_proposed_once_and_only_where_it_helps() -> None:
    """The hint to save is left out where the next step already says it."""
    assert FORMAT.render(UNEXPLAINED, View(width=100)).count("--save") == 1
    assert "add --save" in FORMAT.render(INCONCLUSIVE, View(width=100))


def test_what_was_not_done_took_no_time() -> None:
    """A skipped probe has no duration, and where every control was skipped none is explained."""
    rows, rest = FORMAT.render(INCONCLUSIVE, View(width=100)).split("\n\n", maxsplit=1)
    assert not [line for line in rows.splitlines() if line.startswith("–") and line.endswith((" ms", " s"))]
    assert rest.startswith("INCONCLUSIVE")


def test_a_wide_window_is_not_filled() -> None:
    """No sentence is longer than a reader can follow, however wide the window is."""
    copied = {(block.label + block.text).strip() for block in blocks(REJECTED, View()) if isinstance(block, Verbatim)}
    lines = FORMAT.render(REJECTED, View(width=400)).splitlines()
    assert max(cell_len(line) for line in lines if line.strip() not in copied) == 100
