"""Every sentence a person reads, in the three languages it exists in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """A language the tool speaks, by its ISO 639-1 code."""

    EN = "en"
    RU = "ru"
    KK = "kk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence or paragraph in every language; leaving one out is a type error."""

    en: str
    ru: str
    kk: str

    def into(self, language: Language) -> str:
        """Return the wording in one language."""
        match language:
            case Language.EN:
                return self.en
            case Language.RU:
                return self.ru
            case Language.KK:
                return self.kk

    def map(self, change: Callable[[str], str]) -> "Text":
        """Apply one function to each wording (redaction, escaping)."""
        return Text(en=change(self.en), ru=change(self.ru), kk=change(self.kk))

    def __add__(self, other: "Text") -> "Text":
        """Join two texts as they stand; the space between them is the caller's."""
        return Text(en=self.en + other.en, ru=self.ru + other.ru, kk=self.kk + other.kk)

    def as_dict(self) -> dict[str, str]:
        """Return the shape of the JSON report: ``{"en": …, "ru": …, "kk": …}``."""
        return {"en": self.en, "ru": self.ru, "kk": self.kk}

    @classmethod
    def same(cls, word: str) -> Self:
        """Make a text of what is alike in every language: a name, a number, a command."""
        return cls(en=word, ru=word, kk=word)


def listed(parts: Iterable[Text]) -> Text:
    """Join short phrases with commas."""
    every = [part.as_dict() for part in parts]
    return Text(**{language.value: ", ".join(part[language] for part in every) for language in Language})


def russian_plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the Russian form that agrees with a number: 1 запрос, 2 запроса, 5 запросов."""
    tens, ones = count % 100 // 10, count % 10
    if tens != 1 and ones == 1:
        return one
    if tens != 1 and ones in {2, 3, 4}:
        return few
    return many


def seconds(value: float) -> Text:
    """Return a duration given in seconds, in the unit a person would choose."""
    millis = round(value * 1000)
    if millis < 1000:  # noqa: PLR2004 - a second
        return Text(en=f"{millis} ms", ru=f"{millis} мс", kk=f"{millis} мс")
    number = f"{value:.1f}".removesuffix(".0")
    comma = number.replace(".", ",")
    return Text(en=f"{number} s", ru=f"{comma} с", kk=f"{comma} с")
