"""Reports written to files: whole or not at all, private, and never at the expense of the verdict."""

from __future__ import annotations

import errno
import json
import os
import pathlib
import resource
import socket
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.files import path_from, write_file
from kaspi_doctor.target import SettingError
from tests.cli.running import COMMAND, environment_of, is_one_clear_line, run, run_fresh

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = ("demo", "token-rejected", "--quick")
HEALTHY = ("demo", "documented", "--quick")


def test_reports_are_private_files(tmp_path: Path) -> None:
    """Every `--report` becomes a file of its format with mode 0600, and nothing else is left in the folder."""
    ran = run(
        *REFUSED, "--report", "json=a.json", "--report", "plain=b.txt", "--report", "terminal=c.txt", cwd=tmp_path
    )
    assert (ran.code, ran.err) == (4, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.txt", "c.txt"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    assert json.loads((tmp_path / "a.json").read_text())["exit_code"] == 4
    assert (tmp_path / "b.txt").read_text() == ran.out
    assert "\x1b" not in (tmp_path / "c.txt").read_text()


def test_a_file_is_always_utf_8(tmp_path: Path) -> None:
    """A poor console takes nothing from the files: they keep every letter and mark."""
    words = (*REFUSED, "--lang", "kk", "--report", "terminal=a.txt")
    run(*words, cwd=tmp_path, environment={"PYTHONIOENCODING": "ascii"})
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert "✗" in text
    assert "қ" in text


def test_a_home_is_found_behind_the_equals_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` is resolved in `--report json=~/x`, where shells leave it; without a home it is a name like any other."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_from("~/x") == tmp_path / "x"
    assert path_from("~nobody-of-this-name/x").parts == ("~nobody-of-this-name", "x")


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    """A report written through a link lands in the file it points to."""
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    write_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize("device", ["/dev/null", "/dev/stdout"])
def test_a_device_is_written_to_not_replaced(device: str, tmp_path: Path) -> None:
    """A report may go to a device, which stays one."""
    ran = run_fresh(*REFUSED, "--format", "short", "--report", f"json={device}", cwd=tmp_path)
    assert (ran.code, ran.err) == (4, "")
    assert ('"schema_version": 1' in ran.out) is (device == "/dev/stdout")
    with open("/dev/null", "rb") as null:  # noqa: PTH123 - the device is the point
        assert stat.S_ISCHR(path_from("/dev/null").stat().st_mode)
        assert null.read() == b""


def test_a_file_behind_stdout_keeps_what_is_printed(tmp_path: Path) -> None:
    """`--report json=/dev/stdout >file` leaves both in the file, neither written over the other."""
    with (tmp_path / "both").open("wb") as both:
        run_fresh(*REFUSED, "--format", "short", "--report", "json=/dev/stdout", cwd=tmp_path, stdout=both)
    text = (tmp_path / "both").read_text()
    document, end = json.JSONDecoder().raw_decode(text)
    assert document["exit_code"] == 4
    assert "CAUSE FOUND" in text[end:]


def test_what_cannot_be_written_keeps_what_was_there(tmp_path: Path) -> None:
    """When the disk is full, the old file stays whole, no half-written one is left, and the reason is given."""
    (tmp_path / "report.json").write_text("old")
    limit = 4000  # enough for the simulator's own files
    done = subprocess.run(
        [*COMMAND, *REFUSED, "--report", "json=report.json", "--report", "json=other.json"],
        check=False,
        cwd=tmp_path,
        env=environment_of({name: None for name in os.environ if name.startswith("COV")}),
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    lines = done.stderr.splitlines()
    assert lines == [
        "kaspi-doctor: report.json cannot be written (File too large)",
        "kaspi-doctor: other.json cannot be written (File too large)",
    ]
    assert done.returncode == 4
    assert "orders-valid" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    assert (tmp_path / "report.json").read_text() == "old"


@pytest.mark.parametrize(("words", "code"), [(REFUSED, 4), (HEALTHY, 2)])
def test_a_full_disk_never_passes_for_success(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """A report that could not be written leaves a verdict's exit code alone, and turns 0 into 2."""
    ran = run(*words, "--report", "json=/dev/full", cwd=tmp_path)
    assert (ran.code, is_one_clear_line(ran.err)) == (code, True)
    assert "/dev/full cannot be written (No space left on device)" in ran.err
    assert "orders-valid" in ran.out


def test_nothing_is_sent_for_a_report_with_no_place(tmp_path: Path) -> None:
    """A path that cannot be written is refused with exit 2 before anything is sent."""
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        ran = run(
            *("check", "--connect-to", f"::127.0.0.1:{listener.getsockname()[1]}", "--report", "json=file/report.json"),
            cwd=tmp_path,
        )
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kaspi-doctor: file/report.json cannot be written\n"


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    """A folder that is gone by the time of writing is an error with a name, and no traceback."""
    with pytest.raises(SettingError, match="gone/report cannot be written"):
        write_file(tmp_path / "gone" / "report", "text")


def test_a_file_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file that is open elsewhere cannot be replaced, as on Windows, it stays, and nothing else is left."""

    def refuse(_path: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied")

    kept = tmp_path / "report.html"
    kept.write_text("open in a browser")
    monkeypatch.setattr(pathlib.Path, "replace", refuse)
    with pytest.raises(SettingError, match="Access is denied"):
        write_file(kept, "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["open in a browser"]
