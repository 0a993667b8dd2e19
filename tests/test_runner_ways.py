"""What requires what: who waits for whom, and what bars the way."""

import asyncio
from dataclasses import replace

import pytest

from kaspi_doctor.facts import SKIPPED_BECAUSE
from kaspi_doctor.observation import Failure, Outcome
from kaspi_doctor.probe import Answer, Context
from kaspi_doctor.wording import Language, Text
from tests.test_runner import WELL, asks, gives, ran


def test_a_probe_waits_for_what_it_requires() -> None:
    """It starts after that has passed, and sees what it saw."""

    async def ask(context: Context) -> Answer:
        assert context.seen["first"].outcome is Outcome.PASSED
        return WELL

    seen = ran(asks(ask, "second", requires=("first",)), asks(gives(), "first", step=2))
    assert seen["second"].outcome is Outcome.PASSED


def test_a_way_that_is_open_need_not_be_waited_for() -> None:
    """What requires a probe starts as soon as that leaves a way; what it goes on to find is told when it is known."""
    done = asyncio.Event()

    async def slow(context: Context) -> Answer:
        context.leave_way()
        await done.wait()
        return replace(WELL, failure=Failure.UNKNOWN)

    async def last(_: Context) -> Answer:
        done.set()
        return WELL

    probes = (
        asks(slow, "first"),
        asks(gives(), "second", requires=("first",)),
        asks(last, "third", requires=("second",)),
    )
    seen = ran(*probes)
    assert next(iter(seen)) == "second"
    assert [seen[p].outcome.value for p in ("first", "second", "third")] == ["failed", "passed", "passed"]


@pytest.mark.parametrize("passable", [True, False])
def test_a_failure_bars_the_way_unless_it_leaves_one(passable: bool) -> None:  # noqa: FBT001 - a fact
    """What required a failed probe is skipped with its name; one dead address of two leaves a way on."""
    bad = Answer(summary=Text.same("bad"), failure=Failure.UNKNOWN, passable=passable)
    seen = ran(
        asks(gives(bad), "first"),
        asks(gives(), "second", requires=("first",)),
        asks(gives(), "third", requires=("second",)),
    )
    outcomes = [seen[probe_id].outcome for probe_id in ("first", "second", "third")]
    after = Outcome.PASSED if passable else Outcome.SKIPPED
    assert outcomes == [Outcome.FAILED, after, after]
    assert seen["second"].fact(SKIPPED_BECAUSE) == (None if passable else "first")
    assert passable or all("first" in seen["second"].summary.into(language) for language in Language)


def test_what_was_left_out_bars_the_way_too() -> None:
    """A requirement that is not in the plan is named as the reason."""
    seen = ran(asks(gives(), "second", requires=("first",)))
    assert (seen["second"].outcome, seen["second"].fact(SKIPPED_BECAUSE)) == (Outcome.SKIPPED, "first")
