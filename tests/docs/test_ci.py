"""The examples for CI and timers: each is read as its reader reads it, and its commands run against the simulator."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from configparser import ConfigParser
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from junitparser import JUnitXml

from kaspi_doctor.cli.options import CheckOptions
from kaspi_doctor.simulator import SCENARIOS, serve
from tests.docs.reading import ROOT, blocks, stand_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = "docs/ci.md"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WORKFLOW, PIPELINE = (yaml.safe_load(block) for block in blocks(PAGE, "yaml"))
(JENKINS,) = blocks(PAGE, "groovy")
(CRONTAB,) = blocks(PAGE, "cron")
SERVICE, TIMER = blocks(PAGE, "ini")
NAGIOS, PROMETHEUS = blocks(PAGE, "sh")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
INSTALL, CHECK = STEPS.values()
OUTCOMES = [("documented", 0), ("token-rejected", 4), ("connection-refused", 3)]


def _bash(script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub's runner and GitLab's do."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        check=False,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def _checked(scenario: str, folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which `kaspi-doctor` meets a scenario."""
    with serve(SCENARIOS[scenario]) as endpoint:
        program = stand_in(folder / "bin", endpoint)
        path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
        return _bash(script, folder, {"PATH": path, **endpoint.environment, **environment})


def _act(scenario: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's second step, its inputs filled in as GitHub fills them in."""
    given = {name: str(declared.get("default", "")) for name, declared in ACTION["inputs"].items()} | inputs
    filled = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], v) for name, v in CHECK["env"].items()
    }
    with serve(SCENARIOS[scenario]) as endpoint:
        stand_in(folder / "kaspi-doctor" / "bin", endpoint)
        filled |= {"KASPI_TOKEN": endpoint.environment["KASPI_TOKEN"], "RUNNER_TEMP": str(folder)}
        files = {name: str(folder / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        return _bash(CHECK["run"], folder, filled | files)


@pytest.mark.parametrize(("scenario", "code"), OUTCOMES)
@pytest.mark.parametrize("allowed", ["true", "false"])
def test_the_action_passes_and_fails_as_it_says(scenario: str, code: int, allowed: str, tmp_path: Path) -> None:
    """One annotation, the report in the summary, the exit code as an output; 3 passes where that is allowed."""
    ran = _act(scenario, tmp_path, arguments="--quick --patience 0.5", **{"allow-no-verdict": allowed})
    assert ran.stderr == ""
    assert ran.returncode == (0 if code == 3 and allowed == "true" else code)
    assert ran.stdout.count("\n") == 1
    assert re.match("::(notice|error) title=kaspi-doctor::", ran.stdout)
    assert (tmp_path / "GITHUB_OUTPUT").read_text() == f"exit-code={code}\n"
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8").startswith("## ")


def test_the_actions_inputs_reach_the_program(tmp_path: Path) -> None:
    """The language, the shop's id and several options are taken; a star among them is not taken for files."""
    ran = _act(
        "documented", tmp_path, arguments="--quick --user-agent *", language="kk", **{"merchant-uid": "30000000"}
    )
    assert ran.returncode == 0
    assert "БӘРІ ЖҰМЫС ІСТЕЙДІ" in ran.stdout
    summary = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert "X-Merchant-Uid: 30000000" in summary
    assert "User-Agent: \\*" in summary or "User-Agent: *" in summary
    refused = _act("documented", tmp_path, arguments="--nonsense")
    assert (refused.returncode, refused.stdout) == (2, "")


def test_the_action_is_wired() -> None:
    """Every input is declared, used and described; the token goes through the environment, never into a script."""
    used = {name for value in CHECK["env"].values() for name in re.findall(r"inputs\.([\w-]+)", value)}
    assert used == set(ACTION["inputs"])
    assert all(declared["description"] for declared in ACTION["inputs"].values())
    assert all("${{" not in step["run"] for step in STEPS.values())
    assert all(step["shell"] == "bash" for step in STEPS.values())
    assert ACTION["outputs"]["exit-code"]["value"] == f"${{{{ steps.{CHECK['id']}.outputs.exit-code }}}}"
    assert ACTION["runs"]["using"] == "composite"


def test_the_action_installs_itself(tmp_path: Path) -> None:
    """The first step makes an environment of its own and installs the action's own folder into it, wherever that is."""
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python3"
    python.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"; printf \'#!/bin/sh\\necho "$@" > "%s/asked"\' "$3" > "$3/bin/pip"\n'
        'chmod +x "$3/bin/pip"; echo "$1 $2" > "$3/made"\n'
    )
    python.chmod(0o700)
    runner = tmp_path / "runner temp"
    runner.mkdir()
    ran = _bash(
        INSTALL["run"],
        tmp_path,
        {
            "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(runner),
            "GITHUB_ACTION_PATH": "/work flow/action",
        },
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (runner / "kaspi-doctor" / "made").read_text() == "-m venv\n"
    assert (runner / "kaspi-doctor" / "asked").read_text() == "install --quiet /work flow/action\n"
    assert '[project.scripts]\nkaspi-doctor = "' in (ROOT / "pyproject.toml").read_text()


def test_the_workflow_uses_the_action_as_it_is() -> None:
    """The example gives inputs that the action has, and all that it requires."""
    (step,) = WORKFLOW["jobs"]["credentials"]["steps"]
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert {name for name, declared in ACTION["inputs"].items() if declared.get("required")} <= set(step["with"])
    assert step["with"]["token"] == "${{ secrets.KASPI_TOKEN }}"
    assert re.fullmatch(r"OWNER/kaspi-doctor@v\d+\.\d+\.\d+", step["uses"])


@pytest.mark.parametrize(("scenario", "code"), OUTCOMES)
def test_gitlabs_job_reports_and_passes_without_a_verdict(scenario: str, code: int, tmp_path: Path) -> None:
    """The script's exit code is the verdict's, 3 is allowed, and the artefact is a JUnit report in any case."""
    job = PIPELINE["kaspi-credentials"]
    install, check = job["script"]
    assert install.startswith("pip install ")
    ran = _checked(scenario, tmp_path, check, **job["variables"])
    assert (ran.returncode, ran.stderr) == (code, "")
    assert re.search("[ыэъ]", ran.stdout)
    suite = next(iter(JUnitXml.fromfile(str(tmp_path / job["artifacts"]["reports"]["junit"]))))
    assert bool(suite.failures + suite.errors) is bool(code)
    assert job["allow_failure"]["exit_codes"] == [3]
    assert job["artifacts"]["when"] == "always"


@pytest.mark.parametrize(("scenario", "code"), OUTCOMES)
def test_jenkins_commands_run(scenario: str, code: int, tmp_path: Path) -> None:
    """The pipeline's braces are in balance, its shell lines run in order, and its report is where it is looked for."""
    assert JENKINS.count("{") == JENKINS.count("}")
    assert JENKINS.count("(") == JENKINS.count(")")
    clean, check = re.findall(r"sh(?:\(returnStatus: true, script:)? '([^']+)'", JENKINS)
    (tmp_path / "kaspi.xml").write_text("yesterday's")
    ran = _checked(scenario, tmp_path, f"{clean}\n{check}")
    assert (ran.returncode, ran.stderr) == (code, "")
    (name,) = re.findall(r"junit testResults: '([^']+)'", JENKINS)
    assert JUnitXml.fromfile(str(tmp_path / name))


@pytest.mark.parametrize(("scenario", "code"), OUTCOMES)
def test_cron_mails_only_what_is_wrong(scenario: str, code: int, tmp_path: Path) -> None:
    """The line of the crontab prints nothing while all is well, and the short report when it is not."""
    setting, line = CRONTAB.splitlines()
    schedule = re.fullmatch(r"((?:\S+ ){4}\S+) +(.*)", line)
    assert schedule
    assert schedule[1] == "17 */6 * * *"
    assert "%" not in schedule[2], "cron makes a newline of it"
    assert re.fullmatch(r"KASPI_TOKEN_FILE=/\S+", setting)
    command = schedule[2].replace("/opt/kaspi-doctor/bin/kaspi-doctor", str(tmp_path / "bin" / "kaspi-doctor"))
    ran = _checked(scenario, tmp_path, f"sh -c '{command}'")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == (0 if code == 0 else len(ran.stdout.splitlines()))
    assert ran.stdout.startswith("kaspi-doctor · ") is bool(code)
    assert len(ran.stdout.splitlines()) <= 6


def _unit(text: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # names keep their case
    parser.read_string(text)
    return parser


@pytest.mark.parametrize(("scenario", "code"), OUTCOMES)
def test_the_services_command_runs(scenario: str, code: int, tmp_path: Path) -> None:
    """The unit's command, with the token where systemd puts it, gives the verdict's code; 3 counts as a success."""
    service = _unit(SERVICE)["Service"]
    with serve(SCENARIOS[scenario]) as endpoint:
        (tmp_path / "kaspi-token").write_text(f"{endpoint.environment['KASPI_TOKEN']}\n")
        program = stand_in(tmp_path / "bin", endpoint)
        name, _, value = service["Environment"].partition("=")
        command = service["ExecStart"].replace("/opt/kaspi-doctor/bin/kaspi-doctor", str(program))
        environment = {name: value.replace("%d", str(tmp_path))}
        ran = _bash(command, tmp_path, environment)
    assert (ran.returncode, ran.stderr) == (code, "")
    assert service["SuccessExitStatus"] == "3"
    assert service["LoadCredential"].split(":")[0] == environment[name].rpartition("/")[2]
    assert _unit(TIMER)["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """Both units are read by systemd without a word of complaint, and so is the instant at which the timer fires."""
    for text in (SERVICE, TIMER):
        first, _, rest = text.partition("\n")
        (tmp_path / first.rpartition("/")[2]).write_text(
            rest.replace("/opt/kaspi-doctor/bin/kaspi-doctor", "/bin/true")
        )
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], check=False, capture_output=True, text=True, timeout=60
    )
    assert [line for line in done.stderr.splitlines() if "kaspi-doctor" in line] == []
    when = _unit(TIMER)["Timer"]["OnCalendar"]
    done = subprocess.run(
        ["systemd-analyze", "calendar", when], check=False, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, f"Normalized form: {when}" in done.stdout) == (0, True)


def test_monitoring_commands_run(tmp_path: Path) -> None:
    """The plugin's line and code, and the collector's file, are what monitoring reads."""
    ran = _checked("token-rejected", tmp_path, NAGIOS)
    assert (ran.returncode, ran.stdout.startswith("KASPI CRITICAL - ")) == (2, True)
    (target,) = re.findall(r"prometheus=(\S+)", PROMETHEUS)
    ran = _checked("documented", tmp_path, PROMETHEUS.replace(target, "kaspi_doctor.prom"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "# TYPE kaspi_doctor_" in (tmp_path / "kaspi_doctor.prom").read_text()


def test_every_option_named_exists() -> None:
    """No page names an option that no command has."""
    known = {word for name in CheckOptions.__dataclass_fields__ for word in (f"--{name.replace('_', '-')}",)} | {
        "--json",
        "--file",
        "--rejudge",
        "--version",
        "--help",
    }
    for page in (PAGE, "README.md", "README.ru.md"):
        lines = [line for line in (ROOT / page).read_text("utf-8").splitlines() if "kaspi-doctor" in line]
        named = {word for line in lines for word in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line) if "pip" not in line}
        assert named - known - {"--token"} == set(), page
