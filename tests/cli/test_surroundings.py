"""Which proxy applies, and what the environment says about trust."""

from __future__ import annotations

import os
import socket
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.environment import surroundings_from, this_machine
from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.simulator.scenario import PROXY_PASSWORD
from kaspi_doctor.target import Endpoint, SettingError
from tests.cli.running import TOKEN, check, is_one_clear_line, run

if TYPE_CHECKING:
    from pathlib import Path

    from kaspi_doctor.settings import Surroundings

KASPI = Endpoint(host="kaspi.kz", port=443)
PROXY = "http://proxy.example:3128"


def _surroundings(environment: dict[str, str], endpoint: Endpoint = KASPI, *, no_proxy: bool = False) -> Surroundings:
    return surroundings_from(CheckOptions(no_proxy=no_proxy), environment, endpoint)


@pytest.mark.parametrize(
    ("environment", "used"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": PROXY}, PROXY),
        ({"HTTPS_PROXY": "proxy.example:3128"}, PROXY),
        ({"ALL_PROXY": "socks5://proxy.example"}, "socks5://proxy.example:1080"),
        ({"all_proxy": "socks5h://proxy.example"}, "socks5h://proxy.example:1080"),
        ({"HTTPS_PROXY": "https://proxy.example"}, "https://proxy.example:443"),
        ({"HTTPS_PROXY": "http://other.example:1", "https_proxy": PROXY}, PROXY),
        ({"ALL_PROXY": "http://other.example:1", "HTTPS_PROXY": PROXY}, PROXY),
        ({"HTTP_PROXY": PROXY}, None),
        ({"http_proxy": PROXY}, None),
        ({"HTTPS_PROXY": ""}, None),
        ({"HTTPS_PROXY": "http://user:hidden@proxy.example:3128"}, PROXY),
    ],
)
def test_the_proxy_for_https_is_found(environment: dict[str, str], used: str | None) -> None:
    """The variables that Python's programs and curl obey for https decide, lower case first; HTTP_PROXY does not."""
    found = _surroundings(environment)
    assert (found.proxy.url if found.proxy else None, found.proxy_bypassed) == (used, False)


@pytest.mark.parametrize(
    ("exempt", "host", "bypassed"),
    [
        ("*", "kaspi.kz", True),
        ("kaspi.kz", "kaspi.kz", True),
        ("KASPI.KZ", "kaspi.kz", True),
        (".kaspi.kz", "api.kaspi.kz", True),
        ("kaspi.kz", "api.kaspi.kz", True),
        ("localhost, kaspi.kz", "kaspi.kz", True),
        ("kaspi.kz:443", "kaspi.kz", True),
        ("kaspi.kz:80", "kaspi.kz", False),
        ("aspi.kz", "kaspi.kz", False),
        ("kaspi.kz.example", "kaspi.kz", False),
        ("api.kaspi.kz", "kaspi.kz", False),
        (",", "kaspi.kz", False),
        ("", "kaspi.kz", False),
    ],
)
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_hosts_may_be_exempt(exempt: str, host: str, bypassed: bool, name: str) -> None:  # noqa: FBT001 - a row of the table
    """NO_PROXY exempts everything, a host, its subdomains, or one port of it; nothing that merely looks alike."""
    found = _surroundings({"HTTPS_PROXY": PROXY, name: exempt}, Endpoint(host=host, port=443))
    assert found.proxy_bypassed is bypassed
    assert (found.proxy is None) is bypassed


def test_no_proxy_is_used_when_none_is_wanted() -> None:
    """`--no-proxy` leaves every proxy out, a nonsensical one too, and the report can say that one is configured."""
    for url in (PROXY, "::::"):
        found = _surroundings({"HTTPS_PROXY": url}, no_proxy=True)
        assert (found.proxy, found.proxy_bypassed) == (None, True)


@pytest.mark.parametrize("url", ["::::", "http://", "ftp://user:hidden@proxy", "http://user:hidden@proxy:99999"])
def test_a_nonsensical_proxy_is_refused(url: str) -> None:
    """A proxy that nothing could use is refused by its variable's name, its password unsaid."""
    with pytest.raises(SettingError, match="HTTPS_PROXY") as refused:
        _surroundings({"HTTPS_PROXY": url})
    assert "hidden" not in str(refused.value)


def test_overrides_of_trust_are_told() -> None:
    """Variables that change whom programs trust are reported with their values."""
    found = _surroundings({"SSL_CERT_FILE": "/a.pem", "REQUESTS_CA_BUNDLE": "/b.pem", "CURL_CA_BUNDLE": ""})
    assert found.ca_overrides == ("SSL_CERT_FILE=/a.pem", "REQUESTS_CA_BUNDLE=/b.pem")


@pytest.mark.parametrize("words", [("--json",), ("--format", "plain", "--verbose")])
def test_a_proxys_password_is_never_shown(words: tuple[str, ...], tmp_path: Path) -> None:
    """The password of a proxy that works is in no output, plain or in the form it is sent in."""
    with serve(SCENARIOS["proxy-with-password-works"]) as endpoint:
        ran = check(endpoint, *words, "--patience", "0.4", cwd=tmp_path)
    assert ran.code == 0
    assert f":{PROXY_PASSWORD}@" not in ran.out
    assert "c29tZWJvZHk6bWFkZS11cA" not in ran.out


def test_a_refused_proxy_is_said_in_one_line(tmp_path: Path) -> None:
    """A nonsensical proxy in the environment ends the run with exit 2 and one line."""
    ran = run("check", cwd=tmp_path, environment={"KASPI_TOKEN": TOKEN, "HTTPS_PROXY": "ftp://user:hidden@proxy"})
    assert (ran.code, is_one_clear_line(ran.err), "hidden" in ran.err) == (2, True, False)


def test_the_demo_uses_no_proxy_of_the_users(tmp_path: Path) -> None:
    """`demo` stays on this machine, whatever proxy the environment names."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0)
        url = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        ran = run("demo", "--quick", "--json", cwd=tmp_path, environment={"HTTPS_PROXY": url, "ALL_PROXY": url})
        with pytest.raises(BlockingIOError):
            proxy.accept()
    assert ran.code == 0


@pytest.mark.parametrize(("exempt", "no_proxy"), [(True, ""), (False, ""), (False, "kaspi.kz")])
def test_the_system_may_exempt_hosts_too(exempt: bool, no_proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a fact
    """A proxy of Windows' or macOS' settings is left out for the hosts that they, or NO_PROXY, exempt."""
    if no_proxy:
        monkeypatch.setenv("NO_PROXY", no_proxy)
    monkeypatch.setattr(urllib.request, "getproxies_environment", dict)
    monkeypatch.setattr(urllib.request, "getproxies", lambda: {"https": PROXY})
    monkeypatch.setattr(urllib.request, "proxy_bypass", lambda host: exempt and host == KASPI.host)
    found = surroundings_from(CheckOptions(), os.environ, KASPI)
    assert found.proxy_bypassed is (exempt or bool(no_proxy))
    assert (found.proxy is None) is found.proxy_bypassed


def test_a_user_may_have_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service of Windows may have no USERNAME, and Windows has no password database: the name is then empty."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "pwd", None)
    assert this_machine().user == ""
