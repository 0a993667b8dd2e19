"""What people write of Kaspi without a complaint: it is well, it is fixed, it is planned, it is asked how it works."""

import re
from typing import Final

from kaspi_doctor.recognition._questions import LONGEST, is_told_by_a_program

_NAME: Final = r"\b(?:kaspi|каспи)(?:[ -](?:api|апи))?"
_ACQUITTED: Final = (
    (
        rf"\b(?:с|у|по|на стороне) {_NAME} (?:проблем нет|нет проблем|порядок|вопросов нет|"
        r"вс[её] (?:ок|хорош|норм|в порядке|отличн))"
    ),
    rf"{_NAME} (?:не трога|ни при ч|не при ч|не виноват|тут ни|здесь ни)",
    (
        rf"{_NAME} (?:itself )?(?:is|was|works|работает) (?:still )?(?:fine|ok\b|okay|good|up\b|healthy|great|"
        r"perfectly|отличн|нормальн|исправн|хорош|прекрасн|как часы)\w*\b"
        r"(?!\s+(?:in|from|via|with|through|on|через|в|из|с|на|у|под)\b)"
    ),
    r"\b(?:(?:not|isn.?t) (?:a )?kaspi(?:.?s)? (?:problem|issue|fault|side)|nothing to do with kaspi)",
    r"\b(?:kaspi|каспи)\b.{0,60}\b(?:тамаша|жақсы) (?:істе|жұмыс)",
)
_CHANGE: Final = (
    r"(?:raise|add|increase|bump|move|use|switch|retry|подн|добав|увелич|сдела|перейд|перепиш|внедр|подключ)\w*"
)
_PLANNED: Final = (
    (
        r"\b(?:предлага(?:ю|ем)|надо бы|"
        r"на (?:план[её]рке|ретро)|следующ\w+ (?:спринт|релиз|недел)|next (?:sprint|release|week)|"
        r"would you (?:pick|use|recommend)|(?:келесі|алдағы) (?:спринт|апта))\b"
    ),
    rf"\b(?:планируем|давайте|let'?s|we (?:should|plan to|could)|should we) {_CHANGE}",
)
_CONFIGURED: Final = re.compile(
    r"\b(?:подн(?:ять|имем|има(?:ть|ем))|увелич(?:ить|им)|добав(?:ить|им)|постав(?:ить|им)|сдела(?:ть|ем)|"
    r"raise|increase|bump|(?:to )?handle|catch|retry on)\b"
    r"[^.!?\n]{0,40}(?:тайм-?аут|time-?out|ретра|повтор|retr|[45]\d\d|5xx)|"
    r"\b(?:тайм-?аутов нет|no time-?outs|без тайм-?аутов|все 200|all 200)\b",
    re.IGNORECASE,
)
"""A time-out that is set, or was not met with."""
_TROUBLE: Final = re.compile(
    r"\?|hang|stuck|fail|doesn|виси|висн|завис|пада|перестал|не (?:работ|отвеч|приход|помог)|қате|бермей", re.IGNORECASE
)
"""Who asks, or says so, is not only planning."""
_SETTLED: Final = (
    (
        r"\b(?:вс[её] (?:хорошо|отлично|заработало|зел[её]н\w*)|all green|"
        r"можно закрывать|проблема решена|уже (?:починил|исправил|решил)\w*|"
        r"all good|(?:issue|problem|it|that) (?:is|was|got) (?:fixed|resolved)|works now|қате жоқ)\b(?=[^\n]{0,50}\Z)"
    ),
)
"""At the end, where what came before is over."""
_OF_WORK: Final = (
    (
        r"\b(?:ваканси\w*|ищем [\w-]*(?:разраб|прогр|инжен)\w*|runbook|ранбук|регламент|hiring|vacancy|"
        r"резюме|LGTM|code review|"
        r"(?:merge|pull) request|ревью)\b"
    ),
)
_ASKED_FOR_FACTS: Final = (
    (
        r"^\W*(?:what (?:is|are)|how (?:do|can|to|many|much)|where|which|is it possible|can (?:i|we)|does|do you|"
        r"как (?:получить|сделать|узнать|настроить|часто|долго)|где|как(?:ой|ая|ие)|сколько|можно ли|есть ли|"
        r"қалай|қайдан|қандай|қанша)\b"
        r"(?![^\n]*(?:error|fail|refus|\b[45]\d\d\b|tim(?:es?|ed|ing) out|hang|not work|doesn|ошибк|не работа|"
        r"не да|не отвеч|"
        r"не приход|отказ|висит|таймаут|қате|бермей|келмей|істемей))"
    ),
)
_DISMISSED: Final = re.compile(
    "|".join((*_ACQUITTED, *_PLANNED, *_SETTLED, *_OF_WORK, *_ASKED_FOR_FACTS)), re.IGNORECASE
)
_BUT: Final = re.compile(
    r"\b(?:но|however|but|однако|бірақ|ал|вс[её] равно|still|бәрібір|не помог\w*|"
    r"except|кроме|только|only|while|а (?:с|из|в|через|питон|python|скрипт|код)|"
    r"(?:с|при|через|with|without) \S{1,20} (?:вс[её] (?:хорошо|ок|отлично|норм|работа)|"
    r"(?:it |everything )?(?:works|is (?:fine|ok)))\w*)\b",
    re.IGNORECASE,
)
"""After such a word a complaint may come all the same."""


def is_dismissed(text: str) -> bool:
    """Return whether a person's few words hold no complaint about Kaspi."""
    if len(text) > LONGEST or is_told_by_a_program(text) or _BUT.search(text):
        return False
    is_plan = _CONFIGURED.search(text) is not None and _TROUBLE.search(text) is None
    return is_plan or _DISMISSED.search(text) is not None
