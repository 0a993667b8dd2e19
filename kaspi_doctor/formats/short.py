"""For a chat: the verdict, who acts and the first thing to do, in six lines at most."""

from collections.abc import Iterator

from kaspi_doctor.content import words
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.printable import plainer, shown
from kaspi_doctor.document.view import View
from kaspi_doctor.format import Format
from kaspi_doctor.report import Report
from kaspi_doctor.vocabulary import OWNERS
from kaspi_doctor.wording import Text


def render(report: Report, view: View) -> str:
    """Write the six lines."""
    lines = [shown(text.into(view.language)) for text in _lines(report)]
    if view.ascii:
        lines = [plainer(line, view.language) for line in lines]
    return "".join(f"{line}\n" for line in lines)


def _lines(report: Report) -> Iterator[Text]:
    diagnosis, colon, stop = report.diagnosis, Text.same(": "), Text.same(".")
    yield Text.same("kaspi-doctor · ") + words.headline(report)
    fixed = words.fixed_token_note(report)
    yield words.exit_code(report) + (Text.same(" ") + fixed if fixed else Text.same(""))
    if warnings := words.warnings(report):
        yield warnings
    if root := report.causes.get(diagnosis.root_cause or ""):
        yield words.WHO_ACTS + colon + OWNERS[root.owner] + stop
        unexplained = diagnosis.verdict is Verdict.UNEXPLAINED
        if unexplained:
            # Kaspi's own words are the one clue there is.
            proving = diagnosis.evidence.get(root.id, ())[-1:]
            yield from (o.summary for o in report.observations if o.probe_id in proving)
        for remedy in () if unexplained else root.remedies[:1]:
            yield words.WHAT_TO_DO + colon + remedy
            if remedy.command and "\n" not in remedy.command:
                yield Text.same(remedy.command)
    elif diagnosis.next_step:
        yield words.NEXT_STEP + colon + diagnosis.next_step
    fingerprint = Text.same(f"{report.credentials.fingerprint} · ") if report.credentials.fingerprint else None
    known = words.FINGERPRINT + Text.same(" ") + fingerprint if fingerprint else Text.same("")
    count = report.masked + (report.anonymised or 0)
    yield known + words.provenance(report) + (words.masked_in(count) if count else Text.same(""))


FORMAT = Format(
    id="short",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    description=Text(
        en="for a chat, at most six lines",
        ru="для чата, не больше шести строк",
        kk="чатқа арналған, алты жолдан аспайды",
    ),
    render=render,
)
