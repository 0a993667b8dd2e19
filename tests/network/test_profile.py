"""The requests as the server sees them, and the curl line that repeats one."""

import asyncio
import os
import shutil
import urllib.parse
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kaspi_doctor.network.profile import TOKEN_STAND_IN, Profile, as_curl, headers, query
from kaspi_doctor.settings import Surroundings
from tests.network.serving import BROWSER, TOKEN, answer, ask, saying, server_tls, serving, settings_for

MEDIA_TYPE = "application/vnd.api+json"
GE, LE = "filter[orders][creationDate][$ge]", "filter[orders][creationDate][$le]"
DAY_MS = 24 * 60 * 60 * 1000


def seen(
    profile: Profile, ca_file: Path, *, uid: str | None = None
) -> tuple[list[tuple[str, str]], list[str], dict[str, object]]:
    """Make a request; give its query and header lines as the server saw them, and the facts."""
    requests: list[bytes] = []

    async def run() -> dict[str, object]:
        async with serving(saying(answer(), requests=requests), tls=server_tls()) as port:
            return dict((await ask(settings_for(port, ca_file, uid=uid), profile)).facts)

    facts = asyncio.run(run())
    line, *lines = requests[0].decode("ascii").removesuffix("\r\n\r\n").split("\r\n")
    method, target, version = line.split(" ")
    assert (method, version) == ("GET", "HTTP/1.1")
    path, _, search = target.partition("?")
    assert path == "/shop/api/v2/orders"
    return urllib.parse.parse_qsl(search, strict_parsing=True), lines, facts


@pytest.mark.parametrize("user_agent", [None, BROWSER, "python-requests/2.32.5", ""])
@pytest.mark.parametrize("token", [TOKEN, None])
@pytest.mark.parametrize("uid", [None, "30000000"])
def test_headers_are_exactly_the_contracts(
    user_agent: str | None, token: str | None, uid: str | None, ca_file: Path
) -> None:
    """The server sees the contract's headers and no other: none of a library's own."""
    profile = Profile(user_agent=user_agent, with_token=bool(token), window_days=14)
    _, lines, _ = seen(profile, ca_file, uid=uid)
    expected = ["Host: kaspi.kz"]
    expected += [] if user_agent is None else [f"User-Agent: {user_agent}"]
    expected += [f"Accept: {MEDIA_TYPE}", f"Content-Type: {MEDIA_TYPE}", "Accept-Encoding: identity"]
    expected += [f"X-Auth-Token: {token}"] if token else []
    expected += [f"X-Merchant-Uid: {uid}"] if uid else []
    assert lines == expected


@pytest.mark.parametrize("days", [1, 14, 30])
def test_window_is_exactly_so_many_days_ending_now(days: int, ca_file: Path) -> None:
    """Both dates are milliseconds, the window is exact, and it ends at the moment of asking."""
    before_ms = datetime.now(UTC).timestamp() * 1000
    pairs, *_ = seen(Profile(user_agent=BROWSER, window_days=days), ca_file)
    after_ms = datetime.now(UTC).timestamp() * 1000
    assert [name for name, _ in pairs] == ["page[number]", "page[size]", GE, LE]
    values = dict(pairs)
    assert (values["page[number]"], values["page[size]"]) == ("0", "1")
    assert int(values[LE]) - int(values[GE]) == days * DAY_MS
    assert before_ms - 1 <= int(values[LE]) <= after_ms


def test_request_without_dates_has_the_page_alone(ca_file: Path) -> None:
    """Without a window only the page parameters are sent."""
    assert seen(Profile(user_agent=BROWSER), ca_file)[0] == [("page[number]", "0"), ("page[size]", "1")]


def test_time_zone_of_the_clock_does_not_move_the_window() -> None:
    """The same moment gives the same milliseconds, wherever the clock stands."""
    utc = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    almaty = utc.astimezone(timezone(timedelta(hours=5)))
    profile = Profile(user_agent=None, window_days=14)
    assert query(profile, utc) == query(profile, almaty)
    assert query(profile, utc)[LE] == "1795510800000"


def test_spaces_around_a_user_agent_are_no_part_of_it() -> None:
    """A name with spaces around it can be sent, as HTTP reads it."""
    assert headers(Profile(user_agent="  x y "), settings_for(1, None), "")["User-Agent"] == "x y"


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
@pytest.mark.parametrize("user_agent", [None, "", BROWSER, 'it\'s `$HOME` "x"'])
@pytest.mark.parametrize("with_token", [True, False])
def test_curl_line_repeats_the_request(user_agent: str | None, with_token: bool, ca_file: Path) -> None:  # noqa: FBT001 - a parameter of the table
    """Run in a shell, the line sends the very lines that were sent, its token out of the environment."""
    requests: list[bytes] = []
    profile = Profile(user_agent=user_agent, with_token=with_token, window_days=14)

    async def run() -> str:
        async with serving(saying(answer(), requests=requests), tls=server_tls()) as port:
            facts = (await ask(settings_for(port, ca_file, uid="30000000"), profile)).facts
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
    profile = Profile(user_agent=BROWSER)
    plain = as_curl("https://kaspi.kz/x", headers(profile, settings, TOKEN_STAND_IN), settings)
    bypassing = replace(settings, surroundings=Surroundings(proxy_bypassed=True))
    direct = as_curl("https://kaspi.kz/x", headers(profile, settings, TOKEN_STAND_IN), bypassing)
    assert "--noproxy" not in plain
    assert "--noproxy '*'" in direct
    assert "--cacert" not in plain
