"""The format for GitHub Actions."""

import re
from dataclasses import replace

import pytest

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.github import FORMAT, as_data, as_property
from kaspi_doctor.wording import Language
from tests.formats.made_causes import LONG_COMMAND
from tests.formats.reports import (
    ATTACKS,
    CRASHED,
    EVERY,
    HEALTHY,
    INCONCLUSIVE,
    REJECTED,
    UNEXPLAINED,
    report,
    run,
    spoilt,
    told,
)
from tests.making import observed

COMMAND = re.compile(r"::(?P<name>error|warning|notice) title=(?P<title>[^:,]*)::(?P<data>.*)\n")


def _message(text: str) -> list[str]:
    found = COMMAND.fullmatch(text)
    assert found
    assert found["title"] == "kaspi-doctor"
    return found["data"].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%").split("\n")


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", Language)
def test_it_is_one_command(name: str, language: Language) -> None:
    """Whatever the report, there is one line, and the runner reads one annotation from it."""
    assert _message(FORMAT.render(EVERY[name], View(language=language)))


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("healthy", "notice"),
        ("rejected", "error"),
        ("unexplained", "error"),
        ("inconclusive", "warning"),
        ("crashed", "error"),
        ("two-causes", "error"),
    ],
)
def test_it_is_as_loud_as_the_verdict(name: str, command: str) -> None:
    """A healthy run is a notice, a fault an error, and what could not be decided a warning."""
    assert FORMAT.render(EVERY[name], View()).startswith(f"::{command} ")


def test_options_that_change_the_exit_code_change_the_annotation() -> None:
    """With --exit-zero a fault only warns, and with --strict a healthy run with a warning does."""
    assert FORMAT.render(replace(REJECTED, exit_code=0), View()).startswith("::warning ")
    assert FORMAT.render(replace(HEALTHY, exit_code=1), View()).startswith("::warning ")


def test_a_fault_is_told_with_its_evidence_and_the_way_out() -> None:
    """The annotation holds the verdict, what was seen, who acts and the first thing to do with its command."""
    assert _message(FORMAT.render(REJECTED, View())) == [
        "CAUSE FOUND: Kaspi does not accept this token",
        "Exit code 4: the credentials cannot be used as they are.",
        "orders-valid: Kaspi refused the request with HTTP 401.",
        "Who has to act: the merchant or the merchant's developer.",
        "What to do now: Do this first.",
        LONG_COMMAND,
        "kaspi-doctor 0.1.0 · 2026-11-24 09:00 UTC · run 7f3c9a1e",
    ]


def test_without_a_cause_the_next_step_is_told() -> None:
    """A run that decided nothing says what would, and a crash says where to report it."""
    assert "Next step: " in FORMAT.render(INCONCLUSIVE, View())
    assert "bug report" in FORMAT.render(CRASHED, View())


def test_a_warning_is_told_in_a_healthy_run() -> None:
    """An advisory of weight "warning" is in the notice, and a note is not."""
    skewed = report(run(told(observed("token-absent"), facts={"clock.offset_s": 86_400, "api.total_count": 0})))
    text = FORMAT.render(skewed, View())
    assert "warning: The clock is wrong" in text
    assert "There are no orders" not in text


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", Language)
def test_hostile_text_gives_no_command(attack: str, language: Language) -> None:
    """No line but the first, and no part of it, could be read as a workflow command of the server's."""
    text = FORMAT.render(spoilt(UNEXPLAINED, ATTACKS[attack]), View(language=language))
    said = _message(text)
    assert [line for line in said if re.search(r"::[a-z][\w-]*( [^:]*)?::|##\[", line, re.IGNORECASE)] == []
    assert "##[" not in text
    assert "\r" not in text


def test_escaping_is_the_toolkits() -> None:
    """Messages and properties are escaped as @actions/core escapes them."""
    assert as_data("50% a\r\nb: c, d") == "50%25 a%0D%0Ab: c, d"
    assert as_property("50% a\r\nb: c, d") == "50%25 a%0D%0Ab%3A c%2C d"
