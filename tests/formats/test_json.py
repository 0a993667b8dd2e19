"""The format for programs."""

import json

import pytest

from kaspi_doctor.document.view import View
from kaspi_doctor.formats.json import FORMAT
from kaspi_doctor.report import from_json, to_json
from kaspi_doctor.wording import Language
from tests.formats.reports import EVERY, HEALTHY


@pytest.mark.parametrize("name", EVERY)
def test_it_reads_back_as_the_same_report(name: str) -> None:
    """What was written and read back is written the same again, and what was seen and concluded is equal."""
    text = FORMAT.render(EVERY[name], View())
    back = from_json(json.loads(text))
    assert FORMAT.render(back, View()) == text
    assert (back.observations, back.diagnosis) == (EVERY[name].observations, EVERY[name].diagnosis)


def test_a_report_from_before_the_mending_lines_is_read() -> None:
    """A report whose causes have no mending lines yet is read as one without any."""
    shape = to_json(HEALTHY)
    for cause in shape["causes"].values():
        del cause["mending"]
    assert {line for cause in from_json(shape).causes.values() for line in cause.fixes} == set()
    fixing = from_json(to_json(HEALTHY)).causes["user-agent-filtered"].fixes
    assert fixing == HEALTHY.causes["user-agent-filtered"].fixes != {}


def test_the_view_does_not_matter() -> None:
    """Programs get every language at once, whatever the reader's terminal is."""
    views = [View(language=language, width=20, colour=True, ascii=True) for language in Language]
    assert {FORMAT.render(HEALTHY, view) for view in views} == {FORMAT.render(HEALTHY, View())}


def test_letters_stay_readable() -> None:
    """Cyrillic is written as it is, in a document that ends in one newline."""
    text = FORMAT.render(HEALTHY, View())
    assert json.loads(text) == to_json(HEALTHY)
    assert "сертификат" in text
    assert text.endswith("}\n")
