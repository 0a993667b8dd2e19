"""What a report says to a person, in the order of the reading: one description, whatever it is laid out for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kaspi_doctor.cause import Cause, Kind, Remedy, Weight
from kaspi_doctor.content import cause as telling
from kaspi_doctor.content import surroundings as around
from kaspi_doctor.content import words
from kaspi_doctor.content.evidence import answer, proof, timings
from kaspi_doctor.diagnosis import Verdict
from kaspi_doctor.document.blocks import BULLET, MARKS, Block, Gap, Heading, Headline, Line, Row, Table, Verbatim, apart
from kaspi_doctor.document.view import View
from kaspi_doctor.facts import CURL, REQUEST_HEADERS, URL
from kaspi_doctor.observation import Observation, Outcome
from kaspi_doctor.report import Report
from kaspi_doctor.vocabulary import OUTCOMES, WEIGHTS
from kaspi_doctor.wording import Language, Text, seconds

TRAP_EVIDENCE: Final = 2
"""So many of a trap's controls are shown at most: each says the same of another request."""


def blocks(report: Report, view: View) -> tuple[Block, ...]:
    """Return a report's parts with an empty line between them."""
    told = ReportContent(report=report, language=view.language, is_verbose=view.verbose)
    return apart(told.in_short() if view.quiet else told.whole())


def row(observation: Observation, language: Language) -> Row:
    """Return a probe's line."""
    summary = observation.summary.into(language)
    was_skipped = observation.outcome is Outcome.SKIPPED
    return Row(
        outcome=observation.outcome,
        probe_id=observation.probe_id,
        is_control=observation.control,
        summary=f"{words.CONTROL.into(language)} · {summary}" if observation.control else summary,
        time="" if was_skipped else seconds(observation.duration_s).into(language),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """What is told of a report, part by part."""

    report: Report
    language: Language
    is_verbose: bool = False

    def in_short(self) -> Iterator[Iterable[Block]]:
        """Return the verdict and the way out."""
        yield self.verdict()
        if self._root and self.report.diagnosis.verdict is Verdict.UNEXPLAINED:
            # Kaspi's own words are the one clue there is.
            yield self._evidence(self._root, mark=BULLET, depth=1)
        yield self.way_out()
        yield self.warnings()
        yield self.next_step()

    def whole(self) -> Iterator[Iterable[Block]]:
        """Return every part, in the order of the reading."""
        yield self.rows()
        if self.is_verbose:
            yield self.exchanges()
        yield self.verdict()
        yield self.why()
        yield self.way_out()
        yield self.who_acts()
        yield self.references()
        yield self.others()
        yield self.advisories()
        yield self.traps()
        yield self.next_step()
        yield self.footer()

    def rows(self) -> Iterator[Block]:
        """Return each probe's line, and what a control is."""
        yield from (row(observation, self.language) for observation in self.report.observations)
        if any(o.control and o.outcome is not Outcome.SKIPPED for o in self.report.observations):
            yield Gap()
            yield Line(text=self._in(words.CONTROLS_LEGEND), depth=0, is_faint=True)

    def table(self) -> Iterator[Block]:
        """Return the rows with their headings, for where there are columns."""
        shown = tuple(self.rows())
        heads = (words.OUTCOME, words.PROBE, words.WHAT_WAS_SEEN, words.TIME)
        yield Heading(text=self._in(words.PROBES))
        yield Table(
            heads=tuple(map(self._in, heads)),
            rows=tuple(
                (f"{MARKS[row.outcome]} {self._in(OUTCOMES[row.outcome])}", row.probe_id, row.summary, row.time)
                for row in shown
                if isinstance(row, Row)
            ),
            ends_in_numbers=True,
        )
        yield from (block for block in shown if not isinstance(block, Row))

    def surroundings(self) -> Iterator[Block]:
        """Return what the run stood upon, and what was masked."""
        yield Heading(text=self._in(around.SURROUNDINGS))
        yield Table(
            heads=(self._in(words.NAME), self._in(words.VALUE)),
            rows=tuple((self._in(name), self._in(value)) for name, value in around.surroundings(self.report)),
        )
        yield from around.redaction(self.report, self.language)

    def exchanges(self) -> Iterator[Block]:
        """Return every request as it was sent, and what came of it."""
        sent = [o for o in self.report.observations if o.fact(URL)]
        if not sent:
            return
        yield Heading(text=self._in(words.EXCHANGES))
        for observation in sent:
            yield Line(text=observation.probe_id, is_strong=True)
            yield Verbatim(text=f"GET {observation.fact(URL)}", depth=2)
            yield from (Verbatim(text=header, depth=2) for header in observation.fact(REQUEST_HEADERS) or ())
            for said in (answer(observation), timings(observation)):
                if said:
                    yield Line(text=", ".join(map(self._in, said)), mark="→", depth=2, is_foreign=True)
            if curl := observation.fact(CURL):
                yield from telling.code(curl, depth=2)

    def verdict(self) -> Iterator[Block]:
        """Return the verdict and what the exit code means."""
        diagnosis = self.report.diagnosis
        yield Headline(
            text=self._in(words.headline(self.report)),
            is_good=diagnosis.verdict_code == 0,
            is_bad=diagnosis.verdict is Verdict.EXPLAINED,
        )
        yield Line(text=self._in(words.exit_code(self.report)))
        if fixed := words.fixed_token_note(self.report):
            yield Line(text=self._in(fixed))
        if not diagnosis.credentials_checked and diagnosis.verdict_code != Kind.UNREACHABLE.exit_code:
            yield Line(text=self._in(words.CREDENTIALS_NOT_CHECKED))
        yield Line(text=self._in(words.effort(self.report)), is_faint=True)
        if self.report.credentials.source:
            said = ". ".join(f"{self._in(name)}: {self._in(value)}" for name, value in around.token(self.report))
            yield Line(text=f"{said}.", is_faint=True, is_foreign=True)

    def why(self) -> Iterator[Block]:
        """Return what the root cause is, and what speaks for it."""
        if (cause := self._root) is None:
            return
        yield Line(text=self._in(cause.explanation), depth=0)
        yield Gap()
        yield Heading(text=self._in(words.WHY))
        yield from self._evidence(cause, mark=BULLET, depth=1)
        yield telling.confidence(cause, self.language)

    def way_out(self) -> Iterator[Block]:
        """Return the steps to take."""
        if (cause := self._root) is None:
            return
        yield Heading(text=self._in(words.WHAT_TO_DO))
        for number, remedy in enumerate(cause.remedies, 1):
            yield from telling.step(remedy, number, self.language)

    def who_acts(self) -> Iterable[Block]:
        """Return whose turn it is."""
        return telling.who_acts(self._root, self.language) if self._root else ()

    def references(self) -> Iterable[Block]:
        """Return where the root cause's facts are from."""
        return telling.references(self._root, self.language) if self._root else ()

    def others(self) -> Iterator[Block]:
        """Return further faults, each with its first step."""
        causes = self._causes(self.report.diagnosis.other_causes)
        if causes:
            yield Heading(text=self._in(words.OTHER_CAUSES))
        for cause in causes:
            yield Line(text=self._in(cause.title), mark=BULLET, is_strong=True)
            yield from self._first_remedy(cause.remedies)

    def advisories(self) -> Iterator[Block]:
        """Return what is no fault, warnings first."""
        told = {cause.id for cause in self._traps()}
        causes = [cause for cause in self._causes(self.report.diagnosis.advisories) if cause.id not in told]
        if causes:
            yield Heading(text=self._in(words.ADVISORIES))
        for cause in causes:
            is_note = not cause.is_warning
            weight = self._in(WEIGHTS[Weight.NOTE if is_note else Weight.WARNING])
            yield Line(text=f"{weight}: {self._in(cause.title)}", mark=BULLET if is_note else "!", is_strong=True)
            if not is_note:
                yield from self._evidence(cause)
            yield from self._first_remedy(cause.remedies)

    def warnings(self) -> Iterator[Block]:
        """Return the warnings alone, in a line."""
        if said := words.warnings(self.report):
            yield Line(text=self._in(said), mark="!", is_strong=True)

    def traps(self) -> Iterator[Block]:
        """Return what this run confirmed to break other clients."""
        if not (causes := self._traps()):
            return
        yield Heading(text=self._in(words.TRAPS))
        yield Line(text=self._in(words.TRAPS_LEAD))
        for cause in causes:
            yield Line(text=self._in(cause.title), mark=BULLET, is_strong=True)
            yield from self._evidence(cause, controls=TRAP_EVIDENCE)
            yield from _fixes(cause)
            for text, code in _client_code(cause) if self.is_verbose else ():
                yield Line(text=self._in(text), depth=2)
                yield from telling.code(code)
        if not self.is_verbose:
            ids = ", ".join(cause.id for cause in causes)
            yield Line(text=self._in(words.WHOLE_EXAMPLES).replace("{}", ids))

    def next_step(self) -> Iterator[Block]:
        """Return the next measurement, where there is one."""
        if step := self.report.diagnosis.next_step:
            yield Heading(text=self._in(words.NEXT_STEP))
            yield Line(text=self._in(step))

    def footer(self) -> Iterator[Block]:
        """Return how to keep the report, what was masked, and which run it is of."""
        report, step = self.report, self.report.diagnosis.next_step
        if report.diagnosis.verdict is not Verdict.HEALTHY and not (step and "--save" in step.en):
            yield Line(text=self._in(words.SAVE), depth=0)
        yield from (Line(text=self._in(text), depth=0, is_faint=True) for text in around.masked(report))
        yield Line(text=self._in(words.provenance(report)), depth=0, is_faint=True)

    @property
    def _root(self) -> Cause | None:
        return self.report.causes.get(self.report.diagnosis.root_cause or "")

    def _in(self, text: Text) -> str:
        return text.into(self.language)

    def _causes(self, ids: Iterable[str]) -> list[Cause]:
        return [cause for cause_id in ids if (cause := self.report.causes.get(cause_id))]

    def _traps(self) -> list[Cause]:
        """Return the traps that this run confirmed, where they are not what the run itself fell into."""
        diagnosis = self.report.diagnosis
        is_apart = diagnosis.verdict is Verdict.HEALTHY or diagnosis.root_cause not in diagnosis.confirmed
        shown = {observation.probe_id: place for place, observation in enumerate(self.report.observations)}

        def first_seen(cause: Cause) -> int:
            return min((shown.get(probe_id, 0) for probe_id in diagnosis.evidence.get(cause.id, ())), default=0)

        return sorted(self._causes(diagnosis.confirmed), key=first_seen) if is_apart else []

    def _evidence(self, cause: Cause, *, mark: str = "", depth: int = 2, controls: int = 0) -> Iterator[Block]:
        """Return what was seen, once for all probes that saw the same, and the facts that bear it out.

        ``controls``: only those, and so many at most.
        """
        speaking = self.report.diagnosis.evidence.get(cause.id, ())
        seen = [o for o in self.report.observations if o.probe_id in speaking]
        if controls:
            seen = [o for o in seen if o.control][:controls]
        alike: dict[tuple[str, str], list[str]] = {}
        for observation in seen:
            said = "; ".join(map(self._in, proof(observation)))
            alike.setdefault((self._in(observation.summary), said), []).append(observation.probe_id)
        for (summary, said), probe_ids in alike.items():
            yield Line(text=f"{', '.join(probe_ids)}: {summary}", mark=mark, depth=depth, is_foreign=True)
            if said:
                yield Line(text=said, depth=2, is_foreign=True)

    def _first_remedy(self, remedies: tuple[Remedy, ...]) -> Iterator[Block]:
        for remedy in remedies[:1]:
            yield Line(text=self._in(remedy), depth=2)
            if remedy.command and "\n" not in remedy.command:
                yield from telling.code(remedy.command, *remedy.clients)


def _fixes(cause: Cause) -> Iterator[Block]:
    """Return each client's line after its name; those that share a line share it here."""
    sharing: dict[str, list[str]] = {}
    for client, line in cause.fixes.items():
        sharing.setdefault(line, []).append(client)
    named = {", ".join(clients): line for line, clients in sharing.items()}
    width = max(map(len, named), default=0)
    yield from (Verbatim(text=line, label=f"{clients:<{width}}  ") for clients, line in named.items())


def _client_code(cause: Cause) -> Iterator[tuple[Text, str]]:
    """Return the remedies that fix a client, and leave out those that start this program."""
    for remedy in cause.remedies:
        if remedy.command and not remedy.command.startswith("kaspi-doctor "):
            yield remedy, remedy.command
