"""`--save`, `--anonymous` and GitHub's summary: what a run leaves behind, and where."""

from __future__ import annotations

import getpass
import json
import os
import re
import resource
import socket
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kaspi_doctor.cli.environment import this_machine
from kaspi_doctor.cli.files import append
from kaspi_doctor.cli.options import OutputOptions
from kaspi_doctor.cli.output import Output
from kaspi_doctor.redaction import Redactor
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.target import SettingError
from kaspi_doctor.wording import Language
from tests.cli.running import COMMAND, check, environment_of, is_one_clear_line, run
from tests.formats.reports import REJECTED

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = ("demo", "token-rejected", "--quick")
HEALTHY = ("demo", "documented", "--quick")
NAME = re.compile(r"kaspi-doctor-\d{8}T\d{6}Z-[0-9a-f]{8}\.(html|md|json)")


def test_a_saved_run_is_three_private_files(tmp_path: Path) -> None:
    """`--save` makes reports/ and in it html, md and json of one name, mode 0600, and says where; stdout is as ever."""
    ran = run(*REFUSED, "--save", cwd=tmp_path)
    files = sorted((tmp_path / "reports").iterdir())
    assert ran.code == 4
    assert [NAME.fullmatch(file.name) is not None for file in files] == [True] * 3
    assert len({file.stem for file in files}) == 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert sorted(ran.err.splitlines()) == [f"Saved: reports/{file.name}" for file in files]
    document = json.loads(files[1].read_text("utf-8"))
    started = re.sub(r"[-:]|\.\d+", "", document["started_at"])
    assert files[0].name == f"kaspi-doctor-{started}-{document['run_id']}.html"
    assert re.match("passed +token-format", ran.out)


@pytest.mark.parametrize(("language", "word"), [("ru", "Сохранено: "), ("kk", "Сақталды: ")])
def test_files_speak_the_readers_language(language: str, word: str, tmp_path: Path) -> None:
    """The message and the Markdown are in the language of the run, at whatever depth the folder has to be made."""
    ran = run(*REFUSED, "--save-dir", "a/b/c", "--lang", language, cwd=tmp_path)
    assert all(line.startswith(word) for line in ran.err.splitlines())
    (page,) = (tmp_path / "a/b/c").glob("*.md")
    assert re.search("[ыэъ]", page.read_text("utf-8"))


@pytest.mark.parametrize("folder", ["file", "file/under", "/proc/nowhere", "/dev/null"])
def test_nothing_is_sent_when_there_is_no_place(folder: str, tmp_path: Path) -> None:
    """A folder that cannot be made is exit 2 and one line with the reason, before anything is sent."""
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        target = f"::127.0.0.1:{listener.getsockname()[1]}"
        ran = run("check", "--connect-to", target, "--save-dir", folder, cwd=tmp_path, environment={"KASPI_TOKEN": "x"})
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
    assert f"{folder} cannot be written (" in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_refused(tmp_path: Path) -> None:
    """A folder that is there, but closed to this user, is exit 2 before anything is sent."""
    (tmp_path / "shut").mkdir(mode=0o500)
    ran = run(*REFUSED, "--save-dir", "shut", cwd=tmp_path)
    assert (ran.code, ran.err) == (2, "kaspi-doctor: shut cannot be written\n")


@pytest.mark.parametrize(("words", "code"), [(REFUSED, 4), (HEALTHY, 2)])
def test_a_full_disk_is_told_and_keeps_the_verdict(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """With no room each file is named with the reason, none is left half-written, and a verdict's code stays."""
    limit = 2000  # enough for the simulator's own files
    done = subprocess.run(
        [*COMMAND, *words, "--save"],
        check=False,
        cwd=tmp_path,
        env=environment_of({name: None for name in os.environ if name.startswith("COV")}),
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    lines = done.stderr.splitlines()
    assert all(re.fullmatch(r"kaspi-doctor: reports/\S+ cannot be written \(File too large\)", line) for line in lines)
    assert len(lines) == 3
    assert (done.returncode, [*(tmp_path / "reports").iterdir()]) == (code, [])
    assert "orders-valid" in done.stdout


def test_twenty_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Twenty runs that save into one folder in one second leave sixty whole files; two of one id leave one, whole."""
    output = Output.planned(OutputOptions(save_dir=str(tmp_path), format="short"), Language.EN, {})
    reports = [replace(REJECTED, run_id=f"{number:08x}") for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        failed = [*pool.map(lambda report: output.write(report, Redactor(())), [*reports, *reports])]
    assert failed == [()] * 40
    files = [*tmp_path.iterdir()]
    assert len(files) == 60
    assert all(NAME.fullmatch(file.name) for file in files)
    saved = [json.loads(file.read_text()) for file in files if file.suffix == ".json"]
    assert {document["run_id"] for document in saved} == {report.run_id for report in reports}


def test_real_runs_at_once_have_names_of_their_own(tmp_path: Path) -> None:
    """Processes started in one moment save beside each other."""
    with ThreadPoolExecutor(4) as pool:
        codes = [*pool.map(lambda _: run(*REFUSED, "--save", cwd=tmp_path).code, range(4))]
    assert codes == [4] * 4
    assert len([*(tmp_path / "reports").iterdir()]) == 12


@pytest.mark.parametrize("before", [b"", b"# Build\n\nAll is well.", b"# Build\n| a |\n|---|\n", b"no end \xff"])
def test_githubs_summary_is_added_to_once(before: bytes, tmp_path: Path) -> None:
    """The report stands once in the job's summary, after an empty line, and what others wrote there is untouched."""
    summary = tmp_path / "summary.md"
    summary.write_bytes(before)
    with serve(SCENARIOS["token-rejected"]) as endpoint:
        ran = check(
            endpoint,
            *("--quick", "--format", "github", "--report", "markdown=own.md"),
            cwd=tmp_path,
            environment={"GITHUB_STEP_SUMMARY": str(summary)},
        )
    assert (ran.code, ran.err) == (4, "")
    assert ran.out.startswith("::error title=kaspi-doctor::")
    after = summary.read_bytes()
    own = (tmp_path / "own.md").read_bytes()
    assert after == before + (b"\n\n" if before else b"") + own


def test_another_format_leaves_the_summary_alone(tmp_path: Path) -> None:
    """Only `--format github` writes there; no file is made for the others."""
    ran = run(*REFUSED, cwd=tmp_path, environment={"GITHUB_STEP_SUMMARY": "summary.md"})
    assert (ran.code, ran.err, [*tmp_path.iterdir()]) == (4, "", [])


@pytest.mark.parametrize(("words", "code"), [(REFUSED, 4), (HEALTHY, 2)])
def test_a_summary_that_cannot_be_written_takes_nothing_from_the_log(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    """The annotation is printed all the same, one line says what is missing, and a verdict's code stays."""
    ran = run(*words, "--format", "github", cwd=tmp_path, environment={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert (ran.code, is_one_clear_line(ran.err)) == (code, True)
    assert "title=kaspi-doctor::" in ran.out
    assert f"{tmp_path} cannot be written (Is a directory)" in ran.err


def test_a_full_summary_is_told(tmp_path: Path) -> None:
    """A file that takes no more is an error with a reason; lone surrogates are none."""
    with pytest.raises(SettingError, match="No space left on device"):
        append(tmp_path.joinpath("/dev/full"), "x")
    append(tmp_path / "a", "x\ud800\n")
    assert (tmp_path / "a").read_text() == "x?\n"


@pytest.mark.parametrize("words", [("--json",), ("--format", "plain", "--verbose"), ("--format", "html")])
def test_an_anonymous_run_does_not_name_its_machine(words: tuple[str, ...], tmp_path: Path) -> None:
    """User, machine, home and proxy are in no byte of stdout, nor of what is saved; without the option they are."""
    home = tmp_path / "sauletau"
    home.mkdir()
    environment: dict[str, str] = {"HOME": str(home), "LOGNAME": "sauletau", "SSL_CERT_FILE": f"{home}/ca.pem"}
    (home / "bin").mkdir()
    with serve(SCENARIOS["proxy-works"]) as endpoint:
        texts: list[bytes] = []
        for more in ((), ("--anonymous",)):
            ran = check(
                endpoint,
                "--quick",
                *words,
                *more,
                "--save-dir",
                f"out{len(more)}",
                cwd=tmp_path,
                environment=environment,
            )
            assert ran.code == 0
            saved = b"".join(file.read_bytes() for file in (tmp_path / f"out{len(more)}").iterdir())
            texts += [ran.out.encode() + saved]
    assert (b"sauletau" in texts[0], b"sauletau" in texts[1]) == (True, False)
    assert b"[home]/ca.pem" in texts[1]
    assert b"SSL_CERT_FILE" in texts[1]


def test_a_machine_without_names_is_anonymous_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container whose user has no name and no home there is nothing to mask, and no error."""

    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert this_machine().user == ""
    monkeypatch.setenv("HOME", "/somewhere")
    assert this_machine().home == "/somewhere"


def test_nagios_keeps_its_own_codes(tmp_path: Path) -> None:
    """Under `--format nagios` the process, and the JSON beside it, say the plugin's code; the verdict's code stays."""
    for words, code, verdict_code in ((HEALTHY, 0, 0), (REFUSED, 2, 4), (("demo", "token-missing", "--quick"), 3, 2)):
        ran = run(*words, "--format", "nagios", "--report", "json=r.json", cwd=tmp_path)
        document = json.loads((tmp_path / "r.json").read_text())
        assert (ran.code, document["exit_code"], document["verdict_code"]) == (code, code, verdict_code)
        assert ran.out.startswith(f"KASPI {('OK', '', 'CRITICAL', 'UNKNOWN')[code]} - ")
