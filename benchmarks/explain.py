"""How quickly `explain` starts, and how quickly it reads a log: ratios to `python -c pass` and to `grep -c`.

Run by hand: `python benchmarks/explain.py [MEGABYTES]`.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOOL = [sys.executable, "-m", "kaspi_doctor", "explain"]
STARTS = 10
HEALTHY = (
    '203.0.113.7 - - [24/Nov/2026:09:00:{s:02} +0500] "GET /js/{n}.js HTTP/1.1" 200 {n} "-" "Mozilla/5.0"\n',
    '203.0.113.9 - - [24/Nov/2026:09:00:{s:02} +0500] "GET /login.php HTTP/1.1" 404 {n} "-" "Mozilla/5.0"\n',
    "2026-11-24 09:00:{s:02} INFO app.orders page {n} loaded in {n} ms\n",
    '{{"time":"2026-11-24T09:00:{s:02}Z","level":"info","order":{n},"status":"ACCEPTED_BY_MERCHANT"}}\n',
    '2026-11-24 09:00:{s:02} DEBUG https://kaspi.kz:443 "GET /shop/api/v2/orders?page=0 HTTP/1.1" 200 {n}\n',
    "2026-11-24 09:00:{s:02} INFO обработано заказов: {n}\n",
)
FAILED = (
    "2026-11-24 09:00:{s:02} ERROR kaspi HTTPSConnectionPool(host='kaspi.kz', port=443): Read timed out.\n",
    '2026-11-24 09:00:{s:02} ERROR {{"title":"Required filter [orders][creationDate][$ge] is empty."}}\n',
)


def write_log(path: Path, megabytes: int, failing: float) -> None:
    """Write a mixed log, a share of whose lines tells of failures."""
    choose = random.Random(1)  # noqa: S311 - the same log every time, nothing secret
    with path.open("w", encoding="utf-8") as log:
        while log.tell() < megabytes * 1_000_000:
            lines = (choose.choice(FAILED if choose.random() < failing else HEALTHY) for _ in range(5000))
            log.writelines(line.format(s=choose.randrange(60), n=choose.randrange(10**6)) for line in lines)


def seconds(command: list[str], times: int = 1) -> float:
    """Give the least time that a command took."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - started)
    return min(taken)


def main(megabytes: int) -> None:
    """Measure and print."""
    idle = seconds([sys.executable, "-c", "pass"], STARTS)
    start = seconds([*TOOL, "token-rejected"], STARTS)
    print(f"explain ID: {start / idle:.1f} x python -c pass")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "mixed.log"
        for failing in (0.001, 0.01, 0.1):
            write_log(log, megabytes, failing)
            size = log.stat().st_size / 1e6
            reading = seconds([*TOOL, "--file", str(log)])
            counting = seconds(["grep", "-c", "timed out", str(log)])
            print(
                f"{size:.0f} MB, {failing:.1%} of the lines failures: {size / reading:.0f} MB/s,"
                f" {reading / counting:.0f} x grep -c"
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest memory of a process: {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
