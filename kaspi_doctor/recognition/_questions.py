"""What a person writes instead of pasting an error: a question in a few words, or an error retyped with slips.

A trace's text that begins with ``?`` is such a question: its words in any order, each as the beginning of a word,
``|`` between those that will do alike. One that begins with ``?!`` is ours even where Kaspi is not named.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from kaspi_doctor.cause import Cause, Confidence
from kaspi_doctor.recognition._hosts import Whose, hosts, is_kaspis, whose
from kaspi_doctor.recognition._statuses import STATUSES

Named: TypeAlias = "tuple[Cause, Confidence]"

MARK: Final = "?"
_UNNAMED: Final = "?!"
LONGEST: Final = 600
"""Characters of a question; what is longer is a text of another kind."""
MOST_LINES: Final = 6
_FEW_WORDS: Final = 40
"""Characters of a complaint that need not name Kaspi."""
_EXACT: Final = 2
"""Characters of a word up to which it has to stand whole."""
_FORGIVING: Final = 5
"""Characters of a word from which a slip of the pen is forgiven."""
_VERY_LIKE: Final = 0.85
_LIKE_ENOUGH: Final = 0.8
"""Of a word of six letters or more; a letter in five is another word."""
_LONG: Final = 6
_SERVERS: Final = 500
"""From here on a status is the server's own fault."""
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_OF_PROGRAMS: Final = re.compile(
    r"\bapi\b|апи\b|токен|token|скрипт|script|python|питон|пайтон|postman|постман|\bcurl\b|запрос|request|сұрау|\bтайм-?аут|\btime-?out\b|"
    r"\bip\b|\bhosts\b|сервер|server|қате|интеграц|integrat|выгру[зж]|синхрон|sync|жүктеу|\b1[сc]\b|http|exception|traceback|\berror\b",
    re.IGNORECASE,
)
"""Who speaks of the API, and not of a purchase, uses one of these words."""
_TOLD_BY_A_PROGRAM: Final = re.compile(
    r"^(?:[\w.-]+ +(?:\| )?)?(?:[A-Z][a-z]{2} +\d+ )?[\W\dT]{0,26}\d\d:\d\d|\b(?:TRACE|DEBUG|INFO)\b|"
    r"^(?:[\w.-]+ +\| )?\W*(?:GET|POST)\b|"
    r"HTTP/\d|Traceback \(|^\s*File \"|^\w+=\S|^\s*[\[{]|^Caused by:|\b\w+=\d+ \w+=\d+|"
    r"\A(?:[a-z]\w*\.|\w+\\)[\w.\\]*(?:Error|Exception): |"
    r"\A[^?]*\b(?:synced|processed|loaded|total|count|done|обработано|получено|загружено|выгружено|готово)\b[^?]*\Z|"
    r"\A[^?]*\b[1-9]\d* (?:orders|new|updated|errors|ms|новых|обновлено)\b[^?]*\Z",
    re.MULTILINE,
)
"""A record of a log, a traceback, a setting, a request, a number of orders: nobody asks in such words."""
_COMPLAINED: Final = re.compile(
    r"\bapi\b|апи\b|токен|token|сервер|server|\bкод|code|ошибк|error|статус|status|қате|қайтар|возвра|вернул|выда[её]т|"
    r"отда[её]т|пишет|получаю|приход|приш[её]л|прилета|\bот\b|ответ|шығ[ау]|беред|return|gives?\b|getting|\bgets?\b|http|"
    r"почему|why|неге|com(?:es?|ing) back|throws?|fail|refus|лов(?:лю|им|ит)|кида|сып|вал[ия]т|пада|отбива|отказ|"
    r"лежит|шл[её]т|шлют|то [45]\d\d",
    re.IGNORECASE,
)
"""One of these words makes a bare number an answer's status."""
_PATH: Final = re.compile(r"(?<=\w)/[^\s\"'<>]*")
_STATUS: Final = re.compile(
    r"(?<![\d.,:/=-])(?<!line )(?<!строке )(?<!строка )(?<!no )(?<!без )(?<!\d )([45]\d\d|30[1278])(?![\d.,:/-]*\d)"
    r"(?!\s+(?:нет|жоқ|не было))(?!\s*(?:тг|тенге|₸|kzt|руб|шт|ms|мс|s\b|сек))"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """Words that stand together in a question, and the causes that it is about."""

    groups: tuple[tuple[str, ...], ...]
    needs_name: bool
    about: tuple[Named, ...]

    def is_asked(self, words: list[str]) -> bool:
        """Return whether every group has a word among these."""
        return all(any(_is_meant(stem, word) for stem in group for word in words) for group in self.groups)


class Questions:
    """All questions of some causes; causes that share a trace's texts are asked about together."""

    def __init__(self, causes: Iterable[Cause]) -> None:
        """Read them from the causes' traces."""
        shared: dict[tuple[str, ...], list[Named]] = {}
        for cause in causes:
            for trace in cause.signatures:
                shared.setdefault(trace.texts, []).append((cause, trace.confidence))
        self._all = tuple(
            Question(
                groups=tuple(tuple(group.split("|")) for group in text.lstrip(_UNNAMED).split()),
                needs_name=not text.startswith(_UNNAMED),
                about=tuple(about),
            )
            for texts, about in shared.items()
            for text in texts
            if text.startswith(MARK)
        )

    def asked(self, text: str) -> tuple[Named, ...]:
        """Return what a question is about: of all that it may mean, what most of its words say, and the surest."""
        return _meant(text, self._all)

    def asked_about(self, ids: Collection[str], text: str) -> tuple[Named, ...]:
        """Return which one of these causes a question is about, and no other."""
        return _meant(text, (one for one in self._all if len(one.about) == 1 and one.about[0][0].id in ids))


def _meant(text: str, questions: Iterable[Question]) -> tuple[Named, ...]:
    words = _WORD.findall(_PATH.sub("", text).lower().replace("ё", "е"))
    is_named = is_about_the_api(text)
    meant = [one for one in questions if (is_named or not one.needs_name) and one.is_asked(words)]
    return max(meant, key=lambda one: (len(one.groups), -one.about[0][1].rank)).about if meant else ()


def is_told_by_a_program(text: str) -> bool:
    """Return what nobody writes by hand."""
    return _TOLD_BY_A_PROGRAM.search(text) is not None


def is_question(text: str) -> bool:
    """Return whether a text is short enough, and of nobody else."""
    if not text or len(text) > LONGEST or text.count("\n") > MOST_LINES or is_told_by_a_program(text):
        return False
    named = hosts(text)
    return whose(text) is not Whose.ANOTHER and (not named or any(map(is_kaspis, named)))


def is_about_the_api(text: str) -> bool:
    """Return whether Kaspi is named, and something that only who writes programs speaks of."""
    return whose(text) is Whose.KASPI and _OF_PROGRAMS.search(text) is not None


def status_asked(text: str) -> int | None:
    """Return the one status that a question names as a bare number."""
    found = {int(number) for number in _STATUS.findall(text)} & STATUSES
    is_ours = whose(text) is Whose.KASPI or len(text) <= _FEW_WORDS
    # "Now 502, now 503" is one complaint, "400 here and 403 there" is two.
    is_one = len(found) == 1 or (found and min(found) >= _SERVERS)
    if not is_one or not is_ours or not _COMPLAINED.search(text):
        return None
    return min(found)


def _is_meant(stem: str, word: str) -> bool:
    if len(stem) <= _EXACT:
        return word == stem
    if word.startswith(stem) or (len(stem) - 2 <= len(word) >= _FORGIVING and stem.startswith(word)):
        return True
    return (
        len(stem) >= _FORGIVING
        and word[0] == stem[0]
        and SequenceMatcher(None, stem, word[: len(stem)], autojunk=False).ratio()
        >= (_LIKE_ENOUGH if len(stem) >= _LONG else _VERY_LIKE)
    )
