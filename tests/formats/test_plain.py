"""The format for pipes and logs."""

from dataclasses import replace

import pytest

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.plain import FORMAT
from kaspi_doctor.wording import Language
from tests.formats.made_causes import LONG_COMMAND
from tests.formats.reports import EVERY, HEALTHY, REJECTED, SUMMARIES, UNEXPLAINED


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", Language)
def test_neither_width_nor_colour_changes_it(name: str, language: Language) -> None:
    """The same report gives the same lines in every terminal, and none holds an escape."""
    narrow = FORMAT.render(EVERY[name], View(language=language, width=20, colour=True))
    assert narrow == FORMAT.render(EVERY[name], View(language=language, width=200))
    assert "\x1b" not in narrow


@pytest.mark.parametrize("language", Language)
def test_a_row_is_one_line_to_grep_for(language: Language) -> None:
    """A probe's line begins with its outcome and id, in the JSON report's words, and holds its whole summary."""
    lines = FORMAT.render(HEALTHY, View(language=language)).splitlines()
    assert (
        lines[2]
        == f"passed   dns                   {SUMMARIES['dns'].into(language)}  12 {'ms' if language == 'en' else 'мс'}"
    )
    assert [line.split()[:2] for line in lines[:12]] == [["passed", probe_id] for probe_id in SUMMARIES]


def test_each_outcome_has_its_word() -> None:
    """Failed, skipped and crashed probes can be told apart by the first word of their line."""
    words = {line.split()[0] for name in EVERY for line in FORMAT.render(EVERY[name], View()).splitlines()[:12]}
    assert words == {"passed", "failed", "skipped", "crashed"}


def test_a_command_is_a_line_of_its_own() -> None:
    """A command has only its indent before it and nothing after it."""
    assert f"\n      {LONG_COMMAND}\n" in FORMAT.render(REJECTED, View(width=20))


def test_server_text_cannot_forge_a_line() -> None:
    """Line breaks and controls in a server's title do not reach the log."""
    facts = {"api.error.title": "x\npassed   orders-valid\u2028\x1b[2K\rHEALTHY\u202e"}
    seen = tuple(replace(o, facts={**o.facts, **facts}) for o in UNEXPLAINED.observations)
    text = FORMAT.render(replace(UNEXPLAINED, observations=seen), View())
    assert "“x passed   orders-valid [2K HEALTHY”" in text
    assert not {"\x1b", "\r", "\u2028", "\u202e"} & set(text)


def test_a_process_that_returned_another_code_says_so() -> None:
    """Where --exit-zero or --strict changed the exit code, both numbers are told."""
    text = FORMAT.render(replace(REJECTED, exit_code=0), View())
    assert "Exit code 4: the credentials cannot be used as they are. The process returned 0" in text


def test_a_request_that_was_ignored_is_not_said_to_be_answered() -> None:
    """Exit code 1 stands for a User-Agent met with silence too, so its sentence speaks of that."""
    text = FORMAT.render(UNEXPLAINED, View())
    assert "Exit code 1: Kaspi responds, but refused or ignored this request, or sent a broken response." in text


def test_a_report_that_lost_a_cause_is_still_told() -> None:
    """A saved report whose causes were cut out is laid out without them, not refused."""
    text = FORMAT.render(replace(REJECTED, causes={}), View())
    assert text.startswith("passed   token-format")
    assert "CAUSE FOUND" in text
