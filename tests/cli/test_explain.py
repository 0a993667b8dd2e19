"""`explain` as it is called: what is an id, what is a text, what each ends with, and what it never shows."""

import json
from pathlib import Path

import pytest

from kaspi_doctor import causes
from kaspi_doctor.cause import Cause
from kaspi_doctor.registry import collect
from tests.cli.running import Ran, run

TOKEN = "RkFLRS1UT0tFTi1PRi1USEUtVEVTVFMtTk9ULVJFQUw="
READ_TIMED_OUT = "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='kaspi.kz', port=443): Read timed out."


def explain(*arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None) -> Ran:
    """Run the command in a process of its own."""
    return run("explain", *arguments, cwd=Path("/"), stdin=stdin, environment=environment)


@pytest.mark.parametrize("cause", [pytest.param(cause, id=cause.id) for cause in collect(causes, "CAUSE", Cause)])
def test_every_cause_is_told_whole(cause: Cause) -> None:
    """Each cause has what `explain ID` tells: a proof, and neighbours that exist."""
    known = {other.id for other in collect(causes, "CAUSE", Cause)}
    assert cause.proof.startswith("kaspi-doctor check")
    assert cause.neighbours
    assert set(cause.neighbours) <= known - {cause.id}


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Easily confused with"), ("ru", "На что похоже"), ("kk", "Ұқсас себептер")],
)
def test_an_id_tells_the_cause_in_the_language_asked_for(language: str, heading: str) -> None:
    """`explain ID` exits 0 and tells the texts of clients, the way out, the proof and the neighbours."""
    done = explain("user-agent-filtered", "--lang", language)
    assert done.code == 0
    assert heading in done.out
    assert "Read timed out. (read timeout=15)" in done.out
    assert "kaspi-doctor check --only user-agent-absent" in done.out
    assert "silent-to-all" in done.out


def test_an_id_as_json_gives_the_one_cause_whole() -> None:
    """Every part of the cause is in the document, in every language."""
    cause = json.loads(explain("dates-missing", "--json").out)
    assert cause["id"] == "dates-missing"
    assert set(cause["title"]) == {"en", "ru", "kk"}
    assert {"explanation", "appearances", "remedies", "proof", "neighbours", "references"} <= set(cause)


def test_an_unknown_id_names_the_nearest() -> None:
    """A misspelt id is wrong usage, and the right one is offered."""
    done = explain("token-rejectd")
    assert done.code == 2
    assert "token-rejected" in done.err
    assert done.out == ""


def test_a_text_is_explained_in_the_contracts_shape() -> None:
    """The causes come likeliest first, each with its lines, and the question that decides is asked."""
    done = explain("--json", READ_TIMED_OUT)
    document = json.loads(done.out)
    assert done.code == 0
    assert document["schema_version"] == 1
    assert document["recognised"] is True
    assert [cause["id"] for cause in document["causes"]] == ["user-agent-filtered", "answer-timed-out", "silent-to-all"]
    assert document["causes"][0]["lines"] == [{"number": 1, "text": READ_TIMED_OUT}]
    assert "User-Agent" in document["question"]["en"]


def test_what_is_not_known_is_said_to_be_so() -> None:
    """A text about nothing known exits 3, with a message and no guess."""
    done = explain("hello, world")
    assert done.code == 3
    assert done.out == ""
    assert "not recognised" in done.err
    document = json.loads(explain("hello, world", "--json").out)
    assert document == {"schema_version": 1, "recognised": False, "causes": [], "question": None}


@pytest.mark.parametrize("arguments", [("-",), (), ("--file", "-")])
def test_standard_input_is_read(arguments: tuple[str, ...]) -> None:
    """A piped text is explained, with and without the dash."""
    done = explain(*arguments, stdin=READ_TIMED_OUT.encode())
    assert done.code == 0
    assert "user-agent-filtered" in done.out


def test_a_log_tells_how_often_and_when(tmp_path: Path) -> None:
    """Of a log, each cause is counted, and the first and the last time are given."""
    log = tmp_path / "bot.log"
    lines = [f"2026-11-24 09:00:{second:02} ERROR {READ_TIMED_OUT}\n" for second in range(10)]
    log.write_text("2026-11-24 08:59:00 INFO started\n" + "".join(lines), encoding="utf-8")
    found = json.loads(explain("--file", str(log), "--json").out)["causes"][0]
    assert (found["count"], found["first_line"], found["last_line"]) == (10, 2, 11)
    assert (found["first_at"], found["last_at"]) == ("2026-11-24 09:00:00", "2026-11-24 09:00:09")
    assert "10 times" in explain("--file", str(log)).out


def test_a_file_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    """A missing file ends in one line and exit code 2."""
    done = explain("--file", str(tmp_path / "none.log"))
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_a_text_and_a_file_at_once_are_wrong_usage(tmp_path: Path) -> None:
    """It is not guessed which of the two is meant."""
    assert explain("some text", "--file", str(tmp_path)).code == 2


@pytest.mark.parametrize("format_id", ["terminal", "plain", "markdown", "json"])
def test_every_format_tells_the_cause(format_id: str) -> None:
    """Each of the four formats names the cause and quotes the line."""
    done = explain("--format", format_id, "curl: (52) Empty reply from server")
    assert done.code == 0
    assert "connection-dropped" in done.out
    assert "Empty reply from server" in done.out


def test_an_unknown_format_is_wrong_usage() -> None:
    """A misspelt format is refused, and the right one offered."""
    done = explain("--format", "markdwon", "x y")
    assert done.code == 2
    assert "markdown" in done.err


@pytest.mark.parametrize(
    "text",
    [
        f"> X-Auth-Token: {TOKEN}\ncurl: (52) Empty reply from server X-Auth-Token: {TOKEN}",
        f"Invalid leading whitespace, reserved character(s), or return character(s) in header value: '{TOKEN}\\n'",
        f"curl: (52) Empty reply from server for token={TOKEN.replace('=', '%3D')}",
        f"kaspi: Read timed out, headers {{'X-Auth-Token': '{TOKEN}'}}",
        f"X-Auth-Token: Bearer {TOKEN}",
        "Authorization: Basic dXNlcjpwYXNzd29yZA== kaspi.kz: Read timed out",
        "https://user:dXNlcjpwYXNzd29yZA==@kaspi.kz/ Read timed out",
    ],
)
@pytest.mark.parametrize("format_id", ["plain", "json"])
def test_no_token_is_shown(text: str, format_id: str) -> None:
    """Whatever stands where a secret stands is masked, without being told of it."""
    done = explain("--format", format_id, text)
    assert done.code == 0
    assert TOKEN[:12] not in done.out + done.err
    assert "dXNlcjpwYXNz" not in done.out + done.err


def test_the_environments_token_is_not_shown() -> None:
    """A token of any shape is masked when the environment has it."""
    secret = "odd-shaped-token-value"
    done = explain(f"kaspi.kz {secret}: Read timed out", environment={"KASPI_TOKEN": secret})
    assert done.code == 0
    assert secret not in done.out


def test_a_quoted_line_cannot_act_on_the_terminal() -> None:
    """Escape sequences of a log are shown, not obeyed."""
    done = explain("-", "--format", "terminal", stdin=b"\x1b[2J\x1b]0;x\x07 kaspi.kz: Read timed out")
    assert done.code == 0
    assert "\x1b[2J" not in done.out
    assert "\x07" not in done.out
