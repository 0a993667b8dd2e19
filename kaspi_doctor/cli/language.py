"""Which language to speak; apart, so that it is known before anything heavy is imported."""

import locale
import sys
from collections.abc import Mapping, Sequence

from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language

LANGUAGE = "KASPI_DOCTOR_LANG"
WINDOWS_NAMES = {"russian": "ru", "kazakh": "kk", "english": "en"}
"""As Windows begins the names of its locales, ``Russian_Kazakhstan.1251``: the first two letters would mislead."""


def language_from(option: str | None, environment: Mapping[str, str]) -> Language:
    """Choose the language: the option, KASPI_DOCTOR_LANG, the locale, English.

    Raises:
        SettingError: the option names a language that there is not.
    """
    if option is not None:
        try:
            return Language(option.lower())
        except ValueError:
            raise SettingError.of(
                en=f"--lang {option!r}: the languages are en, ru and kk",
                ru=f"--lang {option!r}: есть языки en, ru и kk",
                kk=f"--lang {option!r}: тілдер — en, ru және kk",
            ) from None
    names = [environment.get(name, "") for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG")]
    if sys.platform == "win32":
        # Windows keeps its language elsewhere than in LANG.
        names.append(locale.getlocale()[0] or "")
    name = next((name for name in names if name), "").lower()
    code = next((code for long, code in WINDOWS_NAMES.items() if name.startswith(long)), name[:2])
    return Language(code) if code in set(Language) else Language.EN


def language_asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Choose the language for a complaint about a command line that could not be read."""
    wanted = None
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        wanted = following if word == "--lang" else word.removeprefix("--lang=") if "--lang=" in word else wanted
    try:
        return language_from(wanted, environment)
    except SettingError:
        return language_from(None, environment)
