"""Text made fit to be printed."""

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.document.printable import cells, plainer, printable, wrapped
from kaspi_doctor.wording import Language


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
