"""Running the probes: order, limits, gates, deadlines, crashes, and leaving nothing behind."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from kaspi_doctor.facts import CRASH_TYPE, CRASH_WHERE
from kaspi_doctor.network import Network
from kaspi_doctor.observation import Failure, Layer, Observation, Outcome
from kaspi_doctor.probe import Answer, Context, Probe
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.runner import DEADLINE, NOTHING_ANSWERS, RATE_LIMITED, run
from kaspi_doctor.settings import Credentials, Settings
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Text

TOKEN = "RkFLRS1UT0tFTi1PRi1BLVRFU1QtTk9ULVJFQUwtMDE="
SETTINGS = Settings(credentials=Credentials.found(TOKEN, "a test"), neutral_host=None)
WELL = Answer(summary=Text.same("well"))
Ask = Callable[[Context], Awaitable[Answer]]


def asks(
    ask: Ask, probe_id: str = "environment", *, step: int = 1, requires: tuple[str, ...] = (), layer: Layer = Layer.API
) -> Probe:
    """Make a probe."""
    return Probe(id=probe_id, question=Text.same("?"), layer=layer, step=step, ask=ask, requires=requires)


def gives(answer: Answer = WELL) -> Ask:
    """Make a probe's function that answers at once."""

    async def ask(_: Context) -> Answer:
        return answer

    return ask


async def observe(
    probes: list[Probe], settings: Settings = SETTINGS, network: Network | None = None
) -> list[Observation]:
    """Run probes to the end."""
    network = network or Network(settings)
    return [o async for o in run(probes, settings, network, Redactor([TOKEN]), lambda _: None)]


def ran(*probes: Probe, settings: Settings = SETTINGS) -> dict[str, Observation]:
    """Run probes to the end, and give the observations by their ids."""
    return {o.probe_id: o for o in asyncio.run(observe(list(probes), settings))}


async def forever(_: Context) -> Answer:
    """Wait for what never comes."""
    await asyncio.Event().wait()
    return WELL


async def stubborn(_: Context) -> Answer:
    """Take no notice of being told to stop, twice."""
    for _attempt in range(2):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            continue
    return WELL


def test_the_deciding_requests_start_first() -> None:
    """The valid request is started before all others, then the one with a name of its own; then as they are shown."""
    started: list[str] = []

    def noting(probe_id: str) -> Ask:
        async def ask(_: Context) -> Answer:
            started.append(probe_id)
            return WELL

        return ask

    ids = ["user-agent-absent", "user-agent-library", "user-agent-explicit", "token-absent", "orders-valid"]
    ran(
        *(asks(noting(probe_id), probe_id, step=step) for step, probe_id in enumerate(ids)),
        settings=replace(SETTINGS, parallel=1),
    )
    assert started == ["orders-valid", "user-agent-explicit", "user-agent-absent", "user-agent-library", "token-absent"]


@pytest.mark.parametrize("parallel", [1, 2, 4])
def test_no_more_requests_than_allowed_are_under_way(parallel: int) -> None:
    """The most at one time is what the user set; what sends no request does not count."""
    under_way, most, beside = 0, 0, 0

    async def ask(_: Context) -> Answer:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        for _turn in range(5):
            await asyncio.sleep(0)
        under_way -= 1
        return WELL

    async def local(_: Context) -> Answer:
        nonlocal beside
        beside += 1
        return WELL

    probes = [asks(ask, f"request-{n}") for n in range(7)] + [
        asks(local, f"local-{n}", layer=Layer.DNS) for n in range(3)
    ]
    ran(*probes, settings=replace(SETTINGS, parallel=parallel))
    assert (most, beside) == (parallel, 3)


def test_after_a_429_no_request_is_started() -> None:
    """Those that were waiting are skipped, with the reason; what sends nothing goes on."""

    async def limited(context: Context) -> Answer:
        context.network.pace.rate_limited = True
        return WELL

    seen = ran(
        asks(limited, "orders-valid"),
        *(asks(gives(), f"request-{n}", requires=("orders-valid",)) for n in range(3)),
        asks(gives(), "local", layer=Layer.DNS, requires=("orders-valid",)),
        settings=replace(SETTINGS, parallel=1),
    )
    assert {seen[f"request-{n}"].outcome for n in range(3)} == {Outcome.SKIPPED}
    assert {seen[f"request-{n}"].summary for n in range(3)} == {RATE_LIMITED}
    assert seen["local"].outcome is Outcome.PASSED


@pytest.mark.parametrize(("answered", "summary"), [(0, NOTHING_ANSWERS), (1, WELL.summary)])
def test_two_requests_without_an_answer_are_enough(answered: int, summary: Text) -> None:
    """When nothing answers, a third request would tell nothing; when something did, it would."""

    async def unanswered(context: Context) -> Answer:
        context.network.pace.unanswered = 2
        context.network.pace.answered = answered
        return WELL

    seen = ran(asks(unanswered, "orders-valid"), asks(gives(), "third", requires=("orders-valid",)))
    assert seen["third"].summary == summary


def test_a_broken_probe_takes_nothing_with_it() -> None:
    """A bug of ours is a row of its own that names its place, and none of its text; the others go on."""

    async def broken(_: Context) -> Answer:
        raise RuntimeError(f"while sending {TOKEN}")

    async def withdrawn(_: Context) -> Answer:
        raise asyncio.CancelledError

    seen = ran(
        asks(broken, "broken"),
        asks(withdrawn, "withdrawn"),
        asks(gives(), "well"),
        asks(gives(), "after", requires=("broken",)),
    )
    outcomes = [seen[p].outcome.value for p in ("broken", "withdrawn", "well", "after")]
    assert outcomes == ["crashed", "crashed", "passed", "skipped"]
    assert seen["broken"].fact(CRASH_TYPE) == "RuntimeError"
    assert str(seen["broken"].fact(CRASH_WHERE)).startswith("runner.py:")
    assert TOKEN not in repr(seen)


def test_a_setting_that_turns_out_unusable_ends_the_run() -> None:
    """A CA file that is none is the user's to mend, not a crash."""

    async def refusing(_: Context) -> Answer:
        raise SettingError(Text.same("--ca-file"))

    with pytest.raises(SettingError):
        ran(asks(refusing), asks(forever, "other"))


@pytest.mark.parametrize("ask", [forever, stubborn], ids=["hangs", "swallows its cancellation"])
@pytest.mark.parametrize("setting", ["timeout_s", "deadline_s"])
def test_no_probe_outlasts_its_time(ask: Ask, setting: str) -> None:
    """Whatever hangs, the run ends when its time is over, by no more than a tenth; the probe is told as too late."""
    limit_s = 2.0
    settings = replace(SETTINGS, **{setting: limit_s})  # type: ignore[arg-type]  # one of two names

    async def timed() -> tuple[dict[str, Observation], float]:
        started = time.monotonic()
        seen = {o.probe_id: o for o in await observe([asks(ask), asks(ask, "dns", layer=Layer.DNS)], settings)}
        return seen, time.monotonic() - started

    seen, took_s = asyncio.run(timed())
    assert limit_s <= took_s < limit_s * 1.1
    assert {o.outcome for o in seen.values()} == {Outcome.FAILED}
    assert (seen["environment"].failure, seen["dns"].failure) == (Failure.HTTP_TIMEOUT, Failure.DNS_TIMEOUT)
    assert setting == "deadline_s" or "within 2 s" in seen["dns"].summary.en


def test_after_the_deadline_nothing_is_started() -> None:
    """What had to wait is skipped, with the reason; the run ends in time."""
    settings = replace(SETTINGS, deadline_s=0.3, parallel=1)
    seen = ran(asks(forever, "orders-valid"), asks(forever, "second"), asks(forever, "third"), settings=settings)
    assert [seen[p].outcome.value for p in ("orders-valid", "second", "third")] == ["failed", "skipped", "skipped"]
    assert seen["third"].summary == DEADLINE


def test_stopping_leaves_nothing_behind() -> None:
    """When the caller stops, every probe has let go, also of what it has to do last, and no task is left."""
    gone: list[str] = []

    async def tidy(_: Context) -> Answer:
        try:
            return await forever(_)
        finally:
            await asyncio.sleep(0)
            gone.append("tidy")

    async def interrupted() -> int:
        task = asyncio.create_task(observe([asks(gives(), "quick"), asks(tidy), asks(tidy, "other")]))
        for _turn in range(20):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()
        return len(asyncio.all_tasks())

    before_s = time.monotonic()
    assert asyncio.run(interrupted()) <= 2  # this one, and perhaps one that loads certificates in the background
    assert gone == ["tidy", "tidy"]
    assert time.monotonic() - before_s < 2


def test_an_observation_says_when_it_began() -> None:
    """The instant is that of the start, and the waiting for a turn does not count."""
    instants = iter(range(100))
    network = Network(SETTINGS, now=lambda: next(instants))  # type: ignore[arg-type,return-value]  # instants in order

    async def looking(context: Context) -> Answer:
        context.network.now()
        return WELL

    (observation,) = asyncio.run(observe([asks(looking, layer=Layer.DNS)], network=network))
    assert observation.started_at == 0


def test_what_a_probe_says_is_cleaned() -> None:
    """Summaries and facts pass the boundary: no token, no control character."""
    answer = Answer(summary=Text.same(f"echo {TOKEN}"), facts={"a": f"\x1b{TOKEN}", "b": (TOKEN,), "c": 7})
    seen = ran(asks(gives(answer)))["environment"]
    assert (seen.summary.en, dict(seen.facts)) == ("echo [masked]", {"a": "\\x1b[masked]", "b": ("[masked]",), "c": 7})


def test_the_caller_is_told_what_is_being_waited_for() -> None:
    """Each change is told, and at the end nothing is waited for."""
    told: list[tuple[str, ...]] = []

    async def work() -> None:
        async for _ in run(
            [asks(gives(), "dns", layer=Layer.DNS)],
            SETTINGS,
            Network(SETTINGS),
            Redactor([]),
            lambda ids: told.append(tuple(ids)),
        ):
            pass

    asyncio.run(work())
    assert told == [("dns",), ()]
