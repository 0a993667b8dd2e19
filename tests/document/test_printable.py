"""Text made fit to be printed."""

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from kaspi_doctor.document.printable import plainer, printable
from kaspi_doctor.wording import Language


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
