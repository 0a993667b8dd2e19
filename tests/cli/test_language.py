"""In which language the program speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.language import language_from
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language
from tests.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("option", "environment", "language"),
    [
        (None, {}, "en"),
        ("ru", {"KASPI_DOCTOR_LANG": "kk"}, "ru"),
        ("RU", {}, "ru"),
        (None, {"KASPI_DOCTOR_LANG": "kk", "LC_ALL": "ru_RU.UTF-8"}, "kk"),
        (None, {"KASPI_DOCTOR_LANG": "RU"}, "ru"),
        (None, {"LC_ALL": "ru_RU.UTF-8", "LANG": "kk_KZ.UTF-8"}, "ru"),
        (None, {"LC_MESSAGES": "kk_KZ", "LANG": "ru_RU.UTF-8"}, "kk"),
        (None, {"LANG": "kk_KZ.UTF-8"}, "kk"),
        (None, {"LC_ALL": "", "LANG": "ru_KZ.UTF-8"}, "ru"),
        (None, {"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        (None, {"LANG": "C"}, "en"),
        (None, {"LANG": "POSIX"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "Russian_Kazakhstan.1251"}, "ru"),
        (None, {"LANG": "Kazakh_Kazakhstan.1251"}, "kk"),
        (None, {"LANG": "ka_GE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_chosen(option: str | None, environment: dict[str, str], language: str) -> None:
    """The option wins, then KASPI_DOCTOR_LANG, then the locale in POSIX order, Windows' names too; else English."""
    assert language_from(option, environment) is Language(language)


def test_an_unknown_language_is_refused() -> None:
    """`--lang` with a language that there is not is an error, and no silent English."""
    with pytest.raises(SettingError):
        language_from("ru_RU.UTF-8", {})


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (("--lang", "ru"), {}, "Токен"),
        ((), {"LANG": "kk_KZ.UTF-8"}, "әдеттегі|дұрыс"),
        ((), {"KASPI_DOCTOR_LANG": "ru", "LANG": "en_US.UTF-8"}, "Токен"),
        ((), {"LC_ALL": "C"}, "The token"),
    ],
)
def test_the_report_is_in_that_language(
    words: tuple[str, ...], environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    """The whole way from the environment to the report's words."""
    ran = run("demo", "--quick", *words, cwd=tmp_path, environment=environment)
    assert any(word in ran.out for word in said.split("|"))
