"""What was masked, and how often: told in every report that a person reads."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

import kaspi_doctor.formats
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.registry import collect
from kaspi_doctor.wording import Language
from tests.formats.reports import EVERY, HEALTHY, REJECTED

if TYPE_CHECKING:
    from kaspi_doctor.report import Report

FORMATS = {format_.id: format_ for format_ in collect(kaspi_doctor.formats, "FORMAT", Format)}
SENTENCES = ("terminal", "plain", "markdown", "html", "junit", "github")
MASKED = {
    Language.EN: "3 passages were replaced with [masked].",
    Language.RU: "Скрыто 3 фрагмента: на их месте стоит [masked].",
    Language.KK: "3 үзінді жасырылды: орнында [masked] тұр.",
}
ANONYMOUS = {
    Language.EN: "in 5 places a name, a path or a local address was replaced with a word in brackets, such as [user].",
    Language.RU: "заменены словами в скобках, такими как [user] (замен: 5).",
    Language.KK: "[user] сияқты жақшадағы сөздермен ауыстырылды (5 жерде).",
}


def _shown(format_id: str, report: Report, language: Language) -> str:
    text = FORMATS[format_id].render(report, View(language=language, width=200))
    return " ".join(text.replace("\\[", "[").replace("\\]", "]").replace("&#39;", "'").split())


@pytest.mark.parametrize(("format_id", "language"), [*product(SENTENCES, Language)])
def test_the_note_says_what_and_how_often(format_id: str, language: Language) -> None:
    """Secrets and what tells of the machine are counted apart, in a sentence, in every format that has room for one."""
    for name, report in EVERY.items():
        shown = _shown(format_id, replace(report, masked=3, anonymised=5), language)
        assert MASKED[language] in shown, name
        assert ANONYMOUS[language] in shown.replace("\n", " "), name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, " · masked: 8"),
        (Language.RU, " · скрыто фрагментов: 8"),
        (Language.KK, " · жасырылған үзінділер: 8"),
    ],
)
def test_a_chat_gets_the_number(language: Language, words: str) -> None:
    """The short report has the number at the end of its last line, and no line more."""
    report = replace(REJECTED, masked=3, anonymised=5)
    text = FORMATS["short"].render(report, View(language=language))
    assert text.endswith(f"{words}\n")
    assert text.count("\n") == FORMATS["short"].render(REJECTED, View(language=language)).count("\n") <= 6


@pytest.mark.parametrize("format_id", [*SENTENCES, "short"])
def test_nothing_masked_is_no_alarm(format_id: str) -> None:
    """Where nothing had to be masked no count is shown; the long formats say that nothing had to be."""
    shown = _shown(format_id, HEALTHY, Language.EN)
    assert "replaced" not in shown
    assert "masked: " not in shown
    assert ("Nothing else needed to be masked." in shown) is (format_id in {"markdown", "html"})


@pytest.mark.parametrize("language", Language)
def test_an_anonymous_report_does_not_claim_to_have_kept_everything(language: Language) -> None:
    """What is said to be kept is Kaspi's alone, once the rest is hidden; also when there was nothing to hide."""
    kept = {
        Language.EN: "Kaspi's host names and addresses and all times were kept",
        Language.RU: "Имена и адреса узлов Kaspi и все отметки времени оставлены",
        Language.KK: "Kaspi тораптарының атаулары, мекенжайлары мен уақыт мәндері қалдырылды",
    }[language]
    for count in (0, 1):
        assert kept in _shown("markdown", replace(HEALTHY, anonymised=count), language)
    assert kept not in _shown("markdown", HEALTHY, language)
    assert "in 1 place a name" in _shown("plain", replace(HEALTHY, anonymised=1), Language.EN)


def test_programs_get_the_numbers() -> None:
    """JSON has both counts, null where nobody asked to hide the machine."""
    given = [replace(HEALTHY, masked=2), replace(HEALTHY, masked=2, anonymised=0)]
    shown = [json.loads(FORMATS["json"].render(report, View())) for report in given]
    assert [(document["masked"], document["anonymised"]) for document in shown] == [(2, None), (2, 0)]
