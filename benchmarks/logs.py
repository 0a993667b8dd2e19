"""Mixed logs, for measuring how quickly `explain --file` reads them."""

import random
from pathlib import Path

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
