"""``make bench``: start-up, memory and formats everywhere; time to verdict over a delayed link where there is root."""

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.link import Link, delayed_link
from benchmarks.logs import write_log
from benchmarks.terminal import shown
from benchmarks.timing import RUNS, compare, spent, wall_s
from kaspi_doctor.cli.check import settings_from
from kaspi_doctor.cli.demo import parsed
from kaspi_doctor.doctor import all_formats, examine
from kaspi_doctor.document.view import View
from kaspi_doctor.report import Report
from kaspi_doctor.settings import Credentials
from kaspi_doctor.simulator import SCENARIOS, SimulatedApi, serve
from kaspi_doctor.simulator.ports import blackhole
from kaspi_doctor.wording import Language

TOOL = str(Path(sys.executable).with_name("kaspi-doctor"))
NOTHING = [sys.executable, "-c", "pass"]
NEAR_S, FAR_S = 0.005, 0.05
"""Round trips: most merchants are near."""
SLOW_RUNS = 7
LOG_MB = 100


def main() -> None:
    """Measure and print; each line is a ratio from pairs of runs in turn."""
    print("| what | against | ratio: median (lowest to highest) | bound |\n|---|---|---|---|")
    start_up()
    on_a_terminal()
    if os.geteuid() == 0 and Path("/dev/net/tun").exists() and shutil.which("ip"):
        for round_trip_s, bound in ((NEAR_S, "≤ 5.3"), (FAR_S, "≤ 1.8")):
            with delayed_link(round_trip_s) as link, serve(SCENARIOS["documented"], host=link.near) as endpoint:
                over_the_link(link, endpoint, bound)
        dead_address()
    else:
        print("| time to verdict | | needs root, /dev/net/tun and ip | |")
    memory()
    logs()
    formats()


def row(what: str, against: str, ratio: object, bound: str) -> None:
    """Print a row of the table."""
    print(f"| {what} | {against} | {ratio} | {bound} |", flush=True)


def start_up() -> None:
    """Measure what a user waits for before anything happens."""
    for arguments, bound in (
        (["--version"], "≤ 7"),
        (["--help"], "≤ 5.5"),
        (["explain", "user-agent-filtered"], "≤ 9"),
        (["lint", "https://kaspi.kz/shop/api/v2/orders"], ""),
    ):
        row(f"`kaspi-doctor {' '.join(arguments)}`", "`python -c pass`", compare([TOOL, *arguments], NOTHING), bound)


def on_a_terminal() -> None:
    """Measure what a person sees when, and what the drawing costs."""
    demo = [TOOL, "demo", "--patience", "1"]
    pairs = [(shown(demo, "token-format"), wall_s(demo)) for _ in range(SLOW_RUNS)]
    first_s = statistics.median(on.first_s for on, _ in pairs)
    ratio = statistics.median(on.whole_s / piped_s for on, piped_s in pairs)
    row("`demo` on a terminal, its first row", "", f"{first_s:.2f} s", "≤ 0.4 s")
    row("`demo` on a terminal", "the same, piped", f"{ratio:.2f}", "≤ 1.05")


def over_the_link(link: Link, endpoint: SimulatedApi, bound: str) -> None:
    """Measure time to verdict: of --quick over any round trip, of the rest over a long one."""
    there = ["ip", "netns", "exec", link.namespace]
    arguments, environment = list(endpoint.arguments), dict(endpoint.environment)
    token = environment["KASPI_TOKEN"]
    now_ms = int(time.time() * 1000)
    dates = "&".join(
        f"filter[orders][creationDate][${end}]={instant}"
        for end, instant in (("ge", now_ms - 14 * 86_400_000), ("le", now_ms))
    )
    url = f"{endpoint.base_url}/orders?page[number]=0&page[size]=1&{dates}"
    route = ["--connect-to", option(arguments, "--connect-to"), "--cacert", option(arguments, "--ca-file")]
    headers = ["-A", "Mozilla/5.0", "-H", "Accept: application/vnd.api+json", "-H", f"X-Auth-Token: {token}"]
    curl = [*there, "curl", "-gsS", *headers, *route, url]
    quick = [*there, TOOL, "check", "--quick", "--json", *arguments]
    full = [*there, TOOL, "check", "--json", *arguments]
    what = f"`check --quick`, cold, {link.round_trip_s * 1000:.0f} ms"
    row(what, "one `curl` request", compare(quick, curl, environment=environment), bound)
    if link.round_trip_s < FAR_S:
        return
    plain = [*there, sys.executable, "-m", "benchmarks.plain", "careful", *route, url]
    row(what, "one httpx request, cold", compare(quick, plain, environment=environment), "")
    ratio = compare(full, quick, runs=SLOW_RUNS, environment=environment)
    row("`check`, cold", "`check --quick`, cold", ratio, "")
    row("`check`, cold, seconds", "patience (3 s) + 1 s", f"{ratio.first_s:.2f} s", "≤ 4 s")
    founding = [*there, sys.executable, "-m", "benchmarks.plain", "founding", *route, url]
    ratio = compare(founding, full, runs=1, environment=environment)
    row("the founding document's way", "`check`, cold", f"{ratio.median:.1f}", "≥ 8")


def dead_address() -> None:
    """Measure what it costs that one of the two addresses of a name is dead."""
    with tempfile.NamedTemporaryFile("w", prefix="hosts") as hosts, ExitStack() as stack:
        hosts.write("127.0.0.1 both.test\n127.0.0.3 both.test\n")
        hosts.flush()
        endpoint = stack.enter_context(serve(SCENARIOS["documented"]))
        port = option(list(endpoint.arguments), "--connect-to").rpartition(":")[2]
        blackhole("127.0.0.3", stack, int(port))
        known = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', hosts.name]
        ca_file = option(list(endpoint.arguments), "--ca-file")
        quick = [*known, TOOL, "check", "--quick", "--ca-file", ca_file, "--connect-to", f"::both.test:{port}"]
        took_s = compare(quick, NOTHING, runs=SLOW_RUNS, environment=dict(endpoint.environment)).first_s
    row("`check --quick`, one of two addresses dead, seconds", "", f"{took_s:.2f} s", "≤ 1.5 s")


def option(arguments: Sequence[str], name: str) -> str:
    """Return the value of an option."""
    return arguments[arguments.index(name) + 1]


def memory() -> None:
    """Measure peak memory."""
    idle = spent(NOTHING).peak_mib
    for name in ("documented", "body-floods", "gzip-bomb"):
        peak = spent([TOOL, "demo", name, "--patience", "0.5"]).peak_mib
        row(f"`demo {name}`, peak", "", f"{peak:.0f} MiB, {peak / idle:.1f} × `python -c pass`", "")


def logs() -> None:
    """Measure how logs of which more and more lines tell of failures are read; one of them is a gigabyte."""
    idle = spent([TOOL, "explain", "kaspi: Read timed out"])
    for failing, megabytes in ((0.001, LOG_MB), (0.01, LOG_MB), (0.1, 10 * LOG_MB)):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "mixed.log"
            write_log(log, megabytes, failing)
            took = spent([TOOL, "explain", "--file", str(log)])
        what = f"`explain --file`, {megabytes} MB, {failing:.1%} of lines are failures"
        row(what, "one core", f"{megabytes / took.cpu_s:.0f} MB/s", "≥ 25 MB/s")
        row(what, "`explain TEXT`", f"{took.peak_mib - idle.peak_mib:+.1f} MiB", "≤ 60 MiB")


def formats() -> None:
    """Measure what each format costs after import."""
    with tempfile.TemporaryDirectory() as folder, serve(SCENARIOS["documented"]) as endpoint:
        os.chdir(folder)
        report = made(endpoint)
    costs = {
        known.id: cost_s(lambda known=known: known.render(report, View(language=Language.RU)))
        for known in all_formats()
    }
    for name, cost in costs.items():
        row(f"format {name}", "", f"{cost * 1000:.1f} ms", "")
    row("all formats of one report", "", f"{sum(costs.values()) * 1000:.1f} ms", "≤ 60 ms")


def made(endpoint: SimulatedApi) -> Report:
    """Make a report against the simulator."""
    options = parsed([*endpoint.arguments, "--patience", "0.5"])
    credentials = Credentials.found(endpoint.environment["KASPI_TOKEN"], "benchmark")
    settings = settings_from(options, endpoint.environment, Language.RU, lambda: credentials)
    return asyncio.run(examine(settings))


def cost_s(render: Callable[[], object]) -> float:
    """Return the median seconds of a call, after one to warm up."""
    durations = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        render()
        durations.append(time.perf_counter() - started)
    return statistics.median(durations[1:])


if __name__ == "__main__":
    main()
