"""The format for a chat."""

from itertools import product

import pytest

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.short import FORMAT
from kaspi_doctor.wording import Language
from tests.formats.made_causes import LONG_COMMAND
from tests.formats.reports import EVERY, INCONCLUSIVE, REJECTED, report, run, told
from tests.making import observed


@pytest.mark.parametrize(("name", "language", "ascii_only"), [*product(EVERY, Language, (False, True))])
def test_it_is_six_lines_at_most(name: str, language: Language, *, ascii_only: bool) -> None:
    """Whatever the report, a chat gets at most six lines, none of them empty or with a control in it."""
    text = FORMAT.render(EVERY[name], View(language=language, ascii=ascii_only))
    lines = text.split("\n")
    assert lines.pop() == ""
    assert len(lines) <= 6
    assert all(line and line.isprintable() for line in lines)
    assert not ascii_only or language is Language.KK or text.encode("cp1251")


def test_a_fault_is_told_with_who_acts_and_the_first_thing_to_do() -> None:
    """The verdict, the code's meaning, who acts, the first remedy, its command and the run stand in that order."""
    assert FORMAT.render(REJECTED, View()).splitlines() == [
        "kaspi-doctor · CAUSE FOUND: Kaspi does not accept this token",
        "Exit code 4: the credentials cannot be used as they are.",
        "Who has to act: the merchant or the merchant's developer.",
        "What to do now: Do this first.",
        LONG_COMMAND,
        "token fingerprint 9c1d03aa · kaspi-doctor 0.1.0 · 2026-11-24 09:00 UTC · run 7f3c9a1e",
    ]


def test_a_warning_is_told() -> None:
    """A healthy run that --strict turned into 1 says why."""
    skewed = report(run(told(observed("token-absent"), facts={"clock.offset_s": 86_400})))
    assert "warning: The clock is wrong" in FORMAT.render(skewed, View()).splitlines()


def test_without_a_cause_the_next_step_is_told() -> None:
    """An inconclusive run still says what to do."""
    assert "Next step: The valid request was never sent." in FORMAT.render(INCONCLUSIVE, View())


def test_kaspis_own_words_stand_where_nobody_knows_the_reason() -> None:
    """A refusal that names no reason known to us is told with the title that Kaspi gave it."""
    assert "Kaspi refused the request with HTTP 418." in FORMAT.render(EVERY["unexplained"], View())
