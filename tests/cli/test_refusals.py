"""Everything a user can get wrong: one clear line on stderr, exit 2, and nothing is sent."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.app import COMMANDS
from tests.cli.running import TOKEN, is_one_clear_line, run, run_here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REFUSED = [
    (("check", "--window-days", "30"), "at most 14 days"),
    (("check", "--window-days", "0"), "from 1 to 14"),
    (("check", "--window-days", "-1"), "from 1 to 14"),
    (("check", "--window-days", "x"), "--window-days x: use a whole number"),
    (("check", "--window-days", "1.5"), "--window-days 1.5: use a whole number"),
    (("check", "--timeout", "0"), "--timeout 0: use a number of seconds greater than 0"),
    (("check", "--timeout", "abc"), "--timeout abc: use a number of seconds"),
    (("check", "--timeout", "nan"), "--timeout nan: use"),
    (("check", "--patience", "inf"), "--patience inf: use"),
    (("check", "--deadline", "-1"), "--deadline -1: use"),
    (("check", "--deadline", "-inf"), "--deadline -inf: use"),
    (("check", "--timeout"), "--timeout needs a value"),
    (("check", "--parallel", "0"), "--parallel 0: use a whole number, 1 or more"),
    (("check", "--parallel", "x"), "--parallel x: use a whole number"),
    (("check", "--format", "jsn"), "did you mean json?"),
    (("check", "--format", "x"), "terminal"),
    (("check", "--format", ""), "there is no format ''"),
    (("check", "--json", "--format", "plain"), "contradict"),
    (("check", "--report", "x"), "FORMAT=PATH"),
    (("check", "--report", "json="), "FORMAT=PATH"),
    (("check", "--report", "jsn=x"), "did you mean json?"),
    (("check", "--report", "json=missing/report.json"), "missing/report.json cannot be written"),
    (("check", "--report", "json=."), "cannot be written"),
    (("check", "--lang", "x"), "the languages are en, ru and kk"),
    (("check", "--connect-to", "nonsense"), "HOST1:PORT1:HOST2:PORT2"),
    (("check", "--connect-to", "a:1:b:99999"), "'99999' is not a port"),
    (("check", "--ca-file", "missing.pem"), "--ca-file missing.pem: there is no such file"),
    (("check", "--ca-file", "."), "--ca-file .: there is no such file"),
    (("check", "--ca-file", "empty.pem"), "no readable PEM certificate"),
    (("check", "--ca-file", "garbage.pem"), "no readable PEM certificate"),
    (("check", "--neutral-host", "a b"), "--neutral-host 'a b': use HOST, HOST:PORT or none"),
    (("check", "--neutral-host", ""), "use HOST, HOST:PORT or none"),
    (("check", "--neutral-host", "host:port"), "use HOST, HOST:PORT or none"),
    (("check", "--neutral-host", "https://example.com"), "use HOST, HOST:PORT or none"),
    (("check", "--base-url", ""), "is not an https URL"),
    (("check", "--base-url", "kaspi.kz"), "is not an https URL"),
    (("check", "--base-url", "http://kaspi.kz/shop/api/v2"), "must begin with https://"),
    (("check", "--base-url", "https://"), "is not an https URL"),
    (("check", "--base-url", "https://kaspi.kz:99999"), "is not an https URL"),
    (("check", "--base-url", "https://user:hidden@kaspi.kz"), "must have no user name"),
    (("check", "--base-url", "https://kaspi.kz/shop/api/v2/orders"), "must not name /orders"),
    (("check", "--base-url", "https://kaspi.kz/shop/api/v2/orders/?page[number]=0"), "/orders, which is added to it"),
    (("check", "--merchant-uid", "x"), "--merchant-uid (KASPI_MERCHANT_UID) must be digits"),
    (("check", "--merchant-uid", ""), "must be digits"),
    (("check", "--user-agent", ""), "--user-agent is empty"),
    (("check", "--user-agent", " "), "--user-agent is empty"),
    (("check", "--user-agent", "a\r\nX-Evil: 1"), "printable ASCII"),
    (("check", "--user-agent", "магазин"), "printable ASCII"),
    (("check", "--only", "orders-vald"), "did you mean orders-valid?"),
    (("check", "--skip", "dns,nonsense"), "there is no probe 'nonsense'"),
    (("check", "--only", ","), "--only names no probe"),
    (("check", "--only", "dns", "--skip", "dns"), "leave no probe"),
    (("check", "--token", "x"), "there is no --token"),
    (("check", "--tokn", "x"), "there is no option --tokn; did you mean --token-"),
    (("check", "--widow-days", "3"), "did you mean --window-days?"),
    (("check", "--strict=1"), "--strict takes no value"),
    (("check", "extra"), "it is not clear what extra is for"),
    (("check", "-z"), "there is no option -z"),
    (("chek",), "there is no command chek; did you mean check?"),
    (("xyzzy",), "there is no command xyzzy; see --help"),
    (("--nonsense",), "there is no option --nonsense"),
    (("--lang", "en", "check"), "must come after the command: kaspi-doctor check --lang"),
    (("--",), "a command is missing"),
    (("demo", "docmented"), "did you mean documented?"),
    (("demo", "--base-url", "https://kaspi.kz"), "there is no option --base-url"),
    (("simulate", "docmented"), "did you mean documented?"),
    (("simulate", "--port", "70000"), "use 0 to 65535"),
    (("simulate", "--port", "-1"), "use 0 to 65535"),
    (("simulate", "--port", "x"), "--port x: use a whole number"),
    (("list",), "probes, causes, scenarios, formats"),
    (("list", "prob"), "did you mean probes?"),
    (("list", "xyzzy"), "probes, causes, scenarios, formats"),
]


@pytest.fixture(autouse=True)
def _in_an_empty_folder_with_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KASPI_TOKEN", TOKEN)


@pytest.fixture
def knocked() -> Iterator[tuple[int, socket.socket]]:
    """A port that notices whether anybody connects."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        yield listener.getsockname()[1], listener


def _nobody_came(listener: socket.socket) -> bool:
    try:
        client, _ = listener.accept()
    except BlockingIOError:
        return True
    client.close()
    return False


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=lambda value: " ".join(value)[:40])
def test_what_cannot_be_used_is_refused_in_one_line(
    words: tuple[str, ...],
    said: str,
    knocked: tuple[int, socket.socket],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The complaint is one line that says what to do; the exit code is 2, stdout empty, and nobody is connected to."""
    (tmp_path / "empty.pem").touch()
    (tmp_path / "garbage.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    port, listener = knocked
    trap = ("--connect-to", f"::127.0.0.1:{port}") if words[0] == "check" else ()
    ran = run_here(*words[:1], *trap, *words[1:], capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert is_one_clear_line(ran.err)
    assert "hidden" not in ran.err
    assert _nobody_came(listener)


def test_a_usable_command_line_does_knock(
    knocked: tuple[int, socket.socket], capsys: pytest.CaptureFixture[str]
) -> None:
    """The same trap does notice a run that is not refused."""
    port, listener = knocked
    words = ("check", "--connect-to", f"::127.0.0.1:{port}", "--timeout", "0.3", "--neutral-host", "none")
    run_here(*words, capsys=capsys)
    assert not _nobody_came(listener)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--timeout", "0", "--lang", "ru"), "укажите число секунд"),
        (("check", "--lang=kk", "--timeout", "x"), "секунд санын беріңіз"),
        (("check", "--lang", "ru", "--token", "x"), "параметра --token нет"),
        (("check", "--lang", "ru", "--nonsense"), "параметра --nonsense нет"),
        (("chek", "--lang", "ru"), "команды chek нет; может быть, check?"),
        (("check", "--lang", "kk", "extra"), "түсініксіз"),
        (("check", "--strict=1", "--lang", "ru"), "не принимает значения"),
        (("list", "prob", "--lang", "ru"), "может быть, probes?"),
        (("demo", "nonsense", "--lang", "kk"), "сценарийі жоқ"),
        (("simulate", "--port", "x", "--lang", "ru"), "укажите целое число"),
    ],
)
def test_a_refusal_speaks_the_language_asked_for(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A complaint is in the language of `--lang`, wherever that stands on the command line."""
    ran = run_here(*words, capsys=capsys)
    assert (ran.code, is_one_clear_line(ran.err)) == (2, True)
    assert said in ran.err


def test_a_port_that_is_taken_is_refused(knocked: tuple[int, socket.socket], tmp_path: Path) -> None:
    """`simulate` on a busy port says so."""
    ran = run("simulate", "--port", str(knocked[0]), cwd=tmp_path)
    assert (ran.code, is_one_clear_line(ran.err)) == (2, True)
    assert f"--port {knocked[0]}: " in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_that_is_listed_is_there(name: str, tmp_path: Path) -> None:
    """The list of commands stands without any of them being loaded; each is found under its name, after -- too."""
    for words in ((name, "--help"), ("--", name, "--help")):
        ran = run(*words, cwd=tmp_path)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: kaspi-doctor {name} ")
