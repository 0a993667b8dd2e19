"""What holds for each format, whatever it is for."""

import base64
import json
import re
import sys
import time
from dataclasses import replace
from itertools import product
from pkgutil import iter_modules
from unicodedata import category
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaspi_doctor.formats
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.formats import html
from kaspi_doctor.observation import Outcome
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.registry import collect
from kaspi_doctor.report import from_json, to_json
from kaspi_doctor.wording import Language
from tests.formats.reports import ATTACKS, EVERY, HEALTHY, REJECTED, UNEXPLAINED, spoilt

FORMATS = {format_.id: format_ for format_ in collect(kaspi_doctor.formats, "FORMAT", Format)}
TO_READ = {name: format_ for name, format_ in FORMATS.items() if name != "json"}
"""JSON keeps a string as it was given: its strings were cleaned when they came in."""
CONTROLS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINER = "\u2060"
"""Keeps what a tracker would link from being linked; Markdown alone has it."""
LARGEST = 200_000
CANARY = "kDcanaryQ7zX4mW9pL2vB8nH5tR1yJ6sF3gE0aU+/xI="
ENCODED = {
    "whole": CANARY,
    "part": CANARY[5:30],
    "percent": quote(CANARY, safe=""),
    "base64": base64.b64encode(CANARY.encode()).decode(),
    "json": json.dumps(CANARY).replace("/", "\\/"),
    "html": CANARY.replace("=", "&#x3D;").replace("+", "&#x2B;"),
    "header": f"Illegal header value b'{CANARY}'",
    "address": f"http://user:{CANARY}@proxy.example:3128",
}


def _controls(text: str) -> set[str]:
    return {c for c in text if category(c) in CONTROLS and c != "\n"}


def test_the_contracts_formats_are_there() -> None:
    """Whoever names a format of the contract gets it."""
    promised = {"terminal", "plain", "short", "json", "markdown", "html", "junit", "github", "nagios", "prometheus"}
    assert promised <= set(FORMATS)


def test_each_format_is_named_after_its_module() -> None:
    """A format's id is its module's name, so that it is found by either; the folder holds nothing else."""
    modules = {module.name for module in iter_modules(kaspi_doctor.formats.__path__)}
    assert set(FORMATS) == modules


@pytest.mark.parametrize(("format_id", "name", "language"), [*product(FORMATS, EVERY, Language)])
def test_a_document_is_whole_and_ends_in_a_newline(format_id: str, name: str, language: Language) -> None:
    """Every report in every format and language is one encodable document, ended by one newline, under 200 KB."""
    text = FORMATS[format_id].render(EVERY[name], View(language=language, verbose=True))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert len(text.encode()) <= LARGEST


@pytest.mark.parametrize(("format_id", "attack"), [*product(TO_READ, ATTACKS)])
def test_no_format_lets_a_control_through(format_id: str, attack: str) -> None:
    """Whatever stands in a report's strings, no control, direction mark or lone surrogate is written."""
    for original in (HEALTHY, UNEXPLAINED, REJECTED):
        text = TO_READ[format_id].render(spoilt(original, ATTACKS[attack]), View(colour=False))
        assert _controls(text.replace(JOINER, "")) == set()
        assert len(text.encode()) <= LARGEST or format_id == "json"


@given(st.text(st.characters(codec=None), max_size=40), st.sampled_from(sorted(TO_READ)))
def test_no_text_breaks_a_format(text: str, format_id: str) -> None:
    """Any text at all is written, and stays encodable."""
    for original in (HEALTHY, UNEXPLAINED):
        assert TO_READ[format_id].render(spoilt(original, text), View()).encode()


@pytest.mark.parametrize(("format_id", "name", "language"), [*product(FORMATS, EVERY, Language)])
def test_a_saved_report_is_written_as_the_run_itself(format_id: str, name: str, language: Language) -> None:
    """A report that went through its JSON gives the same document in every format."""
    view = View(language=language)
    saved = from_json(json.loads(json.dumps(to_json(EVERY[name]))))
    assert FORMATS[format_id].render(saved, view) == FORMATS[format_id].render(EVERY[name], view)


@pytest.mark.parametrize(("format_id", "form"), [*product(FORMATS, ENCODED)])
def test_a_canary_that_got_in_is_masked_in_the_finished_document(format_id: str, form: str) -> None:
    """Had a token got past the first wall, in whatever encoding, no eight characters of it would get past the last."""
    document = FORMATS[format_id].render(spoilt(UNEXPLAINED, f"before {ENCODED[form]} after"), View(verbose=True))
    let_out = Redactor([CANARY]).document(document)
    pieces = {CANARY[start : start + 8] for start in range(len(CANARY) - 7)}
    assert [piece for piece in pieces if piece in let_out] == []
    assert ENCODED["base64"][4:-4] not in let_out


def test_all_formats_of_a_report_take_no_time() -> None:
    """Once the modules are loaded, all formats together take less than 60 ms, making the template included."""
    import jinja2  # noqa: F401 - loading it is not writing

    took: list[float] = []
    for _ in range(3):
        html._template.cache_clear()  # noqa: SLF001 - so that every round makes it anew
        started = time.process_time()
        for format_ in FORMATS.values():
            format_.render(HEALTHY, View())
        took.append(time.process_time() - started)
    slowed_down = 3 if sys.gettrace() else 1  # coverage's tracer takes its time, too
    assert min(took) < 0.06 * slowed_down


@pytest.mark.parametrize("format_id", FORMATS)
def test_a_report_without_causes_or_observations_is_written(format_id: str) -> None:
    """What was cut out of a saved report is left out, not stumbled over."""
    assert FORMATS[format_id].render(replace(REJECTED, causes={}), View())
    assert FORMATS[format_id].render(replace(HEALTHY, observations=()), View())


@pytest.mark.parametrize("format_id", ["html", "markdown", "junit", "github"])
def test_the_languages_keep_to_themselves(format_id: str) -> None:
    """A phrase of one language does not stand in a document of another, but in the page that holds all of them."""
    for language in Language:
        text = FORMATS[format_id].render(REJECTED, View(language=language))
        has_kazakh = bool(re.search("[әңғүұқөһі]", text.replace("Қазақша", "")))
        assert has_kazakh is (language is Language.KK or format_id == "html")


def test_every_outcome_is_met() -> None:
    """The reports that these tests are made with hold every outcome a probe can have."""
    assert {o.outcome for report in EVERY.values() for o in report.observations} == set(Outcome)
