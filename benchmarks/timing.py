"""Timing whole commands against each other: in turn, so that a machine that slows down slows both."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

RUNS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """How two commands compare, over pairs of runs."""

    median: float
    lowest: float
    highest: float
    first_s: float
    """Median of the first command, in seconds."""

    def __str__(self) -> str:
        """Return ``2.8 (2.7–3.1)``."""
        return f"{self.median:.2f} ({self.lowest:.2f}–{self.highest:.2f})"


def compare(
    first: Sequence[str], second: Sequence[str], *, runs: int = RUNS, environment: Mapping[str, str] | None = None
) -> Ratio:
    """Run two commands in turn, once each to warm up and then ``runs`` times; give first/second."""
    pairs = [(wall_s(first, environment), wall_s(second, environment)) for _ in range(runs + 1)][1:]
    ratios = sorted(one / other for one, other in pairs)
    return Ratio(
        median=statistics.median(ratios),
        lowest=ratios[0],
        highest=ratios[-1],
        first_s=statistics.median(one for one, _ in pairs),
    )


def wall_s(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Run a command, whatever it returns; give the seconds it took."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean(environment), check=False)
    return time.perf_counter() - started


MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent.ru_maxrss / 1024, spent.ru_utime + spent.ru_stime)
"""


class Spent(NamedTuple):
    """What a command took."""

    peak_mib: float
    """Of resident memory."""
    cpu_s: float


def spent(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Spent:
    """Run a command; give its peak memory and its processor time.

    By way of a small process: a child's peak begins at what its parent held when it was forked.
    """
    by_way_of = [sys.executable, "-c", MEASURE, *command]
    done = subprocess.run(by_way_of, capture_output=True, text=True, env=clean(environment), check=True)
    return Spent(*map(float, done.stdout.split()))


def clean(environment: Mapping[str, str] | None) -> dict[str, str]:
    """Return the environment with byte code on: a user's second start finds it cached."""
    merged = {**os.environ, **(environment or {})}
    merged.pop("PYTHONDONTWRITEBYTECODE", None)
    return merged
