"""What the formats share: wrapping, cleaning, and the words."""

import re
from dataclasses import replace
from pkgutil import iter_modules
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

import kaspi_doctor.formats
from kaspi_doctor.cause import Confidence, Standing
from kaspi_doctor.format import Format
from kaspi_doctor.formats import _facts, _surroundings, _waterfall, _words, html
from kaspi_doctor.formats._printable import cells, plainer, printable, wrapped
from kaspi_doctor.registry import collect
from kaspi_doctor.wording import Language, Text
from tests.formats.made_causes import CAUSES
from tests.making import failed, observed

FORMATS = collect(kaspi_doctor.formats, "FORMAT", Format)
NAMES = {"Kaspi", "HTTP", "TLS", "Server", "Retry", "After", "Location", "Python", "requests", "httpx", "curl"}
NAMES |= {"PowerShell", "doctor", "kaspi", "save", "report", "markdown", "md", "explain", "ID", "IP", "API", "masked"}
NAMES |= {"CI", "JUnit", "XML", "GitHub", "Actions", "Prometheus", "node", "exporter", "textfile", "collector"}
NAMES |= {"X", "Merchant", "Uid", "OK", "WARNING", "CRITICAL", "UNKNOWN"}
"""The only Latin words in a Russian or Kazakh phrase."""


def _texts() -> list[Text]:
    found = [format_.description for format_ in FORMATS]
    modules = (_words, _facts, _surroundings, _waterfall, html)
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


@given(st.text(), st.integers(2, 60))
def test_wrapping_keeps_the_width_and_every_character(text: str, width: int) -> None:
    """No line is wider than asked, and nothing but blanks is lost."""
    lines = wrapped(printable(text), width)
    assert max(map(cells, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(printable(text).split())


@given(st.text())
def test_what_is_printed_is_printable(text: str) -> None:
    """No control, direction mark, surrogate or line break is left, and a text can be encoded."""
    clean = printable(text)
    assert clean.encode().decode() == clean
    assert all(c.isprintable() or category(c) == "Zs" for c in clean)
    assert len(clean.splitlines()) <= 1


@given(st.text(), st.sampled_from(Language))
def test_plainer_text_has_letters_alone_beside_ascii(text: str, language: Language) -> None:
    """Outside ASCII there are only Cyrillic letters, which a Russian console can print unless they are Kazakh."""
    plain = plainer(printable(text), language)
    assert all(c.isascii() or ("\u0400" <= c <= "\u04ff" and c.isalpha()) for c in plain)
    assert language is Language.KK or plain.encode("cp1251").decode("cp1251") == plain


def test_punctuation_degrades_to_what_it_means() -> None:
    """Quotes, dashes, arrows, bullets and ellipses have an ASCII form; what has none is a question mark."""
    assert plainer("«Өтініш» — “é” → • … №5 ✓ 日", Language.KK) == '"Өтініш" - "e" -> * ... N5 ? ?'
    assert plainer("Қазақ", Language.RU) == "?аза?"


def test_a_dash_does_not_begin_a_line() -> None:
    """A dash stays with the word before it."""
    assert wrapped("один Токен — строка", 12) == ["один Токен —", "строка"]
    assert wrapped("один Токен — строка", 11) == ["один", "Токен —", "строка"]


def test_every_phrase_exists_in_three_languages() -> None:
    """No phrase is empty or borrowed, and no English word is left in a Russian or Kazakh one."""
    texts = _texts()
    assert len(texts) > 50
    for text in texts:
        is_name = text.en == text.ru == text.kk
        assert all((text.en, text.ru, text.kk))
        assert is_name or not re.search("[а-яәіңғүұқөһ]", text.en, re.IGNORECASE)
        assert not re.search("[әңғүұқөһ]", text.ru, re.IGNORECASE)
        latin = set(re.findall("[A-Za-z]+", f"{text.ru} {text.kk}"))
        assert latin <= NAMES


def test_how_sure_a_cause_is_names_the_guide_only_where_it_speaks() -> None:
    """A documented fact about the network is not put down to Kaspi's guide."""
    by_id = {cause.id: cause for cause in CAUSES}
    assert by_id["connection-refused"].standing is Standing.DOCUMENTED
    assert _words.trust_in(by_id["connection-refused"]).en == "likely (documented)"
    assert {Confidence.LIKELY} == {cause.confidence for cause in CAUSES}


def test_each_format_is_named_after_its_module() -> None:
    """A format's id is its module's name, so that it is found by either."""
    modules = {module.name for module in iter_modules(kaspi_doctor.formats.__path__) if not module.name.startswith("_")}
    assert {format_.id for format_ in FORMATS} == modules


def test_facts_prove_what_the_summary_leaves_out() -> None:
    """A fact that the summary already tells is not said twice, and each of the others is said in words."""
    seen = replace(
        failed(
            "tcp",
            http__response__status_code=403,
            http__response__media_type="text/html",
            http__response__header__server="nginx",
            http__retry_after="30",
            dns__answers=("10.0.0.1", "10.0.0.2"),
            clock__offset_s=-7200,
            neutral__host="example.com:443",
            neutral__reachable=False,
        ),
        summary=Text.same("It said HTTP 403."),
    )
    assert [text.en for text in _facts.proof(seen)] == [
        "Retry-After: 30",
        "response type: text/html",
        "Server: nginx",
        "addresses: 10.0.0.1, 10.0.0.2",
        "this clock and Kaspi's differ by 120 min",
        "example.com:443 does not respond either",
    ]


def test_a_day_that_the_summary_tells_is_not_told_again() -> None:
    """The hour at which a certificate ends is left out, so that its day is recognised in the summary."""
    seen = replace(
        failed("tls", tls__server__not_after="2026-11-22T04:49:36Z"), summary=Text.same("It ended on 2026-11-22.")
    )
    assert _facts.proof(seen) == ()
    silent = replace(seen, summary=Text.same("It has ended."))
    assert [text.en for text in _facts.proof(silent)] == ["certificate valid until: 2026-11-22"]


def test_what_proves_nothing_is_not_said() -> None:
    """A small difference of clocks, the usual kind of answer and a neutral host that was not asked are left out."""
    seen = observed(
        "dns",
        clock__offset_s=12,
        http__response__media_type="application/vnd.api+json",
        http__response__header__server="nginx",
        neutral__host="example.com:443",
        neutral__reachable=None,
    )
    assert _facts.proof(seen) == ()
