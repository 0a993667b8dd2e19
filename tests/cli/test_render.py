"""`render`: yesterday's report, in today's formats and judgement, whoever wrote it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from kaspi_doctor.doctor import all_causes, all_formats, rejudged
from kaspi_doctor.document.view import View
from kaspi_doctor.observation import Outcome
from kaspi_doctor.report import Report, from_json, to_json
from kaspi_doctor.simulator import SCENARIOS, serve
from kaspi_doctor.wording import Language
from tests.cli.running import check, is_one_clear_line, run, run_here
from tests.cli.saved_reports import DAMAGED, NOT_A_REPORT, fact_put, written
from tests.formats.reports import ATTACKS, EVERY, HEALTHY, REJECTED, UNEXPLAINED, spoilt

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {known.id: known for known in all_formats()}
VIEW = View(width=100)


@pytest.mark.parametrize("format_id", FORMATS)
@pytest.mark.parametrize("language", Language)
def test_a_saved_report_is_shown_as_the_run_would_have(
    format_id: str, language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every format in every language is what the run itself would have printed, and rendering is always a success."""
    path = written(tmp_path / "a.json", REJECTED)
    report = rejected = from_json(json.loads((tmp_path / "a.json").read_text()))
    ran = run_here("render", path, "--format", format_id, "--lang", language, capsys=capsys)
    assert (ran.code, ran.err) == (0, "")
    width = 80 if format_id == "terminal" else 100
    expected = FORMATS[format_id].render(rejected, replace(VIEW, language=language, width=width))
    assert report.exit_code == 4
    assert ran.out == expected


def test_a_run_and_its_saved_report_look_alike(tmp_path: Path) -> None:
    """What a real run prints, and what is rendered from its JSON, are the same bytes, from a file and from a pipe."""
    with serve(SCENARIOS["token-rejected"]) as endpoint:
        ran = check(endpoint, "--quick", "--lang", "kk", "--report", "json=r.json", cwd=tmp_path)
    assert ran.code == 4
    assert run("render", "r.json", "--lang", "kk", cwd=tmp_path).out == ran.out
    piped = run("render", "-", "--lang", "kk", cwd=tmp_path, stdin=(tmp_path / "r.json").read_bytes())
    assert (piped.code, piped.out, piped.err) == (0, ran.out, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_file_that_powershell_wrote_is_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`> report.json` in PowerShell gives UTF-16 with a mark in front: it is a report like any other."""
    text = json.dumps(to_json(REJECTED), ensure_ascii=False)
    (tmp_path / "a.json").write_bytes(text.encode(encoding))
    ran = run_here("render", str(tmp_path / "a.json"), "--format", "short", "--lang", "ru", capsys=capsys)
    assert (ran.code, ran.err) == (0, "")
    assert "ПРИЧИНА НАЙДЕНА" in ran.out


def test_a_report_may_be_written_to_files_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--report` and `--save-dir` work on a saved report as on a run, and say where the files are."""
    path = written(tmp_path / "a.json", REJECTED)
    target = tmp_path / "out"
    words = ("--report", f"junit={tmp_path / 'a.xml'}", "--save-dir", str(target), "--format", "short")
    ran = run_here("render", path, *words, capsys=capsys)
    assert (ran.code, ran.out.count("\n")) == (0, 6)
    suite = next(iter(JUnitXml.fromfile(str(tmp_path / "a.xml"))))
    assert suite.failures == 2
    names = sorted(saved.name for saved in target.iterdir())
    assert names == [f"kaspi-doctor-20261124T090000Z-7f3c9a1e.{suffix}" for suffix in ("html", "json", "md")]
    assert sorted(ran.err.splitlines()) == [f"Saved: {target / name}" for name in names]
    assert json.loads((target / names[1]).read_text()) == to_json(REJECTED)


@pytest.mark.parametrize("run_id", ["../../../etc/x", "a/b", "..", "\x00", "CON", "x" * 5000, "é̱ \u202e", "C:\\x", ""])
def test_a_report_cannot_choose_where_it_is_saved(
    run_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However the run of a foreign report is called, its files stand in the folder that was named, and nowhere else."""
    (tmp_path / "in").mkdir()
    path = written(tmp_path / "in" / "a.json", REJECTED, run_id=run_id)
    ran = run_here("render", path, "--save-dir", str(tmp_path / "in" / "out"), capsys=capsys)
    assert (ran.code, ran.err.count("Saved: ")) == (0, 3)
    made = [found for found in tmp_path.rglob("*") if found.is_file()]
    assert {found.parent for found in made} == {tmp_path / "in", tmp_path / "in" / "out"}
    assert len(made) == 4
    assert all(re.fullmatch(r"kaspi-doctor-\d{8}T\d{6}Z-[\w-]{0,40}\.\w+", f.name, re.ASCII) for f in made[1:])


def test_a_saved_report_is_made_anonymous(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--anonymous` hides homes and local addresses of a report that another machine made, on stdout and in files."""
    facts = fact_put("/home/" + "saule/ca.pem 10.1.2.3", "tls.ca.system")
    path = written(tmp_path / "a.json", observations=facts)
    ran = run_here("render", path, "--json", "--anonymous", "--report", f"json={tmp_path / 'b.json'}", capsys=capsys)
    for text in (ran.out, (tmp_path / "b.json").read_text()):
        assert "saule" not in text
        assert "10.1.2.3" not in text
        assert "[home]/ca.pem [address-1]" in text
        assert json.loads(text)["anonymised"] == 2


@pytest.mark.parametrize("name", NOT_A_REPORT)
def test_what_is_no_report_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not JSON, not whole, or not ours is exit 2 and one line that begins with its name."""
    path = tmp_path / "a.json"
    path.write_bytes(NOT_A_REPORT[name])
    ran = run_here("render", str(path), capsys=capsys)
    assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
    assert ran.err.startswith(f"kaspi-doctor: {path}: ")


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("language", Language)
def test_a_damaged_report_is_named(
    name: str, language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report with a part of another type or sense is exit 2 and one line in the reader's language."""
    path = written(tmp_path / "a.json", **DAMAGED[name])
    ran = run_here("render", path, "--rejudge", "--lang", language, capsys=capsys)
    assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
    assert ran.err.startswith(f"kaspi-doctor: {path}: ")
    assert bool(re.search("[а-я]", ran.err.replace(path, ""))) is (language is not Language.EN)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file, a folder, an endless one: exit 2 and one line with the reason."""
    for path, reason in (
        (tmp_path / "none.json", "No such file"),
        (tmp_path, "Is a directory"),
        ("/dev/zero", "larger than 8 MiB"),
        ("", "Is a directory"),
    ):
        ran = run_here("render", str(path), capsys=capsys)
        assert (ran.code, ran.out, is_one_clear_line(ran.err)) == (2, "", True)
        assert reason in ran.err


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(attack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Controls, overrides and NULs are shown, not printed, in every format, JSON among them; XML is read back."""
    spoiled = spoilt(UNEXPLAINED, ATTACKS[attack][:5000])
    path = written(tmp_path / "a.json", spoiled)
    for format_id in FORMATS:
        ran = run_here("render", path, "--format", format_id, "--verbose", capsys=capsys)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.replace("\n", "").replace("\u2060", "").isprintable(), format_id
        if format_id == "junit":
            assert JUnitXml.fromstring(ran.out.encode())


def test_a_title_of_a_mebibyte_is_shortened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence that is far too long spoils no format."""
    path = written(tmp_path / "a.json", observations=fact_put("<" * 1_048_576))
    for format_id in ("terminal", "html", "junit"):
        ran = run_here("render", path, "--format", format_id, capsys=capsys)
        assert (ran.code, ran.err) == (0, "")
        assert len(ran.out) < 200_000


def test_commands_to_copy_keep_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What makes foreign text harmless leaves a command of several lines as it was."""
    with serve(SCENARIOS["dates-missing"]) as endpoint:
        ran = check(endpoint, "--json", "--report", "json=r.json", "--patience", "0.6", cwd=tmp_path)
    commands = [r["command"] for cause in ran.report["causes"].values() for r in cause["remedies"] if "command" in r]
    assert any("\n" in command for command in commands)
    shown = run_here("render", str(tmp_path / "r.json"), "--json", capsys=capsys)
    assert json.loads(shown.out) == ran.report


def test_every_scenario_is_judged_again_as_it_was(tmp_path: Path) -> None:
    """Today's diagnosis on observations that went through JSON is the run's own: nothing it needs is left out of it."""
    for name in ("token-rejected", "drift-range-max-20"):
        with serve(SCENARIOS[name]) as endpoint:
            ran = check(endpoint, "--json", "--patience", "0.6", cwd=tmp_path)
        assert to_json(rejudged(from_json(ran.report))) == ran.report, name


def test_an_old_judgement_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--rejudge` finds the cause that an older version did not; without it the old verdict is shown."""
    with serve(SCENARIOS["token-rejected"]) as endpoint:
        check(endpoint, "--quick", "--report", "json=r.json", cwd=tmp_path)
    saved: dict[str, Any] = json.loads((tmp_path / "r.json").read_text())
    saved["diagnosis"] |= {"verdict": "unexplained", "root_cause": None, "evidence": {}}
    saved |= {"verdict_code": 1, "exit_code": 1, "causes": {}}
    (tmp_path / "r.json").write_text(json.dumps(saved))
    old = run_here("render", str(tmp_path / "r.json"), capsys=capsys).out
    new = run_here("render", str(tmp_path / "r.json"), "--rejudge", capsys=capsys).out
    assert "UNEXPLAINED" in old
    assert "CAUSE FOUND" in new
    assert "Exit code 4" in new
    assert "as its options ask" not in new


@pytest.mark.parametrize(
    ("measured", "old", "new"),
    [
        ({"timing.first_byte_s": 5.2}, (), ("answer-slow",)),  # an older release had a higher threshold
        ({"timing.first_byte_s": 4.9}, ("answer-slow",), ()),  # or a lower one
        ({"clock.offset_s": -301}, (), ("clock-skewed",)),
        ({"clock.offset_s": -299}, ("clock-skewed",), ()),
    ],
)
def test_a_threshold_that_changed_is_applied_to_an_old_report(
    measured: dict[str, float],
    old: tuple[str, ...],
    new: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was measured is judged by today's thresholds, whatever those of the release that measured it were."""
    last = HEALTHY.observations[-1]
    report = replace(
        HEALTHY,
        observations=(*HEALTHY.observations[:-1], replace(last, facts={**last.facts, **measured})),
        diagnosis=replace(HEALTHY.diagnosis, advisories=old),
        causes={cause.id: cause for cause in all_causes()},
    )
    path = written(tmp_path / "r.json", report)
    as_saved, again = (
        json.loads(run_here("render", path, "--format", "json", *more, capsys=capsys).out)["diagnosis"]["advisories"]
        for more in ((), ("--rejudge",))
    )
    assert {"answer-slow", "clock-skewed"} & set(as_saved) == set(old)
    assert {"answer-slow", "clock-skewed"} & set(again) == set(new)


@pytest.mark.parametrize(("before", "after"), [(4, 4), (1, 4), (0, 0)])
def test_what_the_process_returned_stays_where_options_bent_it(before: int, after: int) -> None:
    """An exit code that was the verdict's follows the new verdict; one that `--exit-zero` made is what was returned."""
    old = replace(REJECTED, exit_code=before, diagnosis=replace(REJECTED.diagnosis, verdict_code=before or 3))
    again = rejudged(old)
    assert again.diagnosis.verdict_code == 4
    assert again.exit_code == after
    assert set(again.causes) <= {cause.id for cause in all_causes()}


FACTS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.lists(st.text(max_size=4))
)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
def test_no_observation_stops_the_judge(data: st.DataObject) -> None:
    """Facts of any type, probes twice, unknown or missing: a report that can be read can be judged and shown."""
    shape = to_json(data.draw(st.sampled_from([*EVERY.values()])))
    observations: list[dict[str, Any]] = shape["observations"]
    for observation in observations:
        for name in data.draw(st.sets(st.sampled_from([*observation["facts"], "clock.offset_s", "http.answer"]))):
            observation["facts"][name] = data.draw(FACTS)
        observation["outcome"] = data.draw(st.sampled_from(Outcome))
        observation["probe_id"] = data.draw(st.sampled_from([observation["probe_id"], "x", "orders-valid"]))
    shape["observations"] = data.draw(st.lists(st.sampled_from(observations), max_size=14))
    try:
        report: Report = from_json(json.loads(json.dumps(shape)))
    except ValueError:
        return
    again = rejudged(report)
    for known in FORMATS.values():
        assert known.render(again, VIEW)


def test_a_file_that_takes_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk behind `--report` is one line and exit 2; the report is still printed."""
    path = written(tmp_path / "a.json", REJECTED)
    ran = run_here("render", path, "--format", "short", "--report", "html=/dev/full", capsys=capsys)
    assert (ran.code, is_one_clear_line(ran.err)) == (2, True)
    assert "CAUSE FOUND" in ran.out


def test_rendering_asks_for_no_token_and_no_network(tmp_path: Path) -> None:
    """Without a network, a token or a home, a report is shown; a broken proxy setting does not matter either."""
    path = written(tmp_path / "a.json", HEALTHY)
    ran = run(
        "render", path, cwd=tmp_path, environment={"HTTPS_PROXY": "nonsense://", "HOME": None, "KASPI_TOKEN": None}
    )
    assert (ran.code, ran.err) == (0, "")
    assert "HEALTHY" in ran.out
