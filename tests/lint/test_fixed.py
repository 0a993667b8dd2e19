"""The mended request keeps what was meant, and works."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaspi_doctor.lint import lint
from kaspi_doctor.lint.dates import Unit, fixed_window, read
from kaspi_doctor.simulator import SCENARIOS, SimulatedApi, serve
from tests.lint.reading_corpus import NOW_MS, QUERY, entries
from tests.lint.test_rules import LIST, PAGES, SINCE, UNTIL, curl, listed

DAY_MS = 86_400_000
RUNNER = """
import contextlib, io, json, sys
for text in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(text, {})
    print(said.getvalue().split()[0])
"""
"""Runs programs one after the other in one process; each prints its status first."""


def fixed(text: str) -> str:
    """Return the mended curl line's address."""
    return lint(text, NOW_MS).fixed["curl"].rpartition("'https://kaspi.kz")[2].rstrip("'")


def of_the_list(**changes: str) -> list[str]:
    """Return the parameters of a mended list request."""
    query = {"page[number]": "0", "page[size]": "20", SINCE: "1794301200000", UNTIL: "1795510800000"} | changes
    return [f"{name}={value}" for name, value in query.items()]


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        (curl(), of_the_list()),
        (listed(PAGES), of_the_list()),
        (listed(f"{PAGES}&{SINCE}=$start&{UNTIL}=$end"), of_the_list()),
        (listed(f"{PAGES}&{SINCE}=1795410800"), of_the_list(**{SINCE: "1795410800000"})),
        (listed(f"{PAGES}&{SINCE}=1792918800000&{UNTIL}=1795510800000"), of_the_list()),
        (listed(f"{PAGES}&{SINCE}=1795510800000&{UNTIL}=1794301200000"), of_the_list()),
        (
            listed(f"{PAGES}&{SINCE}=2026-11-10&{UNTIL}=2026-11-12"),
            of_the_list(**{SINCE: "1794250800000", UNTIL: "1794509999999"}),
        ),
        (listed(f"{PAGES}&filter[orders][creationDateGe]=1795410800000"), of_the_list(**{SINCE: "1795410800000"})),
        (listed(QUERY.replace("=0&", "=3&")), of_the_list(**{"page[number]": "3"})),
        (listed(QUERY.replace("=20&", "=500&")), of_the_list(**{"page[size]": "100"})),
        (
            listed(f"{QUERY}&filter[orders][state]=APPROVED_BY_BANK"),
            [*of_the_list(), "filter[orders][status]=APPROVED_BY_BANK"],
        ),
        (listed(f"{QUERY}&filter[orders][state]=archive"), [*of_the_list(), "filter[orders][state]=ARCHIVE"]),
        (listed(f"{QUERY}&status=CANCELED"), [*of_the_list(), "filter[orders][status]=CANCELLED"]),
        (listed(f"{QUERY}&include=user&junk=1"), [*of_the_list(), "include[orders]=user"]),
        (listed("filter[orders][code]=900000001"), ["filter[orders][code]=900000001"]),
        (curl(f"{LIST}/900000001"), ["filter[orders][code]=900000001"]),
    ],
)
def test_what_was_meant_is_kept(text: str, parameters: list[str]) -> None:
    """The mended query holds what the author meant, in the API's terms, and nothing that it does not know."""
    assert fixed(text).partition("?")[2].split("&") == parameters


def test_only_known_headers_are_kept() -> None:
    """An own User-Agent and the shop's id are kept; cookies, Authorization and the like are left out."""
    text = curl(User__Agent="teddy/3", Cookie="mc-sid=0123456789abcdef", Authorization="Basic c2VjcmV0c2VjcmV0")
    line = lint(text, NOW_MS).fixed["curl"]
    assert "'User-Agent: teddy/3'" in line
    assert "'X-Merchant-Uid: 30000000'" in line
    assert '"X-Auth-Token: $KASPI_TOKEN"' in line
    assert line.count("-H ") == 5


@given(
    since=st.one_of(st.none(), st.integers(0, 10**13).map(str), st.text(max_size=20), st.dates().map(str)),
    until=st.one_of(st.none(), st.integers(0, 10**13).map(str), st.text(max_size=20), st.datetimes().map(str)),
)
@example(since="0", until="869174067")
@example(since="99999999999999", until=None)
@example(since=None, until="9999-12-31")
@example(since="19", until=None)
def test_every_mended_window_is_accepted(since: str | None, until: str | None) -> None:
    """Whatever the dates were, the mended window is of milliseconds for sure, at most 14 days, and ends last."""
    window = fixed_window(read(since) if since else None, read(until) if until else None, NOW_MS)
    assert window.since_ms <= window.until_ms <= window.since_ms + 14 * DAY_MS
    assert {read(str(end)).unit for end in (window.since_ms, window.until_ms)} == {Unit.MILLISECONDS}
    assert len(str(window.since_ms)) >= 12


def distinct(client: str) -> list[str]:
    """Return the mended requests of the corpus to Kaspi itself, each once."""
    texts = {lint(entry.text, NOW_MS).fixed[client] for entry in entries()}
    return sorted(text for text in texts if "localhost" not in text)


def environment(endpoint: SimulatedApi) -> dict[str, str]:
    """Lead a program to the simulator, as its user would."""
    ca = str(endpoint.ca_file)
    bundles = {"SSL_CERT_FILE": ca, "CURL_CA_BUNDLE": ca, "REQUESTS_CA_BUNDLE": ca}
    return {**os.environ, **endpoint.environment, **bundles, "KASPI_MERCHANT_UID": "30000000"}


def is_answered_well(text: str, status: str) -> bool:
    """Return whether a status is right: only the list and the goods are there for every id that is asked for."""
    is_there = "/v2/orders?" in text or '/v2/orders",' in text or "/products/import/schema" in text
    return status == "200" if is_there else status in {"200", "404"}


def test_curl_works(tmp_path: Path) -> None:
    """Each mended curl line, run by a shell as it stands, is answered by the simulator as documented."""
    if not shutil.which("curl") or not shutil.which("sh"):
        pytest.skip("no curl on this machine")
    lines = distinct("curl")
    with serve(SCENARIOS["proxy-works"]) as endpoint:
        # The line is left as it is: what is to be printed is asked for in curl's own settings.
        (tmp_path / ".curlrc").write_text('output = /dev/null\nwrite-out = "%{http_code}\\n"\n', encoding="utf-8")
        script = "\n".join(lines)
        ran = subprocess.run(
            ["sh"],
            input=script,
            env={**environment(endpoint), "CURL_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    statuses = ran.stdout.split()
    assert len(statuses) == len(lines) > 10
    assert [line for line, status in zip(lines, statuses, strict=True) if not is_answered_well(line, status)] == []


@pytest.mark.parametrize("library", ["httpx", "requests"])
def test_python_works(library: str) -> None:
    """Each mended Python program, run as it stands, is answered by the simulator as documented."""
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    programs = distinct(library)
    with serve(SCENARIOS["proxy-works"]) as endpoint:
        ran = subprocess.run(
            [sys.executable, "-c", RUNNER],
            input=json.dumps(programs),
            env=environment(endpoint),
            capture_output=True,
            text=True,
            timeout=100,
            check=True,
        )
    statuses = ran.stdout.split()
    assert len(statuses) == len(programs) > 10
    wrong = [text for text, status in zip(programs, statuses, strict=True) if not is_answered_well(text, status)]
    assert wrong == []


def test_fetch_is_javascript(tmp_path: Path) -> None:
    """Each mended fetch is a module that Node can read."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine")
    module = tmp_path / "mended.mjs"
    module.write_text("\n".join(f"{{\n{text}\n}}" for text in distinct("fetch")), encoding="utf-8")
    subprocess.run([node, "--check", str(module)], check=True, timeout=60)
