"""What is told of a cause by itself, and of what a text shows."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kaspi_doctor.content import cause as telling
from kaspi_doctor.content import words
from kaspi_doctor.document.blocks import BULLET, Block, Gap, Heading, Headline, Line, Verbatim
from kaspi_doctor.vocabulary import CONFIDENCES
from kaspi_doctor.wording import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kaspi_doctor.cause import Cause, Remedy
    from kaspi_doctor.recognition.recogniser import RecognisedCause, Recognition

LONG: Final = 3
"""Line breaks from which a command is a program."""

HOW_IT_SHOWS: Final = Text(en="How it shows", ru="Как это выглядит", kk="Қалай көрінеді")
SHOWS_NOT: Final = Text(
    en="Programs do not report it themselves: only `kaspi-doctor check` shows it.",
    ru="Ни один клиент о ней не сообщает: её показывает только `kaspi-doctor check`.",
    kk="Бірде-бір клиент оны атамайды: оны тек `kaspi-doctor check` көрсетеді.",
)
HOW_TO_PROVE: Final = Text(en="How to prove it", ru="Как проверить", kk="Қалай тексеруге болады")
LOOKS_ALIKE: Final = Text(en="Easily confused with", ru="На что похоже", kk="Ұқсас себептер")
WHAT_DECIDES: Final = Text(en="What tells them apart", ru="Что решает", kk="Не шешеді")
ALSO_POSSIBLE: Final = Text(en="Also possible", ru="Также возможно", kk="Мыналар да болуы мүмкін")
ALSO_THERE: Final = Text(en="Also in this text", ru="Ещё в этом тексте", kk="Осы мәтінде тағы")
FOUND_IN: Final = Text(en="Evidence", ru="Что на это указывает", kk="Бұған не дәлел")
PUT_IN: Final = Text(
    en="Add this to your own client.", ru="Добавьте это в свой клиент.", kk="Мұны өз клиентіңізге қосыңыз."
)
CODE_FOR: Final = Text(
    en="See the complete code for {}.", ru="Посмотрите готовый код для {}.", kk="{} үшін дайын кодты қараңыз."
)
MORE: Final = Text(en="More about it", ru="Подробно об этом", kk="Бұл туралы толық")
LINE: Final = Text(en="line", ru="строка", kk="жол")


def cause_blocks(cause: "Cause", language: Language) -> "Iterator[Block]":
    """Return one cause whole."""
    yield Headline(text=cause.title.into(language), is_good=False, is_bad=False)
    yield Line(text=f"{cause.id} · {cause.layer.value}", is_faint=True)
    yield Gap()
    yield Line(text=cause.explanation.into(language), depth=0)
    yield telling.confidence(cause, language)
    yield Gap()
    yield Heading(text=HOW_IT_SHOWS.into(language))
    if not cause.appearances:
        yield Line(text=SHOWS_NOT.into(language))
    for client, text in cause.appearances.items():
        yield Line(text=client, mark=BULLET)
        yield from (Verbatim(text=line, depth=2) for line in text.split("\n"))
    yield from _way_out(cause, language)
    yield Gap()
    yield Heading(text=HOW_TO_PROVE.into(language))
    yield from telling.code(cause.proof, depth=2)
    yield Gap()
    yield Heading(text=LOOKS_ALIKE.into(language))
    yield from (Line(text=f"{other}: {text.into(language)}", mark=BULLET) for other, text in cause.neighbours.items())
    yield Gap()
    yield from telling.who_acts(cause, language)
    yield Gap()
    yield from telling.references(cause, language)


def _way_out(cause: "Cause", language: Language) -> "Iterator[Block]":
    yield Gap()
    yield Heading(text=words.WHAT_TO_DO.into(language))
    for number, remedy in enumerate(cause.remedies, 1):
        yield from telling.step(remedy, number, language)


def _way_out_for(client: str | None, cause: "Cause", language: Language) -> "Iterator[Block]":
    """Return the remedy for one client, or, where it is not known, each client's in a line: ``explain ID`` has all."""
    yield Gap()
    yield Heading(text=words.WHAT_TO_DO.into(language))
    of_clients = [remedy for remedy in cause.remedies if remedy.clients]
    hidden = [remedy for remedy in of_clients if client not in remedy.clients]
    first = None
    if hidden == of_clients:
        long = [remedy for remedy in of_clients if (remedy.command or "").count("\n") >= LONG]
        first, *hidden = (of_clients if cause.fixes and long else long) or (None,)
    for number, remedy in enumerate((remedy for remedy in cause.remedies if remedy not in hidden), 1):
        if remedy is first:
            yield from _in_a_line(cause, [remedy, *hidden], number, language)
        else:
            yield from telling.step(remedy, number, language)


def _in_a_line(cause: "Cause", remedies: "Sequence[Remedy]", number: int, language: Language) -> "Iterator[Block]":
    """Return the line that fixes each client, and say where the whole programs are."""
    names = dict.fromkeys(name for remedy in remedies for name in remedy.clients)
    code = Line(text=CODE_FOR.into(language).replace("{}", ", ".join(names)), mark=f"{number}.")
    if cause.fixes:
        yield Line(text=PUT_IN.into(language), mark=f"{number}.")
        code = replace(code, mark=BULLET, depth=2)
    for line in dict.fromkeys(cause.fixes.values()):
        yield Line(text=", ".join(name for name, own in cause.fixes.items() if own == line), mark=BULLET, depth=2)
        yield Verbatim(text=line, depth=3)
    yield code
    yield Verbatim(text=f"kaspi-doctor explain {cause.id}", depth=3)


def recognition_blocks(recognition: "Recognition", language: Language) -> "Iterator[Block]":
    """Return what a text shows: the likeliest cause with its way out, then the others."""
    root, *others = recognition.findings
    yield Headline(text=root.cause.title.into(language), is_good=False, is_bad=True)
    yield Line(text=_about(root, language), is_faint=True)
    yield Gap()
    yield Line(text=root.cause.explanation.into(language), depth=0)
    yield Gap()
    yield Heading(text=FOUND_IN.into(language))
    yield from _evidence(root, language)
    if recognition.question:
        yield Gap()
        yield Heading(text=WHAT_DECIDES.into(language))
        yield Line(text=recognition.question.into(language))
    yield from _way_out_for(recognition.client, root.cause, language)
    yield Gap()
    yield Heading(text=HOW_TO_PROVE.into(language))
    yield from telling.code(root.cause.proof, depth=2)
    for heading, are_alike in ((ALSO_POSSIBLE, True), (ALSO_THERE, False)):
        yield from _others(
            heading, [finding for finding in others if (_lines(finding) == _lines(root)) is are_alike], language
        )
    yield Gap()
    yield Heading(text=MORE.into(language))
    yield from (Verbatim(text=f"kaspi-doctor explain {f.cause.id}", depth=2) for f in recognition.findings)


def _others(heading: Text, findings: "Sequence[RecognisedCause]", language: Language) -> "Iterator[Block]":
    """Return the other causes; lines shown once are not shown again."""
    if findings:
        yield Gap()
        yield Heading(text=heading.into(language))
    told: list[object] = []
    for finding in findings:
        yield Line(text=finding.cause.title.into(language), mark=BULLET, is_strong=True)
        yield Line(text=_about(finding, language), depth=2, is_faint=True)
        if heading is ALSO_THERE and _lines(finding) not in told:
            yield from _evidence(finding, language, depth=2)
        told.append(_lines(finding))


def _about(finding: "RecognisedCause", language: Language) -> str:
    """Return the cause's id, how sure it is, and how often, when first and when last it was seen."""
    said = [finding.cause.id, CONFIDENCES[finding.confidence].into(language)]
    if finding.count > 1:
        said.append(_times(finding.count).into(language))
        first, last = (
            proof.time or f"{LINE.into(language)} {proof.number}" for proof in (finding.proofs[0], finding.last)
        )
        said.append(f"{first} – {last}")
    return " · ".join(said)


def _times(count: int) -> Text:
    few = count % 10 in {2, 3, 4} and count % 100 // 10 != 1
    return Text(en=f"{count} times", ru=f"{count} {'раза' if few else 'раз'}", kk=f"{count} рет")


def _lines(finding: "RecognisedCause") -> tuple[int, ...]:
    return tuple(proof.number for proof in finding.proofs)


def _evidence(finding: "RecognisedCause", language: Language, depth: int = 1) -> "Iterator[Block]":
    for proof in finding.proofs:
        yield Line(text=f"{LINE.into(language)} {proof.number}: {proof.text}", depth=depth, is_foreign=True)
