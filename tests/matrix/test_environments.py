"""Machines that are full, read-only, crowded, told to stop, or wrong about the time."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kaspi_doctor.cli import INTERRUPTED
from kaspi_doctor.simulator import SCENARIOS, serve
from tests.cli.running import COMMAND, environment_of, run_fresh
from tests.matrix.shop import shop
from tests.network.serving import LOOPBACK, TOKEN, authority, serving, write_ca

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
AT_ONCE = 50
QUICKLY = ("--json", "--patience", "0.4")
ENDED_S = 30.0


def _mountable() -> str:
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("unshare"):
        return "mounting needs Linux and root"
    tried = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True)
    return "" if tried.returncode == 0 else "no mount namespaces here"


NOT_MOUNTABLE = _mountable()
mounts = pytest.mark.skipif(bool(NOT_MOUNTABLE), reason=NOT_MOUNTABLE)
FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
fakes_time = pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")


def _run_mounted(mount: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the tool after a shell command that mounts something in a namespace of its own."""
    return subprocess.run(
        ["unshare", "--mount", "sh", "-ec", f'{mount}\ncd /; exec "$@"', "sh", *COMMAND, *arguments],
        check=False, capture_output=True, text=True, timeout=110,
        env=environment_of({"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}),
    )  # fmt: skip


def test_many_may_write_to_one_folder(tmp_path: Path) -> None:
    """Fifty runs at once into one folder leave three whole files each, and nothing else."""
    with serve(SCENARIOS["documented"]) as endpoint:
        # Politely: the tests beside this one measure time.
        polite = ["nice", "-n", "15"] if shutil.which("nice") else []
        words = [
            *polite,
            *COMMAND,
            "check",
            *endpoint.arguments,
            "--quick",
            "--save",
            "--save-dir",
            str(tmp_path / "kept"),
        ]
        words += ["--timeout", "60", "--deadline", "120", "--format", "short"]
        running = [
            subprocess.Popen(
                words,
                cwd=tmp_path,
                env=environment_of(endpoint.environment),
                stdout=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
            )
            for _ in range(AT_ONCE)
        ]
        codes = {process.wait(timeout=110) for process in running}
    assert codes == {0}
    kept = sorted((tmp_path / "kept").iterdir())
    reports = [json.loads(path.read_text()) for path in kept if path.suffix == ".json"]
    assert len({report["run_id"] for report in reports}) == AT_ONCE
    assert [path.suffix for path in kept] == [".html", ".json", ".md"] * AT_ONCE


@mounts
@pytest.mark.parametrize("options", [("--save",), ("--report", "html=kept.html")])
def test_a_full_disk_costs_the_file_and_not_the_verdict(options: tuple[str, ...], tmp_path: Path) -> None:
    """On a full disk of 64 KiB the verdict is printed, the lack of a file is said, and no part of it is left."""
    small = tmp_path / "small"
    small.mkdir()
    fill = f"mount -t tmpfs -o size=64k tmpfs {small}; head -c 61440 /dev/zero > {small}/fill"
    left = f'trap "find . -type f >&2" EXIT; "$@"; code=$?; cd {small}; exit $code'
    ran = subprocess.run(
        ["unshare", "--mount", "bash", "-c", f"{fill}; cd {small}; {left}", "bash", *COMMAND, "demo", *options],
        check=False, capture_output=True, text=True, timeout=110, env=environment_of({"PYTHONPATH": str(REPOSITORY)}),
    )  # fmt: skip
    assert ran.returncode == 2
    assert "HEALTHY" in ran.stdout
    *complaints, file = ran.stderr.splitlines()
    assert file == "./fill", ran.stderr
    assert complaints
    assert all("No space left" in line for line in complaints)


@mounts
def test_a_disk_that_cannot_be_written_is_enough() -> None:
    """Where nothing at all can be written, check gives its verdict; demo, which needs a file, says so in one line."""
    read_only = (
        "mount --make-rprivate /; mount --bind /tmp /tmp; mount -o remount,ro,bind /tmp; mount -o remount,ro,bind /"
    )
    nothing = f"{read_only}; if touch /tmp/x /x 2>/dev/null; then exit 99; fi"
    offline = ("--base-url", "https://localhost:9/x", "--neutral-host", "none")
    checked = _run_mounted(nothing, "check", *offline, "--json")
    assert json.loads(checked.stdout)["diagnosis"]["root_cause"] == "token-missing", checked.stderr
    shown = _run_mounted(nothing, "demo")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr.startswith("kaspi-doctor: simulator: ")
    assert shown.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LC_ALL": "xx_YY.nonsense"}, "utf-8"),
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "ascii"),
        ({"PYTHONIOENCODING": "utf-16"}, "utf-16"),
        ({"PYTHONIOENCODING": "cp866"}, "cp866"),
        ({"PYTHONIOENCODING": "koi8-r"}, "koi8-r"),
        ({"PYTHONIOENCODING": "shift_jis"}, "shift_jis"),
    ],
)
def test_odd_locales_and_names_are_no_matter(environment: dict[str, str], encoding: str, tmp_path: Path) -> None:
    """Whatever the locale, in a folder whose name is no text, the verdict is printed and the reports are written."""
    folder = os.path.join(os.fsencode(tmp_path), b"odd\xff\xd0")  # noqa: PTH118 - not a text
    os.mkdir(folder)  # noqa: PTH102 - likewise
    ran = subprocess.run(
        [*COMMAND, "demo", "token-rejected", "--quick", "--lang", "kk", "--save", "--report", b"json=\xff.json"],
        check=False, cwd=folder, env=environment_of(environment), capture_output=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 4
    assert "token-format" in ran.stdout.decode(encoding)
    assert b"Traceback" not in ran.stderr
    kept = {name: os.listdir(os.path.join(folder, name)) for name in (b"", b"reports")}  # noqa: PTH118, PTH208 - likewise
    assert (set(kept[b""]), len(kept[b"reports"])) == ({b"reports", b"\xff.json"}, 3)


def test_a_folder_may_be_gone(tmp_path: Path) -> None:
    """In a folder that was removed the verdict is printed; only what is to be written there is refused, in a line."""
    gone = 'cd "$0" && rmdir "$0" && exec "$@"'
    environment = environment_of({"PYTHONPATH": str(REPOSITORY)})
    for options, code in (((), 4), (("--save",), 2)):
        (tmp_path / "gone").mkdir()
        ran = subprocess.run(
            ["sh", "-c", gone, tmp_path / "gone", *COMMAND, "demo", "token-rejected", "--quick", *options],
            check=False, capture_output=True, text=True, timeout=60, env=environment,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr.count("\n")) == (code, len(options))


def test_a_huge_environment_is_no_matter(tmp_path: Path) -> None:
    """With 64 KiB in one variable, and a thousand of them, the verdict is the same."""
    crowd = {"FILLER": "x" * 65536} | {f"FILLER_{n}": "y" * 20 for n in range(1000)}
    ran = run_fresh("demo", *QUICKLY, cwd=tmp_path, environment=crowd)
    assert (ran.code, ran.report["diagnosis"]["verdict"]) == (0, "healthy")
    assert "xxxx" not in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("words", [("demo", "silent-to-all", "--timeout", "30"), ("simulate",)])
def test_nothing_is_left_by_a_run_that_is_told_to_stop(words: tuple[str, ...], number: int, tmp_path: Path) -> None:
    """The simulator's files are gone after SIGTERM and SIGHUP, and the exit code is that of an interruption."""
    process = subprocess.Popen(
        [*COMMAND, *words], cwd=tmp_path, env=environment_of({"TMPDIR": str(tmp_path)}),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    ends_at = time.monotonic() + ENDED_S
    while not list(tmp_path.glob("kaspi-doctor-simulator-*/ca.pem")) and time.monotonic() < ends_at:
        assert process.poll() is None
    process.send_signal(number)
    out, err = process.communicate(timeout=ENDED_S)
    assert process.returncode == INTERRUPTED, (out, err)
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
def test_a_report_is_whole_or_not_there(tmp_path: Path) -> None:
    """A check that SIGTERM ends leaves neither a report nor a part of one, and keeps the one that was there."""
    (tmp_path / "old.json").write_text("old")
    with serve(SCENARIOS["silent-to-all"]) as endpoint:
        process = subprocess.Popen(
            [*COMMAND, "check", *endpoint.arguments, "--report", "json=old.json", "--report", "html=new"],
            cwd=tmp_path, env=environment_of(endpoint.environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        ends_at = time.monotonic() + ENDED_S
        while not endpoint.requests and time.monotonic() < ends_at:
            assert process.poll() is None
        process.terminate()
        process.communicate(timeout=ENDED_S)
    assert process.returncode == INTERRUPTED
    assert [path.name for path in tmp_path.iterdir()] == ["old.json"]
    assert (tmp_path / "old.json").read_text() == "old"


def _faked(when: str) -> dict[str, str | None]:
    return {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME": when,
        # Only the wall clock is wrong on a machine whose clock is wrong.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",
    }


BEHIND, AHEAD = "@2025-06-01 12:00:00", "+400d"


@fakes_time
@pytest.mark.parametrize("when", [BEHIND, AHEAD])
def test_a_wrong_clock_is_told_and_does_no_harm(when: str, tmp_path: Path) -> None:
    """A clock that is more than a year off is an advisory where the certificate bears it and Kaspi answers."""
    with serve(SCENARIOS["documented"]) as endpoint:
        environment = {**endpoint.environment, **_faked(when)}
        ran = run_fresh("check", *endpoint.arguments, *QUICKLY, cwd=tmp_path, environment=environment)
    assert (ran.code, ran.report["diagnosis"]["verdict"]) == (0, "healthy")
    assert "clock-skewed" in ran.report["diagnosis"]["advisories"]
    assert ran.report["duration_s"] < 10


@fakes_time
@pytest.mark.parametrize(
    ("when", "roots"),
    [(BEHIND, {"clock-skewed"}), (AHEAD, {"clock-skewed", "tls-certificate-expired"})],
)
def test_a_certificate_refused_for_a_wrong_clock(when: str, roots: set[str], tmp_path: Path) -> None:
    """Before the tool's release a clock is surely wrong: a certificate refused for its dates is not to blame."""

    async def ask() -> tuple[int | None, dict[str, Any]]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        now = datetime.now(UTC)
        leaf = authority().issue_cert(
            "kaspi.kz", not_before=now - timedelta(days=1), not_after=now + timedelta(days=90)
        )
        leaf.configure_cert(context)
        async with serving(shop(None, bool), tls=context) as port:
            process = await asyncio.create_subprocess_exec(
                *COMMAND, "check", *QUICKLY, "--ca-file", str(write_ca(tmp_path)), "--neutral-host", "none",
                "--connect-to", f"kaspi.kz:443:{LOOPBACK}:{port}",
                cwd=tmp_path, env=environment_of(_faked(when) | {"KASPI_TOKEN": TOKEN}), stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            out, _ = await process.communicate()
            return process.returncode, json.loads(out)

    code, report = asyncio.run(ask())
    assert report["diagnosis"]["root_cause"] in roots
    assert code == 3
