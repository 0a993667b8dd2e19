"""The commands besides `check`, the help, and what starting the program costs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from kaspi_doctor import __version__
from kaspi_doctor.cli.app import COMMANDS
from kaspi_doctor.cli.simulate import _ready
from kaspi_doctor.doctor import all_causes, all_formats, all_probes
from kaspi_doctor.simulator import SCENARIOS, serve
from tests.cli.running import COMMAND, OFFLINE, environment_of, importable, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _known(what: str) -> list[str]:
    listed: dict[str, Iterable[Any]] = {
        "probes": all_probes(),
        "causes": all_causes(),
        "scenarios": SCENARIOS.values(),
        "formats": all_formats(),
    }
    return [thing.id for thing in listed[what]]


@pytest.mark.parametrize("what", ["probes", "causes", "scenarios", "formats"])
def test_everything_is_listed(what: str, tmp_path: Path) -> None:
    """`list` names all there is, a line each and in every language, and `--json` tells the same to programs."""
    entries = json.loads(run("list", what, "--json", cwd=tmp_path).out)
    assert [entry["id"] for entry in entries] == _known(what)
    assert all(
        {"en", "ru", "kk"} <= texts.keys() for entry in entries for texts in entry.values() if isinstance(texts, dict)
    )
    tables = {run("list", what, "--lang", language, cwd=tmp_path).out for language in ("en", "ru", "kk")}
    assert len(tables) == 3
    for table in tables:
        assert [line.split()[0] for line in table.splitlines()] == _known(what)


def test_the_schema_is_printed(tmp_path: Path) -> None:
    """`schema` prints a valid JSON schema that fits a report of this very program."""
    schema = json.loads(run("schema", cwd=tmp_path).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(run("demo", "--quick", "--json", cwd=tmp_path).report, schema)


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_the_program_explains_itself(words: tuple[str, ...], tmp_path: Path) -> None:
    """Bare, or asked for help, the program names its commands and exit codes on stdout and exits 0."""
    ran = run(*words, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for name in ("check", "demo", "simulate", "list", "schema", "130  interrupted"):
        assert name in ran.out
    assert "..." not in ran.out.partition("Commands:")[2]


@pytest.mark.parametrize(
    "words", [("--help",), ("check", "--help"), ("demo", "--help"), ("simulate", "--help"), ("list", "--help")]
)
@pytest.mark.parametrize("columns", ["80", "200"])
def test_help_is_easy_on_the_eye(words: tuple[str, ...], columns: str, tmp_path: Path) -> None:
    """Help is plain text no wider than 80 columns, or 100 in a wide window."""
    ran = run(*words, cwd=tmp_path, environment={"COLUMNS": columns})
    assert max(map(len, ran.out.splitlines())) <= min(int(columns), 100)
    assert "│" not in ran.out


def test_checks_options_stand_in_groups(tmp_path: Path) -> None:
    """`check --help` shows all the contract's options under headings, what a new user needs first."""
    ran = run("check", "--help", cwd=tmp_path)
    headings = re.findall(r"^([A-Z]\w+):$", ran.out, flags=re.MULTILINE)
    assert headings == ["Credentials", "Request", "Network", "Running", "Output", "Other"]
    for option in (
        *("--format", "--json", "--report", "--lang", "--quiet", "--verbose", "--no-color", "--ascii", "--token-file"),
        *("--token-env", "--env-file", "--merchant-uid", "--user-agent", "--window-days", "--base-url", "--connect-to"),
        *(
            "--ca-file",
            "--no-proxy",
            "--neutral-host",
            "--timeout",
            "--patience",
            "--deadline",
            "--parallel",
            "--quick",
        ),
        *("--only", "--skip", "--goods", "--strict", "--exit-zero"),
    ):
        assert f"{option}" in ran.out, option
    assert "--token " not in ran.out


@pytest.mark.parametrize("words", [("--version",), ("--version", "check")])
def test_the_version_is_told(words: tuple[str, ...], tmp_path: Path) -> None:
    """`--version` prints the name and the version."""
    ran = run(*words, cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, f"kaspi-doctor {__version__}\n", "")


def _imported(code: str, tmp_path: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        check=True,
        cwd=tmp_path,
        env=environment_of({name: None for name in os.environ if name.startswith("COV")}),
        capture_output=True,
        text=True,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "spared"),
    [
        (
            "from kaspi_doctor.cli import main; main(['--version'])",
            {"typer", "httpx", "dns", "jinja2", "cryptography", "rich", "asyncio", "ssl"},
        ),
        (
            "from kaspi_doctor.cli import main; main(['--help'])",
            {f"kaspi_doctor.cli.{module}" for module, _ in COMMANDS.values()} | {"asyncio", "ssl", "rich"},
        ),
        (
            "import kaspi_doctor.cli.check",
            {"httpx", "dns", "jinja2", "trustme", "cryptography", "rich", "keyring", "dotenv", "h11"},
        ),
        (
            "from kaspi_doctor.cli import main; main(['check', '--help'])",
            {"httpx", "dns", "jinja2", "trustme", "cryptography", "rich", "keyring", "dotenv", "pydantic"},
        ),
        (
            "from kaspi_doctor.cli.output import format_named; format_named('json', '--format')",
            {"xml.etree.ElementTree", "kaspi_doctor.formats.html", "kaspi_doctor.formats.terminal"},
        ),
        (
            "import asyncio, kaspi_doctor.network as network; network._load_transport(); assert 'h11' in sys.modules",
            {"httpx._main", "pygments", "rich", "click"},
        ),
        *(
            (
                f"from kaspi_doctor.cli import main; main(['{command}', 'GET https://kaspi.kz/shop/api/v2/orders'])",
                {"asyncio", "ssl", "socket", "httpx", "dns", "jinja2", "rich", "keyring", "kaspi_doctor.network"},
            )
            for command in ("explain", "lint")
        ),
    ],
)
def test_starting_loads_little(code: str, spared: set[str], tmp_path: Path) -> None:
    """What a command does not need is not imported on its way: of the network, nothing for those that need none."""
    assert _imported(code, tmp_path) & spared == set()


def test_requests_find_everything_loaded(tmp_path: Path) -> None:
    """While the first answers are waited for, all that requests need is loaded; and httpx is left whole."""
    ready = "import asyncio, kaspi_doctor.network as network; network._load_transport()\n"
    used = ready + "import anyio; asyncio.run(anyio.Lock().acquire())"
    assert _imported(used, tmp_path) == _imported(ready, tmp_path)
    _imported(ready + "import httpx._main", tmp_path)


def test_a_process_ends_without_a_last_look_for_rubbish(tmp_path: Path) -> None:
    """Started as a program, `main` leaves nothing to the collector that runs when Python ends."""
    program = "import gc; from kaspi_doctor.cli import main; sys.argv[1:] = ['--version']; main()\n"
    _imported(program + "assert gc.get_freeze_count()", tmp_path)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_simulator_serves_until_interrupted(how: signal.Signals, tmp_path: Path) -> None:
    """`simulate` prints an address, a CA file and a command that is healthy when run, ends with 130, and cleans up."""
    script = tmp_path / "kaspi-doctor"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kaspi_doctor "$@"\n')
    script.chmod(0o700)
    environment = environment_of({"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(tmp_path)})
    with subprocess.Popen(
        [*COMMAND, "simulate"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        said: dict[str, str] = {}
        while "Check it" not in said:
            name, _, value = server.stdout.readline().partition(":")
            said[name] = value.strip()
        assert re.fullmatch(r"https://localhost:\d+/shop/api/v2", said["Base URL"])
        ca_file = said["CA file"]
        checked = subprocess.run(
            ["sh", "-c", f"{said['Check it']} --quick --json"],
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (checked.returncode, checked.stderr) == (0, "")
        assert json.loads(checked.stdout)["diagnosis"]["verdict"] == "healthy"
        server.send_signal(how)
        assert server.wait(10) == 130
        assert server.stderr.read() == ""
    assert not os.path.exists(ca_file)  # noqa: PTH110 - a text


def test_the_simulator_cleans_up_behind_a_script(tmp_path: Path) -> None:
    """Started with `&` from a script, which leaves SIGINT ignored, `simulate` ends at `kill` and leaves no file."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    script = 'trap "" INT; exec "$@"'
    with subprocess.Popen(
        ["sh", "-c", script, "sh", *COMMAND, "simulate"],
        cwd=tmp_path,
        env=environment_of({"TMPDIR": str(folder)}),
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        while not server.stdout.readline().startswith("Ctrl-C"):
            assert server.poll() is None
        assert [*folder.iterdir()]
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 130
    assert not [*folder.iterdir()]


def test_the_simulators_command_suits_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the command line that `simulate` prints is PowerShell's: the variables are set in its way."""
    with serve(replace(SCENARIOS["token-missing"], token="it's made up")) as endpoint:
        monkeypatch.setattr(sys, "platform", "win32")
        assert _ready(endpoint).startswith("$env:KASPI_TOKEN = 'it''s made up'; kaspi-doctor check --base-url https:")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_poor_console_hears_of_the_simulator_too(language: str, tmp_path: Path) -> None:
    """`simulate` speaks every language on a console that lacks its letters."""
    with subprocess.Popen(
        [*COMMAND, "simulate", "token-missing", "--lang", language],
        cwd=tmp_path,
        env=environment_of({"PYTHONIOENCODING": "ascii"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stdout is not None
        lines = [server.stdout.readline() for _ in range(4)]
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 130
    assert b"token-missing" in lines[0]
    assert b"https://localhost:" in lines[1]


@pytest.mark.parametrize(
    ("module", "package", "words"),
    [
        ("trustme", "trustme", ("demo", "--quick")),
        ("trustme", "trustme", ("simulate",)),
        ("ahocorasick", "pyahocorasick", ("explain", "kaspi.kz: Read timed out")),
    ],
)
def test_a_package_that_is_missing_is_named(module: str, package: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """Where a package that one command needs is not installed, one line names it, with exit 2; other commands work."""
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{module!r}] = None\n")
    environment = importable(tmp_path)
    ran = run(*words, cwd=tmp_path, environment=environment)
    needed = f"this needs the Python package {package}, which is not installed: pip install {package}"
    assert (ran.code, ran.out, ran.err) == (2, "", f"kaspi-doctor: {needed}\n")
    for others in (
        ("explain", "token-rejected"),
        ("list", "scenarios"),
        ("lint", "https://kaspi.kz/shop/api/v2/orders"),
    ):
        assert run(*others, cwd=tmp_path, environment=environment).code in {0, 1}


def test_a_bug_of_ours_is_no_traceback(tmp_path: Path) -> None:
    """A fault of the program itself ends in one line that names its kind and place, not its words, and exit 5."""
    (tmp_path / "sitecustomize.py").write_text(
        "import kaspi_doctor.report\n"
        "def broken(report): raise KeyError('made-up-secret')\n"
        "kaspi_doctor.report.to_json = broken\n"
    )
    ran = run("check", "--json", *OFFLINE, cwd=tmp_path, environment=importable(tmp_path))
    assert ran.code == 5
    assert re.fullmatch(
        r"kaspi-doctor: a bug in kaspi-doctor [\d.]+ itself \(KeyError, .+\); please report it\n", ran.err
    )
    assert "made-up-secret" not in ran.err
