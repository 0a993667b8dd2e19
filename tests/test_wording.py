"""Texts in three languages, numbers in words."""

import pytest

from kaspi_doctor.wording import Language, Text, listed, russian_plural, seconds

ORDERS = Text(en="orders", ru="заказы", kk="тапсырыстар")


def test_each_language_is_given_its_own_wording() -> None:
    """A text says itself in the language asked for."""
    assert [ORDERS.into(language) for language in Language] == ["orders", "заказы", "тапсырыстар"]
    assert Text.same("x") + ORDERS.map(str.upper) == Text(en="xORDERS", ru="xЗАКАЗЫ", kk="xТАПСЫРЫСТАР")


def test_phrases_are_joined_in_each_language() -> None:
    """With commas; nothing where there are none."""
    assert listed(iter([ORDERS, Text.same("7")])) == Text(en="orders, 7", ru="заказы, 7", kk="тапсырыстар, 7")
    assert listed([]) == Text.same("")


@pytest.mark.parametrize(
    ("counts", "form"),
    [((1, 21, 101, 1001), "заказ"), ((2, 3, 4, 22, 104), "заказа"), ((0, 5, 11, 12, 13, 14, 20, 111, 112), "заказов")],
)
def test_russian_agrees_with_the_number(counts: tuple[int, ...], form: str) -> None:
    """1 заказ, 2 заказа, 5 заказов, and the exceptions of 11 to 14."""
    assert {russian_plural(count, "заказ", "заказа", "заказов") for count in counts} == {form}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, ("0 ms", "0 мс", "0 мс")),
        (0.0124, ("12 ms", "12 мс", "12 мс")),
        (0.9994, ("999 ms", "999 мс", "999 мс")),
        (0.9996, ("1 s", "1 с", "1 с")),
        (1.0, ("1 s", "1 с", "1 с")),
        (3.04, ("3 s", "3 с", "3 с")),
        (3.25, ("3.2 s", "3,2 с", "3,2 с")),
        (15.0, ("15 s", "15 с", "15 с")),
    ],
)
def test_a_duration_is_said_as_a_person_would(value: float, shown: tuple[str, str, str]) -> None:
    """Milliseconds below a second, one decimal above it, with the comma that Russian and Kazakh use."""
    text = seconds(value)
    assert (text.en, text.ru, text.kk) == shown
