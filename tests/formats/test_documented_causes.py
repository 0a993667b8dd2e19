"""The formats for people, held against the documented causes as they are."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

import kaspi_doctor.causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.content.report import blocks
from kaspi_doctor.content.words import trust_in
from kaspi_doctor.document.blocks import Verbatim
from kaspi_doctor.document.view import View
from kaspi_doctor.formats import plain, short, terminal
from kaspi_doctor.registry import collect
from kaspi_doctor.report import from_json, to_json
from kaspi_doctor.wording import Language
from tests.formats.reports import HEALTHY, REJECTED, report

if TYPE_CHECKING:
    from kaspi_doctor.report import Report

CAUSES = collect(kaspi_doctor.causes, "CAUSE", Cause)
EACH = pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)


def _rooted_in(cause: Cause) -> "Report":
    return replace(
        REJECTED, diagnosis=replace(REJECTED.diagnosis, root_cause=cause.id, confirmed=()), causes={cause.id: cause}
    )


@EACH
@pytest.mark.parametrize("language", Language)
def test_each_cause_fits_a_narrow_and_poor_terminal(cause: Cause, language: Language) -> None:
    """Whichever cause is the verdict, its text fits 40 columns, and a Russian console can print it."""
    view = View(language=language, width=40, ascii=True)
    text = terminal.render(_rooted_in(cause), view)
    copied = {block.text.strip() for block in blocks(_rooted_in(cause), view) if isinstance(block, Verbatim)}
    assert [line for line in text.splitlines() if cell_len(line) > 40 and line.strip() not in copied] == []
    assert language is Language.KK or text.encode("cp1251")


@EACH
def test_each_command_is_copied_whole(cause: Cause) -> None:
    """Every line of every command stands on a line of its own, changed in nothing but its indent."""
    for lines in (
        terminal.render(_rooted_in(cause), View(width=40)).splitlines(),
        plain.render(_rooted_in(cause), View()).splitlines(),
    ):
        commands = "\n".join(remedy.command for remedy in cause.remedies if remedy.command).splitlines()
        assert [line for line in commands if f"      {line}".rstrip() not in lines] == []


@EACH
@pytest.mark.parametrize("language", Language)
def test_each_cause_fits_a_chat(cause: Cause, language: Language) -> None:
    """The short form keeps to its six lines whatever the cause's first remedy is."""
    lines = short.render(_rooted_in(cause), View(language=language)).splitlines()
    assert 5 <= len(lines) <= 6
    assert cause.title.into(language).rstrip(".") in lines[0]


@EACH
def test_each_cause_reads_the_same_from_a_file(cause: Cause) -> None:
    """A saved report is laid out as the run itself was."""
    saved = from_json(json.loads(json.dumps(to_json(_rooted_in(cause)))))
    assert terminal.render(saved, View(verbose=True)) == terminal.render(_rooted_in(cause), View(verbose=True))


def test_the_traps_are_shown_in_the_order_of_their_controls() -> None:
    """A healthy run tells the User-Agent first, then the dates, then the range, each with the line for each client."""
    text = terminal.render(report(HEALTHY.observations, CAUSES), View(width=200))
    by_id = {cause.id: cause for cause in CAUSES}
    traps = [by_id[cause_id] for cause_id in ("user-agent-filtered", "dates-missing", "date-range-too-wide")]
    places = [text.index(trap.title.en) for trap in traps]
    assert places == sorted(places)
    assert [line for trap in traps for line in trap.fixes.values() if f"  {line}\n" not in text] == []
    assert "explain ID (here: user-agent-filtered, dates-missing, date-range-too-wide)." in " ".join(text.split())


def test_a_trap_is_mended_in_the_client() -> None:
    """Remedies that start this very program do not stand among the code for a client of one's own."""
    lines = terminal.render(report(HEALTHY.observations, CAUSES), View(width=100, verbose=True)).splitlines()
    own = [line.strip() for line in lines if line.strip().startswith("kaspi-doctor ")]
    assert [line for line in own if " · run " not in line] == []


def test_the_guide_is_named_where_it_says_so() -> None:
    """A fact that Kaspi's guide documents is put down to it."""
    by_id = {cause.id: cause for cause in CAUSES}
    assert trust_in(by_id["dates-missing"]).en == "certain (documented in Kaspi's guide)"
