"""Every phrase that a document may hold, in every language."""

import re

import kaspi_doctor.formats
from kaspi_doctor import vocabulary
from kaspi_doctor.cause import Confidence, Standing
from kaspi_doctor.content import cause, comparison, evidence, explanation, lint, surroundings, waterfall, words
from kaspi_doctor.format import Format
from kaspi_doctor.formats import html
from kaspi_doctor.registry import collect
from kaspi_doctor.wording import Text
from tests.formats.made_causes import CAUSES

FORMATS = collect(kaspi_doctor.formats, "FORMAT", Format)
NAMES = {"Kaspi", "HTTP", "TLS", "Server", "Retry", "After", "Location", "Python", "requests", "httpx", "curl"}
NAMES |= {"PowerShell", "doctor", "kaspi", "save", "report", "markdown", "md", "explain", "ID", "IP", "API", "masked"}
NAMES |= {"CI", "JUnit", "XML", "GitHub", "Actions", "Prometheus", "node", "exporter", "textfile", "collector"}
NAMES |= {"X", "Merchant", "Uid", "OK", "WARNING", "CRITICAL", "UNKNOWN"}
NAMES |= {"KASPI", "TOKEN", "DNS", "SERVFAIL", "REFUSED", "media", "type"}
"""The only Latin words in a Russian or Kazakh phrase."""


def _texts() -> list[Text]:
    found = [format_.description for format_ in FORMATS]
    modules = (vocabulary, cause, comparison, evidence, explanation, lint, surroundings, waterfall, words, html)
    parts = [part for module in modules for part in vars(module).values()]
    while parts:
        match parts.pop():
            case Text() as text:
                found.append(text)
            case dict() as table:
                parts += table.values()
            case tuple() as row:
                parts += row
    return found


def test_every_phrase_exists_in_three_languages() -> None:
    """No phrase is empty or borrowed, and no English word is left in a Russian or Kazakh one."""
    texts = _texts()
    assert len(texts) > 50
    for text in texts:
        is_name = text.en == text.ru == text.kk
        assert all((text.en, text.ru, text.kk))
        assert is_name or not re.search("[а-яәіңғүұқөһ]", text.en, re.IGNORECASE)
        assert not re.search("[әңғүұқөһ]", text.ru, re.IGNORECASE)
        latin = set(re.findall("[A-Za-z]+", re.sub("`[^`]*`", "", f"{text.ru} {text.kk}")))
        assert latin <= NAMES


def test_how_sure_a_cause_is_names_the_guide_only_where_it_speaks() -> None:
    """A documented fact about the network is not put down to Kaspi's guide."""
    by_id = {cause.id: cause for cause in CAUSES}
    assert by_id["connection-refused"].standing is Standing.DOCUMENTED
    assert words.trust_in(by_id["connection-refused"]).en == "likely (documented)"
    assert {Confidence.LIKELY} == {cause.confidence for cause in CAUSES}
