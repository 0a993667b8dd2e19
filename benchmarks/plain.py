"""What a program of one's own would do, with httpx and nothing else.

``python -m benchmarks.plain careful|founding --connect-to … --cacert … URL``: one careful request; or the founding
document's way, its four attempts one after another: the library's default User-Agent and a 30 s time-out, then a
browser's without dates, then over 30 days, then right.
"""

import contextlib
import os
import ssl
import sys

import httpx

BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
LIBRARY = "python-requests/2.32.5"
DAY_MS = 86_400_000
FOUNDING_TIMEOUT_S = 30


def main() -> None:
    """Make the requests that the command line describes."""
    way, *rest, address = sys.argv[1:]
    options = dict(zip(rest[::2], rest[1::2], strict=True))
    host, _, to_host, to_port = options["--connect-to"].rsplit(":", 3)
    wanted = httpx.URL(address)
    url = wanted.copy_with(host=to_host, port=int(to_port), query=None)
    right = dict(wanted.params)
    context = ssl.create_default_context(cafile=options["--cacert"])
    with httpx.Client(verify=context, trust_env=False, timeout=FOUNDING_TIMEOUT_S) as client:

        def get(user_agent: str, parameters: dict[str, str]) -> int:
            headers = {"Host": host, "User-Agent": user_agent, "X-Auth-Token": os.environ["KASPI_TOKEN"]}
            headers |= {"Accept": "application/vnd.api+json"}
            return client.get(url, params=parameters, headers=headers, extensions={"sni_hostname": host}).status_code

        if way == "founding":
            pages = {name: value for name, value in right.items() if name.startswith("page")}
            start = "filter[orders][creationDate][$ge]"
            with contextlib.suppress(httpx.ReadTimeout):
                get(LIBRARY, right)
            get(BROWSER, pages)
            get(BROWSER, right | {start: str(int(right[start]) - 16 * DAY_MS)})
        if get(BROWSER, right) != httpx.codes.OK:
            sys.exit(1)


main()
