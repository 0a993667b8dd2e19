"""Running the probes: which, in what order, how many at once, until when, and what happens when one breaks."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from traceback import walk_tb
from typing import Any

from kaspi_doctor.cause import DECIDING
from kaspi_doctor.facts import CRASH_TYPE, CRASH_WHERE, SKIPPED_BECAUSE, Facts
from kaspi_doctor.network import Network
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.settings import Settings
from kaspi_doctor.suggestion import did_you_mean
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text, seconds

HERE = Path(__file__).parent
QUICK = frozenset({"token-format", "environment", "dns", "tcp", "tls", "orders-valid"})
SHORTEST_S = 0.05
"""Seconds below which it is not worth starting a probe before the deadline."""
OVERTIME, LONGEST_OVERTIME_S = 0.03, 0.5
"""Probes keep their time themselves; the wall behind them stands this part of their time later."""
LONGEST_FAREWELL_S = 0.25
"""Seconds that a probe has for leaving, once it has been told to."""
SILENT_REQUESTS = 2
"""So many requests without any answer, and none with one, make further requests pointless."""

Waiting = Callable[[Sequence[str]], None]
"""Told the ids of the probes that are being waited for, each time they change."""

RATE_LIMITED = Text(
    en="Not run: Kaspi responded with 429 (too many requests), so no further requests are sent.",
    ru="Не выполнялось: Kaspi ответил 429 (слишком много запросов), новые запросы не отправляются.",
    kk="Орындалмады: Kaspi 429 (сұраулар тым көп) деп жауап берді, жаңа сұраулар жіберілмейді.",
)
NOTHING_ANSWERS = Text(
    en="Not run: no request has been answered so far, and this one would add nothing.",
    ru="Не выполнялось: ни на один запрос нет ответа, и этот ничего не добавит.",
    kk="Орындалмады: бірде-бір сұрауға жауап келмеді, бұл сұрау ештеңе қоспайды.",
)
DEADLINE = Text(
    en="Not run: the time for the whole run was up.",
    ru="Не выполнялось: вышло время всей проверки.",
    kk="Орындалмады: бүкіл тексерудің уақыты бітті.",
)


def plan(probes: Sequence[Probe], settings: Settings) -> tuple[Probe, ...]:
    """Choose the probes of a run, in the order in which they are shown.

    Raises:
        SettingError: ``--only`` or ``--skip`` names an unknown probe, or nothing is left.
    """
    known = {probe.id: probe for probe in sorted(probes, key=lambda probe: probe.step)}
    for option, ids in (("--only", settings.only), ("--skip", settings.skip), ("also", settings.also)):
        for probe_id in ids:
            if probe_id not in known:
                raise _unknown(option, probe_id, tuple(known))
    usual = QUICK if settings.quick else {probe.id for probe in probes if not probe.optional}
    chosen = _with_requirements(settings.only or usual, known) | _with_requirements(settings.also, known)
    chosen -= set(settings.skip)
    if not chosen:
        raise SettingError.of(
            en="--only and --skip leave no probe to run",
            ru="После --only и --skip не осталось ни одной пробы",
            kk="--only және --skip параметрлерінен кейін бірде-бір сынама қалмады",
        )
    return tuple(probe for probe in known.values() if probe.id in chosen)


def most_requests(planned: Iterable[Probe]) -> int:
    """Return how many HTTP requests a plan makes at most."""
    return sum(probe.sends_request for probe in planned)


async def run(
    probes: Sequence[Probe], settings: Settings, network: Network, redactor: Redactor, waiting: Waiting
) -> AsyncGenerator[Observation, None]:
    """Run a plan; give each observation as soon as it is made.

    A probe starts when all that it requires has passed, or left a way on. At most ``parallel`` requests are under
    way at once, the deciding ones first. A probe that breaks becomes an observation too; the rest goes on.
    """
    state = RunState(settings, network, redactor, waiting, planned=[probe.id for probe in probes])
    tasks = {asyncio.create_task(state.observe(probe)) for probe in sorted(probes, key=_starting_order)}
    try:
        while tasks:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                observation = task.result()
                state.settle(observation)
                yield observation
    finally:
        await _leave(tasks, LONGEST_FAREWELL_S)
        network.close()


class RunState:
    """The state of one run."""

    def __init__(
        self, settings: Settings, network: Network, redactor: Redactor, waiting: Waiting, *, planned: Iterable[str]
    ) -> None:
        self._seen: dict[str, Observation] = {}
        self._settled = {probe_id: asyncio.Event() for probe_id in planned}
        self._ways: set[str] = set()
        self._settings = settings
        self._network = network
        self._redactor = redactor
        self._waiting = waiting
        self._under_way: list[str] = []
        self._slots = asyncio.Semaphore(settings.parallel)
        self._ends_at = time.monotonic() + settings.deadline_s

    def settle(self, observation: Observation) -> None:
        """Note what a probe saw, and let start what had to wait for that."""
        self._seen[observation.probe_id] = observation
        if observation.outcome is Outcome.PASSED:
            self._ways.add(observation.probe_id)
        self._settled[observation.probe_id].set()

    def _leave_way(self, probe_id: str) -> None:
        self._ways.add(probe_id)
        self._settled[probe_id].set()

    async def observe(self, probe: Probe) -> Observation:
        """Ask a probe once what it requires left a way and a slot is free, or skip it where that would tell nothing."""
        for required in probe.requires:
            if settled := self._settled.get(required):
                await settled.wait()
        if missing := [required for required in probe.requires if required not in self._ways]:
            return self._skipped(probe, missing[0])
        async with self._slots if probe.sends_request else nullcontext():
            limit_s = min(self._settings.timeout_s, self._ends_at - time.monotonic())
            if reason := self._reason_to_hold_back(probe, limit_s):
                return self._observation(probe, Outcome.SKIPPED, Answer(summary=reason), self._network.now())
            self._under_way.append(probe.id)
            self._waiting(tuple(self._under_way))
            started_at, started = self._network.now(), time.perf_counter()
            try:
                outcome, answer = await self._ask(probe, limit_s)
            finally:
                self._under_way.remove(probe.id)
                self._waiting(tuple(self._under_way))
            return self._observation(probe, outcome, answer, started_at, time.perf_counter() - started)

    def _skipped(self, probe: Probe, required: str) -> Observation:
        summary = Text(
            en=f"Not run: it needs {required}.",
            ru=f"Не выполнялось: нужна проба {required}.",
            kk=f"Орындалмады: {required} сынамасы қажет.",
        )
        answer = Answer(summary=summary, facts={SKIPPED_BECAUSE: required})
        return self._observation(probe, Outcome.SKIPPED, answer, self._network.now())

    def _reason_to_hold_back(self, probe: Probe, limit_s: float) -> Text | None:
        pace = self._network.pace
        if limit_s < SHORTEST_S:
            return DEADLINE
        if probe.sends_request and pace.rate_limited:
            return RATE_LIMITED
        if probe.sends_request and pace.unanswered >= SILENT_REQUESTS and not pace.answered:
            return NOTHING_ANSWERS
        return None

    async def _ask(self, probe: Probe, limit_s: float) -> tuple[Outcome, Answer]:
        leave_way = partial(self._leave_way, probe.id)
        context = Context(
            settings=self._settings, network=self._network, seen=self._seen, limit_s=limit_s, leave_way=leave_way
        )
        # A task of its own, which can be left behind: what swallows its cancellation must not hold up the run.
        asked = asyncio.create_task(_answered(probe, context))
        overtime_s = min(LONGEST_OVERTIME_S, limit_s * OVERTIME)
        try:
            await asyncio.wait({asked}, timeout=limit_s)
            # Counted anew: after a stall of the machine both are late, and the probe, which knows more, goes first.
            await asyncio.wait({asked}, timeout=overtime_s)
        finally:
            in_time = asked.done()
            await _leave({asked}, min(LONGEST_FAREWELL_S, overtime_s))
        if not in_time:
            failure = self._network.classified(TimeoutError(), _timed_as(probe.layer))
            return Outcome.FAILED, Answer(summary=_late(limit_s), failure=failure)
        error = asyncio.CancelledError() if asked.cancelled() else asked.exception()
        if isinstance(error, SettingError):
            raise error
        if error:
            # A bug of ours must not take the other probes with it.
            return Outcome.CRASHED, _crash(error)
        answer = asked.result()
        if answer.failure is None:
            return Outcome.PASSED, answer
        if answer.passable:
            self._ways.add(probe.id)
        return Outcome.FAILED, answer

    def _observation(
        self, probe: Probe, outcome: Outcome, answer: Answer, started_at: datetime, duration_s: float = 0.0
    ) -> Observation:
        clean = self._redactor
        return Observation(
            probe_id=probe.id,
            layer=probe.layer,
            outcome=outcome,
            control=probe.control,
            summary=clean.wording(answer.summary),
            failure=answer.failure,
            started_at=started_at,
            duration_s=duration_s,
            facts=_cleaned(answer.facts, clean),
        )


async def _answered(probe: Probe, context: Context) -> Answer:
    return await probe.ask(context)


async def _leave(tasks: Collection[asyncio.Task[Any]], limit_s: float) -> None:
    """Cancel what still runs, and wait for it to let go of its sockets; not for long, and not for what it says."""
    running = {task for task in tasks if not task.done()}
    for task in running:
        task.cancel()
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    if running:
        await asyncio.wait(running, timeout=limit_s)


def _cleaned(facts: Facts, redactor: Redactor) -> Facts:
    return {name: redactor.fact(value) for name, value in facts.items()}


def _starting_order(probe: Probe) -> tuple[int, int]:
    return (DECIDING.index(probe.id) if probe.id in DECIDING else len(DECIDING), probe.step)


def _with_requirements(ids: Iterable[str], known: Mapping[str, Probe]) -> set[str]:
    chosen: set[str] = set()
    left = list(ids)
    while left:
        probe = known[left.pop()]
        if probe.id not in chosen:
            chosen.add(probe.id)
            left += probe.requires
    return chosen


def _timed_as(layer: Layer) -> Layer:
    return layer if layer.height <= Layer.HTTP.height else Layer.HTTP


def _late(limit_s: float) -> Text:
    limit = seconds(limit_s)
    return Text(
        en=f"No result within {limit.en}.",
        ru=f"За {limit.ru} ничего узнать не удалось.",
        kk=f"{limit.kk} ішінде ештеңе анықталмады.",
    )


def _crash(error: BaseException) -> Answer:
    """Describe a bug of ours by its kind and place. Its text is left out: it may quote what was being sent."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    ours = [frame for frame in frames if Path(frame.f_code.co_filename).is_relative_to(HERE)] or frames
    where = f"{Path(ours[-1].f_code.co_filename).name}:{ours[-1].f_lineno}" if ours else "?"
    kind = type(error).__name__
    return Answer(
        summary=Text(
            en=f"A bug in kaspi-doctor itself: {kind} at {where}. Please report it.",
            ru=f"Сбой в самом kaspi-doctor: {kind}, {where}. Пожалуйста, сообщите о нём.",
            kk=f"kaspi-doctor бағдарламасының өз ақауы: {kind}, {where}. Бұл туралы хабарлаңыз.",
        ),
        failure=Failure.UNKNOWN,
        facts={CRASH_TYPE: kind, CRASH_WHERE: where},
    )


def _unknown(option: str, probe_id: str, known: Sequence[str]) -> SettingError:
    sentence = Text(
        en=f"{option}: there is no probe {probe_id!r}",
        ru=f"{option}: пробы {probe_id!r} нет",
        kk=f"{option}: {probe_id!r} деген сынама жоқ",
    )
    return SettingError(sentence + did_you_mean(probe_id, known))
