"""A request as the server sees it, and the curl line that repeats it."""

import asyncio
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kaspi_doctor.credentials import Secret
from kaspi_doctor.network.curl import as_curl
from kaspi_doctor.network.request import ApiRequest, Exchange
from kaspi_doctor.observation import Failure
from kaspi_doctor.settings import Surroundings
from tests.network.serving import BROWSER, TOKEN, VALID, answer, ask, saying, server_tls, serving, settings_for

QUERY = {"page[number]": "0", "filter[orders][creationDate][$ge]": "1795510800000"}


def seen(request: ApiRequest, ca_file: Path) -> tuple[list[str], Exchange]:
    """Make a request; give its lines as the server saw them, and what came of it."""
    requests: list[bytes] = []

    async def run() -> Exchange:
        async with serving(saying(answer(), requests=requests), tls=server_tls()) as port:
            return await ask(settings_for(port, ca_file), request)

    exchange = asyncio.run(run())
    return [line for request in requests for line in request.decode("ascii").split("\r\n")], exchange


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"User-Agent": BROWSER},
        {"User-Agent": ""},
        {"X-Auth-Token": TOKEN, "User-Agent": BROWSER, "Accept": "text/x", "X-Merchant-Uid": "30000000"},
    ],
    ids=["none", "a name", "an empty one", "in any order"],
)
@pytest.mark.parametrize(
    ("query", "search"),
    [({}, ""), (QUERY, "?page%5Bnumber%5D=0&filter%5Borders%5D%5BcreationDate%5D%5B%24ge%5D=1795510800000")],
)
def test_what_is_told_is_sent_and_nothing_else(
    headers: dict[str, str], query: dict[str, str], search: str, ca_file: Path
) -> None:
    """The server sees a GET of the path, and the very parameters and headers: none of a library's own."""
    lines, _ = seen(replace(VALID, path="/a/b", query=query, headers=headers), ca_file)
    told = [f"{name}: {value}" for name, value in headers.items()]
    assert lines == [f"GET /a/b{search} HTTP/1.1", "Host: kaspi.kz", *told, "", ""]


def test_a_secret_is_sent_and_not_shown(ca_file: Path) -> None:
    """The server is told the token; the facts hold a word in its place, and the repr of a request nothing of it."""
    request = replace(VALID, headers={"X-Auth-Token": Secret(TOKEN)})
    lines, exchange = seen(request, ca_file)
    assert f"X-Auth-Token: {TOKEN}" in lines
    assert exchange.facts["http.request.headers"] == ("X-Auth-Token: $KASPI_TOKEN",)
    assert TOKEN not in f"{request!r}{exchange!r}"


@pytest.mark.parametrize("path", ["@other.example/", ".other.example/", ":1/", "/a?x", "/a#x"])
def test_no_path_leads_to_another_host_or_query(path: str, ca_file: Path) -> None:
    """A path that would be read as anything else is refused before a byte of HTTP is sent."""
    lines, exchange = seen(replace(VALID, path=path), ca_file)
    assert (lines, exchange.failure) == ([], Failure.UNKNOWN)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
@pytest.mark.parametrize(
    "named",
    [{}, {"User-Agent": ""}, {"User-Agent": BROWSER}, {"User-Agent": 'it\'s `$HOME` "x"'}],
    ids=lambda named: named.get("User-Agent", "none"),
)
@pytest.mark.parametrize("token", [{}, {"X-Auth-Token": Secret(TOKEN)}], ids=["without", "with"])
def test_curl_line_repeats_the_request(named: dict[str, str], token: dict[str, Secret], ca_file: Path) -> None:
    """Run in a shell, the line sends the very lines that were sent, its token out of the environment."""
    requests: list[bytes] = []
    request = replace(VALID, query=QUERY, headers={**named, "Accept": "application/vnd.api+json", **token})

    async def run() -> str:
        async with serving(saying(answer(), requests=requests), tls=server_tls()) as port:
            facts = (await ask(settings_for(port, ca_file), request)).facts
            shell = await asyncio.create_subprocess_shell(
                str(facts["http.request.curl"]), stdout=-1, env={**os.environ, "KASPI_TOKEN": TOKEN}
            )
            out, _ = await shell.communicate()
            assert out.startswith(b"HTTP/1.1 200")
            return str(facts["http.request.curl"])

    line = asyncio.run(run())
    assert TOKEN not in line
    # Spaces at the end of a line are no part of it.
    ours, curls = (sorted(line.rstrip() for line in request.split(b"\r\n")) for request in requests)
    assert ours == curls


def test_curl_line_leaves_the_proxy_aside_when_the_run_did() -> None:
    """What --no-proxy did is repeated; without it the line leaves the shell's proxy alone."""
    settings = settings_for(1, None)
    plain = as_curl("https://kaspi.kz/x", {}, settings)
    direct = as_curl("https://kaspi.kz/x", {}, replace(settings, surroundings=Surroundings(proxy_bypassed=True)))
    assert "--noproxy" not in plain
    assert "--noproxy '*'" in direct
    assert "--cacert" not in plain
